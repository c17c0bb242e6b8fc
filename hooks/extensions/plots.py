"""Plots drawn from the data files when the site is built: SVG that is text to a screen reader, light and dark, with no
script.

Every mark carries its numbers in `data-*` attributes, so that a test can compare the picture with the data.
"""

import html
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from extensions.lines import Row

WIDTH, LEFT, RIGHT = 400, 20, 380
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
    """A straight scale from `low` to `high` across the picture."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def x(self, value: float) -> float:
        """Where a value stands, in picture units; values outside are put at the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(LEFT + share * (RIGHT - LEFT), 2)

    def ticks(self) -> list[float]:
        """Five or so round numbers."""
        span = self.high - self.low
        step = next(s for s in (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50) if span / s <= 6)
        return [
            round(n * step, 4)
            for n in range(math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9) + 1)
        ]


def text(x: float, y: float, words: str, kind: str) -> str:
    """A line of text."""
    return f'<text x="{x}" y="{y}" class="{kind}">{html.escape(words)}</text>'


def frame(name: str, title: str, description: str, marks: Sequence[str], y: float, words: str) -> str:
    """The picture around its marks, as one block of HTML without empty lines; the words stand below, from `y` on."""
    lines = textwrap.wrap(words, 42, break_long_words=False, break_on_hyphens=False)
    below = [text(LEFT, y + 18 * n, line, "soft") for n, line in enumerate(lines)]
    return (
        f'<figure class="plot" id="{name}"><svg viewBox="0 0 {WIDTH} {y + 4 + 18 * len(lines)}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{html.escape(title)}</title><desc id="{name}-desc">{html.escape(description)}</desc>'
        f"{''.join([*marks, *below])}</svg></figure>"
    )


def scale(axis: Axis, top: float, bottom: float, zero: str = "") -> list[str]:
    """Tick lines with their numbers, and the line of no difference where there is one."""
    marks = [
        f'<path class="scale" d="M{axis.x(tick)}'
        f' {top}V{bottom}"/>{text(axis.x(tick), bottom + 18, number(tick), "mid soft")}'
        for tick in axis.ticks()
    ]
    if zero:
        marks += [
            f'<path class="zero" d="M{axis.x(0)} {top - 4}V{bottom}"/>',
            text(max(axis.x(0), LEFT + 4 * len(zero)), top - 10, zero, "mid soft"),
        ]
    return marks


def group(y: float, label: str, numbers: Mapping[str, float], marks: Iterable[str]) -> str:
    """A row of a picture: its label, and marks with the numbers that they show."""
    data = "".join(f' data-{name}="{value}"' for name, value in numbers.items())
    return (
        f'<g class="row" data-label="{html.escape(label)}"{data}>{text(LEFT, y + 14, label, "strong")}'
        f"{''.join(marks)}</g>"
    )


def chart(row: Row) -> str:
    """A chart of charts.yml."""
    axis, marks = Axis(row["low"], row["high"]), []
    zero = row.get("zero", "no difference") if row["low"] < 0 < row["high"] else ""
    top, below = 34 if zero else 12, row["kind"] == "ranges"  # a bar leaves room beside its label, a range does not
    pitch = 64 if below else 44
    for index, bar in enumerate(row["bars"]):
        y = top + pitch * index
        said = bar.get("said", "")
        drawn = [text(LEFT, y + 50, said, "soft") if below else text(RIGHT, y + 14, said, "end soft")]
        if "value" in bar:
            drawn.append(
                f'<rect class="bar" x="{axis.x(0)}" y="{y + 20}" height="16"'
                f' width="{round(axis.x(bar["value"]) - axis.x(0), 2)}"/>'
            )
        if "low" in bar:
            drawn.append(f'<path class="whisker" d="M{axis.x(bar["low"])} {y + 28}H{axis.x(bar["high"])}"/>')
        if "point" in bar:
            drawn.append(f'<circle class="dot" cx="{axis.x(bar["point"])}" cy="{y + 28}" r="6"/>')
        numbers = {name: bar[name] for name in ("value", "low", "high", "point") if name in bar}
        marks.append(group(y, bar["label"], numbers, drawn))
    bottom = top + pitch * len(row["bars"])
    said = "; ".join(f"{bar['label']}: {bar.get('said', '')}" for bar in row["bars"])
    return frame(
        f"plot-{row['id']}",
        row["title"],
        f"{said}. Axis: {row['axis']}.",
        [*scale(axis, top, bottom, zero), *marks],
        bottom + 40,
        row["axis"],
    )


def forest(name: str, title: str, rows: Sequence[Row], labels: Sequence[str]) -> str:
    """A forest plot of rows of effects.yml that share outcome, scale and group; raises ValueError when they do not."""
    if len({(row["outcome"], row["scale"], row["group"]) for row in rows}) != 1:
        raise ValueError("a forest plot must not mix measures or comparisons")
    low, high = min(0.0, *(row["low"] for row in rows)), max(0.0, *(row["high"] for row in rows))
    room = (high - low) * 0.06
    axis, marks, described = Axis(low - room, high + room), [], []
    for index, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y = 34 + 70 * index
        value, interval = number(row["value"]), f"{number(row['low'])} to {number(row['high'])}"
        drawn = [
            f'<path class="whisker" d="M{axis.x(row["low"])} {y + 28}H{axis.x(row["high"])}"/>',
            f'<rect class="dot" x="{round(axis.x(row["value"]) - 6, 2)}" y="{y + 22}" width="12" height="12"/>',
            text(LEFT, y + 50, f"{value} ({interval})", "soft"),
        ]
        marks.append(group(y, label, {"point": row["value"], "low": row["low"], "high": row["high"]}, drawn))
        described.append(f"{label}: {value}, 95 % interval {interval}")
    bottom = 24 + 70 * len(rows)
    outcome = rows[0]["outcome"]
    ends = [text(LEFT, 14, f"\u2190 less {outcome}", "soft"), text(RIGHT, 14, f"more {outcome} \u2192", "end soft")]
    unit = (
        "standardised difference; by custom 0.2 is small, 0.5 medium, 0.8 large"
        if rows[0]["scale"] == "standardised"
        else f"difference; scale: {rows[0]['scale']}"
    )
    better = "More is better." if outcome in MORE_IS_BETTER else "Less is better."
    return frame(
        name,
        title,
        f"{'; '.join(described)}. Unit: {unit}. {better}",
        [*ends, *scale(axis, 26, bottom, " "), *marks],
        bottom + 42,
        f"{unit}. 0 is no difference. {better} Line: 95 % interval.",
    )
