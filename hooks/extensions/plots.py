"""Plots drawn from the data files when the site is built: strips of SVG without words, one in each row of a table.

The words stand in the cells around a strip, so they wrap, are read aloud, and never leave the drawing. Every strip
carries its numbers in `data-*` attributes, so that a test can compare the picture with the data.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

WIDTH, HEIGHT, LEFT, RIGHT = 300, 44, 25, 275
MORE_IS_BETTER = {"grip strength", "movement", "quality of life", "acceptable state", "motor function"}  # outcomes
SIZES = (
    (0.2, "very small"),
    (0.5, "small"),
    (0.8, "medium"),
    (float("inf"), "large"),
)  # Cohen's cut-offs for a standardised difference


def size(value: float) -> str:
    """The size of a standardised difference in words."""
    return next(word for limit, word in SIZES if abs(value) < limit)


def number(value: float) -> str:
    """A number for readers: at most two decimals, a proper minus."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "\u2212") if value else "0"


class Axis:
    """A straight scale from `low` to `high` across a strip; `names` are the ticks that are not written as numbers.

    Raises ValueError where it has no span, or one that no number can hold.
    """

    def __init__(self, low: float, high: float, names: Mapping[float, str] | None = None) -> None:
        if not 0 < high - low < math.inf:
            raise ValueError(f"there is no axis from {low} to {high}")
        self.low, self.high, self.names = low, high, names or {}

    def x(self, value: float) -> float:
        """Where a value stands, in picture units; raises ValueError for a value outside."""
        share = (value - self.low) / (self.high - self.low)
        if not 0 <= share <= 1:
            raise ValueError(f"{value} is not between {self.low} and {self.high}")
        return round(LEFT + share * (RIGHT - LEFT), 2)

    def ticks(self) -> list[float]:
        """Five or so round numbers."""
        span = self.high - self.low
        tens = 10.0 ** math.floor(math.log10(span / 6))
        step = next(tens * part for part in (1, 2, 2.5, 5, 10) if span / (tens * part) <= 6)
        return [
            round(n * step, 4)
            for n in range(math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9) + 1)
        ]

    def drawn(self) -> str:
        """The ticks, with a line of no difference at 0 where it lies between the ends."""
        lines = "".join(f"M{self.x(tick)} 0V24" for tick in self.ticks())
        zero = f'<path class="zero" d="M{self.x(0)} 0V24"/>' if self.low < 0 < self.high else ""
        named = "".join(f'<text x="{self.x(t)}" y="41">{self.names.get(t, number(t))}</text>' for t in self.ticks())
        return f'<path class="scale" d="{lines}"/>{zero}{named}'


PAIN = Axis(
    -4, 2, {-4: "4 less", -3: "3", -2: "2", -1: "1", 0: "same", 1: "", 2: "2 more"}
)  # points out of 10, on every page


def common(values: Iterable[float]) -> Axis:
    """The axis of a panel: wide enough for these values and for no difference."""
    values = [0.0, *values]
    room = (max(values) - min(values)) * 0.06 or 1
    return Axis(min(values) - room, max(values) + room)


def strip(axis: Axis, numbers: Mapping[str, float]) -> str:
    """A picture of `value` (a bar from 0), `low` to `high` (a line) and `point` (a dot) on an axis, as one line."""
    marks = []
    if "value" in numbers:
        ends = sorted((axis.x(0), axis.x(numbers["value"])))
        marks.append(f'<rect class="bar" x="{ends[0]}" y="4" width="{round(ends[1] - ends[0], 2)}" height="16"/>')
    if "low" in numbers:
        marks.append(f'<path class="whisker" d="M{axis.x(numbers["low"])} 12H{axis.x(numbers["high"])}"/>')
    if "point" in numbers:
        marks.append(f'<circle class="dot" cx="{axis.x(numbers["point"])}" cy="12" r="6"/>')
    data = "".join(f' data-{name}="{value}"' for name, value in numbers.items())
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"{data}>{axis.drawn()}'
        f"{''.join(marks)}</svg>"
    )


def same_measure(rows: Sequence[Mapping[str, object]]) -> None:
    """Raise ValueError where effects do not share outcome, scale and kind of comparison: they share no axis."""
    if len({(row["outcome"], row["scale"], row["group"]) for row in rows}) != 1:
        raise ValueError("a panel must not mix measures or comparisons")
