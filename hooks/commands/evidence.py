"""`dev.py evidence`: every number and grade that stands in more than one place, so that who changes it finds all.

`evidence drawn`: twenty statements with what their sources found, to be read by a person; `evidence FILE`: all of one
file of docs/.
"""

import contextlib
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as etree
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sources import ROOT, Sources, read
from sources.statements import Sourced, statements
from sources.syntax import CERTAINTY

DRAWN = 20
NUMBER = re.compile(r"(?<![\w.-])(?P<number>\d[\d,]*(?:\.\d+)?)(?:[ -](?P<of>[a-z]+))?")
SIZES = {"people", "patients", "trials", "studies"}  # of a source; two numbers of one of them may be a slip
Places = dict[str, list[str]]  # where it stands, by what is said there


def place(statement: Sourced) -> str:
    """File and line, as an editor opens it, and the heading or the entry."""
    return f"{statement.path}:{statement.line} ({statement.place})"


def numbers(said: Iterable[Sourced]) -> dict[tuple[str, str], Places]:
    """Where each number of each source stands: by source and what it counts, then by the number."""
    found: dict[tuple[str, str], Places] = defaultdict(lambda: defaultdict(list))
    for statement in said:
        for match in NUMBER.finditer(statement.text):
            for key in statement.keys:
                found[key, match["of"] or ""][match["number"].replace(",", "")].append(place(statement))
    return found


def grades(said: Iterable[Sourced]) -> dict[str, Places]:
    """Where each certainty of each source stands: in the problems' answers, in the list of grades, on pages."""
    found: dict[str, Places] = defaultdict(lambda: defaultdict(list))
    for statement in said:
        for match in CERTAINTY.finditer(statement.text):
            for key in statement.keys:
                found[key][match[1]].append(place(statement))
    return found


def drawings(sources: Sources) -> Iterator[Sourced]:
    """The words of the pictures; a picture names no source, the page beside it does. The checks tell a broken one."""
    for uri, raw in sources.raw.items():
        with contextlib.suppress(etree.ParseError):
            for element in etree.fromstring(raw).iter() if uri.endswith(".svg") else ():
                if words := (element.text or "").strip() if element.tag.endswith(("}text", "}tspan")) else "":
                    line = raw.decode("utf-8", "replace").partition(words)[0].count("\n") + 1
                    yield Sourced(f"docs/{uri}", line, "picture", words, ("",))


def twice(sources: Sources) -> list[str]:
    """A line for every number and every grade of a source that stands in more than one place, with the places."""
    said = statements(sources)
    pictured = numbers(drawings(sources))
    lines = []
    for (key, of), places in sorted(numbers(said).items()):
        several = " AND ".join(sorted(places)) if of in SIZES and len(places) > 1 else ""
        for number, where in sorted(places.items()):
            where = list(dict.fromkeys([*where, *(pictured.get(("", of), {}).get(number, []) if of else [])]))
            if len(where) > 1:
                lines.append(f"{key}: {number} {of}".rstrip() + (f" [also {several}]" if several else ""))
                lines += [f"    {one}" for one in where]
    for key, places in sorted(grades(said).items()):
        where = [f"    {mark}: {one}" for mark, found in sorted(places.items()) for one in dict.fromkeys(found)]
        if len(where) > 1:
            lines += [f"{key}: {', '.join(sorted(places))}", *where]
    return lines


def told(statement: Sourced, references: dict[str, dict[str, Any]]) -> list[str]:
    """A statement with what each of its sources found."""
    known = [(key, references[key]) for key in statement.keys if key in references]
    found = [f"    [{key}] {row.get('type')}, {row.get('year')}: {row.get('finding')}" for key, row in known]
    return [place(statement), f"    says: {statement.text}", *found]


def drawn(said: list[Sourced], seed: str) -> list[Sourced]:
    """Twenty statements; the same seed draws the same ones, and who draws cannot choose."""
    return random.Random(seed).sample(said, min(DRAWN, len(said)))


def main(what: str = "") -> int:
    """Print what was asked for."""
    sources = read(ROOT / "docs")
    if not what:
        print("\n".join(twice(sources)))
        return 0
    said = statements(sources)
    if what == "drawn":
        asked = ["git", "log", "--skip=1", "-1", "--format=%cI"]
        seed = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()
        if not seed:
            print("The seed is the date of the commit before, and git knows none here. Draw in a clone with history.")
            return 1
        print(f"Seed, the date of the commit before: {seed}\n")
        said = drawn(said, seed)
    else:
        said = [statement for statement in said if statement.path == f"docs/{what.removeprefix('docs/')}"]
    for statement in said:
        print("\n".join(told(statement, sources.by_key("references"))), end="\n\n")
    if not said:
        print(f"No statement with a source in docs/{what}. Name a file, such as effects/chemical.md.")
    return 0 if said else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
