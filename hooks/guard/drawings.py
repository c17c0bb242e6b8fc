"""Drawings and pictures: only what stands in drawings-list.yml, a title for screen readers, light for a phone."""

import collections
import functools
import pathlib
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import yaml

from guard import characters, drawing_editors, drawing_styles, drawing_words
from sources import Problem, Sources, place
from sources.identity import STYLES, colours

HEAVIEST_IMAGE = 150_000  # bytes
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
SAVE_AGAIN = "Open it in a drawing program and save it again."
ONLY_SHAPES = "Delete it; a drawing is shapes and text."
ASK = "Leave it out, or ask a maintainer to name it in hooks/guard/drawings-list.yml."
SHOW = "Write the words where nothing covers them, in a colour that can be read; or delete them."
HANDLER = re.compile(r"[\s/\"']on\w+\s*=", re.I)
COMMENT = re.compile(r"[a-z ,]{1,50}")  # what a part of the drawing shows
MOST = 150  # elements
LONGEST = {"title": 80, "desc": 480, "text": 50}  # characters
GROUND = re.compile(r'fill="(#[0-9a-f]{6})"')
REFERENCE = re.compile(r"#([\w-]+)")
SAID = {"script": "a script", "foreignObject": "a foreign object", "image": "a reference to something outside"}
SAID["a"] = SAID["image"]


class DocumentTypeError(Exception):
    """A document type stands in the file; with its line."""


@dataclass
class Read:
    """A drawing as an XML parser reads it: its tree, the line of each element, and what stands in no tree."""

    root: etree.Element
    lines: dict[etree.Element, int] = field(default_factory=dict)
    found: list[tuple[int, str]] = field(default_factory=list)  # line, and what the drawing holds


def check(sources: Sources) -> Iterator[Problem]:
    """All problems of all pictures."""
    for uri, raw in sources.raw.items():
        if uri.endswith(PICTURES) and len(raw) > HEAVIEST_IMAGE:
            what = f"the file has {len(raw) // 1000} kB; a phone should not load more than {HEAVIEST_IMAGE // 1000}."
            yield Problem(f"docs/{uri}", 0, 0, what, "Make the picture smaller.")
        elif uri.endswith(".svg"):
            yield from seen(f"docs/{uri}", raw)
            yield from other_grounds(f"docs/{uri}", raw.decode("utf-8", "replace"), sources)


def other_grounds(path: str, text: str, sources: Sources) -> Iterator[Problem]:
    """The ground of a mark that has another colour than the header of the site."""
    wanted = colours(sources).header
    for match in GROUND.finditer(text) if STYLES in sources.raw else ():
        if match[1] != wanted:
            what = f'"fill" may not be "{match[1]}": the header of the site has another colour.'
            yield Problem(path, *place(text, match.start()), what, f'Write: fill="{wanted}"')


@functools.lru_cache(maxsize=64)
def seen(path: str, raw: bytes) -> list[Problem]:
    """What is wrong with a drawing, looked at once while it stays."""
    return list(drawing(path, raw))


def drawing(path: str, raw: bytes) -> Iterator[Problem]:
    """An SVG file that cannot be read, holds what is not on the list, or hides words."""
    if b"\0" in raw or "\ufffd" in raw.decode("utf-8", "replace"):
        yield Problem(path, 1, 0, "the drawing is not UTF-8.", SAVE_AGAIN)
        return
    if wrong := drawing_editors.wrong(raw):
        yield Problem(path, 1, 0, *wrong)
        return
    try:
        read = parsed(raw)
    except DocumentTypeError as error:
        yield Problem(path, error.args[0], 0, "the drawing holds a document type.", ONLY_SHAPES)
        return
    except expat.ExpatError as error:
        yield Problem(path, error.lineno, error.offset + 1, "the drawing cannot be read.", SAVE_AGAIN)
        for number, text in enumerate(raw.decode().splitlines(), 1):
            if HANDLER.search(text):
                yield Problem(path, number, 0, "the drawing holds an event handler.", ONLY_SHAPES)
        return
    for offset, what, fix in characters.unseen(raw.decode()):
        yield Problem(path, *place(raw.decode(), offset), what, fix)
    yield from (Problem(path, line, 0, what, fix) for line, what, fix in wrongs(read))


def wrongs(read: Read) -> Iterator[tuple[int, str, str]]:
    """What is wrong with a drawing that can be read, each with its line."""
    listed = [(line, f"the drawing holds {what}.", ONLY_SHAPES) for line, what in read.found] + [*elements(read)]
    yield from [*listed, *described(read)]
    if listed:
        return  # what is not on the list cannot be computed
    style, faults = drawing_styles.read(read.root, read.lines, lists())
    yield from ((line, what, ASK) for line, what in faults)
    if not faults:
        for element, what in drawing_words.hidden(read.root, style, lists()["colours"]):
            yield read.lines[element], what, SHOW


