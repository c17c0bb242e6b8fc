"""The data files: readable, of the right form, sorted, and every entry that names another one finds it."""

import itertools
import pathlib
from collections.abc import Iterator
from typing import Any

from checks.schemas import schemas
from extensions import outline
from sources import Document, Problem, Sources, nearest, yamlfile
from sources.kept import kept
from sources.syntax import DATA_BLOCK, cited_keys

# data for the checks, the page facts, the addresses and the search
UNSHOWN = set("abbreviations level-words people redirects search-words sign-words style".split())
NAMES = ("key", "id", "find", "place", "short", "from", "to")  # what names an entry: the first that it has
SORTED_BY = {
    "abbreviations": "short",
    "emergency-numbers": "place",
    "level-words": "id",
    "people": "id",
    "redirects": "from",
    "references": "key",
    "search-words": "to",
    "sign-words": "id",
    "style": "find",
}


def check(sources: Sources) -> Iterator[Problem]:
    """Everything that can be said of the data without looking at where it is shown."""
    for name, document in sources.data.items():
        if document.problems:
            yield from document.problems
        elif name not in schemas():
            what = "there is no schema for this data file."
            yield Problem(document.path, 1, 1, what, "Add one to hooks/checks/schemas.yml.")
        else:
            yield from broken_rules(document, schemas()[name])
            yield from names(name, sources)
    yield from unshown(sources)
    yield from people(sources)
    yield from conditions(sources)
    yield from claims(sources)


def broken_rules(document: Document, schema: dict[str, Any]) -> list[Problem]:
    """What breaks the schema; what was found valid once is not looked at again."""
    found: list[Problem] = []

    def look() -> bytes:
        found[:] = yamlfile.broken_rules(document, schema)
        return b"" if found else b"valid"

    program = pathlib.Path(yamlfile.__file__).read_bytes()
    if not kept("valid", [program, repr(schema).encode(), repr(document.data).encode()], look) and not found:
        look()
    return found


def names(name: str, sources: Sources) -> Iterator[Problem]:
    """Entries that stand twice, or not in alphabetical order where they must."""
    document, entries = sources.document(name), sources.entries(name)
    key = next((key for key in NAMES if entries and key in entries[0][1]), "")
    values = [(index, str(row.get(key, ""))) for index, row in entries if key]
    seen = set()
    for index, value in values:
        if value in seen:
            yield document.problem((index, key), f'"{value}" stands here twice.', "Keep one and delete the other.")
        seen.add(value)
    for (_, first), (index, second) in itertools.pairwise(values if name in SORTED_BY else []):
        if second.lower() < first.lower():
            what = f'"{second}" stands after "{first}".'
            yield document.problem((index, key), what, "Keep the entries in alphabetical order.")
            break


def unshown(sources: Sources) -> Iterator[Problem]:
    """Data that no page shows."""
    shown = {match["name"] for page in sources.pages.values() for match in DATA_BLOCK.finditer(page.body)}
    for name, document in sources.data.items():
        if name in schemas() and name not in shown | UNSHOWN:
            instead = f"Write {{{{ {name} }}}} on a page, or delete the file."
            yield Problem(document.path, 1, 1, "no page shows this data.", instead)


def people(sources: Sources) -> Iterator[Problem]:
    """Reviewers that nobody is, people that no page names, and a review without its day."""
    known = sources.by_key("people", "id")
    named = set()
    for page in sources.pages.values():
        for index, name in enumerate(page.meta.get("reviewed_by") or []):
            named.add(name)
            if name not in known:
                yield page.front.problem(
                    ("reviewed_by", index),
                    f'there is no "{name}" in docs/_data/people.yml.',
                    nearest(str(name), known) or "Add the person there first.",
                )
        if page.meta.get("reviewed_by") and not page.meta.get("reviewed_on"):
            what = "a reviewed page needs the day of the review."
            yield page.front.problem(("reviewed_by",), what, "Add: reviewed_on: 2026-11-20")
    for index, row in sources.entries("people"):
        if row.get("id") not in named:
            what = f'no page names "{row.get("id")}" as its reviewer.'
            instead = "Add reviewed_by to a page, or delete the entry."
            yield sources.document("people").problem((index,), what, instead)


def conditions(sources: Sources) -> Iterator[Problem]:
    """Effects of a problem that conditions.yml does not hold."""
    known = sources.by_key("conditions", "id")
    for index, row in sources.entries("effects"):
        if row.get("condition") not in known:
            yield sources.document("effects").problem(
                (index, "condition"),
                f'there is no problem "{row.get("condition")}" in docs/_data/conditions.yml.',
                nearest(str(row.get("condition")), known) or "Add it there first.",
            )


def claims(sources: Sources) -> Iterator[Problem]:
    """Claims that lead nowhere, to a section that cites none of their sources, or to a claim that is not there."""
    document, known = sources.document("claims"), sources.by_key("claims", "id")
    for index, row in sources.entries("claims"):
        if "same_as" in row and row["same_as"] not in known:
            what = f'there is no claim "{row["same_as"]}".'
            instead = nearest(str(row["same_as"]), known) or "Delete the line."
            yield document.problem((index, "same_as"), what, instead)
        if "page" not in row:
            continue
        page, anchor = sources.pages.get(str(row["page"])), str(row.get("anchor"))
        if not page:
            what = f"there is no page docs/{row['page']}."
            instead = nearest(str(row["page"]), sources.pages) or "Look up its name in the docs folder."
            yield document.problem((index, "page"), what, instead)
            continue
        found = outline.sections(page, sources)
        if anchor not in found:
            what = f'{page.path} has no section "#{anchor}".'
            instead = nearest(anchor, found) or f"It has: {', '.join(sorted(found)[:8])}."
            yield document.problem((index, "anchor"), what, instead)
        elif row.get("sources") and not set(row["sources"]) & set(cited_keys(found[anchor])):
            what = f"the section #{anchor} of {page.path} cites none of the sources of this claim."
            instead = f"Cite one of {', '.join(row['sources'])} there, or name the section that does."
            yield document.problem((index, "anchor"), what, instead)
