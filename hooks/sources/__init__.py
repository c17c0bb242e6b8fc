"""What people wrote, read once: pages, data files, shared texts; and the words in which all rooms speak of them.

Comes in: bytes of files. Nothing here knows what a page becomes, and nothing here imports another room.
"""
