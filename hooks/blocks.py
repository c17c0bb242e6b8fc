"""What the data files say, as Markdown: one function from sources to lines for every data block.

The lines hold citations, certainty marks and tables like those that a writer writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import citations
import kit
import plots
from certainty import GRADES
from sources import Sources, relative
from untranslated import kept

REGIONS = {
    "neck-and-shoulder": "Neck and shoulder",
    "low-back": "Low back",
    "head-and-jaw": "Head and jaw",
    "arm-and-leg": "Arm and leg",
    "whole-body": "Whole body, and uses that fit no body part",
}
LEVELS = {"do-not": "Do not have it", "ask-first": "Ask a doctor first", "tell": "Tell the health professional"}
URGENCY = {
    "emergency": "Call your emergency number now",
    "same-day": "See a doctor the same day",
    "call": "Call the person who needled you",
    "normal": "Expected: no need to call",
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
GROUPS = {
    "sham": "against sham needling",
    "sham or waiting": "against sham needling, other needling or waiting",
    "nothing": "against waiting or no treatment",
    "added": "added to another treatment",
    "other treatment": "against other treatments",
    "mixed": "against a mix of comparisons",
}
TOPICS = {
    "what-it-is": "What it is",
    "acupuncture": "Acupuncture",
    "trigger-points": "Trigger points",
    "referred-pain": "Pain felt elsewhere",
    "mechanical": "What it does to muscle",
    "nerves-and-pain": "Nerves and pain",
    "chemistry": "Chemistry",
    "does-it-work": "Does it work?",
    "studies": "What single studies showed",
    "uses": "What it is used for",
    "session": "The session",
    "aftercare": "Aftercare",
    "safety": "Safety",
    "suitability": "Who should not have it",
    "providers": "Who does it",
    "current": "Electric current",
    "history-and-views": "History and views",
}
VERDICTS = {
    "true": "True",
    "partly-true": "Partly true",
    "unclear": "Not known",
    "wrong": "Not true",
    "cannot-be-checked": "Cannot be checked",
}
VERDICT_MEANINGS = {
    "true": "The sources support it.",
    "partly-true": "There is something in it, but it says too much or leaves something out.",
    "unclear": "The studies are too few, too weak, or do not agree.",
    "wrong": "The sources say otherwise.",
    "cannot-be-checked": "It is too vague, or nobody has studied it.",
}
UNSOURCED = "Usual advice, we found no study."
Row = dict[str, Any]


def cite(row: Row) -> str:
    """The citations of an entry, or the words that say there is none."""
    return f"[{'; '.join('@' + key for key in row['sources'])}]" if row.get("sources") else ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return [f"| {' | '.join(' '.join(cell.split()) for cell in line)} |" for line in lines]


def conditions(sources: Sources, page: str, argument: str) -> list[str]:
    """Every condition, by region: what happens in the first weeks, later, and how sure we are."""

    def rows() -> Iterator[list[str]]:
        for region, title in REGIONS.items():
            yield [f"{title} {{#{region}}}", "", "", ""]
            for row in sources.rows("conditions"):
                if row["region"] == region:
                    yield [
                        f"{row['name']} {{#{row['id']}}}",
                        row["short_term"] + cite(row),
                        row["long_term"],
                        f"({row['certainty']})",
                    ]

    return table(("Problem", "In the first weeks", "Months later", "How sure we are"), rows())


def difference(row: Row) -> str:
    """An average difference in words: on its own scale, or only as a size where it is standardised."""
    better = row["value"] > 0 if row["outcome"] == "grip strength" else row["value"] < 0
    word = "more" if row["value"] > 0 else "less"
    if row["low"] is None:
        return f"{plain(row['value'])} points {word}; no interval was seen"
    if row["low"] < 0 < row["high"]:
        return "no clear difference"
    if row["scale"] == "standardised":
        ends = [plots.size(row[end]) for end in ("low", "high")]
        spread = (
            ""
            if ends[0] == ends[1]
            else (
                f" (from {plots.size(min(abs(row['low']), abs(row['high'])))} to"
                f" {plots.size(max(abs(row['low']), abs(row['high'])))})"
            )
        )
        return f"a {plots.size(row['value'])} difference{spread}, {'better' if better else 'worse'} with needling"
    near, far = sorted((abs(row["low"]), abs(row["high"])))
    return f"{plain(row['value'])} points {word} ({plain(near)} to {plain(far)})"


def plain(value: float) -> str:
    """A number for patients: without its sign, one decimal."""
    return f"{abs(value):.1f}".removesuffix(".0")


def effects(sources: Sources, page: str, argument: str) -> list[str]:
    """A fact box for every condition of a region, with harms and other options beside it."""
    beside = sources.snippets["fact-box.md"].body.splitlines()
    lines = []
    for row in sources.rows("conditions"):
        if row["region"] != argument:
            continue
        lines += [
            f"## {row['name']} {{#{row['id']}}}",
            "",
            f"{row['short_term']}{cite(row)} ({row['certainty']})",
            "",
            f"Months later: {row['long_term']}",
            "",
        ]
        found = [effect for effect in sources.rows("effects") if effect["condition"] == row["id"]]
        lines += (
            table(
                ("What was measured", "Compared with", "When", "Average difference", "Trials and people"),
                (
                    [
                        (
                            f"{effect['outcome'].capitalize()},"
                            f" {SCALES[effect['scale']]}{', ' + effect['of'] if effect.get('of') else ''}"
                        ),
                        effect["against"],
                        effect["when"],
                        f"{difference(effect)}[@{effect['source']}] {effect.get('note', '')}",
                        counted(effect),
                    ]
                    for effect in found
                ),
            )
            if found
            else ["There is no pooled result."]
        )
        lines += ["", f"- Check first: {row['check_first']}", *beside, f"- Not known: {row['unknown']}", ""]
    return lines


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
    for row in sources.rows("effects"):
        if row["plot"] and (
            argument == "all" or (argument == names[row["condition"]]["region"] and row["scale"] != "standardised")
        ):
            panels.setdefault((row["outcome"], row["scale"], row["group"]), []).append(row)
    lines = []
    for (outcome, scale, group), rows in sorted(panels.items(), key=lambda item: ("standard" in item[0][1], item[0])):
        title = (
            f"{outcome.capitalize()}, {SCALES[scale] if scale != 'standardised' else 'standardised'}: {GROUPS[group]}"
        )
        labels = [
            f"{names[row['condition']]['name']}{', ' + row['of'] if row.get('of') else ''}, {row['when']}"
            for row in rows
        ]
        name = "forest-" + "-".join(re.findall(r"[a-z0-9]+", f"{outcome} {scale} {group}".lower()))
        lines += [
            f"### {title} {{#{name.removeprefix('forest-')[:40].rstrip('-')}}}",
            "",
            plots.forest(name, title, rows, labels, "more" if outcome == "grip strength" else "less"),
            "",
        ]
        lines += (
            []
            if argument != "all"
            else table(
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

    def rows() -> Iterator[list[str]]:
        for row in sources.rows("conditions"):
            found = [effect for effect in sources.rows("effects") if effect["condition"] == row["id"]]
            none = "" if found else f" No pooled result.{cite(row)}"
            yield [
                f"{row['name']} ({row['certainty']}) <small>{row['why']}{none}</small> {{#{row['id']}}}",
                "",
                "",
                "",
                "",
            ]
            for effect in found:
                interval = (
                    f" ({plots.number(effect['low'])} to {plots.number(effect['high'])})"
                    if effect["low"] is not None
                    else ", interval not given"
                )
                standard = effect["scale"] == "standardised"
                scale = "standardised" if standard else SCALES[effect["scale"]]
                outcome = f"{effect['outcome'].capitalize()}, {scale}{', ' + effect['of'] if effect.get('of') else ''}"
                yield [
                    outcome,
                    effect["against"],
                    effect["when"],
                    (
                        f"{'SMD ' if standard else ''}{plots.number(effect['value'])}{interval}[@{effect['source']}]"
                        f" {effect.get('note', '')}"
                    ),
                    counted(effect),
                ]

    return table(("Outcome and scale", "Compared with", "When", "Difference (95 % interval)", "Trials, people"), rows())


def glossary(sources: Sources, page: str, argument: str) -> list[str]:
    """Every word by its first letter: plain first, then as professionals use it, then the page that says more."""
    lines, letter = [], ""
    for row in sources.rows("glossary"):
        if row["term"][0].upper() != letter:
            letter = row["term"][0].upper()
            lines += ["", f"## {letter} {{#letter-{letter.lower()}}}", ""]
        target = row.get("see", "").partition("#")[0]
        see = f" More: [{sources.pages[target].title}]({relative(row['see'], page)})" if target in sources.pages else ""
        short = f" ({row['abbreviation']})" if "abbreviation" in row else ""
        lines += [
            f'<dfn class="content" id="{row["id"]}">{row["term"]}</dfn>{short}',
            f":   {row['plain']}{cite(row)}{see}",
            "",
            f":   For professionals: {row['technical']}",
            "{: .technical }",
            "",
        ]
    return lines


def claims(sources: Sources, page: str, argument: str) -> list[str]:
    """Every claim by topic: what people say, the verdict, what a patient should know, and where to read on."""
    texts = {row["id"]: row for row in sources.rows("claims")}
    lines = []
    for topic, title in TOPICS.items():
        lines += ["", f"## {title} {{#{topic}}}", ""]
        for row in texts.values():
            if row["topic"] != topic:
                continue
            target = row.get("page", "")
            more = (
                f"[{sources.pages[target].title}]({relative(target + '#' + row['anchor'], page)})"
                if target in sources.pages
                else ""
            )
            twin = (
                f"Much the same: [{texts[row['same_as']]['claim'].rstrip('.')}](#{row['same_as']})."
                if row.get("same_as") in texts
                else ""
            )
            last = " ".join(
                filter(None, [f"Read on: {more}." if more else f"Why it stands on no page: {row['left_out']}", twin])
            )
            lines += [
                f'<section class="claim" id="{row["id"]}" data-verdict="{row["verdict"]}" markdown>',
                "",
                row["claim"],
                "{: .claim__text }",
                "",
                (
                    f'<strong class="verdict verdict--{row["verdict"]}">{VERDICTS[row["verdict"]]}</strong>'
                    f" {row['answer']}{cite(row)}"
                ),
                "",
                last,
                "{: .claim__more }",
                "",
                "</section>",
                "",
            ]
    return lines


def verdict_counts(sources: Sources, page: str, argument: str) -> list[str]:
    """How many claims have which verdict."""
    found = [row["verdict"] for row in sources.rows("claims")]
    return table(
        ("Verdict", "What it means", "Claims"),
        ([VERDICTS[verdict], meaning, str(found.count(verdict))] for verdict, meaning in VERDICT_MEANINGS.items()),
    )


def warning_signs(sources: Sources, page: str, argument: str) -> list[str]:
    """Warning signs of one urgency: what you notice, what it may be, when it starts, what to do."""
    rows = (row for row in sources.rows("warning-signs") if row["urgency"] == argument)
    return table(
        ("What you notice", "It may be", "Do"),
        (
            [
                f"{row['sign']} {{#{row['id']}}}",
                f"{row['cause']}. {row['when']}.",
                f"{row['do']}{cite(row) or ' ' + UNSOURCED}",
            ]
            for row in rows
        ),
    )


def sign_list(sources: Sources, page: str, argument: str) -> list[str]:
    """The signs of one urgency in the few words of the card and the leaflet."""
    return [
        f"- {words}"
        for row in sources.rows("warning-signs")
        if row["urgency"] == argument
        for words in row.get("short", ())
    ]


def contraindications(sources: Sources, page: str, argument: str) -> list[str]:
    """Who should not have it, by level: who, what to do, and what that rests on."""
    rows = (row for row in sources.rows("contraindications") if row["level"] == argument)
    return table(
        ("Who", "What to do", "What this rests on"),
        (
            [f"{row['who']} {{#{row['id']}}}", row["advice"], f"{row['basis']}{cite(row) or ' ' + UNSOURCED}"]
            for row in rows
        ),
    )


def aftercare(sources: Sources, page: str, argument: str) -> list[str]:
    """Aftercare advice of one kind, each with what it rests on."""
    return [
        f'- <span id="{row["id"]}">{row["advice"]}</span> <small>{row["basis"]}{cite(row) or " " + UNSOURCED}</small>'
        for row in sources.rows("aftercare")
        if row["kind"] == argument
    ]


def emergency_numbers(sources: Sources, page: str, argument: str) -> list[str]:
    """Emergency numbers that can be tapped, one country a line; or the routes for people who cannot speak or hear."""
    if argument == "deaf":
        return [
            f"- {row['place']}: {re.sub('[0-9]{3,}', lambda number: kept(number[0]), row['deaf'])}"
            for row in sources.rows("emergency-numbers")
            if "deaf" in row
        ]
    return [
        f"- {row['place']}: {re.sub('[0-9]+', lambda number: f'[{number[0]}](tel:{number[0]})', row['number'])}"
        for row in sources.rows("emergency-numbers")
    ]


def certainty_key(sources: Sources, page: str, argument: str) -> list[str]:
    """What every certainty label means."""
    rows = (
        [f"({grade.words}) {{#{grade.anchor}}}", grade.meaning, f'"{grade.example} ..."'] for grade in GRADES.values()
    )
    return table(("Label", "What it means", "How we word it"), rows)


def changes(sources: Sources, page: str, argument: str) -> list[str]:
    """Every change of meaning on any page, newest first."""
    found = [
        (change["date"], other.title, relative(other.uri, page), change["what"])
        for other in sources.pages.values()
        for change in other.meta.get("changes") or []
    ]
    return table(
        ("Date", "Page", "What changed"),
        (
            [date, f"[{title}]({link})", what]
            for date, title, link, what in sorted(found, key=lambda row: (row[0], row[1]), reverse=True)
        ),
    )


def references(sources: Sources, page: str, argument: str) -> list[str]:
    """Every source: what kind, how large, what it found, where it is, and the pages that cite it."""
    cited, lines = citations.cited_in(sources), []
    for row in sources.rows("references"):
        if row.get("use") != citations.CITABLE:
            continue
        pages = ", ".join(
            f"[{sources.pages[uri].meta.get('title', uri)}]({relative(uri, page)})" for uri in cited.get(row["key"], [])
        )
        where = ", ".join(str(row[name]) for name in ("journal", "year") if row.get(name))
        lines += [
            f'<section class="source" id="{row["key"]}" markdown>',
            "",
            f"{row['title']}{'' if row['title'].endswith(('?', '.')) else '.'}",
            "{: .source__title translate=no }",
            "",
            " ".join(
                filter(
                    None,
                    [
                        ", ".join(row.get("authors") or []) + "." if row.get("authors") else "",
                        f"{where}." if where else "",
                        citations.addresses(row),
                    ],
                )
            ),
            "{: translate=no }",
            "",
            (
                f"{str(row['type']).capitalize()}{', ' + row['size'] if row.get('size') else ''}. What it found:"
                f" {row['finding']}"
            ),
            "",
            f"Cited on: {pages}.",
            "{: .source__pages }",
            "",
            "</section>",
            "",
        ]
    return lines


BLOCKS: dict[str, tuple[Callable[[Sources, str, str], list[str]], tuple[str, ...]]] = {
    "conditions": (conditions, ("",)),
    "warning-signs": (warning_signs, tuple(URGENCY)),
    "sign-list": (sign_list, tuple(URGENCY)),
    "contraindications": (contraindications, tuple(LEVELS)),
    "aftercare": (aftercare, ("do", "do-not", "clinic")),
    "emergency-numbers": (emergency_numbers, ("", "deaf")),
    "effects": (effects, tuple(REGIONS)),
    "charts": (charts, ("side-effects", "stiffness", "agreement", "twitch")),
    "forest": (forest, (*REGIONS, "all")),
    "effect-table": (effect_table, ("",)),
    "glossary": (glossary, ("",)),
    "claims": (claims, ("",)),
    "verdict-counts": (verdict_counts, ("",)),
    "certainty-key": (certainty_key, ("",)),
    "changes": (changes, ("",)),
    "references": (references, ("",)),
    "kit": (kit.block, ("letters", "most", "rest")),
}