@functools.cache
def lists() -> dict[str, Any]:
    """drawings-list.yml."""
    text = pathlib.Path(__file__).with_name("drawings-list.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@functools.cache
def pattern(tag: str, name: str) -> re.Pattern[str]:
    """The pattern of the value of an attribute; n stands for a number."""
    values = lists()["values"]
    text = re.sub(r"(?<![A-Za-z\\])n(?![A-Za-z])", lambda _: lists()["n"], values.get(f"{tag} {name}") or values[name])
    return re.compile(text, re.A)


def parsed(raw: bytes) -> Read:
    """An SVG file, read without entities or namespaces. Raises ExpatError, DocumentTypeError."""
    parser, builder = expat.ParserCreate("utf-8"), etree.TreeBuilder()
    read = Read(etree.Element("svg"))

    def start(tag: str, attributes: dict[str, str]) -> None:
        read.lines[builder.start(tag, attributes)] = parser.CurrentLineNumber

    def declared(_version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            holds("another encoding than UTF-8")

    def comment(text: str) -> None:
        if not COMMENT.fullmatch(text):
            holds("a comment that is more than a few plain words")

    def holds(what: str) -> None:
        read.found.append((parser.CurrentLineNumber, what))

    def document_type(*_: object) -> None:  # entities can grow without end while they are read
        raise DocumentTypeError(parser.CurrentLineNumber)

    parser.StartElementHandler, parser.EndElementHandler = start, builder.end
    parser.CharacterDataHandler, parser.CommentHandler = builder.data, comment
    parser.ProcessingInstructionHandler = lambda *_: holds("an instruction to programs")
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = declared, document_type
    parser.Parse(raw, True)
    read.root = builder.close()
    return read


def elements(read: Read) -> Iterator[tuple[int, str, str]]:
    """Elements and attributes that are not on the list, ids that are there twice or not at all, and stray words."""
    known = lists()["elements"]
    ids = collections.Counter(element.get("id") for element in read.lines)
    if len(read.lines) > MOST:
        yield 1, f"the drawing has {len(read.lines)} elements.", f"Draw it with {MOST} at most."
    if read.root.tag != "svg":
        yield 1, f"the drawing begins with <{read.root.tag}>.", "Write <svg> as its first element."
    for element, line in read.lines.items():
        may = known.get(element.tag)
        if may is None:
            bare = element.tag.rpartition(":")[2]
            yield line, f"the drawing holds {SAID.get(bare, f'<{bare}>')}.", ONLY_SHAPES
            continue
        for child in element:
            if child.tag in known and child.tag not in may.get("holds", "").split():
                yield read.lines[child], f"<{child.tag}> may not stand in <{element.tag}>.", ASK
            yield from stray(read.lines[child], child.tail)
        if element.tag not in (*LONGEST, "style"):
            yield from stray(line, element.text)
        yield from ((line, what, ASK) for what in attributes(element, may.get("attributes", "").split(), ids))


def stray(line: int, text: str | None) -> Iterator[tuple[int, str, str]]:
    """Words between elements, which no reader sees and programs read."""
    if text and text.strip():
        yield line, f'"{text.strip()[:30]}" stands outside of a text.', "Write words into <text> only, or delete them."


def attributes(element: etree.Element, known: list[str], ids: collections.Counter[str | None]) -> Iterator[str]:
    """What is wrong with the attributes of an element."""
    for name in lists()["needs"].get(element.tag, "").split():
        if name not in element.attrib:
            yield f'<{element.tag}> has no "{name}".'
    for name, value in element.items():
        if name not in known:
            what = "holds an event handler" if name.lower().startswith("on") else f'holds "{name}" in <{element.tag}>'
            yield f"the drawing {what}."
        elif not pattern(element.tag, name).fullmatch(value):
            yield f'"{name}" of <{element.tag}> may not be "{value[:60]}".'
        elif name == "id" and ids[value] > 1:
            yield f'the id "{value}" stands there twice.'
        wanted = value.split() if name == "aria-labelledby" else REFERENCE.findall(value) if "#" in value else []
        if name in ("aria-labelledby", "href", "clip-path") and any(not ids[one] for one in wanted):
            yield f'"{name}" names "{value}", which is not in the drawing.'


def described(read: Read) -> Iterator[tuple[int, str, str]]:
    """A title that is missing, a second one, and descriptions and words that are too long or empty."""
    counted = collections.Counter(element.tag for element in read.lines)
    if not any(re.search(r"\w", element.text or "") for element in read.root if element.tag == "title"):
        yield (
            1,
            "the drawing has no title, which screen readers need.",
            ("Write <title>What it shows</title> as its first element."),
        )
    for element, line in read.lines.items():
        length = len(" ".join("".join(element.itertext()).split()))
        if element.tag in LONGEST and not 0 < length <= LONGEST[element.tag]:
            yield line, f"<{element.tag}> has {length} characters.", f"Write 1 to {LONGEST[element.tag]}."
        if element.tag in ("title", "desc", "style") and counted[element.tag] > 1:
            yield line, f"the drawing has more than one <{element.tag}>.", "Keep one of them."
        if element.tag == "use" and any(
            inner.tag == "use"
            for target in read.lines
            if f"#{target.get('id')}" == element.get("href")
            for inner in target.iter()
        ):  # each would double the one before
            yield line, "<use> repeats what repeats something itself.", "Draw it where it stands."
