"""Rhythm: running text that is chopped into short sentences, which hides why one thing follows from another.

Pupils understood texts that are easy and cohesive better than texts that are hard and loose (Reed and Kershaw-Herrera
2015, 103 pupils), so the ceiling of house_style has a floor beside it.
"""

import re
from collections.abc import Iterator

from sources import Page, Problem, Sources, plaintext

SHORT = 8  # words at most
ENOUGH = 12  # running sentences from which on a share says something
INSTRUCTIONS = {"leaflet"}  # pages that tell what to do, line by line
MOST_SHORT = 1 / 3
LEAST_MEAN = 12.0  # words
IN_A_ROW = 4
FIX = "Join what belongs together with because, so, but, although, while, which or when."
STOP = re.compile(r"[.!?][\"')”’]*$")
CARD = re.compile(r"^( *)!!!.*\n(?:(?:\1 {4}.*|[ \t]*)(?:\n|\Z))*", re.M)


def running(body: str) -> list[plaintext.Block | None]:
    """The sentences of paragraphs, in order; None wherever something else stands between two.

    Not counted: headings, lists, tables, cards, labels and links that stand alone (without a full stop).
    """
    uncarded = CARD.sub(lambda card: "\n" * card[0].count("\n"), body)
    return [
        sentence if sentence.kind == "paragraph" and STOP.search(sentence.text) else None
        for sentence in plaintext.sentences(uncarded)
    ]


def counts(page: Page) -> bool:
    """Whether a page is running text for patients."""
    return page.for_patients and page.meta.get("type") not in INSTRUCTIONS


def check(page: Page) -> Iterator[Problem]:
    """Short sentences in a row on a page, or a shared text, for patients."""
    row: list[plaintext.Block] = []
    for sentence in [*running(page.body), None] if counts(page) else []:
        if sentence and plaintext.count_words(sentence.text) <= SHORT:
            row.append(sentence)
            continue
        if len(row) >= IN_A_ROW:
            what = f'{len(row)} sentences of {SHORT} words or fewer stand in a row from "{row[0].text}" on.'
            yield page.on(row[0].line, what, FIX)
        row = []


def notes(sources: Sources) -> Iterator[str]:
    """A page for patients that reads chopped: a thermometer, and no reason to stop."""
    for page in sources.pages.values():
        lengths = [plaintext.count_words(sentence.text) for sentence in running(page.body) if sentence]
        if not counts(page) or len(lengths) <= ENOUGH:
            continue
        short, mean = sum(length <= SHORT for length in lengths), sum(lengths) / len(lengths)
        if short > MOST_SHORT * len(lengths) or mean < LEAST_MEAN:
            what = (
                f"{short} of {len(lengths)} running sentences have {SHORT} words or fewer, and the mean is"
                f" {mean:.1f} words. It reads chopped."
            )
            yield str(page.on(0, what, FIX))
