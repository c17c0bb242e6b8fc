"""Asks other services what is new about our sources and our subject, once a week, and says what could not be asked.

Comes in: the sources that people wrote, and a way to ask. Nothing here builds a page; no test asks the network.
"""
