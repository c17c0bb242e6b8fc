"""Glossary links: the first use of a word of glossary.yml on a page leads to its entry.

Headings, links, code, captions of controls and the emergency card
are left alone: a person in an emergency is not sent to a word list.
"""

import functools
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from extensions.rendering import Rendering
from sources import relative

Row = Mapping[str, Any]
PAGE = "glossary.md"
SKIPPED_TAGS = set("a abbr code pre dfn dt th figcaption summary svg h1 h2 h3 h4 h5 h6 strong".split())
SKIPPED_CLASSES = {"emergency", "footnote", "source", "claim", "certainty", "lede"}


def words(row: Row) -> Iterator[str]:
    """Every way in which a term may stand on a page: as in the glossary, its other forms, and their plurals."""
    for form in (row["term"], *row.get("forms", ())):
        form = form.partition(" (")[0]
        yield form
        if not form.endswith("s"):
            yield form + "s"


@functools.lru_cache(maxsize=2)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(forms, key=len, reverse=True)
    # the first letter in either case, the rest as written: GRADE is not "grade"
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(f"[{re.escape(word[0].upper() + word[0].lower())}]{re.escape(word[1:])}" for word in longest)
        + r")(?![\w-])"
    )


def index(rows: Sequence[Row]) -> dict[str, str]:
    """The id for every form of every term that is linked; lower case at the beginning."""
    return {form[0].lower() + form[1:]: row["id"] for row in rows if row.get("link", True) for form in words(row)}


class GlossaryTreeprocessor(Treeprocessor):
    """Links the first use of every word, before the generator turns file names into addresses."""

    now: Rendering

    def run(self, root: etree.Element) -> None:
        known = index(self.now.sources.rows("glossary"))
        if known and self.now.page != PAGE:
            self.link(root, known, set())

    def link(self, element: etree.Element, known: Mapping[str, str], done: set[str]) -> None:
        """Link first uses in the text of an element and of what is in it, in reading order."""
        if element.text and not isinstance(element.text, AtomicString):
            element.text, made = self.split(element.text, known, done)
            element[:0] = made
        for place, child in enumerate(list(element)):
            if element.tag == "tr" and place == 0:  # becomes the header of its row
                continue
            if child.tag == "a" and "term" in child.get("class", "").split():
                continue
            if child.tag not in SKIPPED_TAGS and not SKIPPED_CLASSES & set(child.get("class", "").split()):
                self.link(child, known, done)
            if child.tail and not isinstance(child.tail, AtomicString):
                child.tail, made = self.split(child.tail, known, done)
                after = list(element).index(child) + 1
                element[after:after] = made

    def split(self, text: str, known: Mapping[str, str], done: set[str]) -> tuple[str, list[etree.Element]]:
        """The text up to the first link, and the links, each with the text after it."""
        made: list[etree.Element] = []
        before, at = "", 0
        for match in _pattern(tuple(known)).finditer(text):
            name = known.get(match[0][0].lower() + match[0][1:])
            if not name or name in done:
                continue
            done.add(name)
            link = etree.Element("a", {"class": "term", "href": relative(f"{PAGE}#{name}", self.now.page)})
            link.text = AtomicString(match[0])
            if made:
                made[-1].tail = text[at : match.start()]
            else:
                before = text[: match.start()]
            made.append(link)
            at = match.end()
        if not made:
            return text, made
        made[-1].tail = text[at:]
        return before, made
