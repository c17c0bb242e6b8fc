"""Lines that mean something else because of the line beside them, or for want of a space: headings, breaks, lists."""

import itertools
import re
from collections.abc import Iterator

from sources import Page, Problem, Wrong, look_for
from sources.syntax import without_code

RULES = (
    (
        re.compile(r"^#{1,6}[ \t]*(?P<id>\{[^}\n]*\})?[ \t]*$", re.M),
        "a heading has no words.",
        "Write them after the #, or delete the line.",
    ),
    (
        re.compile(r"^(?P<marks>#{1,6})(?P<words>[^#\s{][^\n]*)$", re.M),
        "a heading has no space after its mark.",
        r"Write: \g<marks> \g<words>",
    ),
    (
        re.compile(r"^[ ]*(?:!{1,2}|!{4,}|\?{1,2})(?P<rest> *[a-z-]+ \"[^\"\n]*\") *$", re.M),
        "a call-out begins with three signs.",
        r"Write: !!!\g<rest>",
    ),
)
ITEM = re.compile(r"(?:[-*+]|\d{1,2}\.) +\S")
BEGINS = re.compile(
    r"\s|[-*+|>#`~]|\d+\.|/{3}|!!!|\?\?\?|===|:\s|\{|<|\[\^|--8<--"
)  # something of its own, or more of it
DASHES = re.compile(r"(?:={2,}|-{2,}) *")
MERGE = "======="  # what a merge leaves behind: slips.py


def check(page: Page) -> Iterator[Problem]:
    """Every slip of this kind in a page."""
    shown = without_code(page.body)
    yield from (page.at(*found) for found in look_for(RULES, shown))
    lines = list(zip(shown.split("\n"), page.body.split("\n"), strict=True))
    for number, ((above, written), (below, _)) in enumerate(itertools.pairwise(lines), 1):
        if above.strip() and below.strip():
            for wrong in pair(above, below, written):
                yield page.on(number + wrong[0], *wrong[1])


def pair(above: str, below: str, written: str) -> Iterator[tuple[int, Wrong]]:
    """What is wrong with two lines with no empty line between: of the first (0) or of the second (1)."""
    if written.endswith("  ") and not above.lstrip().startswith("|"):
        yield 0, ("two spaces at the end of the line begin a new line on the page.", "Delete them.")
    if DASHES.fullmatch(below) and below.strip() != MERGE and not BEGINS.match(above):
        yield 1, ("the signs below a text make it a heading.", "Put an empty line before them.")
    if ITEM.match(above) and not BEGINS.match(below):
        yield 1, ("the text runs into the list above it.", "Put an empty line before it.")
