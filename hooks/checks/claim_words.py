"""Which words of docs/_data/claim-words.yml stand where in a clause.

A clause is looked at word by word, with one look-up for each word, so that hundreds of entries cost no more than one.
What was found in a clause is kept: while somebody writes, most sentences stay.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checks.level_words import entries
from sources import Problem, Sources
from sources.yamlfile import Document

NAME = "claim-words"
GROUPS = set(
    "acts advice asks asks-of-safety beats better calming calms denies denies-other disagree does eases favours fears"
    " feels frail frequency gains harms hides hurts is-better little no-news partly people perils permits predicts"
    " purposes refutes regained reports rhetorical safe says-no says-yes settles somebody-else studies symptoms"
    " touches".split()
)
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
PASSED_OVER = frozenset(
    "a an the your my our their his her its own any some very really so quite just of often also sometimes still"
    " simply purely absolutely completely totally entirely perfectly truly basically essentially largely even"
    " actually".split()
)
MOST_PASSED_OVER = 2
UNLESS = " unless"


@dataclass(frozen=True)
class ClaimPart:
    """One place in an entry: the words that may stand there, and beginnings of words."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings or ("\n",))


@dataclass(frozen=True)
class Match:
    """Words of a group in a clause: the first, and the one after the last."""

    group: str
    start: int
    end: int

    def overlaps(self, other: "Match") -> bool:
        """Whether both share a word."""
        return self.start < other.end and other.start < self.end


def forms(verb: str) -> Iterator[str]:
    """A verb in its regular forms: ease, eases, eased, easing."""
    stem = verb[:-1] if verb[-1] in "ey" else verb
    yield from (verb, f"{stem}ies", f"{stem}ied") if verb[-1] == "y" else (verb, f"{verb}s", f"{verb}es", f"{stem}ed")
    yield f"{verb if verb[-1] == 'y' else stem}ing"
    yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")  # dropped, dropping


def parts(entry: str, is_verb: bool = False) -> list[ClaimPart]:
    """The places of an entry such as "get rid|free of"."""
    found = []
    for number, place in enumerate(entry.split()):
        choice = place.split("|")
        words = {word for word in choice if not word.endswith("*")}
        if is_verb and not number:
            words = {form for verb in words for form in forms(verb)}
        found.append(ClaimPart(frozenset(words), tuple(word[:-1] for word in choice if word.endswith("*"))))
    return found


class ClaimWords:
    """The words of the file, ready to be looked for."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.exact: dict[str, list[tuple[str, list[ClaimPart]]]] = defaultdict(list)
        self.beginning: list[tuple[str, list[ClaimPart]]] = []
        for row in rows:
            for field in ("words", "verbs", "unless"):
                group = str(row.get("id")) + (UNLESS if field == "unless" else "")
                for entry in entries(row, field):
                    self._add(group, parts(entry, field == "verbs"))
        self.begun_by = functools.lru_cache(maxsize=20_000)(self._begun_by)
        self.in_clause = functools.lru_cache(maxsize=50_000)(self._in_clause)

    def _add(self, group: str, places: list[ClaimPart]) -> None:
        for word in places[0].words:
            self.exact[word].append((group, places))
        if places[0].beginnings:
            self.beginning.append((group, places))

    def _in_clause(self, text: str) -> tuple[list[str], list[Match]]:
        words = WORD.findall(text)
        return words, self.found(words)

    def found(self, words: list[str]) -> list[Match]:
        """Every entry that stands in a clause, but for those that mean something else there, in order."""
        hits = {hit for start in range(len(words)) for hit in self._at(words, start)}
        aside = {(hit.group, at) for hit in hits if hit.group.endswith(UNLESS) for at in range(hit.start, hit.end)}
        return sorted(
            (
                hit
                for hit in hits
                if not hit.group.endswith(UNLESS)
                and not any((hit.group + UNLESS, at) in aside for at in range(hit.start, hit.end))
            ),
            key=lambda hit: (hit.start, -hit.end, hit.group),
        )

    def _at(self, words: list[str], start: int) -> Iterator[Match]:
        for group, places in self.begun_by(words[start]):
            if end := ends(words, start + 1, places[1:]):
                yield Match(group, start, end)

    def _begun_by(self, word: str) -> list[tuple[str, list[ClaimPart]]]:
        begun = [found for found in self.beginning if found[1][0].fits(word)]
        return [*self.exact.get(word, ()), *begun]


def ends(words: list[str], at: int, places: list[ClaimPart]) -> int:
    """Where an entry ends whose other places begin at a word, 0 where they do not stand there."""
    for place in places:
        passed = 0
        while at < len(words) and not place.fits(words[at]):
            if words[at] not in PASSED_OVER or passed == MOST_PASSED_OVER:
                return 0
            at, passed = at + 1, passed + 1
        if at == len(words):
            return 0
        at += 1
    return at


def of(sources: Sources) -> ClaimWords:
    """The words, made ready once."""
    return ready(sources.document(NAME))


@functools.lru_cache(maxsize=4)
def ready(document: Document) -> ClaimWords:
    """The words of a file; one that is not changed is read as the same document."""
    return ClaimWords([row for row in document.data or [] if isinstance(row, dict)])


def check(sources: Sources) -> Iterator[Problem]:
    """Groups that the rules do not know, and those that they need and do not find."""
    document = sources.document(NAME)
    known = sources.named(NAME, "id")
    yield from document.unknown(known, GROUPS, 'there is no group "{}".', f"Write one of: {', '.join(sorted(GROUPS))}.")
    for group in sorted(GROUPS - {name for _, name in known}) if sources.pages and "style" in sources.data else ():
        yield Problem(
            document.path, 1, 1, f'the group "{group}" is missing, so its claims are not seen.', "Put it back."
        )
