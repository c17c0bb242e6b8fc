"""What people wrote, read once: pages, data files, shared texts; and the words in which all rooms speak of them.

Comes in: bytes of files. Nothing here knows what a page becomes, and nothing here imports another room.
"""

from sources.addresses import relative, scheme
from sources.dates import day, human, today
from sources.files import ROOT, Page, Sources, contents, from_files, read
from sources.problems import Found, Problem, Rule, Wrong, look_for, mistakes, nearest, place
from sources.yamlfile import Document

__all__ = [
    "ROOT",
    "Document",
    "Found",
    "Page",
    "Problem",
    "Rule",
    "Sources",
    "Wrong",
    "contents",
    "day",
    "from_files",
    "human",
    "look_for",
    "mistakes",
    "nearest",
    "place",
    "read",
    "relative",
    "scheme",
    "today",
]
