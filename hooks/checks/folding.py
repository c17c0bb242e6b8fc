"""What one slip in the data makes many places say: five of them are told, and how many more there are."""

import re
from collections.abc import Iterable

from sources import Problem

MOST = 5
# what is said of places that name something which is not there, or is there in another way
MISSING = re.compile(
    r"there is no (?:source|problem|warning sign|sign|claim) \"(?P<entry>[^\"]+)\""
    r"|has no section \"#(?P<section>[^\"]+)\""
    r"|^the (?:source|sign) \"(?P<other>[^\"]+)\" (?:may not be cited|has the level)"
    r"|(?P<cited>cites none of the sources)|(?P<level>here the sign) "
    r"|^\"(?P<short>[^\"]+)\" is an abbreviation"
)
# what is said of an entry that nothing names
UNNAMED = re.compile(
    r"^no page cites \"(?P<key>[^\"]+)\""
    r"|^\"(?P<second>[^\"]+)\" stands after"
    r"|^the sign \"(?P<sign>[^\"]+)\" has no words"
)
MEANT = re.compile(r"Did you mean ([^?]+)\?")


def few(found: Iterable[Problem]) -> list[Problem]:
    """Problems as they are told, sorted: of those with one cause five, and a line that counts the others."""
    groups: dict[str, list[Problem]] = {}
    told, every = [], sorted(found)
    slips = [problem.entry for problem in every if problem.entry and not named(problem)]
    renamed = {match[1]: named(problem) for problem in every if (match := MEANT.search(problem.fix))}
    for problem in every:
        name = named(problem)
        cause = slips[0] if name and slips else renamed.get(name) or name or problem.entry
        groups.setdefault(cause, []).append(problem)
    for cause, group in groups.items():
        told += folded(group) if cause and len(group) > MOST + 1 and is_of_data(group) else group
    return sorted(told)


def named(problem: Problem) -> str:
    """What is named and not there, or there and not named; empty for a problem that is about something else."""
    match = MISSING.search(problem.what) or UNNAMED.search(problem.what)
    return match[match.lastgroup or 0] if match else ""


def is_of_data(group: list[Problem]) -> bool:
    """Whether these problems can follow from data: links to a part of a page, by themselves, cannot."""
    return any(problem.entry or "has no section" not in problem.what for problem in group)


def folded(group: list[Problem]) -> list[Problem]:
    """The first five, those of the slip itself before those that follow from it, and the line that counts the rest."""
    kept = sorted(sorted(group, key=lambda problem: bool(MISSING.search(problem.what)))[:MOST])
    last, what = kept[-1], f"and {len(group) - MOST} more places."
    return [*kept, Problem(last.path, last.line, last.column + 1, what, "Mend these first; they are checked again.")]
