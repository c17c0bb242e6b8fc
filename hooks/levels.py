"""One sign, one level, in free text too: a sentence that names a warning sign and gives it another level than
warning-signs.yml.

Words of signs and levels stand in docs/_data/sign-words.yml and level-words.yml. A sign and a lower level in one
clause, with the right level not beside it, is certain and stops; what only may be so is a line in the summary of a
change (summary.py).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import datablocks
import plaintext
import unsafe
import yamlfile
from problems import Problem, nearest
from sources import Page, Sources

RANK = {
    "emergency": 0,
    "no emergency": 1,
    "same-day": 2,
    "later": 3,
    "call": 3,
    "normal": 4,
}  # the higher, the less urgent
SAID = {
    "emergency": "an emergency",
    "no emergency": "no emergency",
    "same-day": "for a doctor the same day",
    "later": "one that can wait",
    "call": "for the clinic",
    "normal": "to be expected",
}
WRITE = {
    "emergency": "Call your emergency number",
    "same-day": "See a doctor today",
    "call": "Call the person who needled you",
    "normal": "Expect it",
}
LITTLE = "a|an|the|your|my|our|their|his|her|own|to|of|in|for|with|at|any|some|new|very"
ROW = 20  # sentences of a row of a table, before and after
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
SO = re.compile(r"(?:and )?so (?:is|are|does|do|too)\b|do (?:so|the same)\b|call too\b|the same ", re.I)
# Told of others, refuted, set against another, or about the time before a session: such a sentence may be right, so it
# never stops.
FRAME = re.compile(
    r"\b(?:myth|believes?|thinks?|says?|said|told|claims?|he|she|they|people|patients?|study|trial|before|how to|what"
    r" to|what they|but|not about|reports?|cases?|on the day of)\b",
    re.I,
)
PAST = re.compile(r"\b(?:was|were|been)(?: \w+){0,2}\s+$")
ELSEWHERE = re.compile(
    r"^\{\{ (?:kit|references)\b.*$", re.M
)  # made of texts that are read where they are written; what studies found is no advice


@dataclass(frozen=True, order=True)
class Finding:
    """A sentence that gives a sign another level than its row."""

    line: int
    sentence: str
    sign: str
    right: str
    said: str
    certain: bool
    level_in: str  # the sentence that says the level, mostly the same

    def words(self) -> tuple[str, str]:
        """What is wrong, and what to write."""
        start = " ".join(self.sentence.split()[:9]) + (" ..." if len(self.sentence.split()) > 9 else "")
        under = f' with "{self.level_in}"' if self.level_in != self.sentence else ""
        return (
            (
                f'"{start}"{under}: here the sign "{self.sign}" is {SAID[self.said]}; on every page it is'
                f" {SAID[self.right]}."
            ),
            (
                f"Say in the same sentence: {WRITE[self.right]}. Or, if it means another sign, name that one in the"
                " words of docs/_data/warning-signs.yml."
            ),
        )


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

    def __init__(self, rules: Rules, text: str, asks: bool) -> None:
        self.rules, self.text = rules, text
        self.levels = {} if asks else rules.levels_of(text)

    @functools.cached_property
    def signs(self) -> dict[str, bool]:
        return {sign: sure for sign, sure, _ in self.rules.named(self.text)}


@dataclass(frozen=True)
class Said:
    """A sentence in its block, its clauses, and the levels that they say together."""

    block: plaintext.Block
    text: str
    clauses: tuple[Clause, ...]
    levels: dict[str, bool]

    @property
    def names_signs(self) -> bool:
        return any(clause.signs for clause in self.clauses)


@dataclass(frozen=True)
class Statement:
    """A sign in a sentence and the levels that are said of it, there or in a sentence beside it. `sure`: the words name
    this sign, and the levels belong to it; `alone`: its clause names no other.
    """

    said: Said
    level_in: Said
    sign: str
    levels: dict[str, bool]
    sure: bool
    alone: bool


class Rules:
    """The words of both files, ready to read sentences."""

    def __init__(self, sources: Sources) -> None:
        self.right = {
            sign: str(row["urgency"])
            for sign, row in sources.by_key("warning-signs", "id").items()
            if str(row.get("urgency")) in WRITE
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

    def read(self, blocks: Iterable[plaintext.Block]) -> Iterator[Finding]:
        """Every contradiction in a text, from its blocks."""
        for statement in self.statements(blocks):
            if verdict := self.judge(statement):
                yield Finding(
                    statement.level_in.block.line,
                    statement.said.text,
                    statement.sign,
                    self.right[statement.sign],
                    *verdict,
                    statement.level_in.text,
                )

    def statements(self, blocks: Iterable[plaintext.Block]) -> Iterator[Statement]:
        """Every sign that a text names and gives a level."""
        lead: Said | None = None
        text = [
            Said(block, sentence.strip(), *self.clauses_of(sentence))
            for block in blocks
            for sentence in plaintext.SENTENCE_END.split(block.text)
        ]
        for index, said in enumerate(text):
            if said.block.kind in ("heading", "note") or (said.block.kind == "paragraph" and said.text.endswith(":")):
                lead = said
            for number, clause in enumerate(said.clauses):
                levels, direct, level_in = (
                    clause.levels or (said.clauses[number - 1].levels if number and SO.match(clause.text) else {}),
                    True,
                    said,
                )
                if said.levels and not levels:
                    levels = next(
                        (
                            other.levels
                            for other in [*said.clauses[number + 1 :], *said.clauses[:number]]
                            if other.levels and not other.signs
                        ),
                        {},
                    )
                if not levels:
                    levels, direct, level_in = (said.levels, False, said) if said.levels else around(text, index, lead)
                for sign, sure in clause.signs.items() if levels else ():
                    yield Statement(
                        said, level_in, sign, levels, sure and direct, bool(clause.levels) and len(clause.signs) == 1
                    )

    def judge(self, statement: Statement) -> tuple[str, bool] | None:
        """The wrong level that is said of a sign, and whether that is certain; None where all is well.

        Too low a level can kill. One that is too high is only noted, where the sign stands alone with it.
        """
        right, levels = self.right[statement.sign], statement.levels
        lower = sorted(
            (level for level in levels if RANK[level] > RANK[right]),
            key=lambda level: (not levels[level], -RANK[level]),
        )
        if right in levels and not (right == "same-day" and "later" in lower):
            return None
        if lower:
            framed = any(FRAME.search(said.text) for said in (statement.said, statement.level_in))
            return lower[0], levels[lower[0]] and statement.sure and not framed and right not in {
                *levels,
                *statement.said.levels,
            }
        return (
            ("emergency", False) if statement.alone and right != "emergency" and levels == {"emergency": True} else None
        )


def joined(several: Iterable[dict[str, bool]]) -> dict[str, bool]:
    """Levels together; one is certain where it is so once."""
    found: dict[str, bool] = {}
    for levels in several:
        for level, sure in levels.items():
            found[level] = found.get(level, False) or sure
    return found


def around(text: Sequence[Said], index: int, lead: Said | None) -> tuple[dict[str, bool], bool, Said]:
    """The levels that belong to a sentence that says none, whether they surely do, and where they stand: in its row, in
    the sentence beside it, or in what leads to its list.
    """
    said = text[index]
    if index and text[index - 1].block is said.block and SO.match(said.text):
        return text[index - 1].levels, True, text[index - 1]
    if said.block.kind == "cell":
        row = (
            other
            for other in text[max(index - ROW, 0) : index + ROW]
            if other.block.kind == "cell" and other.block.line == said.block.line
        )
        return joined(other.levels for other in row if other.levels and not other.names_signs), True, said
    asks = said.text.endswith("?") or said.block.kind == "heading"
    if (
        index + 1 < len(text)
        and (following := text[index + 1]).levels
        and (following.block is said.block or asks)
        and not following.names_signs
    ):
        return following.levels, asks, following
    return (lead.levels, True, lead) if lead and said.block.kind == "item" else ({}, False, said)


def findings(sources: Sources) -> Iterator[tuple[str, Finding]]:
    """Every finding with its file, from pages as readers get them and the emails of the kit. A sentence is named once,
    where it is written.
    """
    rules = Rules(sources)
    said = {str(row.get("claim")) for row in sources.rows("claims")}  # what others say
    seen: set[tuple[str, str]] = set()
    for uri, page in sources.pages.items():
        if next(unsafe.too_much(page), None):
            continue
        text = datablocks.expand(ELSEWHERE.sub("", sources.expanded(page)), sources, uri)
        blocks = [plaintext.Block("paragraph", 0, str(page.meta.get("description", ""))), *plaintext.blocks(text)]
        for found in rules.read([block for block in blocks if block.text not in said]):
            once = (
                found.level_in,
                "" if found.level_in != found.sentence else found.sign,
            )  # one heading gives one message, however long its list
            if once not in seen:
                seen.add(once)
                path, line = written_at(found.level_in, page, sources)
                yield path, replace(found, line=line)
    for where, text in yamlfile.strings(sources.data["kit"].data) if "kit" in sources.data else ():
        if " " in text:
            yield from (
                (sources.data["kit"].path, replace(found, line=sources.data["kit"].place(where)[0]))
                for found in rules.read(plaintext.blocks(text))
            )


def written_at(sentence: str, page: Page, sources: Sources) -> tuple[str, int]:
    """The file and the line of a sentence that stands on a page: there, in a shared text, or in data, which may have
    put words in front of it.
    """
    for source in [page, *sources.snippets.values()]:
        for block in plaintext.blocks(source.body):
            if sentence in block.text:
                return source.path, block.line + source.body_line - 1
    if sentence in str(page.meta.get("description")):
        return page.path, page.front.place(("description",))[0]
    last = plaintext.WORD.findall(sentence)[-1]
    for document in sources.data.values():
        for where, text in yamlfile.strings(document.data):
            if last in text and " " in text and any(sentence.endswith(own.text) for own in plaintext.sentences(text)):
                return document.path, document.place(where)[0]
    return page.path, 1


def likely(sources: Sources) -> set[str]:
    """A line for a reviewer about every sentence that may give a sign another level."""
    return {f"**{path}**: {' '.join(finding.words())}" for path, finding in findings(sources) if not finding.certain}


def check(sources: Sources) -> Iterator[Problem]:
    """What is certain; rows that have no words, and words that have no row."""
    yield from (
        Problem(path, finding.line, 0, *finding.words()) for path, finding in findings(sources) if finding.certain
    )
    rows, words = sources.by_key("warning-signs", "id"), sources.by_key("sign-words", "id")
    yield from (
        sources.data["warning-signs"].problem(
            (index, "id"),
            f'the sign "{row.get("id")}" has no words in docs/_data/sign-words.yml, so free text about it is not'
            " looked at.",
            f"Add there: - id: {row.get('id')}, with the words that name it.",
        )
        for index, row in enumerate(sources.rows("warning-signs"))
        if words and str(row.get("id")) not in words and row.get("urgency") != "normal"
    )
    for name, known in (("sign-words", rows), ("level-words", RANK)):
        yield from (
            sources.data[name].problem(
                (index, "id"),
                f'there is no {"sign" if name == "sign-words" else "level"} "{row.get("id")}".',
                nearest(str(row.get("id")), known),
            )
            for index, row in enumerate(sources.rows(name))
            if str(row.get("id")) not in known
        )
