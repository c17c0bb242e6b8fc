"""What a text says of the urgency of warning signs, and where it gives one another level than its row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.level_words import RANK, Clause, LevelWords, joined
from sources import Wrong, plaintext

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
ROW = 20  # sentences of a row of a table, before and after
SO = re.compile(r"(?:and )?so (?:is|are|does|do|too)\b|do (?:so|the same)\b|call too\b|the same ", re.I)
# Told of others, refuted, set against another, or about the time before a session: such a sentence may be right, so it
# never stops.
FRAME = re.compile(
    r"\b(?:myth|believes?|thinks?|says?|said|told|claims?|he|she|they|people|patients?|study|trial|before|how to|what"
    r" to|what they|but|not about|reports?|cases?|on the day of)\b",
    re.I,
)


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

    def words(self) -> Wrong:
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


class Rules(LevelWords):
    """Reads texts and judges what they say."""

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
                levels, direct, level_in = spoken(said, number)
                if not levels:
                    levels, direct, level_in = (said.levels, False, said) if said.levels else around(text, index, lead)
                alone = bool(clause.levels) and len(clause.signs) == 1
                for sign, sure in clause.signs.items() if levels else ():
                    yield Statement(said, level_in, sign, levels, sure and direct, alone)

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


def spoken(said: Said, number: int) -> tuple[dict[str, bool], bool, Said]:
    """The levels that belong to one clause of a sentence by themselves, that they surely do, and where they stand: in
    the clause, in the one before ("so does a fever"), or in one that names no sign.
    """
    clause, clauses = said.clauses[number], said.clauses
    levels = clause.levels or (clauses[number - 1].levels if number and SO.match(clause.text) else {})
    others = (other for other in [*clauses[number + 1 :], *clauses[:number]] if other.levels and not other.signs)
    if said.levels and not levels:
        levels = next((other.levels for other in others), {})
    return levels, True, said


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
