"""Numbers that cannot be: outside their interval, scale or axis, a part above its whole, a text unlike the data."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from checks import charts, counts
from checks.charts import number
from extensions.effect_tables import TENTHS
from extensions.plots import MORE_IS_BETTER, PAIN
from sources import Page, Problem, Sources, Wrong, day, mistakes, plaintext, yamlfile
from sources.syntax import CITATION, cited_keys, without_code

Row = dict[str, Any]
COMMA = re.compile(r"(?<![\w.,/-])(?P<whole>[0-9]{1,3}),(?P<part>[0-9]{1,2})(?![\w,/]|\.[0-9])")  # 0,5
POINTS = re.compile(
    r"\b(?P<number>[0-9]+(?:\.[0-9]+)?|half a) points?(?: out of (?P<length>[0-9]{1,9}))?"
    r"(?:[^.;\[\]]{0,20}?\b(?P<word>less|lower|more|higher|better|worse)\b)?"
)
LENGTHS = {"people in 100": 100, "ODI (scored 1 to 50)": 50}  # of scales whose name does not end with "0 to" a number
LONGEST = 400  # days from one check of the sources to the next
DIRECTIONS = {
    "less": -1,
    "lower": -1,
    "more": 1,
    "higher": 1,
    "better": -1,
    "worse": 1,
}  # of a score where less is better


def check(sources: Sources) -> Iterator[Problem]:
    """Everything that can be said of numbers."""
    for index, row in sources.entries("effects"):
        yield from (sources.document("effects").problem((index, "value"), *wrong) for wrong in effect(row))
    yield from charts.of_data(sources)
    for page in sources.pages.values():
        yield from days(page)
    for page in [*sources.pages.values(), *sources.snippets.values()]:
        yield from of_page(page, sources)
    for name, document in sources.data.items():
        yield from of_data(name, document, sources)


def length(scale: str) -> int | None:
    """How many points a scale has, where that is known."""
    match = re.search(r"\b0 to (\d+)$", scale)
    return int(match[1]) if match else LENGTHS.get(scale)


def effect(row: Row) -> list[Wrong]:
    """What cannot be in a row of effects.yml."""
    value, low, high = (number(row.get(name)) for name in ("value", "low", "high"))
    if value is None:
        return mistakes(
            ("said" not in row, "a result without a number has no words.", "Add `said`, or the number."),
            (row.get("plot") is True, "what has no number cannot be drawn.", "Write: plot: false"),
        )
    longest = length(str(row.get("scale")))
    whole = low is not None and high is not None
    return mistakes(
        ((low is None) != (high is None), "the interval has one end.", "Write both ends, or null for both."),
        (low is not None and high is not None and low > high, "`low` is above `high`.", "Exchange the two."),
        (
            low is not None and high is not None and low <= high and not low <= value <= high,
            f"`value` {value:g} lies outside its interval.",
            "Compare the three with the source: a minus may be missing.",
        ),
        (longest and abs(value) > longest, f"`value` {value:g} is larger than its scale.", "Look up scale and value."),
        (row.get("plot") is True and not whole, "what has no interval cannot be drawn.", "Write: plot: false"),
        (
            row.get("plot") is True and whole and row.get("outcome") == "pain" and not on_axis(row),
            "this interval does not fit the axis of pain, from 4 less to 2 more out of 10.",
            "Write: plot: false",
        ),
    )


def on_axis(row: Row) -> bool:
    """Whether the interval of a result on pain fits the axis that all pages share."""
    tenth = TENTHS.get(str(row.get("scale")))
    return tenth is None or (PAIN.low <= row["low"] / tenth and row["high"] / tenth <= PAIN.high)


def days(page: Page) -> Iterator[Problem]:
    """The day on which the next check of a page is due: not so late that nobody would ever look."""
    checked, due = (day(page.meta.get(name)) for name in ("sources_checked", "review_due"))
    if checked and due and not 0 < (due - checked).days <= LONGEST:
        what = f"the next check is due on {due}, and its sources were checked on {checked}."
        yield page.front.problem(("review_due",), what, "Write a day within 12 months after it, 6 for safety.")


def of_page(page: Page, sources: Sources) -> Iterator[Problem]:
    """What the numbers of a page get wrong; a sentence rests on the citation that follows it in its paragraph."""
    text = without_code(page.body)
    yield from (page.at(*found) for found in counts.larger(plaintext.words_only(page.body)))
    for match in COMMA.finditer(text):
        yield page.at(match.start(), *comma(match))
    for match in POINTS.finditer(text):
        following = CITATION.search(text, match.end())
        if following and "\n" not in text[match.end() : following.start()]:
            rows = [row for row in sources.rows("effects") if str(row.get("source")) in cited_keys(following[0])]
            yield from (page.at(match.start(), *wrong) for wrong in told(match, rows))


def of_data(name: str, document: yamlfile.Document, sources: Sources) -> Iterator[Problem]:
    """What the texts of a data file get wrong; a text rests on the sources that stand beside it."""
    for where, text in document.texts:
        yield from (document.problem(where, what, fix) for _, what, fix in counts.larger(text))
        for match in COMMA.finditer(text):
            yield document.problem(where, *comma(match))
        if name in ("conditions", "claims") and (shares := list(POINTS.finditer(text))):
            rows = beside(document, where, name, sources)
            yield from (document.problem(where, *wrong) for match in shares for wrong in told(match, rows))


def beside(document: yamlfile.Document, where: yamlfile.Path, name: str, sources: Sources) -> list[Row]:
    """The results of the sources that stand beside a text, in a problem those of that problem."""
    entry = document.data
    for step in where[:-1]:
        entry = entry[step]
    cited = entry.get("sources") if isinstance(entry, dict) else None
    rows = [row for row in sources.rows("effects") if isinstance(cited, list) and row.get("source") in cited]
    return [row for row in rows if name == "claims" or row.get("condition") == document.data[where[0]].get("id")]


def comma(match: re.Match[str]) -> Wrong:
    """A number with a comma where its point should be."""
    return f"a comma stands in the number {match[0]}.", f"Write {match['whole']}.{match['part']}"


def told(match: re.Match[str], rows: Iterable[Row]) -> list[Wrong]:
    """A difference in points that none of these effects is, or one told the other way round."""
    said = 0.5 if match["number"] == "half a" else float(match["number"])
    slack = 0.0501 if "." in match["number"] or said == 0.5 else 0.5
    there = [row for row in rows if row.get("scale") != "standardised" and number(row.get("value")) is not None]
    fitting = [row for row in there if any(abs(value - said) <= slack for value in sizes(row, match["length"]))]
    known = ", ".join(sorted({f"{abs(row['value']):g} ({row['scale']})" for row in there}))
    turned = match["word"] and fitting and not any(agrees(row, match["word"]) for row in fitting)
    return mistakes(
        (
            there and not fitting,
            f'"{match[0]}": effects.yml has no such difference of this source.',
            f"It has: {known}. Write one of these, or cite the source of the number.",
        ),
        (turned, f'"{match[0]}": effects.yml has it the other way round.', "Look up which group did better."),
    )


def sizes(row: Row, said: str | None) -> Iterator[float]:
    """An effect without its sign, as a sentence may give it that names this length of its scale, or none.

    What was counted on 0 to 100 may be told in tenths, as the same points on 0 to 10.
    """
    longest = length(str(row["scale"]))
    if said is None or longest in (None, int(said)):
        yield abs(row["value"])
    if row["scale"] == "0 to 100" and said == "10":
        yield abs(row["value"]) / 10


def agrees(row: Row, word: str) -> bool:
    """Whether "less", "better" and the like say of an effect what its sign says."""
    turned = -1 if word in ("better", "worse") and row.get("outcome") in MORE_IS_BETTER else 1
    return bool(row["value"] * DIRECTIONS[word] * turned > 0)
