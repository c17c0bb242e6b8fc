"""Charts that can be drawn: an axis with a span, bars with numbers on it, in order."""

from collections.abc import Iterator
from typing import Any

from sources import Problem, Sources, Wrong, mistakes

Row = dict[str, Any]
MOST = 30  # bars that a reader can compare


def number(value: object) -> float | None:
    """A number, else None: the schema tells what is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def of_data(sources: Sources) -> Iterator[Problem]:
    """Everything that can be said of charts.yml."""
    for index, row in sources.entries("charts"):
        for field, wrongs in (("low", axis(row)), ("bars", bars(row))):
            yield from (sources.document("charts").problem((index, field), *wrong) for wrong in wrongs)


def axis(row: Row) -> list[Wrong]:
    """What cannot be in the ends of a chart."""
    low, high = number(row.get("low")), number(row.get("high"))
    whole = low is not None and high is not None
    return mistakes(
        (whole and low == high, "the axis has no span: `low` and `high` are the same.", "Write both ends."),
        (low is not None and high is not None and low > high, "`low` is above `high`.", "Exchange the two."),
    )


def bars(row: Row) -> Iterator[Wrong]:
    """What cannot be in the bars of a chart."""
    found = row["bars"] if isinstance(row.get("bars"), list) else []
    if len(found) > MOST:
        yield f"the chart has {len(found)} bars; {MOST} are the most.", "Make two charts of it."
    for bar in found[:MOST]:
        if isinstance(bar, dict):
            yield from ((f'"{bar.get("label")}"{what}', fix) for what, fix in bar_wrongs(row, bar))


def bar_wrongs(row: Row, bar: Row) -> list[Wrong]:
    """What cannot be in a bar: no number, one end, values beside the axis, or out of order."""
    found = {name: number(bar.get(name)) for name in ("value", "low", "point", "high")}
    first, last = number(row.get("low")), number(row.get("high"))
    values = [value for value in found.values() if value is not None]
    ordered = [value for name in ("low", "point", "high") if (value := found[name]) is not None]
    beside = first is not None and last is not None and any(not first <= value <= last for value in values)
    nowhere = first is not None and last is not None and found["value"] is not None and not first <= 0 <= last
    return mistakes(
        (not values, " has no number, so nothing can be drawn.", "Add `value`, or `low` and `high`."),
        ((found["low"] is None) != (found["high"] is None), " has a line with one end.", "Write `low` and `high`."),
        (beside, " has a value beside the axis.", "Widen `low` and `high`, or correct the value."),
        (nowhere, " is a bar from 0, and 0 is not on the axis.", "Let the axis begin at 0, or draw a `point`."),
        (ordered != sorted(ordered), ": low, point and high are not in order.", "Compare them with the source."),
    )
