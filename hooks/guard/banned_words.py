"""The words of style.yml as patterns, none of which can keep a check busy."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from sources import Problem, Sources, Wrong

LONGEST = 5.0  # processor seconds for all patterns on all pages; those of the site need a tenth of one
PARTS = re.compile(r"(?:[^\\({]|\\[wsdb.+?*|()-]|\((?!\?)|\(\?<?[:!=])*")  # no recursion, name, option or count
TEXTS = ("find", "why", "write")


@dataclass
class BannedWord:
    """A pattern with what to say of it, its place among the entries, and the processor seconds that it took."""

    index: int
    pattern: Any
    why: str
    write: str
    only_patients: bool
    unless: Any
    spent: float = 0.0


@dataclass
class BannedWords:
    """The patterns of style.yml that can be used, and what is wrong with the others, by their place."""

    known: list[BannedWord] = field(default_factory=list)
    wrong: list[tuple[int, Wrong]] = field(default_factory=list)

    def found(self, rule: BannedWord, words: str) -> list[tuple[int, str]]:
        """Where a pattern finds something, and what; nothing more of any when all took too long together."""
        left = LONGEST - sum(each.spent for each in self.known)
        begun, hits = time.process_time(), []
        try:
            aside = [hit.span() for hit in rule.unless.finditer(words)] if rule.unless else []
            hits = [
                (hit.start(), hit[0])
                for hit in rule.pattern.finditer(words, timeout=max(left, 0.001))
                if not any(start < hit.end() and hit.start() < end for start, end in aside)
            ]
        except TimeoutError:
            left = 0
        rule.spent += time.process_time() - begun
        if left <= 0:
            slow = max(self.known, key=lambda each: each.spent, default=rule)
            self.wrong.append((slow.index, ("`find` takes too long to look for.", "Write the words one by one.")))
            self.known = []
        return hits


def of(sources: Sources) -> BannedWords:
    """The rules of style.yml, made ready once."""

    def work_out() -> BannedWords:
        rules = BannedWords()
        for index, row in sources.entries("style"):
            if not all(isinstance(row.get(name), str) for name in TEXTS):
                continue  # the schema says so
            if wrong := pattern_wrong(row["find"]):
                rules.wrong.append((index, wrong))
            else:
                pattern = regex.compile(rf"(?<![\w-])(?:{row['find']})(?![\w-])", regex.I)
                patients = row.get("audience") == "patients"
                rules.known.append(BannedWord(index, pattern, row["why"], row["write"], patients, another_sense(row)))
        return rules

    return sources.once(("banned words",), work_out)


def another_sense(row: dict[str, Any]) -> Any:
    """The words in which a word means something else, as a pattern; they are plain words, so it is quick."""
    listed = row.get("unless")
    phrases = [phrase.split() for phrase in listed if isinstance(phrase, str)] if isinstance(listed, list) else []
    words = ["[ \\n]+".join(regex.escape(word) for word in phrase) for phrase in phrases if phrase]
    return regex.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", regex.I) if words else None


def pattern_wrong(find: str) -> Wrong | None:
    """What is wrong with a pattern by itself."""
    if not PARTS.fullmatch(find):
        return "`find` holds more than words, sets, groups, \\w, \\s, \\d, \\b and signs such as ?.", "Write the words."
    try:
        if regex.compile(find, regex.I).search("", timeout=1):
            return "`find` finds nothing, which stands everywhere.", "Write a word that must be there."
    except (regex.error, TimeoutError, OverflowError) as error:
        return f"`find` cannot be read: {error}.", "Write a word, or close every bracket."
    return None


def check(sources: Sources) -> Iterator[Problem]:
    """Patterns that cannot be used; those that are slow are known when all pages were looked at."""
    for index, wrong in of(sources).wrong:
        yield sources.document("style").problem((index, "find"), *wrong)
