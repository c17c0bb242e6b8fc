"""Certainty: every answer has its grades, every grade its reasons, and page and data say the same."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from checks import lines_to_copy
from extensions.certainty import GRADES
from extensions.effect_blocks import ASKED
from extensions.effect_tables import DOMAINS
from sources import Page, Problem, Sources, Wrong, mistakes
from sources.syntax import CERTAINTIES, CITATION, EFFECT, NOT_GRADED, OURS, cited_keys, without_code

Row = dict[str, Any]
STEPS = {"serious": 1, "very serious": 2}  # of certainty that a reason takes away
PERHAPS = {"some", "not known"}  # may take one
COUNTS = {"problems": "conditions"}  # what pages count in figures, and the data file that holds it
COUNT = re.compile(rf"\b(\d+) ({'|'.join(COUNTS)})\b")


def check(sources: Sources) -> Iterator[Problem]:
    """Everything that can be said of grades and counts."""
    grades = defaultdict(list)
    for row in sources.rows("grades"):
        grades[question(row, "condition")].append(str(row.get("certainty")))
    yield from conditions(sources, grades)
    yield from unasked(sources)
    yield from reasons(sources)
    rated = by_source(sources)
    for page in sources.pages.values():
        yield from marks(page, rated)
        yield from counts(page, sources)


def question(row: Row, field: str, ask: object = None) -> tuple[str, str]:
    """Which question of which problem an entry is about."""
    return str(row.get(field)), str(row.get("ask") if ask is None else ask)


def answers(row: Row) -> list[tuple[int, Row]]:
    """The answers of a problem with their places; what is none is left to the schema."""
    asked = row.get("asked")
    return [
        (number, item) for number, item in enumerate(asked if isinstance(asked, list) else []) if isinstance(item, dict)
    ]


def conditions(sources: Sources, grades: dict[tuple[str, str], list[str]]) -> Iterator[Problem]:
    """Problems whose questions are out of order, and answers that say more than their grades allow."""
    document, graded = sources.document("conditions"), {condition for condition, _ in grades}
    for index, row in sources.entries("conditions"):
        given = [str(item.get("certainty")) for _, item in answers(row)]
        yield from (document.problem((index, "asked"), *wrong) for wrong in misasked(row, given))
        if str(row.get("id")) in graded:
            for number, item in answers(row):
                found = grades.get(question(row, "id", item.get("ask")), [])
                where = (index, "asked", number, "certainty")
                yield from (document.problem(where, *wrong) for wrong in overstated(item, found, str(row["id"])))
        elif "id" in row and set(given) & set(CERTAINTIES):
            what = f"grades.yml has no grade of {row['id']}."
            lacking = [(str(item.get("ask")), str(item.get("certainty"))) for _, item in answers(row)]
            needed = [(ask, mark) for ask, mark in lacking if mark in CERTAINTIES]
            yield document.problem((index, "id"), what, lines_to_copy.grades(str(row["id"]), needed))


def misasked(row: Row, given: list[str]) -> list[Wrong]:
    """Questions that are out of order, and an answer more or less sure than all of them."""
    order = [str(item.get("ask")) for _, item in answers(row)]
    in_order = [ask for ask in ASKED if ask in order]
    return mistakes(
        (
            order and (order != in_order or order[0] != "sham" or order[-1] != "last"),
            "the questions are not in order, or sham or last is missing.",
            f"Write them in this order, the first and the last always: {', '.join(ASKED)}.",
        ),
        (
            given and str(row.get("certainty")) not in (NOT_GRADED, *given),
            f"the answer has a certainty ({row.get('certainty')}) that none of its questions has.",
            f"Its questions have: {', '.join(sorted(set(given)))}.",
        ),
    )


def unasked(sources: Sources) -> Iterator[Problem]:
    """Grades of a question that their problem does not answer."""
    asked = {question(row, "id", item.get("ask")) for row in sources.rows("conditions") for _, item in answers(row)}
    known = {condition for condition, _ in asked}
    for index, row in sources.entries("grades"):
        if str(row.get("condition")) in known and question(row, "condition") not in asked:
            what = f"nothing in conditions.yml answers the question {row.get('ask')} of {row.get('condition')}."
            yield sources.document("grades").problem((index, "ask"), what, "Add the answer there, or delete the grade.")


def overstated(answer: Row, found: list[str], condition: str) -> list[Wrong]:
    """An answer that no grade stands behind, or that keeps silent on an outcome with a lower grade."""
    mark = str(answer.get("certainty"))
    lowest = max(found, key=lambda grade: CERTAINTIES.index(grade) if grade in CERTAINTIES else -1, default="")
    needs = GRADES[lowest].needs if lowest in GRADES else ""
    return mistakes(
        (
            mark in CERTAINTIES and mark not in found,
            f"grades.yml has no grade of this answer that is ({mark}); it has: {', '.join(found) or 'nothing'}.",
            lines_to_copy.grades(condition, [(str(answer.get("ask")), mark)])
            if not found
            else "Add the grade with its five reasons to docs/_data/grades.yml, or write the one that stands there.",
        ),
        (
            mark in found and lowest != mark and not re.search(needs, str(answer.get("say")).lower()),
            f"an outcome of this answer is graded ({lowest}), and the answer does not say so.",
            f"Add a sentence on it, for example: {GRADES[lowest].example if lowest in GRADES else ''} ...",
        ),
    )


def reasons(sources: Sources) -> Iterator[Problem]:
    """Our own grades that their reasons do not lead to."""
    for index, row in sources.entries("grades"):
        words = [str(row.get(name)).partition(":")[0] for name in DOMAINS]
        least = min(sum(STEPS.get(word, 0) for word in words), 3)
        most = min(least + sum(word in PERHAPS for word in words), 3)
        mark = str(row.get("certainty"))
        if row.get("by") == OURS and mark in CERTAINTIES and not least <= CERTAINTIES.index(mark) <= most:
            fits = " or ".join(CERTAINTIES[least : most + 1])
            what = f"these reasons lead to {fits}, and the grade is {mark}."
            yield sources.document("grades").problem((index, "certainty"), what, "Correct the grade or the reasons.")


def by_source(sources: Sources) -> dict[str, set[str]]:
    """The grades of all answers that rest on a source, and of their outcomes."""
    found: dict[str, set[str]] = defaultdict(set)
    outcomes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in sources.rows("grades"):
        outcomes[question(row, "condition")].add(str(row.get("certainty")))
    for row in sources.rows("conditions"):
        for _, item in answers(row):
            for key in item["sources"] if isinstance(item.get("sources"), list) else []:
                found[str(key)] |= {str(item.get("certainty")), *outcomes[question(row, "id", item.get("ask"))]}
    return found


def marks(page: Page, rated: dict[str, set[str]]) -> Iterator[Problem]:
    """Sentences of a page that give a certainty which the data give nowhere to what rests on their source."""
    text = without_code(page.body)
    for match in EFFECT.finditer(text):
        end = text.find("\n", match.end())
        after = CITATION.search(text, match.end(), end if end > 0 else len(text))
        keys = cited_keys(after[0]) if after and after.start() - match.end() <= 2 else []
        known = set().union(*(rated.get(key, set()) for key in keys)) & set(CERTAINTIES)
        if known and match[1] not in known:
            what = f"the page says ({match[1]}), and conditions.yml says of this source: {', '.join(sorted(known))}."
            yield page.at(match.start(), what, "Let both say the same.")


def counts(page: Page, sources: Sources) -> Iterator[Problem]:
    """Counts of data that a page or its header gets wrong."""
    for match in COUNT.finditer(page.text):
        there = len(sources.rows(COUNTS[match[2]]))
        if int(match[1]) != there:
            what = f'"{match[0]}": there are {there} in docs/_data/{COUNTS[match[2]]}.yml.'
            line = page.text.count("\n", 0, match.start()) + 1
            yield Problem(page.path, line, 0, what, f"Write {there} {match[2]}.")
