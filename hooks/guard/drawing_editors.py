"""Drawings as draw.io, Inkscape and Figma save them for themselves: one message says how to save them for others.

What these programs leave behind could otherwise give a message for every element.
"""

import re
import xml.etree.ElementTree as etree
from xml.parsers import expat

from sources import Wrong

FIX = "Then run: python3 dev.py fix"
COLOURS = "Use the colours of docs/assets/figures/needles.svg, or begin with a copy of that file."
EDITORS = {  # what is said, by the name of the program
    "draw.io": (
        'Untick "Word Wrap" and "Formatted Text" on the tab Text of each text. Choose File, Export as, SVG; untick'
        ' "Include a copy of my diagram", and take Light for the appearance.'
    ),
    "Inkscape": (
        'Choose File, Save a Copy, and the type "Optimized SVG"; tick "Remove metadata", "Remove comments", "Enable'
        ' viewboxing" and "Remove unused IDs".'
    ),
    "Figma": 'Choose Export, SVG; untick "Include id attribute" and "Outline text", and tick "Simplify stroke".',
}
INKSCAPE = ("inkscape:", "sodipodi:")
DRAW_IO = re.compile(r"<mxfile|light-dark\(|ge-export|--ge-")
FIGMA_ID = re.compile(r"(?:clip|filter|mask|paint|pattern|image)\d+_[\w-]*\d+_\d+[\w-]*")


class EntitiesError(Exception):
    """The drawing defines entities, which can grow without end while they are read."""


def wrong(svg: bytes) -> Wrong | None:
    """What to say of a drawing that a program saved for itself; None of any other, and of what cannot be read."""
    try:
        name = editor(tree(svg))
    except (expat.ExpatError, EntitiesError):
        return None
    return (f"the drawing holds what only {name} reads.", f"{EDITORS[name]} {COLOURS} {FIX}") if name else None


def tree(svg: bytes) -> etree.Element:
    """A drawing with its comments, read without namespaces. Raises ExpatError, EntitiesError."""
    parser, builder = expat.ParserCreate(), etree.TreeBuilder(insert_comments=True)
    open_tags: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        open_tags.append(tag.removeprefix("svg:"))
        builder.start(open_tags[-1], attributes)

    def end(_: str) -> None:
        builder.end(open_tags.pop())

    def comment(text: str) -> None:
        if open_tags:
            builder.comment(text)

    def document_type(_name: str, _address: str | None, _public: str | None, has_more: int) -> None:
        if has_more:
            raise EntitiesError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.CommentHandler = builder.data, comment
    parser.StartDoctypeDeclHandler = document_type
    parser.Parse(svg, True)
    return builder.close()


def editor(root: etree.Element) -> str:
    """The program whose own marks a drawing, read without namespaces, holds; "" when it holds none."""
    for element in root.iter():
        names = [element.tag, *element.attrib]
        if any(isinstance(name, str) and name.removeprefix("xmlns:").startswith(INKSCAPE) for name in names):
            return "Inkscape"
        if "xmlns:inkscape" in names or "xmlns:sodipodi" in names:
            return "Inkscape"
        if "data-cell-id" in names or any(DRAW_IO.search(value) for value in element.attrib.values()):
            return "draw.io"
        if FIGMA_ID.fullmatch(element.get("id", "")) or is_text_of_figma(element):
            return "Figma"
    return "Figma" if is_frame_of_figma(root) else ""


def is_text_of_figma(element: etree.Element) -> bool:
    """Whether a text is written as Figma writes it."""
    return element.tag == "text" and element.get("style") == "white-space: pre" and "letter-spacing" in element.attrib


def is_frame_of_figma(root: etree.Element) -> bool:
    """Whether the first element is that of Figma: its size, no filling, and nothing said of it for screen readers."""
    return root.get("fill") == "none" and {"width", "height", "viewBox"} <= {*root.attrib} and "role" not in root.attrib
