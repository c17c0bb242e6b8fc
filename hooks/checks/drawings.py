"""Drawings and pictures: nothing that runs or loads something, a title for screen readers, light enough for a phone."""

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from sources import Problem, Sources, place

HEAVIEST_IMAGE = 150_000  # bytes
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
SAVE_AGAIN = "Open it in a drawing program and save it again."
ONLY_SHAPES = "Delete it; a drawing is shapes and text."
DOCUMENT_TYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
BAD = (
    (re.compile(r"<\s*(?:[\w-]+:)?script\b", re.I), "a script"),
    (re.compile(r"[\s/\"']on\w+\s*=", re.I), "an event handler"),
    (re.compile(r"<\s*foreignObject\b", re.I), "a foreign object"),
    (DOCUMENT_TYPE, "a document type"),
    (re.compile(r"<\?(?!xml\s)", re.I), "an instruction to programs"),
    (re.compile(r"(?:href|src)\s*=\s*[\"'](?!#)", re.I), "a reference to something outside"),
    (re.compile(r"url\(\s*[\"']?(?!#)|@import|\\[0-9a-f]", re.I), "a reference to something outside"),
)
KNOWN = set(
    (
        "svg title desc defs g path rect circle ellipse line polyline polygon text tspan style marker pattern "
        "linearGradient radialGradient stop clipPath mask symbol use"
    ).split()
)


def check(sources: Sources) -> Iterator[Problem]:
    """All problems of all pictures."""
    for uri, raw in sources.raw.items():
        if uri.endswith(PICTURES) and len(raw) > HEAVIEST_IMAGE:
            what = f"the file has {len(raw) // 1000} kB; a phone should not load more than {HEAVIEST_IMAGE // 1000}."
            yield Problem(f"docs/{uri}", 0, 0, what, "Make the picture smaller.")
        if uri.endswith(".svg"):
            yield from drawing(f"docs/{uri}", raw)


def drawing(path: str, raw: bytes) -> Iterator[Problem]:
    """An SVG file that has no title, could run or load something, or cannot be read."""
    if not re.search(rb"<title[^>]*>[^<]*\w", raw):
        instead = "Write <title>What it shows</title> as its first element."
        yield Problem(path, 1, 0, "the drawing has no title, which screen readers need.", instead)
    text = html.unescape(raw.decode("utf-8", "replace"))
    if "\ufffd" in text or "\x00" in text or re.search(r"encoding=[\"'](?!utf-8)", text, re.I):
        yield Problem(path, 1, 0, "the drawing is not UTF-8.", SAVE_AGAIN)
        return
    for pattern, what in BAD:
        for match in pattern.finditer(text):
            yield Problem(path, *place(text, match.start()), f"the drawing holds {what}.", ONLY_SHAPES)
    if not DOCUMENT_TYPE.search(text):  # entities can grow without end while they are read
        yield from elements(path, raw, text)


def elements(path: str, raw: bytes, text: str) -> Iterator[Problem]:
    """Elements that are neither shapes nor text."""
    try:
        tags = {
            str(element.tag).replace("{http://www.w3.org/2000/svg}", "") for element in etree.fromstring(raw).iter()
        }
    except (etree.ParseError, ValueError) as error:
        line, column = getattr(error, "position", (1, 0))
        yield Problem(path, line, column + 1, "the drawing cannot be read.", SAVE_AGAIN)
        return
    for name in sorted(tags - KNOWN):
        bare = name.rpartition("}")[2]
        yield Problem(path, place(text, max(text.find(bare), 0))[0], 0, f"the drawing holds <{bare}>.", ONLY_SHAPES)
