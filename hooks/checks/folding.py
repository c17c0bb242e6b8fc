"""What one slip makes many places say: the slip is told, and what only follows from it is counted or waits."""

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from sources import Problem

MOST = 5
GONE = 20  # names missing in one file, from which on the file itself must be gone
NAMED = 30  # places that are told by their lines
SHOWN = r"(?!people|abbreviations|redirects|style|\w+-words)[\w-]+"  # data that give pages their parts and citations
DATA = "docs/_data/{}.yml"


@dataclass(frozen=True)
class Missing:
    """What a problem lacks: its name, the data files in which the slip may be, and the file in which it should stand,
    where that is one.
    """

    name: str = ""
    data: str = ""
    file: str = ""


def rows(*found: tuple[str, str, str]) -> list[tuple[re.Pattern[str], str, str]]:
    """What is said of a name that is not there or is in another way, of which data files the slip may be, and where the
    name belongs.
    """
    return [(re.compile(pattern), data, file) for pattern, data, file in found]


MISSING = rows(
    (r"^there is no source \"(?P<name>[^\"]+)\"|^the source \"(?P<other>[^\"]+)\" may not be", "references", DATA),
    (r"^there is no problem \"(?P<name>[^\"]+)\"", "conditions", DATA),
    (r"^there is no (?:warning )?sign \"(?P<name>[^\"]+)\"", "warning-signs", DATA),
    (r"^the sign \"(?P<name>[^\"]+)\" has the level", "warning-signs", DATA),
    (r"^there is no claim \"(?P<name>[^\"]+)\"", "claims", DATA),
    (r"^\"(?P<name>[^\"]+)\" is an abbreviation", "abbreviations", ""),
    (r"^\"(?P<name>[^\"]+)\" is not in the dictionary", "spelling-words", ""),
    (r"^(?P<page>docs/[\w/.-]+\.md|this page) has no section \"#(?P<name>[^\"]+)\"", SHOWN, "page"),
    (r"(?P<name>cites none) of the sources", SHOWN, ""),
    (r"(?P<name>here the sign) ", "level-words|sign-words|warning-signs", ""),
    (r"effects\.yml has (?P<name>no such) difference", "effects", ""),
    (r"grades\.yml has (?P<name>no grade) of|^an outcome of this answer|^the page says", "grades", ""),
    (r"(?P<name>there are) \d+ in docs/_data/conditions", "conditions", ""),
    (r"^there is no page docs/(?P<name>[\w/.-]+\w)\.?$|^the menu names (?P<other>\S+),", "", "docs/{}"),
    (r"^there is no file (?P<name>[\w/.-]+\w)\.?$", "", "relative"),
    (r"^there is no shared text \"(?P<name>[^\"]+)\"", "", "docs/_snippets/{}"),
)  # fmt: skip
UNNAMED = rows(  # the same of an entry that nothing names
    (r"^(?P<name>no page cites)", "references|conditions|effects|grades|claims|glossary", ""),
    (r"^(?P<name>no page shows)", "", ""),
    (r"^\"(?P<name>[^\"]+)\" stands after", r"[\w-]+", ""),
    (r"^the sign \"(?P<name>[^\"]+)\" has no words", "warning-signs", ""),
)
LOST = re.compile(r"(?<= #)[\w-]+")
MEANT = re.compile(r"Did you mean ([^?]+)\?")


def few(found: Iterable[Problem]) -> list[Problem]:
    """Problems as they are told, sorted: each slip itself, of one cause five at most, and how many more there are."""
    every = waiting(sorted(found))
    lacks = {problem: missing(problem) for problem in every}
    groups: dict[str, list[Problem]] = {}
    told = []
    slips = [problem.entry for problem in every if problem.entry and not lacks[problem].name]
    renamed = {match[1]: lacks[problem].name for problem in every if (match := MEANT.search(problem.fix))}
    for problem in every:
        groups.setdefault(cause(problem, slips, lacks, renamed), []).append(problem)
    deleted = {name for problem in every if is_lost(problem) for name in LOST.findall(problem.what)} & groups.keys()
    for of, group in merged(groups, lacks).items():
        is_much = len(group) > MOST or (of in deleted and len(group) > 1)
        told += folded(group, lacks, of in deleted) if of and is_much else group
    return sorted(
        problem for problem in told if not is_lost(problem) or not deleted.issuperset(LOST.findall(problem.what))
    )


def merged(groups: dict[str, list[Problem]], lacks: Mapping[Problem, Missing]) -> dict[str, list[Problem]]:
    """The same groups, but those of one file as one when so many names are missing there that it must be gone."""
    files: dict[str, list[str]] = {}
    for name, group in groups.items():
        if name and (file := lacks[group[0]].file) and all(lacks[problem].file == file for problem in group):
            files.setdefault(file, []).append(name)
    whole = {name: file for file, names in files.items() if len(names) > GONE for name in names}
    found: dict[str, list[Problem]] = {}
    for name, group in groups.items():
        found.setdefault(whole.get(name, name), []).extend(group)
    return found


