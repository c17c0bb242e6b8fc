"""Data blocks on problems: what happens to each, compared with what, and how sure we are, in words."""

from collections.abc import Iterator

from extensions import effect_tables
from extensions.lines import Row, cite, table
from sources import Sources

REGIONS = {
    "neck-and-shoulder": "Neck and shoulder",
    "low-back": "Low back",
    "head-and-jaw": "Head and jaw",
    "arm-and-leg": "Arm and leg",
    "whole-body": "Whole body, and uses that fit no body part",
}
ASKED = {  # the questions of people who choose, in the order in which they are answered
    "sham": "Is it better than sham needling?",
    "added": "Is it worth adding to what I already do?",
    "other": "Is it better than another treatment?",
    "daily": "Does it make daily life easier?",
    "last": "Does it last?",
}

NAMED = {"guidance": "Guidelines", "side_effects": "Side effects counted here"}  # what only some problems have


def conditions(sources: Sources, page: str, argument: str) -> list[str]:
    """Every problem, by region: the answer in a line, whether it lasts, and how sure we are."""

    def rows() -> Iterator[list[str]]:
        for region, title in REGIONS.items():
            yield [f"{title} {{#{region}}}", "", "", ""]
            for row in sources.rows("conditions", region=region):
                last = next(answer for answer in row["asked"] if answer["ask"] == "last")
                yield [
                    f"{row['name']} {{#{row['id']}}}",
                    row["line"] + cite({"sources": carrying(row)}),
                    last["say"] + cite(last),
                    f"({row['certainty']})",
                ]

    return table(("Problem", "In short", "Months later", "How sure we are"), rows())


def carrying(row: Row) -> list[str]:
    """The sources of the answers that a problem's line and grade rest on."""
    keys = (key for answer in row["asked"] if answer["certainty"] == row["certainty"] for key in answer["sources"])
    return list(dict.fromkeys([*keys, *row.get("guidance", {}).get("sources", [])]))


def effects(sources: Sources, page: str, argument: str) -> list[str]:
    """A box for every problem of a region: the answer, the questions, the numbers, harms and other options."""
    beside = sources.snippets["fact-box.md"].body.splitlines()
    lines = []
    for row in sources.rows("conditions", region=argument):
        said = ((title, row[name]) for name, title in NAMED.items() if name in row)
        lines += [
            f"## {row['name']} {{#{row['id']}}}",
            "",
            f"{row['answer']} ({row['certainty']})",
            "",
            *(f"- **{ASKED[answer['ask']]}** {answered(answer)}" for answer in row["asked"]),
            "",
            *effect_tables.of_problem(sources, row),
            "",
            f"- Check first: {row['check_first']}",
            *(f"- {title}: {part['say']}{cite(part)}" for title, part in said),
            *beside,
            f"- Not known: {row['unknown']}",
            "",
        ]
    return lines


def answered(answer: Row) -> str:
    """An answer with its sources and its grade."""
    return f"{answer['say']}{cite(answer)} ({answer['certainty']})"
