"""House style: the words, the length of sentences, the reading grade, and nothing copied from the pages we started
from.
"""

import functools
import hashlib
import pathlib
import re
import warnings
from collections.abc import Collection, Iterator

from checks import banned, claims, quotations
from sources import Page, Problem, Sources, look_for, plaintext

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat 0.7.4 uses pkg_resources, which warns of its own end
    import textstat

LONGEST_SENTENCE = 25
HIGHEST_GRADE = 8.0
RUN = 8
RUNS_FILE = pathlib.Path(__file__).with_name("foreign-runs.txt")
SHORT_FORM = (
    re.compile(r"\b\w+n['’]t\b", re.I),
    r'"\g<0>" is a short form that some readers miss.',
    "Write it out: do not, cannot, is not.",
)
PERCENT = (
    re.compile(r"\d\s?%(?! ?(?:CI|confidence|interval)\b)|\bper ?cent\b"),
    r'"\g<0>": percentages are hard to read for many people.',
    "Write: about 19 in every 100 treatments.",
)


def check(page: Page, sources: Sources, filled: str) -> Iterator[Problem]:
    """Everything about the words of a page, or of a shared text, which is for patients.

    `filled` is a page as readers get it, with all data and shared texts in place: its lines are not those of the file.
    """
    words = plaintext.words_only(quotations.blanked(page.body))
    claimed = {said.text for said, _ in claims.told(page, sources)}
    yield from banned.check(page, sources)
    yield from overlap(page)
    if page.for_patients:
        yield from for_patients(page, words, filled, claimed)


def for_patients(page: Page, words: str, filled: str, claimed: Collection[str]) -> Iterator[Problem]:
    """What makes a text hard for people who are not used to reading; of `claimed` sentences enough was said."""
    yield from (
        page.at(*found)
        for found in look_for([SHORT_FORM, PERCENT], words)
        if banned.one_line(banned.around(words, found[0])[0]) not in claimed
    )
    for sentence in plaintext.sentences(page.body):
        if sentence.text not in claimed:
            yield from (page.on(sentence.line, *wrong) for wrong in sentence_wrongs(sentence.text))
    if (level := grade(filled)) > HIGHEST_GRADE:
        texts = [sentence.text for sentence in plaintext.sentences(filled) if sentence.kind != "heading"] or [
            page.title
        ]
        yield page.on(
            0,
            f"the reading grade of this page is {level:.1f}; it may be {HIGHEST_GRADE:g} at most.",
            f'Use shorter words and sentences. The hardest sentence is: "{max(texts, key=sentence_weight)}"',
        )


def sentence_wrongs(sentence: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one sentence for patients, and what to write."""
    length = plaintext.count_words(sentence)
    if length > LONGEST_SENTENCE:
        start = " ".join(sentence.split()[:6])
        yield (
            f'the sentence "{start} ..." has {length} words; readers lose the thread after {LONGEST_SENTENCE}.',
            "Split it in two.",
        )


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a Markdown text, by textstat 0.7.4.

    Every heading, list item and table cell counts as a sentence; a decimal point does not end one.
    """
    sentences = [re.sub(r"(?<=\d)\.(?=\d)", "", s.text).rstrip(".:;?!") for s in plaintext.sentences(text)]
    return float(textstat.flesch_kincaid_grade(". ".join(sentences) + ".")) if sentences else 0.0


def sentence_weight(sentence: str) -> float:
    """How much a sentence adds to the grade (the formula's own weights)."""
    words = max(plaintext.count_words(sentence), 1)
    return 0.39 * words + 11.8 * float(textstat.syllable_count(sentence)) / words


def runs(words: list[str]) -> Iterator[tuple[int, str]]:
    """Position and fingerprint of every run of eight words."""
    for index in range(len(words) - RUN + 1):
        text = " ".join(words[index : index + RUN])
        yield index, hashlib.sha256(text.encode()).hexdigest()[:10]


@functools.cache
def foreign_runs() -> frozenset[str]:
    """Fingerprints of every run of eight words in texts that are not ours; the texts themselves are not kept."""
    return frozenset(RUNS_FILE.read_text().split())


def overlap(page: Page) -> Iterator[Problem]:
    """Runs of eight words that a page shares with texts that are not ours, one problem for each stretch."""
    words = [
        (word, block.line)
        for block in plaintext.blocks(quotations.blanked(page.body))
        for word in re.findall(r"[a-z0-9]+", block.text.lower())
    ]
    last = -RUN
    for index, fingerprint in runs([word for word, _ in words]):
        if fingerprint in foreign_runs():
            if index > last + 1:
                run = " ".join(word for word, _ in words[index : index + RUN])
                what = f'"{run}" is copied from a text that is not ours.'
                yield page.on(words[index][1], what, "Say it in your own words.")
            last = index