def waiting(every: list[Problem]) -> list[Problem]:
    """Problems without those that only follow from one that is told first."""
    first = [problem for problem in every if problem.first]
    entries = {problem.entry for problem in first} - {""}
    files = {problem.path for problem in first}
    pages = {problem.path for problem in first if problem.path.endswith(".md") and not problem.column}  # lost_places.py
    kept = [problem for problem in every if problem.first or not follows(problem, entries, files, pages)]
    own = {problem.path for problem in kept if not problem.first and is_own(problem)}
    slips = {problem.path for problem in kept if missing(problem).file.startswith("docs/_snippets/")} | own
    return [problem for problem in kept if problem.path not in pages & slips or not is_lost(problem)]


def is_own(problem: Problem) -> bool:
    """Whether a problem can be why its page has lost parts."""
    return (problem.line > 1 or "needs " in problem.what) and not missing(problem).name


def is_lost(problem: Problem) -> bool:
    """Whether a problem is that of a page which lost parts: they are back when its other slips are mended."""
    return problem.first and not problem.column and "gone from this page" in problem.what


def follows(problem: Problem, entries: Collection[str], files: Collection[str], pages: Collection[str]) -> bool:
    """Whether a problem is one of a broken entry, or of what is gone or broken elsewhere."""
    lack = missing(problem)
    if problem.entry in entries or (lack.file and lack.file in files):
        return True
    if pages and any(pattern.search(problem.what) for pattern, _, _ in UNNAMED[:2]):
        return True
    if pages and lack.name in ("cites none", "there are"):
        return True
    return bool(lack.data and any(re.match(rf"docs/_data/(?:{lack.data})\.yml ", entry) for entry in entries))


def cause(problem: Problem, slips: Iterable[str], lacks: Mapping[Problem, Missing], renamed: Mapping[str, str]) -> str:
    """The broken entry, the missing file or the missing name that a problem follows from, else its own entry."""
    lack = lacks[problem]
    name = lack.name
    if not name:
        return problem.entry
    if lack.data and (
        slip := next((slip for slip in slips if re.match(rf"docs/_data/(?:{lack.data})\.yml ", slip)), "")
    ):
        return slip
    if " " in name:  # words, and no name: they go with a name that is not in that file
        known = (other for other in lacks.values() if re.fullmatch(r"[\w-]+", other.data))
        name = next((other.name for other in known if re.fullmatch(lack.data, other.data)), name)
    return renamed.get(name) or (name if lack.data else lack.file)


def missing(problem: Problem) -> Missing:
    """What is not there, or what nothing names; empty for anything else."""
    for pattern, data, file in [*MISSING, *UNNAMED]:
        if match := pattern.search(problem.what):
            found = match.groupdict()
            name = found.get("name") or found.get("other") or match[0]
            return Missing(name, data, place_of(name, data, file, problem.path, found.get("page") or ""))
    return Missing()


def place_of(name: str, data: str, file: str, path: str, page: str) -> str:
    """The file in which a name should stand."""
    if file == "page":
        return page if "/" in page else path
    if file == "relative":
        folder = posixpath.dirname(path.replace("/_data/", "/").replace("/_snippets/", "/"))
        return posixpath.normpath(posixpath.join(folder, name))
    return file.format(data if file == DATA else name)


def folded(group: list[Problem], lacks: Mapping[Problem, Missing], deleted: bool) -> list[Problem]:
    """One line for a name that is missing, at the file where it should stand, else the first five and how many more."""
    lacking = [problem for problem in group if lacks[problem].file]
    others = [problem for problem in group if not lacks[problem].name]
    if lacking and len(others) < MOST:
        head = next((problem for problem in lacking if "/_data/" in lacks[problem].file), lacking[0])
        names = list(dict.fromkeys(lacks[problem].name for problem in lacking))
        also = f" So it is with {len(names) - 1} more names." if len(names) > 1 else ""
        is_gone = deleted or len(names) > GONE or not lacks[head].data
        fix = "Bring it back, or mend what names it." if is_gone else head.fix
        file, where = lacks[head].file, f"{len(lacking)} places: {places(lacking)}."
        return [*others, replace(head, path=file, line=1, column=1, fix=f"{fix}{also} {where}".strip())]
    kept = sorted(sorted(group, key=lambda problem: bool(lacks[problem].name))[:MOST])
    last, what = kept[-1], f"and {len(group) - MOST} more places."
    return [*kept, Problem(last.path, last.line, last.column + 1, what, "Mend these first; they are checked again.")]


def places(group: list[Problem]) -> str:
    """Where problems are: files with their lines, as far as a message can hold them."""
    found = (
        f"{path} {', '.join(dict.fromkeys(str(problem.line) for problem in of))}"
        for path, of in groupby(sorted(group)[:NAMED], lambda problem: problem.path)
    )
    more = f" and {len(group) - NAMED} more" if len(group) > NAMED else ""
    return "; ".join(found) + more
