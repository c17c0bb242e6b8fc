"""What a clause says of warning signs and levels, by the words of docs/_data/sign-words.yml and level-words.yml."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from sources import Sources
from sources.syntax import URGENCIES

RANK = {
    "emergency": 0,
    "no emergency": 1,
    "same-day": 2,
    "later": 3,
    "call": 3,
    "normal": 4,
}  # the higher, the less urgent
LITTLE = "a|an|the|your|my|our|their|his|her|own|to|of|in|for|with|at|any|some|new|very"
NEAR = 12  # words from the first to the last of those that name a sign
MOST = 20  # places of a word in one clause; a text made to be slow has thousands
WORD = re.compile(r"[\w&]+")
CLAUSE = re.compile(r";|,\s+(?:and|but|whereas|so)\b|\bbut\b")
DENIED = re.compile(
    r"\b(?:no|not(?! only| just)|never|nor|cannot|without|neither|nobody|no longer|rather than|instead of)\b"
)
NO_SIGN = re.compile(r"\b(?:no|not|without)(?: (?:a|an|any|new|more|sudden|severe|such))*\s*$")
HISTORY = re.compile(r"\b(?:have|has|had|ever) (?:ever )?had\b|\bhistory of\b")
SINCE = re.compile(r"\b(?:since|after|now)\b")
RELATIVE = re.compile(
    r"\b(?:that|which|who)\b[^,:;]*?\b(?:(?:does|do|did|is|are|was|will|has|have) not|cannot|never) \w+"
)
PAST = re.compile(r"\b(?:was|were|been)(?: \w+){0,2}\s+$")


@functools.cache
def pattern(words: str) -> re.Pattern[str]:
    """A part of an entry: "see doctor|gp" as a regular expression that passes over little words."""
    parts = [
        "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in part.split("|")) + ")"
        for part in words.split()
    ]
    return re.compile(r"(?<![\w-])" + rf"(?: (?:{LITTLE}))*[ -]".join(parts) + r"(?![\w-])")


def entries(row: dict[str, Any], name: str) -> list[str]:
    """The entries of one field, empty where a file is broken, which its schema tells."""
    found = row.get(name)
    return [entry for entry in found if isinstance(entry, str) and entry.strip()] if isinstance(found, list) else []


def indexed(rows: Iterable[dict[str, Any]]) -> dict[str, list[tuple[str, bool, list[str]]]]:
    """The entries of some rows by the first three letters of the words that each must hold: id, whether it is certain,
    and its parts.
    """
    found: dict[str, list[tuple[str, bool, list[str]]]] = {}
    for row in rows:
        for name in ("words", "maybe"):
            for entry in entries(row, name):
                parts = [part.strip() for part in entry.split(" + ")]
                for start in {word.strip("*")[:3] for word in parts[0].split()[-1].split("|")}:
                    found.setdefault(start, []).append((row["id"], name == "words", parts))
    return found


def matches(
    index: dict[str, list[tuple[str, bool, list[str]]]], text: str
) -> Iterator[tuple[str, bool, list[tuple[int, int]]]]:
    """Every place where all parts of an entry stand near each other: the id, whether it is certain, and the span of
    each part.
    """
    for start in {word[:3] for word in WORD.findall(text)} & index.keys():
        for name, sure, parts in index[start]:
            found = []
            for part in parts:
                found.append([match.span() for match in itertools.islice(pattern(part).finditer(text), MOST)])
                if not found[-1]:
                    break
            for places in itertools.product(*found):
                between = text[min(places)[0] : max(end for _, end in places)]
                if ":" not in between and len(between.split()) <= NEAR:
                    yield name, sure, list(places)


class Clause:
    """What one clause says: levels, and signs by id, each with whether that is certain. Signs are looked for only when
    somebody asks.
    """

    def __init__(self, words: "LevelWords", text: str, asks: bool) -> None:
        self.words, self.text = words, text
        self.levels = {} if asks else words.levels_of(text)

    @functools.cached_property
    def signs(self) -> dict[str, bool]:
        return {sign: sure for sign, sure, _ in self.words.named(self.text)}


class LevelWords:
    """The words of both files, ready to read sentences."""

    def __init__(self, sources: Sources) -> None:
        self.right = {
            sign: str(row["urgency"])
            for sign, row in sources.by_key("warning-signs", "id").items()
            if str(row.get("urgency")) in URGENCIES
        }
        signs, known = sources.by_key("sign-words", "id"), sources.by_key("level-words", "id")
        self.unless = {sign: entries(row, "unless") for sign, row in signs.items()}
        self.signs = indexed(row for sign, row in signs.items() if sign in self.right)
        self.levels = indexed(row for level, row in known.items() if level in RANK)
        self.levels_of, self.clauses_of = functools.cache(self._levels), functools.cache(self._clauses)

    def places(self, clause: str) -> list[tuple[int, int, str, bool]]:
        """Start, end, level and certainty of every phrase that says a level, the longest where one holds another."""
        found = {
            (min(places)[0], max(end for _, end in places)): (level, sure)
            for level, sure, places in matches(self.levels, clause)
        }
        return [
            (*span, *said)
            for span, said in found.items()
            if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in found)
        ]

    def named(self, clause: str) -> list[tuple[str, bool, list[tuple[int, int]]]]:
        """The signs that a clause names, certain last, and where; none that it denies or that somebody once had."""
        found = []
        for sign, sure, places in sorted(matches(self.signs, clause)):
            start, end = min(places)[0], max(end for _, end in places)
            denied = any(
                not any(first <= match.start() < last for first, last in places)
                for match in DENIED.finditer(clause, start, end)
            )
            once = (match := HISTORY.search(clause[:start])) and not SINCE.search(clause, match.end())
            if (
                not denied
                and not once
                and not NO_SIGN.search(clause[:start])
                and not any(pattern(entry).search(clause) for entry in self.unless[sign])
            ):
                found.append((sign, sure, places))
        return found

    def _levels(self, clause: str) -> dict[str, bool]:
        """The levels that a clause says: neither denied nor told of the past. What is said to be no emergency is a
        level too.
        """
        if not (phrases := self.places(clause)):
            return {}
        own = [span for _, _, places in self.named(clause) for span in places] + [phrase[:2] for phrase in phrases]
        said: dict[str, bool] = {}
        aside = [
            match.span() for match in RELATIVE.finditer(clause)
        ]  # "a fever that a cold does not explain needs a doctor" denies no doctor
        for start, _, level, sure in phrases:
            if PAST.search(clause[:start]):
                continue
            taken = own + [span for span in aside if span[1] <= start]
            if any(
                not re.search("[,:;]", clause[match.end() : start])
                and not any(first <= match.start() < last for first, last in taken)
                for match in DENIED.finditer(clause, 0, start)
            ):
                if level != "emergency":
                    continue
                level = "no emergency"
            said[level] = said.get(level, False) or sure
        return said

    def _clauses(self, sentence: str) -> tuple[tuple[Clause, ...], dict[str, bool]]:
        """The clauses of a sentence, and their levels together. One that asks says no level."""
        text = re.sub(r"\s+", " ", sentence.replace("’", "'").lower()).strip()
        clauses = tuple(
            Clause(self, clause.strip(), text.endswith("?")) for clause in CLAUSE.split(text) if clause.strip()
        )
        return clauses, joined(clause.levels for clause in clauses)


def joined(several: Iterable[dict[str, bool]]) -> dict[str, bool]:
    """Levels together; one is certain where it is so once."""
    found: dict[str, bool] = {}
    for levels in several:
        for level, sure in levels.items():
            found[level] = found.get(level, False) or sure
    return found
