"""What `dev.py` starts: each reads the command line, asks the other rooms, prints, and ends with a code.

Comes in: all other rooms. Nothing imports a command but another command.
"""
