"""Plots drawn from the data files when the site is built: SVG that is text to a screen reader, light and dark, with no
script.

Every mark carries its numbers in `data-*` attributes, so that a test can compare the picture with the data.
"""

import html
import math
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
WIDTH, LEFT, RIGHT = 400, 20, 380
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


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """A line of text."""
    return f'<text x="{x}" y="{y}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{html.escape(words)}</text>'


def frame(name: str, title: str, description: str, height: float, marks: Sequence[str]) -> str:
    """The picture around its marks, as one block of HTML without empty lines."""
    return (
        f'<figure class="plot" id="{name}"><svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-title'
        f' {name}-desc">'
        f'<title id="{name}-title">{html.escape(title)}</title><desc id="{name}-desc">{html.escape(description)}</desc>'
        f"{''.join(marks)}</svg></figure>"
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


def wrap(words: str, width: int = 42) -> list[str]:
    """Words in lines that fit the picture."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def chart(row: Row) -> str:
    """A chart of charts.yml."""
    axis, marks, y = Axis(row["low"], row["high"]), [], 0
    zero = row.get("zero", "no difference") if row["low"] < 0 < row["high"] else ""
    top, below = 34 if zero else 12, row["kind"] == "ranges"  # a bar leaves room beside its label, a range does not
    pitch = 64 if below else 44
    for index, bar in enumerate(row["bars"]):
        y = top + pitch * index
        numbers = " ".join(f'data-{name}="{bar[name]}"' for name in ("value", "low", "high", "point") if name in bar)
        marks.append(
            f'<g class="row" data-label="{html.escape(bar["label"])}"'
            f" {numbers}>{text(LEFT, y + 14, bar['label'], 'strong')}"
            + (
                text(LEFT, y + 50, bar.get("said", ""), "soft")
                if below
                else text(RIGHT, y + 14, bar.get("said", ""), "end soft")
            )
        )
        if "value" in bar:
            marks.append(
                f'<rect class="bar" x="{axis.x(0)}" y="{y + 20}" height="16"'
                f' width="{round(axis.x(bar["value"]) - axis.x(0), 2)}"/>'
            )
        if "low" in bar:
            marks.append(f'<path class="whisker" d="M{axis.x(bar["low"])} {y + 28}H{axis.x(bar["high"])}"/>')
        if "point" in bar:
            marks.append(f'<circle class="dot" cx="{axis.x(bar["point"])}" cy="{y + 28}" r="6"/>')
        marks.append("</g>")
    bottom = y + pitch
    lines = wrap(row["axis"])
    words = [text(LEFT, bottom + 40 + 18 * n, line, "soft") for n, line in enumerate(lines)]
    said = "; ".join(f"{bar['label']}: {bar.get('said', '')}" for bar in row["bars"])
    return frame(
        f"plot-{row['id']}",
        row["title"],
        f"{said}. Axis: {row['axis']}.",
        bottom + 44 + 18 * len(lines),
        [*scale(axis, top, bottom, zero), *marks, *words],
    )


def forest(name: str, title: str, rows: Sequence[Row], labels: Sequence[str], better: str = "less") -> str:
    """A forest plot of rows of effects.yml that share outcome, scale and group; raises ValueError when they do not."""
    if len({(row["outcome"], row["scale"], row["group"]) for row in rows}) != 1:
        raise ValueError("a forest plot must not mix measures or comparisons")
    low, high = min(0.0, *(row["low"] for row in rows)), max(0.0, *(row["high"] for row in rows))
    room = (high - low) * 0.06
    axis, marks, y = Axis(low - room, high + room), [], 0
    for index, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y = 34 + 70 * index
        said = f"{number(row['value'])} ({number(row['low'])} to {number(row['high'])})"
        marks.append(
            f'<g class="row" data-label="{html.escape(label)}" data-point="{row["value"]}" data-low="{row["low"]}"'
            f' data-high="{row["high"]}">{text(LEFT, y + 14, label, "strong")}<path class="whisker"'
            f' d="M{axis.x(row["low"])} {y + 28}H{axis.x(row["high"])}"/><rect class="dot"'
            f' x="{round(axis.x(row["value"]) - 6, 2)}" y="{y + 22}" width="12"'
            f' height="12"/>{text(LEFT, y + 50, said, "soft")}</g>'
        )
    bottom = y + 60
    outcome, standard = rows[0]["outcome"], rows[0]["scale"] == "standardised"
    ends = [text(LEFT, 14, f"\u2190 less {outcome}", "soft"), text(RIGHT, 14, f"more {outcome} \u2192", "end soft")]
    unit = (
        "standardised difference; by custom 0.2 is small, 0.5 medium, 0.8 large"
        if standard
        else f"difference; scale: {rows[0]['scale']}"
    )
    lines = [
        text(LEFT, bottom + 42 + 18 * n, line, "soft")
        for n, line in enumerate(
            wrap(f"{unit}. 0 is no difference. {better.capitalize()} is better. Line: 95 % interval.")
        )
    ]
    description = "; ".join(
        f"{label}: {number(row['value'])}, 95 % interval {number(row['low'])} to {number(row['high'])}"
        for row, label in zip(rows, labels, strict=True)
    )
    return frame(
        name,
        title,
        f"{description}. Unit: {unit}. {better.capitalize()} is better.",
        bottom + 46 + 18 * len(lines),
        [*ends, *scale(axis, 26, bottom, " "), *marks, *lines],
    )
