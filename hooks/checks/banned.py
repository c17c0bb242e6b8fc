"""The words of style.yml on a page: one line for each sentence that holds some, with what to write for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks import claim_rules, quotations
from guard import banned_words
from guard.banned_words import BannedWord
from sources import Page, Problem, Sources, plaintext

SENTENCE_START = re.compile(
    r"[.!?][\"')\]\u201d\u2019]*\s+(?=[\"'(\u201c\u2018]?[A-Z0-9])|\n[ \t]*(?=\n|[-*+#>|]|\d+[.)] )|\|"
)


@dataclass(frozen=True)
class Hit:
    """A word that is found: where in the text, the rule, and the sentence."""

    start: int
    word: str
    rule: BannedWord
    sentence: str


def check(page: Page, sources: Sources) -> Iterator[Problem]:
    """One problem for each sentence with words of style.yml."""
    by_sentence: dict[str, list[Hit]] = {}
    for hit in found(page, sources):
        by_sentence.setdefault(f"{page.body.count(chr(10), 0, hit.start)} {hit.sentence}", []).append(hit)
    for hits in by_sentence.values():
        yield page.at(hits[0].start, *told(hits))


def told(hits: list[Hit]) -> tuple[str, str]:
    """What is wrong with the words of one sentence, and what to write; words with one reason are named together."""
    words: dict[tuple[str, str], list[str]] = {}
    for hit in hits:
        words.setdefault((hit.rule.why, hit.rule.write), []).append(f'"{hit.word}"')
    first, *others = ((", ".join(named), why, write) for (why, write), named in words.items())
    more = "".join(f" {named}: {why} Write: {write}." for named, why, write in others)
    return f"{first[0]}: {first[1]}", f"Write: {first[2]}.{more}"


def found(page: Page, sources: Sources) -> list[Hit]:
    """Every word that may not stand, in order, but for those that a sentence denies, asks for or tells of others."""
    if page.meta.get("type") == "writers":  # the guide for writers quotes the words
        return []
    return sources.once(("banned", page.uri, page.text), lambda: sorted(hits(page, sources), key=lambda hit: hit.start))


def hits(page: Page, sources: Sources) -> Iterator[Hit]:
    """The same, rule by rule."""
    words = plaintext.words_only(quotations.blanked(page.body))
    rules, known = banned_words.of(sources), claim_rules.of(sources)
    for rule in rules.known:
        for start, word in rules.found(rule, words) if page.for_patients or not rule.only_patients else ():
            sentence, before = around(words, start)
            if rule.only_patients or not known.excused(sentence, before):
                yield Hit(start, word, rule, sentence)


def around(words: str, start: int) -> tuple[str, str]:
    """The sentence that holds a character of a text without mark-up, and the part of it before that character."""
    line = max(words.rfind("\n\n", 0, start), 0)
    first = max([line, *(match.end() for match in SENTENCE_START.finditer(words, line, start))])
    end = SENTENCE_START.search(words, start)
    return words[first : end.start() + 1 if end else len(words)], words[first:start]


def one_line(text: str) -> str:
    """A sentence as one line, without spaces around it."""
    return " ".join(text.split())
