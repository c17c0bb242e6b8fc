"""Data blocks on problems: what happens to each, compared with what, and how sure we are, in words."""

from extensions import effect_tables
from extensions.lines import Row, cite
from extensions.place_blocks import UNKNOWN
from sources import Sources, dates, human
from sources.plaintext import SENTENCE_END

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

NUMBERS = "The numbers, and why we are not sure"
STUDIED = "What was studied"
GUIDELINES = "What guidelines say"
REASONS = {  # the same questions in the words of a reason
    "sham": "Against sham needling",
    "added": "Added to other care",
    "other": "Against another treatment",
    "daily": "Daily life",
    "last": "Months later",
}


def effects(sources: Sources, page: str, argument: str) -> list[str]:
    """A box for every problem of a region: the answer, the questions, who must see a doctor first; numbers folded."""
    return [line for row in sources.rows("conditions", region=argument) for line in box(sources, row, page)]


def box(sources: Sources, row: Row, page: str) -> list[str]:
    """The box of a problem: the answer, who must see a doctor first, the questions, and parts that open at a press.

    Of a problem with an answer all questions stand open. One grade stands for all of them; an answer with another one
    has its own. Where nobody knows, five times "we do not know" help nobody: then the questions open at a press.
    """
    known = row["certainty"] not in UNKNOWN
    questions = [line for answer in row["asked"] for line in (question(answer, row, known), "")]
    if "side_effects" in row:
        part = row["side_effects"]
        questions += [f"**What side effects were counted here?** {part['say']}{cite(part)}", ""]
    why = [
        f"- {REASONS[answer['ask']]}: {answer['why']} ({answer['certainty']}) {studied(answer) if known else ''}"
        for answer in row["asked"]
    ]
    numbers = [*effect_tables.of_problem(sources, row, page), "", *why, "", f"Not known: {row['unknown']}"]
    numbers += [line for change in dates.changes(row.get("changes"))[-1:] for line in ("", changed(*change))]
    said = row.get("guidance")
    return [
        *(f"## {row['name']} {{#{row['id']}}}", "", f"{row['answer']} ({row['certainty']})", "{: .answer }", ""),
        *(f"**Check first.** {row['check_first']}", "{: .check-first }", ""),
        *(questions if known else []),
        *(folded(NUMBERS, numbers) if known else folded(STUDIED, [*questions, *numbers])),
        *(folded(GUIDELINES, [said["say"] + cite(said)]) if said else []),
    ]


def changed(day: str, what: str) -> str:
    """When the answer to a problem last changed its meaning, and how."""
    return f"Changed on {human(day)}: {what}"


def question(answer: Row, row: Row, brief: bool) -> str:
    """A question with its answer, and with its grade where that is not the one of the whole box.

    In `brief`, a "we do not know" stands alone: what was studied stands with the numbers.
    """
    mark = "" if answer["certainty"] == row["certainty"] else f" ({answer['certainty']})"
    said = answer["say"] + cite(answer)
    if brief and studied(answer):
        said = SENTENCE_END.split(answer["say"])[0]
    return f"**{ASKED[answer['ask']]}** {said}{mark}"


def studied(answer: Row) -> str:
    """What was studied where nobody knows, without the sentence that says so; empty where somebody knows."""
    _, *others = SENTENCE_END.split(answer["say"])
    return " ".join(others) + cite(answer) if answer["certainty"] in UNKNOWN and others else ""


def folded(title: str, lines: list[str]) -> list[str]:
    """Lines in a part that opens at a press."""
    return [f'??? folded "{title}"', "", *(f"    {line}" if line else "" for line in lines), ""]
