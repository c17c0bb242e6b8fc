"""Data blocks on effects: what happens to each problem, how large, how sure; in words, tables and plots."""

import re
from collections.abc import Iterator

from extensions import plots
from extensions.lines import Row, cite, table
from sources import Sources, relative

REGIONS = {
    "neck-and-shoulder": "Neck and shoulder",
    "low-back": "Low back",
    "head-and-jaw": "Head and jaw",
    "arm-and-leg": "Arm and leg",
    "whole-body": "Whole body, and uses that fit no body part",
}
SCALES = {
    "0 to 10": "points from 0 to 10",
    "0 to 100": "points from 0 to 100",
    "NDI, 0 to 100": "neck disability score from 0 to 100",
    "ODI, 0 to 100": "back disability score from 0 to 100",
    "WOMAC total": "knee score (WOMAC)",
    "points of a score": "points of a score",
    "standardised": "only as a size",
}
EXACT = {**SCALES, "standardised": "standardised"}  # for professionals
GROUPS = {
    "sham": "against sham needling",
    "sham or waiting": "against sham needling, other needling or waiting",
    "nothing": "against waiting or no treatment",
    "added": "added to another treatment",
    "other treatment": "against other treatments",
    "mixed": "against a mix of comparisons",
}


def conditions(sources: Sources, page: str, argument: str) -> list[str]:
    """Every condition, by region: what happens in the first weeks, later, and how sure we are."""

    def rows() -> Iterator[list[str]]:
        for region, title in REGIONS.items():
            yield [f"{title} {{#{region}}}", "", "", ""]
            for row in sources.rows("conditions", region=region):
                yield [
                    f"{row['name']} {{#{row['id']}}}",
                    row["short_term"] + cite(row),
                    row["long_term"],
                    f"({row['certainty']})",
                ]

    return table(("Problem", "In the first weeks", "Months later", "How sure we are"), rows())


def difference(row: Row) -> str:
    """An average difference in words: on its own scale, or only as a size where it is standardised."""
    word = "more" if row["value"] > 0 else "less"
    if row["low"] is None:
        return f"{plain(row['value'])} points {word}; no interval was seen"
    if row["low"] < 0 < row["high"]:
        return "no clear difference"
    near, far = sorted((abs(row["low"]), abs(row["high"])))
    if row["scale"] != "standardised":
        return f"{plain(row['value'])} points {word} ({plain(near)} to {plain(far)})"
    least, most = plots.size(near), plots.size(far)
    spread = "" if least == most else f" (from {least} to {most})"
    wanted = "more" if row["outcome"] == "grip strength" else "less"
    return f"a {plots.size(row['value'])} difference{spread}, {'better' if word == wanted else 'worse'} with needling"


def plain(value: float) -> str:
    """A number for patients: without its sign, one decimal."""
    return f"{abs(value):.1f}".removesuffix(".0")


def effects(sources: Sources, page: str, argument: str) -> list[str]:
    """A fact box for every condition of a region, with harms and other options beside it."""
    beside = sources.snippets["fact-box.md"].body.splitlines()
    lines = []
    for row in sources.rows("conditions", region=argument):
        found = sources.rows("effects", condition=row["id"])
        lines += [
            f"## {row['name']} {{#{row['id']}}}",
            "",
            f"{row['short_term']}{cite(row)} ({row['certainty']})",
            "",
            f"Months later: {row['long_term']}",
            "",
            *(
                table(
                    ("What was measured", "Compared with", "When", "Average difference", "Trials and people"),
                    (measured(effect, SCALES, difference(effect)) for effect in found),
                )
                if found
                else ["There is no pooled result."]
            ),
            "",
            f"- Check first: {row['check_first']}",
            *beside,
            f"- Not known: {row['unknown']}",
            "",
        ]
    return lines


