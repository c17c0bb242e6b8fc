"""Where the shapes of a drawing lie, as boxes in the units of its viewBox. What cannot be read may lie anywhere."""

import itertools
import math
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import NamedTuple

HIGH = 11.0  # capitals at 16 px
STEPS = re.compile(r"([A-Za-z])|(-?(?:\d+(?:\.\d+)?|\.\d+))")
STRAIGHT = 2  # points of a line
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}
Point = tuple[float, float]


class Box(NamedTuple):
    """A part of the drawing, from its left top to its right bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two parts have a place in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def grown(self, by: float) -> "Box":
        """The same with an edge around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def cut(self, other: "Box") -> "Box":
        """The part of it that lies in the other as well."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other part lies in this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


EVERYWHERE = Box(-math.inf, -math.inf, math.inf, math.inf)


def shapes(element: etree.Element) -> Iterator[tuple[Box, bool]]:
    """The places of a shape: that of its area (true; of a path, of each piece), and those of its lines (false)."""
    if element.tag == "path":
        for piece in pieces(element.get("d", "")):
            lines = [[start[-1], *step] for start, step in itertools.pairwise(piece) if step]
            if len(lines) > 1 or any(len(line) > STRAIGHT for line in lines):
                yield around([point for step in piece for point in step]), True
            yield from ((around(line), False) for line in lines)
    elif element.tag == "rect":
        x, y, width, height = numbers(element, "x", "y", "width", "height")
        box = Box(x, y, x + width, y + height)
        yield box, True
        yield from ((box._replace(right=x), False), (box._replace(left=box.right), False))
        yield from ((box._replace(bottom=y), False), (box._replace(top=box.bottom), False))
    else:
        x, y, wide, high = numbers(element, "cx", "cy", *(("r", "r") if element.tag == "circle" else ("rx", "ry")))
        box = Box(x - wide, y - high, x + wide, y + high)
        yield box, True
        if min(wide, high) < HIGH:  # its line is as good as an area
            yield box, False


def around(points: list[Point]) -> Box:
    """The smallest box that holds all points."""
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def pieces(path: str) -> Iterator[list[list[Point]]]:
    """Each piece of a path by its steps: the points that they go to and those that pull their curves. It lies between
    them. An arc is as wide as it may be, and a path that cannot be read may be anywhere.
    """
    now = first = (0.0, 0.0)
    piece: list[list[Point]] = []
    name, at, parts = "", 0, [match.groups() for match in STEPS.finditer(path)]
    while at < len(parts):
        if parts[at][0]:
            name, at = parts[at][0], at + 1
        takes = TAKES.get(name.lower(), 0)
        values = [number or "" for _, number in parts[at : at + takes]]
        at += takes
        if not readable(name, values, takes) or (not takes and at < len(parts) and not parts[at][0]):
            yield [[now], [EVERYWHERE[:2], EVERYWHERE[2:], now]]
            return
        points = steps(name.lower(), [*map(float, values)], now, now if name.islower() else (0.0, 0.0))
        if name in "mM":
            yield from [piece] if piece else []
            piece, first, name = [], points[0], "l" if name == "m" else "L"
        piece.append(points or [first])
        now = piece[-1][-1]
    yield from [piece] if piece else []


def readable(name: str, values: list[str], takes: int) -> bool:
    """Whether a step of a path has all its numbers; those of an arc that say yes or no stand by themselves."""
    arc = name not in "aA" or {*values[3:5]} <= {"0", "1"}
    return bool(name) and len(values) == takes and all(values) and arc


def steps(name: str, values: list[float], now: Point, here: Point) -> list[Point]:
    """The points of one step of a path; the last is where it ends. `here` is what its numbers are counted from."""
    if name == "h":
        return [(here[0] + values[0], now[1])]
    if name == "v":
        return [(now[0], here[1] + values[0])]
    if name == "a":
        end = (here[0] + values[5], here[1] + values[6])
        far = 2 * max(abs(values[0]), abs(values[1]))
        return [(now[0] - far, now[1] - far), (now[0] + far, now[1] + far), end]
    return [(here[0] + x, here[1] + y) for x, y in zip(values[::2], values[1::2], strict=True)]


def numbers(element: etree.Element, *names: str) -> list[float]:
    """Numbers of attributes; 0 for one that is not there."""
    return [float(element.get(name, "0")) for name in names]
