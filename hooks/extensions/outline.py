"""The parts of a page: every id that it will have, the headings, and what stands under each."""

import re

from extensions.data_blocks import filled
from sources import Page, Sources
from sources.syntax import ANCHOR, HEADING, without_code

OWN_IDS = {"page-title", "sources", "page-facts"}  # those that every page has
LONG = 36  # letters of a heading that take two lines in a table of contents


def anchors(page: Page, sources: Sources) -> dict[str, int]:
    """Every id that the Markdown of a page gives, and where; data blocks and shared texts are in place."""

    def work_out() -> dict[str, int]:
        found: dict[str, int] = {}
        for match in ANCHOR.finditer(without_code(filled(page, sources))):
            found.setdefault(match["listed"] or match["written"], match.start())
        return found

    return sources.once(("anchors", page.uri), work_out)


def ids(page: Page, sources: Sources) -> set[str]:
    """Every id that a page will have, with those that every page has."""
    return OWN_IDS | anchors(page, sources).keys()


def headings(page: Page, sources: Sources) -> dict[str, str]:
    """The words of every heading of a page by its id, those of data blocks and shared texts too."""

    def work_out() -> dict[str, str]:
        found = (
            (match["text"], ANCHOR.search(match[0])) for match in HEADING.finditer(without_code(filled(page, sources)))
        )
        return {anchor["listed"] or anchor["written"]: words for words, anchor in found if anchor}

    return sources.once(("headings", page.uri), work_out)


def sections(page: Page, sources: Sources) -> dict[str, str]:
    """What stands under every id of a page, as Markdown with data blocks in place.

    Under the id of a heading: all up to the next heading of its level or above. Under any other id: its line.
    """

    def work_out() -> dict[str, str]:
        text = filled(page, sources)
        heads = list(HEADING.finditer(without_code(text)))
        ends = {
            head.start(): next(
                (other.start() for other in heads[number:] if len(other["marks"]) <= len(head["marks"])), len(text)
            )
            for number, head in enumerate(heads, 1)
        }
        found = {"page-title": text}
        for name, offset in anchors(page, sources).items():
            start = text.rfind("\n", 0, offset) + 1
            line_end = text.find("\n", offset)
            found[name] = text[start : ends.get(start, line_end if line_end >= 0 else len(text))]
        return found

    return sources.once(("sections", page.uri), work_out)


def short(heading: str) -> str:
    """A heading as it stands in a table of contents: without what explains it; a question stays whole."""
    if heading.endswith("?"):
        return heading
    words = re.sub(r" \([^()]*\)$", "", heading)
    return words.rpartition(", ")[0] or words if len(words) > LONG else words
