"""What a writer copied from a template and did not change.

It is read from the templates themselves, so that a new one needs no line here. A sentence with a source is an example,
which a page may keep.
"""

import pathlib
from collections.abc import Iterator

from checks.headers_and_headings import BLOCKS
from sources import Page, Problem, Sources, from_files, plaintext
from sources.syntax import CITATION, HEADING

SHORTEST = 4  # words; fewer may mean anything
HEADINGS = 5
NEEDED = {name for names in BLOCKS.values() for name in names}  # headings that pages of a type must have
FIX = "Write your own words in its place, or delete it."


def check(root: pathlib.Path, sources: Sources) -> Iterator[Problem]:
    """Every sentence, heading and description of the templates that stands on a page."""
    templates = from_files({path.name: path.read_bytes() for path in (root / "docs/_templates").glob("*.md")}).pages
    said = {words for page in templates.values() for _, words in [*sentences(page, placed=False), *headings(page)]}
    heads = {(field, str(page.meta.get(field))) for page in templates.values() for field in ("title", "description")}
    for page in sources.pages.values():
        here = any(words in page.body for words in said)  # most pages have none, and their sentences take time
        for line, words in [*sentences(page), *headings(page)] if here else ():
            if words in said:
                yield page.on(line, f'"{words}" still stands here from the template.', FIX)
        for field in ("title", "description"):
            if (field, str(page.meta.get(field))) in heads:
                yield page.front.problem((field,), f"the {field} is still that of the template.", FIX)


def sentences(page: Page, placed: bool = True) -> Iterator[tuple[int, str]]:
    """The sentences of a page up to a colon, with their lines; of a template (not `placed`) those without a source."""
    lines = page.body.split("\n")
    for sentence in plaintext.sentences(page.body):
        words = sentence.text.partition(": ")[0].rstrip(".:?! ")
        example = not placed and CITATION.search(lines[sentence.line - 1])
        if sentence.kind != "heading" and len(words.split()) >= SHORTEST and not example:
            yield sentence.line, words


def headings(page: Page) -> Iterator[tuple[int, str]]:
    """The longer headings of a page, but for those that it must have."""
    for match in HEADING.finditer(page.body):
        name = (match["attributes"] or "").partition(" ")[0]
        if name not in NEEDED and len(match["text"].split()) >= HEADINGS:
            yield page.body.count("\n", 0, match.start()) + 1, match["text"]
