"""The table of mistakes in numbers, grades and records: one row each, changed in our own files, with the message."""

from __future__ import annotations

import datetime
import itertools

import pytest

from checks import data_files, grading, numbers, records
from conftest import ROOT
from sources import contents, from_files

FILES = contents(ROOT / "docs")
TODAY = datetime.date(2026, 11, 30)
ROWS = [
    # numbers
    ("_data/effects.yml", "  value: -1.53", "  value: 1.53", "`value` 1.53 lies outside its interval"),
    ("_data/effects.yml", "  low: -2.29\n  high: -0.76", "  low: -0.76\n  high: -2.29", "`low` is above `high`"),
    ("_data/effects.yml", "  low: -2.29\n", "  low: null\n", "the interval has one end"),
    ("_data/effects.yml", "  value: -17.2\n", "  value: -172\n", "`value` -172 is larger than its scale"),
    (
        "_data/effects.yml",
        "  source: mahmoudzadeh2016\n  plot: false",
        "  source: mahmoudzadeh2016\n  plot: true",
        "what has no interval cannot be drawn",
    ),
    ("_data/charts.yml", "value: 36.7", "value: 367", 'about 20,500 treatments" has a value beside the axis'),
    (
        "_data/charts.yml",
        "scanner, value: 11.5, low: 9.1",
        "scanner, value: 11.5, low: 15.1",
        "low, point and high are not in order",
    ),
    ("_data/conditions.yml", "about 32 in every 100", "about 132 in every 100", "the part is more than the whole"),
    ("index.md", "about 19 small harms in every 100", "about 19 small harms, 119 in every 100", "the part is more"),
    (
        "_data/conditions.yml",
        "pain was about 2.3 points out of 10 lower",
        "pain was about 1.9 points out of 10 lower",
        "has no such difference of this source. It has: 0.51 (0 to 10), 1.53 (0 to 10), 2.31 (0 to 10)",
    ),
    (
        "_data/conditions.yml",
        "leg pain was about 17 points out of 100 lower",
        "leg pain was about 17 points out of 10 lower",
        "has no such difference of this source",
    ),
    (
        "_data/conditions.yml",
        "pain was about 2.3 points out of 10 lower",
        "pain was about 2.3 points out of 10 higher",
        "has it the other way round",
    ),
    (
        "questions.md",
        "about 1 point out of 10 lower within a week",
        "about 3 points out of 10 lower within a week",
        "has no such difference of this source",
    ),
    # claims
    (
        "_data/claims.yml",
        "  answer: 'You may have less pain at once.",
        "  answer: 'You will have less pain at once.",
        "s32 and e04 say the same, and their `answer` differs",
    ),
    # grades
    ("_data/conditions.yml", "    - ask: sham\n", "    - ask: added\n", "the questions are not in order"),
    (
        "_data/conditions.yml",
        "  certainty: moderate certainty\n  asked:",
        "  certainty: high certainty\n  asked:",
        "the answer has a certainty (high certainty) that none of its questions has",
    ),
    (
        "_data/conditions.yml",
        "      certainty: moderate certainty\n      why: One well-made trial",
        "      certainty: high certainty\n      why: One well-made trial",
        "grades.yml has no grade of this answer that is (high certainty); it has: moderate certainty",
    ),
    (
        "_data/conditions.yml",
        " We do not know how it is for dry needling alone.\n",
        "\n",
        "an outcome of this answer is graded (very low certainty), and the answer does not say so",
    ),
    ("_data/grades.yml", "- condition: neck-pain\n  ask: sham", "- condition: neck-pain\n  ask: shame", "nothing in"),
    (
        "_data/grades.yml",
        "  certainty: moderate certainty\n  by: ours",
        "  certainty: very low certainty\n  by: ours",
        "these reasons lead to high certainty or moderate certainty or low certainty, and the grade is very low",
    ),
    (
        "questions.md",
        "compared with sham needling (moderate certainty).[@sterling2015]",
        "compared with sham needling (high certainty).[@sterling2015]",
        "the page says (high certainty), and conditions.yml says of this source: low certainty, moderate certainty",
    ),
    ("indications/index.md", "## All 44 problems", "## All 37 problems", "Write 44 problems."),
    ("index.md", "## In short", "One of 45 problems.\n\n## In short", '"45 problems": there are 44'),
    # records
    (
        "_data/references.yml",
        "  authors: [Adams D, Cheng F, Jou H, Aung S, Yasui Y, Vohra S]\n  journal: Pediatrics\n  year: 2011\n",
        "  authors: [Adams D, Cheng F, Jou H, Aung S, Yasui Y, Vohra S]\n  journal: Pediatrics\n  year: 2012\n",
        'the key "adams2011" names another year than 2012',
    ),
    ("_data/references.yml", "[Adams D, Cheng F", "[Cheng F, Adams D", "does not begin with the first author, Cheng F"),
    ("_data/references.yml", "  year: 2023\n", "  year: 2027\n", "the year 2027 has not come yet"),
    ("_data/references.yml", '"978-92-4-008178-9"', '"978-92-4-008178-8"', "an ISBN of this form does not exist"),
    (
        "_data/references.yml",
        "  doi: 10.1542/peds.2011-1091\n",
        "  doi: 10.2519/jospt.2021.9864\n",
        'the DOI "10.2519/jospt.2021.9864" stands here twice: one paper, two entries',
    ),
]


def said(files: dict[str, bytes]) -> list[str]:
    """What the checks of numbers, grades, claims and records say."""
    sources = from_files(files)
    of_data = (numbers.check, grading.check, data_files.claims)
    found = itertools.chain(*(check(sources) for check in of_data), records.check(sources, TODAY))
    return [str(problem) for problem in found]


@pytest.mark.parametrize(("file", "old", "new", "message"), ROWS)
def test_every_mistake_has_its_message(file, old, new, message):
    text = FILES[file].decode()
    assert old in text, "the row does not fit the file"
    found = said({**FILES, file: text.replace(old, new, 1).encode()})
    assert any(f"docs/{file}:" in line and message in line for line in found), found


def test_a_source_of_another_part_of_the_body_is_a_note():
    text = FILES["_data/effects.yml"].decode()
    bent = text.replace("\n  source: navarrosantana2020neck", "\n  source: cotchett2014", 1).encode()
    assert list(records.notes(from_files(FILES))) == []
    assert [note.partition(": ")[2] for note in records.notes(from_files({**FILES, "_data/effects.yml": bent}))] == [
        'the title of "cotchett2014" is about foot-calf, and the row is not. Is it the right source?'
    ]


def test_our_own_files_hold_none_of_them():
    assert said(FILES) == []
