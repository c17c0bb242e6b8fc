"""What `dev.py` starts: each reads the command line, asks the other rooms, prints, and ends with a code.

Nothing imports a command but another command.
"""
