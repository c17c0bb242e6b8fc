"""Data blocks of plots: tables whose rows hold a strip each, drawn from charts.yml and effects.yml."""

import re
from collections.abc import Iterator, Mapping

from extensions import plots
from extensions.effect_tables import GROUPS, SCALES, counted
from extensions.lines import Row, cite, table
from sources import Sources


def charts(sources: Sources, page: str, argument: str) -> list[str]:
    """A chart of charts.yml, as a table whose rows hold a strip each."""
    row = sources.by_key("charts", "id")[argument]
    mark = f" ({row['mark']})" if "mark" in row else ""
    ends = row["low"], row["high"]
    names = {0.0: row["zero"]} if "zero" in row else None
    axis = plots.PAIN if ends == (plots.PAIN.low, plots.PAIN.high) else plots.Axis(*ends, names)

    def rows() -> Iterator[list[str]]:
        for bar in row["bars"]:
            numbers = {name: bar[name] for name in ("value", "low", "high", "point") if name in bar}
            yield [bar["label"], f"{plots.strip(axis, numbers)} {bar.get('said', '')}"]

    return [
        *(f"**{row['title']}**{mark}{cite(row)}", f"{{: #plot-{row['id']} .plot-title }}", ""),
        *table(("What", "How much"), rows()),
        "",
        row["axis"].capitalize() + ".",
        "{: .plot-axis }",
        "",
    ]


def forest(sources: Sources, page: str, argument: str) -> list[str]:
    """Forest plots: a table for each outcome, scale and kind of comparison, only what may be drawn."""
    names = {row["id"]: row["name"] for row in sources.rows("conditions")}
    panels: dict[tuple[str, str, str], list[Row]] = {}
    for row in sources.rows("effects", plot=True):
        panels.setdefault((row["outcome"], row["scale"], row["group"]), []).append(row)
    lines = []
    for (outcome, scale, group), rows in sorted(panels.items(), key=lambda item: ("standard" in item[0][1], item[0])):
        name = "-".join(re.findall(r"[a-z0-9]+", f"{outcome} {scale} {group}".lower()))
        better = "More is better." if outcome in plots.MORE_IS_BETTER else "Less is better."
        lines += [
            f"**{outcome.capitalize()}, {SCALES[scale].exact}: {GROUPS[group]}.**{{: #forest-{name} }} {better}",
            f"{{: #{name[:40].rstrip('-')} .plot-title }}",
            "",
            *panel(rows, names),
            "",
        ]
    return lines


def panel(rows: list[Row], names: Mapping[str, str]) -> list[str]:
    """Effects that share outcome, scale and comparison, on one axis; raises ValueError when they do not."""
    plots.same_measure(rows)
    axis = plots.common(value for row in rows for value in (row["low"], row["high"]))
    return table(
        ("Problem and time", "Compared with", "Difference (95 % interval)", "Trials, people"),
        (
            [
                ", ".join(filter(None, [names[row["condition"]], row.get("of"), row["when"]])),
                row["against"],
                plots.strip(axis, {"point": row["value"], "low": row["low"], "high": row["high"]})
                + f" {plots.number(row['value'])} ({plots.number(row['low'])} to {plots.number(row['high'])})"
                f"[@{row['source']}]",
                counted(row),
            ]
            for row in rows
        ),
    )
