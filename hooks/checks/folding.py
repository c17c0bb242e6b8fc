"""What one slip in the data makes many places say: five of them are told, and how many more there are."""

import re
from collections.abc import Iterable, Mapping

from sources import Problem

MOST = 5
SHOWN = r"(?!people|abbreviations|redirects|style|\w+-words)[\w-]+"  # data that give pages their parts and citations


def rows(*found: tuple[str, str]) -> list[tuple[re.Pattern[str], str]]:
    """What is said of a name that is not there, or is in another way, and of which data files the slip may be."""
    return [(re.compile(pattern), files) for pattern, files in found]


MISSING = rows(
    (r"^there is no source \"([^\"]+)\"|^the source \"([^\"]+)\" may not be cited", "references"),
    (r"^there is no problem \"([^\"]+)\"", "conditions"),
    (r"^there is no (?:warning )?sign \"([^\"]+)\"|^the sign \"([^\"]+)\" has the level", "warning-signs"),
    (r"^there is no claim \"([^\"]+)\"", "claims"),
    (r"^\"([^\"]+)\" is an abbreviation", "abbreviations"),
    (r"has no section \"#([^\"]+)\"", SHOWN),
    (r"(cites none) of the sources", SHOWN),
    (r"(here the sign) ", "level-words|sign-words|warning-signs"),
    (r"effects\.yml has (no such) difference", "effects"),
    (r"grades\.yml has (no grade) of this|^an outcome of this answer|^the page says", "grades"),
    (r"(there are) \d+ in docs/_data/conditions", "conditions"),
)
UNNAMED = rows(  # the same of an entry that nothing names
    (r"^(no page cites)", "references|conditions|effects|grades|claims|glossary"),
    (r"^\"([^\"]+)\" stands after", r"[\w-]+"),
    (r"^the sign \"([^\"]+)\" has no words", "warning-signs"),
)
MEANT = re.compile(r"Did you mean ([^?]+)\?")


def few(found: Iterable[Problem]) -> list[Problem]:
    """Problems as they are told, sorted: of those with one cause five, and a line that counts the others."""
    groups: dict[str, list[Problem]] = {}
    told, every = [], sorted(found)
    slips = [problem.entry for problem in every if problem.entry and not named(problem)[0]]
    missing = {name: files for name, files in map(named, every) if re.fullmatch(r"[\w-]+", files)}
    renamed = {match[1]: named(problem)[0] for problem in every if (match := MEANT.search(problem.fix))}
    for problem in every:
        groups.setdefault(cause(problem, slips, missing, renamed), []).append(problem)
    for of, group in groups.items():
        told += folded(group) if of and len(group) > MOST + 1 and is_of_data(group) else group
    return sorted(told)


def cause(problem: Problem, slips: Iterable[str], missing: Mapping[str, str], renamed: Mapping[str, str]) -> str:
    """The broken entry or the missing name that a problem follows from, else its own entry."""
    name, files = named(problem)
    if not name:
        return problem.entry
    if slip := next((entry for entry in slips if re.match(rf"docs/_data/(?:{files})\.yml ", entry)), ""):
        return slip
    if " " in name:  # words, and no name: they go with a name that is not in that file
        name = next((other for other, where in missing.items() if re.fullmatch(files, where)), name)
    return renamed.get(name) or name


def named(problem: Problem) -> tuple[str, str]:
    """The name that is not there, or that nothing names, and the data files of its slip; empty for anything else."""
    for pattern, files in [*MISSING, *UNNAMED]:
        if match := pattern.search(problem.what):
            return match[match.lastindex or 0], files
    return "", ""


def is_of_data(group: list[Problem]) -> bool:
    """Whether these problems can follow from data: links to a part of a page, by themselves, cannot."""
    return any(problem.entry or "has no section" not in problem.what for problem in group)


def follows(problem: Problem) -> bool:
    """Whether a problem is not the slip itself."""
    return any(pattern.search(problem.what) for pattern, _ in MISSING)


def folded(group: list[Problem]) -> list[Problem]:
    """The first five, those of the slip itself before those that follow from it, and the line that counts the rest."""
    kept = sorted(sorted(group, key=follows)[:MOST])
    last, what = kept[-1], f"and {len(group) - MOST} more places."
    return [*kept, Problem(last.path, last.line, last.column + 1, what, "Mend these first; they are checked again.")]
