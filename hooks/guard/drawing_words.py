"""Every word of a drawing is seen: inside of it, on a ground it stands out from in the light and in the dark, and under
nothing. Boxes are counted in the units of the viewBox; letters count as one width, that of the usual.
"""

import collections
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guard.contrast import LEAST, contrast
from guard.drawing_places import EVERYWHERE, HIGH, Box, numbers, shapes
from guard.drawing_styles import TOKEN, Style

LETTER = 7.5  # of a letter at 16 px; capitals are higher and wider
MUCH = 0.4  # of the room of words, under lines
LEAST_ROOM = 70.0  # of a number in a circle, whose box its outline crosses
SHAPES = ("rect", "circle", "ellipse", "path")
MOVE = re.compile(r"translate\(([-.\d]+) ([-.\d]+)\)(?: scale\(([.\d]+)\))?")


class Drawn(NamedTuple):
    """A part of the drawing that is painted, an area that can be filled or a line."""

    element: etree.Element
    box: Box
    line: float  # its width; 0 for an area


def hidden(
    root: etree.Element, style: Style, colours: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[etree.Element, str]]:
    """Words that a reader does not see, or only in the light or in the dark."""
    whole = Box(*map(float, root.get("viewBox", "").split()))
    drawn = [*flat(root, root, style)]
    words = [at for at, (element, _, _) in enumerate(drawn) if element.tag == "text"]
    first = drawn[0].element if drawn else root
    if words and not (first.tag == "rect" and drawn[0].box == whole and fill(first, style) == "--paper"):
        yield first, "a drawing with words begins with a rect of paper as large as itself."
    for at in words:
        element, box, _ = drawn[at]
        name = f'"{(element.text or "").strip()[:40]}"'
        if not whole.holds(box):
            yield element, f"{name} stands outside of the drawing."
        if style.of(element, "stroke"):
            yield element, f"{name} has a line around its letters."
        for ground in sorted(grounds(drawn[:at], box, style)):
            if not stands_out(fill(element, style), ground, colours):
                yield element, f"{name} does not stand out from what is under it ({ground})."
        for other in dict.fromkeys(one.element for one in drawn[at + 1 :] if one.box.meets(box)):
            yield other, f"<{other.tag}> lies over the words {name}."


def stands_out(words: str, ground: str, colours: Mapping[str, tuple[str, str]]) -> bool:
    """Whether words in a colour can be read on another, in the light and in the dark."""
    if words not in colours or ground not in colours:
        return False
    return all(contrast(one, other) >= LEAST for one, other in zip(colours[words], colours[ground], strict=True))


def grounds(drawn: list[Drawn], words: Box, style: Style) -> set[str]:
    """The colours under words: of areas, and of lines that together are as good as one."""
    found: set[str] = set()
    lines: dict[str, float] = collections.defaultdict(float)
    for element, box, line in drawn:
        if element.tag in SHAPES and box.meets(words):
            part = box.cut(words)
            if line:
                lines[fill(element, style, "stroke")] += line * max(part.right - part.left, part.bottom - part.top)
            else:
                found.add(fill(element, style))
    room = max(LEAST_ROOM, MUCH * (words.right - words.left) * (words.bottom - words.top))
    return (found | {name for name, much in lines.items() if much > room}) - {"none"}


def fill(element: etree.Element, style: Style, name: str = "fill") -> str:
    """The name of the colour in an element, "none", or what else is said of it; a shape is black when nothing is."""
    value = style.of(element, name) or "black"
    named = TOKEN.fullmatch(value)
    return named[1] if named else value


def flat(root: etree.Element, parent: etree.Element, style: Style) -> Iterator[Drawn]:
    """All that is drawn, in its order, with its place."""
    for element in parent:
        if element.tag == "g":
            within = window(root, element)
            yield from (
                one._replace(box=moved(one.box.cut(within), element))
                for one in flat(root, element, style)
                if within.meets(one.box)
            )
        elif element.tag == "use":
            right = float(element.get("x", "0"))
            target = by_id(root, element.get("href", ""))
            for one in flat(root, target, style):
                yield one._replace(box=one.box._replace(left=one.box.left + right, right=one.box.right + right))
        elif element.tag == "text":
            yield Drawn(element, letters(element, style), 0.0)
        elif element.tag in SHAPES:
            wide = float(style.of(element, "stroke-width") or 1) if style.of(element, "stroke") else 0.0
            for box, area in [one for one in shapes(element) if one[1] or wide]:
                yield Drawn(element, box.grown(wide / 2), 0.0 if area else wide)


def by_id(root: etree.Element, name: str) -> etree.Element:
    """The element that "#id" or "url(#id)" names; an empty one when it is not there."""
    wanted = name.removeprefix("url(").strip("#)")
    return next((one for one in root.iter() if one.get("id") == wanted), etree.Element("g"))


def window(root: etree.Element, group: etree.Element) -> Box:
    """What a group is cut to: one box around all that its clipPath holds."""
    if "clip-path" not in group.attrib:
        return EVERYWHERE
    boxes = [box for rect in by_id(root, group.get("clip-path", "")) for box, _ in shapes(rect)]
    left, top, right, bottom = zip(*boxes or [Box(0, 0, 0, 0)], strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def moved(box: Box, group: etree.Element) -> Box:
    """A part of a group, where the group is moved to."""
    match = MOVE.fullmatch(group.get("transform", "translate(0 0)"))
    right, down, scale = (float(value or 1) for value in match.groups()) if match else (0.0, 0.0, 1.0)
    return Box(box.left * scale + right, box.top * scale + down, box.right * scale + right, box.bottom * scale + down)


def letters(element: etree.Element, style: Style) -> Box:
    """The place of words, if all their letters were as wide."""
    wide = LETTER * len(" ".join((element.text or "").split()))
    x, y = numbers(element, "x", "y")
    left = x - wide * {"middle": 0.5, "end": 1.0}.get(style.of(element, "text-anchor"), 0.0)
    return Box(left, y - HIGH, left + wide, y)
