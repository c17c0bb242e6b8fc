"""One way to report a problem: which file, which line, what is wrong, what to write instead."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Wrong = tuple[str, str]  # what is wrong, and what to write instead
Found = tuple[int, str, str]  # where in a text something is, what is wrong with it, and what to write instead
Rule = tuple[re.Pattern[str], str, str]  # what to look for, and what to say of it; \g<0> stands for what was found


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake in a file. `path` is relative to the project, `line` and `column` count from 1 (0: not known); `entry`
    is the entry of a data file that holds it. `fix` may end with lines to copy, each on a line of its own. `first` says
    that what follows from it is told when it is mended.
    """

    path: str
    line: int
    column: int
    what: str
    fix: str = ""
    entry: str = field(default="", compare=False)
    first: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        place = ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])
        return f"{place}: {' '.join(self.what.splitlines())} {self.fix}".rstrip()

    def annotation(self) -> str:
        """The same, as a GitHub Actions workflow command, so that it shows beside the line in the pull request."""
        text = f"{self.what} {self.fix}".strip().replace("%", "%25").replace("\n", "%0A")
        place = f" file={self.path},line={self.line or 1},col={self.column or 1}" if self.path else ""
        return f"::error{place}::{text}"


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word most like `word`; empty when none is alike."""
    words = list(known)
    if not words or word in words:
        return ""
    match = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"Did you mean {match[0]}?" if match else ""


def look_for(rules: Iterable[Rule], text: str) -> Iterator[Found]:
    """Everything in a text that is wrong by one of the rules."""
    for pattern, what, fix in rules:
        for match in pattern.finditer(text):
            yield match.start(), match.expand(what), match.expand(fix)


def mistakes(*rows: tuple[object, str, str]) -> list[Wrong]:
    """What is wrong and what to write instead, of every row that begins with what is true."""
    return [(what, fix) for is_so, what, fix in rows if is_so]


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
