"""A drawing without what a program left in it for itself, so that the guard can read it; what is drawn stays the same.

Only what is known to draw nothing is dropped. Everything else stays, and the guard tells of it. Colours of ours and the
other looks of a shape become classes, as our drawings have them. Where something drawn would be lost, nothing is
cleaned, and `CannotCleanError` says why.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from guard import drawing_editors, drawings
from guard.drawing_groups import unwrap
from guard.drawing_looks import CannotCleanError, Looks
from sources import Problem, Sources

NOTHING = {
    "version",
    "baseProfile",
    "clipPathUnits",
    "content",
    "enable-background",
    "pointer-events",
    "xml:space",
    "target",
}
NUMBERS = {"x", "y", "width", "height", "rx", "ry", "cx", "cy", "r"}
NUMBER = re.compile(r"(-?\d*\.?\d+(?:e-?\d+)?)(?:px)?")
MOVED = re.compile(r"translate\(\s*(-?[\d.]+)(?:[\s,]+(-?[\d.]+))?\s*\)")
REFERENCE = re.compile(r"#([\w.-]+)")
LOST = {  # what is drawn, and the guard refuses
    "foreignObject": "words are written as a web page. In draw.io untick Word Wrap and Formatted Text on the tab Text.",
    "filter": "it has a shadow or a blur. Take it away.",
    "mask": "it has a mask. Take it away, or draw the part that is seen.",
    "linearGradient": "a colour runs into another. Take one colour.",
    "radialGradient": "a colour runs into another. Take one colour.",
    "image": "it holds a picture. Draw it, or leave it out.",
    "marker": "a line has a tip that is no shape. Turn it into a path.",
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def check(sources: Sources) -> Iterator[Problem]:
    """All problems of all pictures; where a program saved one for itself, also why nothing can clean it."""
    for problem in drawings.check(sources):
        raw = sources.raw.get(problem.path.removeprefix("docs/"), b"")
        if problem.fix.endswith(drawing_editors.FIX):
            try:
                cleaned(raw)
            except CannotCleanError as error:
                why = f"As it is, nothing can clean it: {error}"
                problem = replace(problem, fix=f"{problem.fix.removesuffix(drawing_editors.FIX)}{why}")
        yield problem


def cleaned(svg: bytes) -> bytes:
    """The drawing without what a program left in it; as it was when the guard takes it or cannot read it.

    Raises CannotCleanError.
    """
    if not list(drawings.drawing("", svg)):
        return svg
    try:
        root = drawing_editors.tree(svg)
    except (expat.ExpatError, drawing_editors.EntitiesError):
        return svg
    for tag, what in LOST.items():
        if any(element.tag == tag for element in root.iter()):
            raise CannotCleanError(what)
    looks = Looks(root)
    try:
        drop(root, looks)
        unclip(root)
        identify(root)
        unwrap(root)
    except ValueError as error:
        raise CannotCleanError("a place or a size is no plain number.") from error
    describe(root)
    looks.write(root)
    return written(root).encode() + b"\n"


def drop(element: etree.Element, looks: Looks, around: Mapping[str, str] = MappingProxyType({})) -> None:
    """Take out what draws nothing, in an element and all that it holds; `around` are the looks of what holds it."""
    within = looks.read(element, around)
    for child in list(element):
        if not is_tag(child):
            if not drawings.COMMENT.fullmatch(child.text or ""):
                element.remove(child)
        elif draws_nothing(child, element):
            element.remove(child)
        else:
            drop(child, looks, within)
            if child.tag in ("defs", "g") and not len(child) and not (child.text or "").strip():
                element.remove(child)
    if element.tag == "rect" and element.get("ry") == element.get("rx"):
        element.attrib.pop("ry", None)
    for name in list(element.attrib):
        value = element.attrib.pop(name)
        name = "href" if name == "xlink:href" else name
        if ":" not in name and name not in NOTHING and not name.startswith(("data-", "requiredF")):
            element.set(name, value_of(name, value))


def draws_nothing(child: etree.Element, parent: etree.Element) -> bool:
    """Whether an element is only for a program: what has a prefix, and the note of draw.io for other programs."""
    if child.tag == "switch":
        return len(child) > 0 and child[0].tag == "g" and not len(child[0])
    return child.tag == "metadata" or ":" in child.tag or (child.tag in ("title", "desc") and parent.tag != "svg")


def is_tag(element: etree.Element) -> bool:
    """Whether it is an element, and no comment."""
    return isinstance(element.tag, str)


def unclip(root: etree.Element) -> None:
    """Take away clips that cut nothing, as programs put around a whole drawing, and those that nothing names."""
    whole = {f"url(#{clip.get('id')})" for clip in root.iter("clipPath") if cuts_nothing(clip, root)}
    for element in root:
        if element.get("clip-path") in whole and "transform" not in element.attrib:
            del element.attrib["clip-path"]
    used = {element.get("clip-path") for element in root.iter()}
    for parent in [root, *root.iter("defs")]:
        parent[:] = [one for one in parent if one.tag != "clipPath" or f"url(#{one.get('id')})" in used]
    root[:] = [child for child in root if child.tag != "defs" or len(child)]


def cuts_nothing(clip: etree.Element, root: etree.Element) -> bool:
    """Whether a clip is one rect around the whole drawing."""
    left, top, width, height = (float(part) for part in root.get("viewBox", "0 0 0 0").split())
    if len(clip) != 1 or clip[0].tag != "rect" or "transform" in clip[0].attrib:
        return False
    x, y, wide, high = (float(clip[0].get(name, "0")) for name in ("x", "y", "width", "height"))
    return x <= left and y <= top and x + wide >= left + width and y + high >= top + height


def value_of(name: str, value: str) -> str:
    """A value as the guard reads it: numbers to a hundredth, moves with a space."""
    if name == "clipPathUnits" and value != "userSpaceOnUse":
        raise CannotCleanError("a clip is counted in another way. Cut the shapes themselves.")
    if name in NUMBERS and (match := NUMBER.fullmatch(value)):
        return short(match[1])
    if name == "transform" and (match := MOVED.fullmatch(value.strip())):
        return f"translate({short(match[1])} {short(match[2] or '0')})"
    if name == "viewBox":
        return " ".join(short(part) for part in re.split(r"[\s,]+", value.strip()))
    return value


def short(number: str) -> str:
    """A number with two decimals at most."""
    try:
        return f"{round(float(number), 2) + 0:g}" if abs(float(number)) < 1000 else number
    except ValueError:
        return number


def identify(root: etree.Element) -> None:
    """Keep the ids that something names, under names that the guard takes."""
    used = {name for element in root.iter() for value in element.attrib.values() for name in REFERENCE.findall(value)}
    used |= set(root.get("aria-labelledby", "").split())
    names: dict[str, str] = {}
    for element in root.iter():
        old = element.attrib.pop("id", "")
        if old in used:
            names[old] = old if re.fullmatch("[a-z][a-z-]{0,19}", old) else f"part-{LETTERS[len(names) % 26]}"
            element.set("id", names[old])
    for element in root.iter():
        for name, value in element.attrib.items():
            if "#" in value:
                element.set(name, REFERENCE.sub(lambda match: f"#{names.get(match[1], match[1])}", value))


def describe(root: etree.Element) -> None:
    """What a screen reader needs, where the drawing has a title."""
    parts = [child for tag in ("title", "desc") for child in root if child.tag == tag]
    if "viewBox" not in root.attrib and {"width", "height"} <= {*root.attrib}:
        root.set("viewBox", f"0 0 {root.get('width')} {root.get('height')}")
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    if parts and "aria-labelledby" not in root.attrib:
        names = ["title", "desc"] if len(parts) > 1 else ["t"]
        for child, name in zip(parts, names, strict=False):
            child.set("id", name)
        root.set("role", "img")
        root.set("aria-labelledby", " ".join(names))
    for child in reversed(parts):
        root.remove(child)
        root.insert(0, child)
    root.attrib["xmlns"] = "http://www.w3.org/2000/svg"


def written(element: etree.Element, depth: int = 0) -> str:
    """A tree as text, an element to a line."""
    indent = "  " * depth
    if not is_tag(element):
        return f"{indent}<!--{element.text}-->"
    order = sorted(element.attrib, key=lambda name: name != "xmlns")
    begin = f"{indent}<{element.tag}" + "".join(f" {name}={quoteattr(element.attrib[name])}" for name in order)
    if len(element):
        inner = "\n".join(written(child, depth + 1) for child in element)
        return f"{begin}>\n{inner}\n{indent}</{element.tag}>"
    text = escape(element.text or "") if (element.text or "").strip() else ""
    return f"{begin}>{text}</{element.tag}>" if text else f"{begin}/>"
