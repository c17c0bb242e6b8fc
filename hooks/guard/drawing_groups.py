"""Groups of a drawing that say nothing, or move what the guard lets stand in no group, are put where they stand."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from guard import drawings

MOVED = re.compile(r"translate\((?P<x>-?[\d.]+) (?P<y>-?[\d.]+)\)")
PLACED = {"rect": ("x", "y"), "text": ("x", "y"), "circle": ("cx", "cy"), "ellipse": ("cx", "cy")}


def unwrap(root: etree.Element) -> None:
    """Put the content of such groups into what holds them, and the words of a line into its text."""
    for parent in list(root.iter()):
        if parent.tag != "g" or parent is root:
            parent[:] = [one for child in parent for one in loose(child)]
        if parent.tag == "text":
            one_line(parent)


def loose(element: etree.Element) -> Iterator[etree.Element]:
    """An element, or what stands in it where it is a group that need not be."""
    if element.tag != "g":
        yield element
        return
    element[:] = [one for child in element for one in loose(child)]
    may = drawings.lists()["elements"]["g"]["holds"].split()
    move = MOVED.fullmatch(element.get("transform", "translate(0 0)"))
    if not set(element.attrib) <= {"transform"} or not move or (element.attrib and all(c.tag in may for c in element)):
        yield element
        return
    yield from (moved(child, float(move["x"]), float(move["y"])) for child in element)


def moved(element: etree.Element, right: float, down: float) -> etree.Element:
    """An element elsewhere; what has no place of its own stands in a group that moves it."""
    if not right and not down:
        return element
    if element.tag in PLACED and "transform" not in element.attrib:
        for name, by in zip(PLACED[element.tag], (right, down), strict=True):
            element.set(name, f"{round(float(element.get(name, '0')) + by, 2):g}")
        for line in element if element.tag == "text" else ():
            moved_line(line, right, down)
        return element
    group = etree.Element("g", {"transform": f"translate({right:g} {down:g})"})
    group.append(element)
    return group


def moved_line(line: etree.Element, right: float, down: float) -> None:
    """A line of a text elsewhere, where it has a place of its own."""
    for name, by in (("x", right), ("y", down)):
        if name in line.attrib:
            line.set(name, f"{round(float(line.attrib[name]) + by, 2):g}")


def one_line(text: etree.Element) -> None:
    """A text of one line without the element that programs put around it."""
    line = text[0] if len(text) == 1 and not (text.text or "").strip() else None
    if line is not None and line.tag == "tspan" and set(line.attrib) <= {"x", "y", "id", "class"} and not len(line):
        both = f"{text.get('class', '')} {line.get('class', '')}".strip()
        text.attrib.update({name: line.attrib[name] for name in ("x", "y") if name in line.attrib})
        text.attrib.update({"class": both} if both else {})
        text.text = line.text
        text[:] = []
