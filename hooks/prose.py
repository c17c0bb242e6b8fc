"""House style: the words, the length of sentences, the reading grade, and nothing copied from the pages we started
from.
"""

from __future__ import annotations

import functools
import hashlib
import re
import warnings
from collections.abc import Iterator
from typing import Any

import plaintext
from problems import Problem
from sources import ROOT, Page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat 0.7.4 uses pkg_resources, which warns of its own end
    import textstat

LONGEST_SENTENCE = 25
HIGHEST_GRADE = 8.0
RUN = 8
RUNS_FILE = ROOT / "hooks" / "foreign-runs.txt"
CONTRACTION = re.compile(r"\b(\w+)n['’]t\b", re.I)
PERCENT = re.compile(r"\d\s?%|\bper ?cent\b")
SAFE = re.compile(r"\bsafe(?:ly)?\b", re.I)
FREQUENCY = re.compile(r"\b(?:un)?common(?:ly)?\b|\brare(?:ly)?\b", re.I)
NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|none|half|no one|nearly all)\b", re.I)


def check(page: Page, rules: list[dict[str, Any]], expanded: str) -> Iterator[Problem]:
    """Everything about the words of a page. `expanded` is its text as readers get it, with all data in place."""
    patients = page.meta.get("audience") == "patients"
    shift = page.body_line - 1
    words = plaintext.words_only(page.body)
    for rule in rules if page.meta.get("type") != "writers" else ():  # the guide for writers quotes the words
        if patients or rule.get("audience") != "patients":
            for match in re.finditer(rf"(?<![\w-])(?:{rule['find']})(?![\w-])", words, re.I):
                line, column = plaintext.place(words, match.start())
                yield Problem(
                    page.path, line + shift, column, f'"{match[0]}": {rule["why"]}', f"Write: {rule['write']}."
                )
    for problem in overlap(page.body, page.path):
        yield Problem(problem.path, problem.line + shift, 0, problem.what, problem.fix)
    if not patients:
        return
    for pattern, what, fix in (
        (CONTRACTION, '"{}" is a short form that some readers miss.', "Write it out: do not, cannot, is not."),
        (PERCENT, '"{}": percentages are hard to read for many people.', "Write: about 19 in every 100 treatments."),
    ):
        for match in pattern.finditer(words):
            line, column = plaintext.place(words, match.start())
            yield Problem(page.path, line + shift, column, what.format(match[0]), fix)
    for sentence in plaintext.sentences(page.body):
        yield from (Problem(page.path, sentence.line + shift, 0, *wrong) for wrong in sentence_wrongs(sentence.text))
    level = grade(expanded)
    if level > HIGHEST_GRADE:
        hard = max(
            (s for s in plaintext.sentences(expanded) if s.kind != "heading"), key=lambda s: sentence_weight(s.text)
        )
        yield Problem(
            page.path,
            1,
            0,
            f"the reading grade of this page is {level:.1f}; it may be {HIGHEST_GRADE:g} at most.",
            f'Use shorter words and sentences. The hardest sentence is: "{hard.text}"',
        )


def sentence_wrongs(sentence: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one sentence for patients, and what to write."""
    start = " ".join(sentence.split()[:6])
    length = plaintext.count_words(sentence)
    if length > LONGEST_SENTENCE:
        yield (
            f'the sentence "{start} ..." has {length} words; readers lose the thread after {LONGEST_SENTENCE}.',
            "Split it in two.",
        )
    if SAFE.search(sentence) and not NUMBER.search(sentence):
        yield (
            f'the sentence "{start} ..." says "safe" without a number.',
            "Say how often harm happened and who counted.",
        )
    word = FREQUENCY.search(sentence)
    if word and not NUMBER.search(sentence):
        yield (
            f'the sentence "{start} ..." says "{word[0].lower()}" without a number.',
            "People read such words very differently. Write the number: about 1 in every 100 treatments.",
        )


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a Markdown text, by textstat 0.7.4.

    Every heading, list item and table cell counts as a sentence; a decimal point does not end one.
    """
    sentences = [re.sub(r"(?<=\d)\.(?=\d)", "", s.text).rstrip(".:;?!") for s in plaintext.sentences(text)]
    return textstat.flesch_kincaid_grade(". ".join(sentences) + ".") if sentences else 0.0


def sentence_weight(sentence: str) -> float:
    """How much a sentence adds to the grade (the formula's own weights)."""
    words = max(plaintext.count_words(sentence), 1)
    return 0.39 * words + 11.8 * textstat.syllable_count(sentence) / words


def runs(words: list[str]) -> Iterator[tuple[int, str]]:
    """Position and fingerprint of every run of eight words."""
    for index in range(len(words) - RUN + 1):
        text = " ".join(words[index : index + RUN])
        yield index, hashlib.sha256(text.encode()).hexdigest()[:10]


def plain_words(text: str) -> list[tuple[str, int]]:
    """Lower-case words of a Markdown text with their line; mark-up does not interrupt a run."""
    return [
        (word.lower(), block.line)
        for block in plaintext.blocks(text)
        for word in re.findall(r"[a-z0-9]+", block.text.lower())
    ]


@functools.cache
def foreign_runs() -> frozenset[str]:
    """Fingerprints of every run of eight words in texts that are not ours; the texts themselves are not kept."""
    return frozenset(RUNS_FILE.read_text().split())


def overlap(text: str, path: str) -> Iterator[Problem]:
    """Runs of eight words that a page shares with texts that are not ours, one problem for each stretch."""
    words = plain_words(text)
    last = -RUN
    for index, fingerprint in runs([word for word, _ in words]):
        if fingerprint in foreign_runs():
            if index > last + 1:
                run = " ".join(word for word, _ in words[index : index + RUN])
                yield Problem(
                    path,
                    words[index][1],
                    0,
                    f'"{run}" is copied from a text that is not ours.',
                    "Say it in your own words.",
                )
            last = index
