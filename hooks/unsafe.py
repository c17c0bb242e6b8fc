"""What may never stand in a page, a data file or a drawing: scripts, forms, hidden text, invisible characters."""

from __future__ import annotations

import html
import pathlib
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

import plaintext
from problems import Problem
from sources import Page, Sources

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)(?P<end>>|$|(?=<))", re.M)
ATTRIBUTE = re.compile(r"(?P<name>[^\s=\"'<>/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
TAGS = {"div", "span", "small", "sup", "sub", "br", "kbd"}
ATTRIBUTES = {"class", "id", "markdown"}
LISTED = re.compile(r"\{:?\s*(?P<inside>(?:[#.][\w-]+|[\w:-]+=(?:\"[^\"\n]*\"|[^\s}]+)|\s)+)\}")
LISTED_ATTRIBUTES = {"width", "height", "markdown"}
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.I)
INSTEAD = {"a": "Write [text](page.md).", "img": "Write ![what it shows](../assets/figures/file.svg).", "style": "Use what the site has.",
           "b": "Write **word**, and seldom.", "strong": "Write **word**, and seldom.", "i": "Leave it out.", "em": "Leave it out.",
           "u": "Leave it out.", "table": "Write a Markdown table.", "h1": "Write ## Heading {#heading}", "h2": "Write ## Heading {#heading}",
           "p": "Write a paragraph.", "ul": "Write a Markdown list.", "ol": "Write a Markdown list.", "svg": "Put the drawing into docs/assets/figures."}
SVG_BAD = (
    (re.compile(r"<\s*script\b", re.I), "a script"), (re.compile(r"\son\w+\s*=", re.I), "an event handler"),
    (re.compile(r"<\s*foreignObject\b", re.I), "a foreign object"), (re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I), "a document type"),
    (re.compile(r"(?:href|src)\s*=\s*[\"'](?!#)", re.I), "a reference to something outside"),
    (re.compile(r"url\(\s*[\"']?(?!#)|@import", re.I), "a reference to something outside"),
    (re.compile(r"<\s*(?:image|use|iframe|embed|object|a)\b(?![^>]*href=\"#)", re.I), "an element that loads or links"),
)


def check(page: Page) -> Iterator[Problem]:
    """Raw HTML, attributes and invisible characters in a page."""
    text = plaintext.without_code(page.body)

    def problem(offset: int, what: str, fix: str) -> Problem:
        line, column = plaintext.place(text, offset)
        return Problem(page.path, line + page.body_line - 1, column, what, fix)

    for match in TAG.finditer(text):
        name = match["name"].lower()
        if ":" in name or "." in match["attributes"].split(" ")[0] or name.startswith("http"):
            continue  # an address in angle brackets: links.py
        if name not in TAGS:
            yield problem(match.start(), f"<{name}> may not stand in a page.",
                          INSTEAD.get(name, "Leave it out; text, links, lists, tables and pictures are written in Markdown."))
            continue
        for attribute in ATTRIBUTE.finditer(match["attributes"].rstrip("/")):
            if attribute["name"].lower() not in ATTRIBUTES:
                yield problem(match.start(), f"the attribute \"{attribute['name']}\" may not stand in a page.", "Leave it out.")
    for match in LISTED.finditer(text):
        for attribute in re.finditer(r"(?<!\S)([\w:-]+)=", match["inside"]):
            if attribute[1].lower() not in LISTED_ATTRIBUTES:
                yield problem(match.start(), f"the attribute \"{attribute[1]}\" may not stand in a page.", "Leave it out.")
    for line, column, name in invisible(page.text):
        yield Problem(page.path, line, column, f"an invisible character ({name}) hides in the line.", "Delete it and type the text again.")


def invisible(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and code of every character that cannot be seen, also where it is written as an entity."""
    for match in INVISIBLE.finditer(text.removeprefix("\ufeff")):
        yield *plaintext.place(text, match.start()), f"U+{ord(match[0]):04X}"
    for match in ENTITY.finditer(text):
        if INVISIBLE.search(html.unescape(match[0])):
            yield *plaintext.place(text, match.start()), match[0]


def check_data(sources: Sources) -> Iterator[Problem]:
    """Data files hold plain text with citations, so any tag in them is a mistake; so is an invisible character."""
    for name, document in sources.data.items():
        text = sources.raw.get(f"_data/{name}.yml", b"").decode("utf-8-sig", "replace")
        plain = re.sub(r"(?m)^\s*#.*", lambda match: " " * len(match[0]), text)
        for match in re.finditer(r"</?[A-Za-z][^>\n]*>|\b(?:javascript|vbscript|data):", plain):
            line, column = plaintext.place(text, match.start())
            yield Problem(document.path, line, column, f"{match[0]} may not stand in a data file.", "Write plain text.")
        for line, column, code in invisible(text):
            yield Problem(document.path, line, column, f"an invisible character ({code}) hides in the line.", "Delete it and type the text again.")


def check_drawings(sources: Sources) -> Iterator[Problem]:
    """SVG files that could run something, load something, or cannot be read."""
    for uri, raw in sources.raw.items():
        if not uri.endswith(".svg"):
            continue
        text = html.unescape(raw.decode("utf-8", "replace"))
        for pattern, what in SVG_BAD:
            for match in pattern.finditer(text):
                line, column = plaintext.place(text, match.start())
                yield Problem(f"docs/{uri}", line, column, f"the drawing holds {what}.", "Delete it; a drawing is shapes and text.")
        try:
            etree.fromstring(raw)
        except (etree.ParseError, ValueError) as error:
            line, column = getattr(error, "position", (1, 0))
            yield Problem(f"docs/{uri}", line, column + 1, "the drawing cannot be read.", "Open it in a drawing program and save it again.")


def check_links(folders: list[pathlib.Path], root: pathlib.Path) -> Iterator[Problem]:
    """Symbolic links would publish whatever they point to."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_symlink():
                yield Problem(path.relative_to(root).as_posix(), 0, 0, "this is a link to another file.", "Put the file itself here.")
