"""The article of a built page against the list: what data, templates and the build itself have made of it."""

import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from guard import allowed_html
from guard.browser_links import Links
from sources import Page, Problem, Sources, Wrong
from sources.files import decoded


def check(tree: LexborHTMLParser, page: Page, sources: Sources, links: Links) -> Iterator[Problem]:
    """What may not stand in the article of the built `page`."""
    for word, wrong in (*allowed_html.wrongs(tree, allowed_html.built(), links), *mark_wrongs(tree)):
        yield Problem(*place_of(word, page, sources), *wrong)


def mark_wrongs(tree: LexborHTMLParser) -> Iterator[tuple[str, Wrong]]:
    """More than one emergency card, and marks of certainty that do not lead to what they say."""
    cards = len(tree.css("article .emergency"))
    if cards > 1:
        what = f"the built page has {cards} emergency cards, and readers take the first for the whole."
        yield "emergency-card.md", (what, "Leave one of them out.")
    if len(tree.css("article .emergency")) > len(tree.css("article > .emergency")):
        what = "the emergency card stands inside something that can hide it."
        yield "emergency-card.md", (what, "Write its line without spaces before it.")
    for node in tree.css("article .certainty"):
        said = re.sub(r"\W+", "-", node.text().strip().lower()).strip("-")
        leads = (node.attributes.get("href") or "").partition("#")[2]
        if leads not in said or f"certainty--{leads}" not in (node.attributes.get("class") or "").split():
            yield node.text(), (f'the mark "{node.text().strip()}" leads to #{leads}.', "Write (low certainty).")


def place_of(word: str, page: Page, sources: Sources) -> tuple[str, int, int]:
    """The file, line and column where a word stands: in the page, in shared texts, in the data; else the page."""
    texts = [(page.path, page.text), *((shared.path, shared.text) for shared in sources.snippets.values())]
    texts += [(document.path, decoded(sources.raw.get(document.path[5:], b""))) for document in sources.data.values()]
    for path, text in texts:
        plain = html.unescape(text)
        if word and (offset := plain.find(word)) >= 0:
            return path, plain.count("\n", 0, offset) + 1, 0
    return page.path, 0, 0
