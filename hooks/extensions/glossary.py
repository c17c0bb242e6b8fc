"""Glossary links: the first use of a word of glossary.yml on a page leads to its entry.

Headings, links, code, captions of controls and the emergency card
are left alone: a person in an emergency is not sent to a word list.
"""

import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from extensions.lines import Row
from extensions.rendering import Rendering
from sources import Sources, relative

PAGE = "glossary.md"
SKIPPED_TAGS = set("a abbr code pre dfn dt th figcaption summary svg h1 h2 h3 h4 h5 h6 strong".split())
SKIPPED_CLASSES = {"emergency", "footnote", "source", "claim", "certainty", "lede"}


def forms(row: Row) -> list[str]:
    """Every way in which a term may stand on a page, but for plurals: as in the glossary, and its other forms."""
    return [form.partition(" (")[0] for form in (row["term"], *row.get("forms", ())) if form]


def index(sources: Sources) -> tuple[dict[str, str], re.Pattern[str]]:
    """The id for every form of every term that is linked, lower case at the beginning; and a pattern for them all and
    their plurals.
    """
    rows = [row for row in sources.rows("glossary") if row.get("link", True)]
    known = {form[0].lower() + form[1:]: row["id"] for row in rows for form in forms(row)}
    longest = sorted(known, key=len, reverse=True)
    # the first letter in either case, the rest as written: GRADE is not "grade"
    any_form = "|".join(f"[{re.escape(word[0].upper() + word[0])}]{re.escape(word[1:])}" for word in longest)
    return known, re.compile(rf"(?<![\w-])(?:{any_form})s?(?![\w-])" if known else r"(?!)")


class GlossaryTreeprocessor(Treeprocessor):
    """Links the first use of every word, before the generator turns file names into addresses."""

    now: Rendering

    def run(self, root: etree.Element) -> None:
        self.known, self.pattern = self.now.sources.once(("glossary",), lambda: index(self.now.sources))
        self.done: set[str] = set()
        if self.now.page != PAGE:
            self.link(root)

    def link(self, element: etree.Element) -> None:
        """Link first uses in the text of an element and of what is in it, in reading order."""
        children = list(element)
        element.text = self.split(element.text, element, 0)
        for place, child in enumerate(children):
            if element.tag == "tr" and place == 0:
                continue  # becomes the header of its row
            if child.tag not in SKIPPED_TAGS and SKIPPED_CLASSES.isdisjoint(child.get("class", "").split()):
                self.link(child)
            child.tail = self.split(child.tail, element, list(element).index(child) + 1)

    def split(self, text: str | None, parent: etree.Element, place: int) -> str | None:
        """The text up to the first use of a word; the link, and after it the rest, are put into `parent` at a place."""
        if not text or isinstance(text, AtomicString):
            return text
        for match in self.pattern.finditer(text):
            word = match[0][0].lower() + match[0][1:]
            name = self.known.get(word) or self.known[word.removesuffix("s")]
            if name not in self.done:
                self.done.add(name)
                link = etree.Element("a", {"class": "term", "href": relative(f"{PAGE}#{name}", self.now.page)})
                link.text = AtomicString(match[0])
                parent.insert(place, link)
                link.tail = self.split(text[match.end() :], parent, place + 1)
                return text[: match.start()]
        return text
