"""The one door by which values of data files and page headers enter Markdown: they are text.

Only citations, marks of warning signs, links to https:// and certainty labels mean something in a value. Every other
sign that Markdown could read becomes an entity, which no extension of it looks into; line ends become spaces.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sources import Document, Page, Sources
from sources.syntax import URGENCIES

ADDRESS = r"https://[a-z0-9.-]+(?:/[\w.~%/?=&+,:;#-]*)?"
LINK = rf"(?<!!)\[[^\[\]()<>{{}}|*`\\@^]+\]\((?:(?:{'|'.join(URGENCIES)}):[a-z0-9-]+|{ADDRESS})\)(?![(\[{{])"
CITED = r"@[a-z][a-z0-9_]*(?:, [\w .\u2013-]+)?"
CITATION = rf"(?<!!)\[{CITED}(?:; ?{CITED})*\](?![(\[{{:])"
KEPT = re.compile(f"({LINK}|{CITATION})")
NAME = re.compile(r"[a-z0-9](?:[a-z0-9_./#-]*[a-z0-9_/])?")  # ids, keys, files: no sign in them means anything
# what Markdown reads anywhere, and what it reads at the beginning of a text
SIGNS = re.compile(r"[\\`*{}<>|\[\]]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)")
LEADING = re.compile(r"\A(?:[^\w\s\"'“‘«(\[&]|[0-9]+(?=[.)](?:\s|\Z))[.)]?)")


def entity(match: re.Match[str]) -> str:
    """What stands for a sign, or for the last sign of a text such as "1."."""
    return f"{match[0][:-1]}&#{ord(match[0][-1])};"


@functools.lru_cache(maxsize=20_000)  # while somebody writes, most values stay
def text(value: str) -> str:
    """A value as Markdown that shows just its words, with its citations, marks of signs and links."""
    if NAME.fullmatch(value):
        return value
    parts = KEPT.split(" ".join(value.split()))
    parts[::2] = [SIGNS.sub(entity, part) for part in parts[::2]]
    return LEADING.sub(entity, "".join(parts))


def every(value: Any, change: Callable[[str], str]) -> Any:
    """Lists and fields with every text in them changed; the names of fields stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: every(part, change) for name, part in value.items()}
    return [every(part, change) for part in value] if isinstance(value, list) else value


def page(page: Page) -> Page:
    """A page whose header is ready for Markdown."""
    return replace(page, front=replace(page.front, data=every(page.front.data, text)))


@functools.lru_cache(maxsize=64)
def data(document: Document) -> Document:
    """A data file that is ready for Markdown; one that was read once is worked out once."""
    return replace(document, data=every(document.data, text))


def as_markdown(sources: Sources) -> Sources:
    """The sources with all values of data files and page headers ready for Markdown."""

    def work_out() -> Sources:
        ready = {name: data(document) for name, document in sources.data.items()}
        return replace(sources, data=ready, pages={uri: page(other) for uri, other in sources.pages.items()})

    return sources.once(("as Markdown",), work_out)