def measured(effect: Row, scales: dict[str, str], said: str) -> list[str]:
    """An effect as a row of a table, with its difference as it is said there."""
    return [
        ", ".join(filter(None, [effect["outcome"].capitalize(), scales[effect["scale"]], effect.get("of")])),
        effect["against"],
        effect["when"],
        f"{said}[@{effect['source']}] {effect.get('note', '')}",
        counted(effect),
    ]


def counted(effect: Row) -> str:
    """How many trials and people a number rests on."""
    parts = [
        f"{effect[name]} {name[:-1] if effect[name] == 1 and name == 'trials' else name}"
        for name in ("trials", "people")
        if effect[name]
    ]
    return ", ".join(parts) or "not given"


def charts(sources: Sources, page: str, argument: str) -> list[str]:
    """A chart of charts.yml."""
    row = sources.by_key("charts", "id")[argument]
    mark = f" ({row['mark']})" if "mark" in row else ""
    return ["", plots.chart(row), "", f"{row['title']}{mark}{cite(row)}", "{: .plot-caption }", ""]


def forest(sources: Sources, page: str, argument: str) -> list[str]:
    """Forest plots: one for each outcome, scale and kind of comparison, only what may be drawn.

    A region shows those on a scale of their own, beside the tables of its fact boxes; "all" shows all, each with its
    table.
    """
    names = {row["id"]: row for row in sources.rows("conditions")}
    panels: dict[tuple[str, str, str], list[Row]] = {}
    for row in sources.rows("effects", plot=True):
        here = argument == names[row["condition"]]["region"] and row["scale"] != "standardised"
        if argument == "all" or here:
            panels.setdefault((row["outcome"], row["scale"], row["group"]), []).append(row)
    lines = []
    for (outcome, scale, group), rows in sorted(panels.items(), key=lambda item: ("standard" in item[0][1], item[0])):
        title = f"{outcome.capitalize()}, {EXACT[scale]}: {GROUPS[group]}"
        labels = [
            ", ".join(filter(None, [names[row["condition"]]["name"], row.get("of"), row["when"]])) for row in rows
        ]
        name = "-".join(re.findall(r"[a-z0-9]+", f"{outcome} {scale} {group}".lower()))
        lines += [
            f"### {title} {{#{name[:40].rstrip('-')}}}",
            "",
            plots.forest(f"forest-{name}", title, rows, labels),
            "",
        ]
        if argument == "all":
            lines += table(
                ("Problem and time", "Compared with", "Difference", "95 % interval", "Trials, people"),
                (
                    [
                        label,
                        row["against"],
                        f"{plots.number(row['value'])}[@{row['source']}]",
                        f"{plots.number(row['low'])} to {plots.number(row['high'])}",
                        counted(row),
                    ]
                    for row, label in zip(rows, labels, strict=True)
                ),
            )
        lines.append("")
    return lines or [
        (
            "These numbers are sizes without points, so we draw none here. [The plots for health"
            f" professionals]({relative('for-clinicians.md#plots', page)}) show them."
        ),
        "",
    ]


def effect_table(sources: Sources, page: str, argument: str) -> list[str]:
    """Every effect as the reviews and trials print it, by condition, with the grade and what it rests on."""

    def printed(effect: Row) -> str:
        interval = (
            f" ({plots.number(effect['low'])} to {plots.number(effect['high'])})"
            if effect["low"] is not None
            else ", interval not given"
        )
        return f"{'SMD ' if effect['scale'] == 'standardised' else ''}{plots.number(effect['value'])}{interval}"

    def rows() -> Iterator[list[str]]:
        for row in sources.rows("conditions"):
            found = sources.rows("effects", condition=row["id"])
            none = "" if found else f" No pooled result.{cite(row)}"
            yield [
                f"{row['name']} ({row['certainty']}) <small>{row['why']}{none}</small> {{#{row['id']}}}",
                "",
                "",
                "",
                "",
            ]
            yield from (measured(effect, EXACT, printed(effect)) for effect in found)

    return table(("Outcome and scale", "Compared with", "When", "Difference (95 % interval)", "Trials, people"), rows())
