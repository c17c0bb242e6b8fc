"""What people wrote, read once: pages, data files, shared texts; and the words in which all rooms speak of them.

Comes in: bytes of files. Nothing here knows what a page becomes, and nothing here imports another room.
"""

from sources.addresses import relative, scheme
from sources.dates import day, human, today
from sources.files import ROOT, Page, Sources, contents, from_files, read
from sources.problems import Problem, Wrong, first_wrong, nearest, place
from sources.yamlfile import Document

__all__ = [
    "ROOT",
    "Document",
    "Page",
    "Problem",
    "Sources",
    "Wrong",
    "contents",
    "day",
    "first_wrong",
    "from_files",
    "human",
    "nearest",
    "place",
    "read",
    "relative",
    "scheme",
    "today",
]
