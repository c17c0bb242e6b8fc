"""The data files: readable, of the right form, sorted, shown; and what their entries name or lead to is there."""

import functools
import itertools
import pathlib
import re
from collections.abc import Iterator
from dataclasses import astuple
from importlib.metadata import version
from typing import Any

import yaml

from checks import lines_to_copy
from checks.links import target_wrongs
from extensions import link_kit, outline
from extensions.data_blocks import BLOCKS
from sources import Document, Page, Problem, Sources, Wrong, form, meant, mistakes, nearest, problems, yamlfile
from sources.disk_cache import cached_json
from sources.syntax import CERTAINTIES, DATA_BLOCK, NO_STUDY, NOT_GRADED, cited_keys, without_code

# data for the checks, the page facts, the addresses and the search
WORDS = {"claim-words", "level-words", "search-words", "sign-words", "spelling-words", "style"}
UNSHOWN = WORDS | {"abbreviations", "notices", "people", "redirects", "seen"}
NAMES = ("key", "id", "find", "place", "short", "from", "to", "word")  # what names an entry: the first that it has
SORTED = WORDS | {"abbreviations", "emergency-numbers", "people", "redirects", "references"}


@functools.cache
def schemas() -> dict[str, Any]:
    """What may stand in the header of a page (`front`) and in each data file, as JSON Schema."""
    text = pathlib.Path(__file__).with_name("schemas.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(
        text.replace("$CERTAINTIES", ", ".join([*CERTAINTIES, NO_STUDY, NOT_GRADED]))
    )
    return found


def check(sources: Sources) -> Iterator[Problem]:
    """Everything that can be said of the data as data; what they say is for others."""
    for name, document in sources.data.items():
        if document.problems:
            yield from document.problems
        elif name not in schemas():
            what = "there is no schema for this data file."
            yield Problem(document.path, 1, 1, what, "Add one to hooks/checks/schemas.yml.")
        else:
            yield from of_form(document, name)
            yield from names(name, sources)
    yield from unshown(sources)
    yield from people(sources)
    yield from named_elsewhere(sources)
    yield from claims(sources)
    yield from targets(sources)
    yield from redirects(sources)


@functools.lru_cache(maxsize=64)
def of_form(document: Document, name: str) -> list[Problem]:
    """What breaks the form of one of our data files, worked out once while it stays."""
    return broken_rules(document, schemas()[name])


def broken_rules(document: Document, schema: dict[str, Any]) -> list[Problem]:
    """What breaks the schema; a file that was looked at once is not looked at again."""
    program = [pathlib.Path(str(part.__file__)) for part in (form, meant, yamlfile, problems)]
    parts = [*program, version("jsonschema"), schema, document.path, document.data, document.places, document.raw]
    rows = cached_json("schema", parts, lambda: [astuple(found) for found in form.broken_rules(document, schema)])
    return [Problem(*row) for row in rows]


def names(name: str, sources: Sources) -> Iterator[Problem]:
    """Entries that stand twice, or not in alphabetical order where they must."""
    document, entries = sources.document(name), sources.entries(name)
    key = next((key for key in NAMES if 2 * sum(key in row for _, row in entries) >= len(entries)), "")
    values: list[tuple[yamlfile.Path, str]] = [((index, key), str(row[key])) for index, row in entries if row.get(key)]
    yield from document.twice(values, '"{}" stands here twice.', "Keep one and delete the other.")
    by_term = name == "glossary"  # the others by their names
    ordered = sources.named(name, "term") if by_term else values if name in SORTED else []
    for at, ((_, first), (where, second)) in enumerate(itertools.pairwise(ordered), 1):
        if second.lower() < first.lower():
            instead = lines_to_copy.in_order([value for _, value in ordered], at)
            yield document.problem(where, f'"{second}" stands after "{first}".', instead)
            break


def unshown(sources: Sources) -> Iterator[Problem]:
    """Data that no page shows."""
    shown = {match["name"] for page in sources.pages.values() for match in DATA_BLOCK.finditer(page.body)}
    for name, document in sources.data.items():
        if name in schemas() and name not in shown | UNSHOWN:
            instead = f"Write {{{{ {name} }}}} on a page, or delete the file."
            yield Problem(document.path, 1, 1, "no page shows this data.", instead)


def blocks(page: Page) -> Iterator[Problem]:
    """Lines such as {{ conditions }} that call no data block, or one with a word after the name that it does not
    know.
    """
    for match in re.finditer(r"\{?\{[^{}\n]*\}\}|\{\{.*$", without_code(page.body), re.M):
        whole, here = DATA_BLOCK.fullmatch(match[0]), match.start()
        if not whole:
            instead = "Write for example {{ conditions }} on a line of its own."
            yield page.at(here, f"{match[0]} is not a data block.", instead)
        elif (name := whole["name"]) not in BLOCKS:
            instead = nearest(name, BLOCKS) or f"Known are: {', '.join(BLOCKS)}."
            yield page.at(here, f'there is no data block "{name}".', instead)
        elif (whole["argument"] or "") not in BLOCKS[name][1]:
            choices = " or ".join(f"{{{{ {name} {word} }}}}".replace("  ", " ") for word in BLOCKS[name][1])
            yield page.at(here, f"{match[0]} names no part of that data.", f"Write {choices}.")


def people(sources: Sources) -> Iterator[Problem]:
    """Reviewers that nobody is, people that no page names, and a review without its day."""
    known = sources.by_key("people", "id")
    reviewers: set[str] = set()
    for page in sources.pages.values():
        named = [(("reviewed_by", index), name) for index, name in enumerate(page.reviewers)]
        reviewers.update(page.reviewers)
        what = 'there is no "{}" in docs/_data/people.yml.'
        yield from page.front.unknown(named, known, what, "Add the person there first.")
        if named and not page.meta.get("reviewed_on"):
            what = "a reviewed page needs the day of the review."
            yield page.front.problem(("reviewed_by",), what, "Add: reviewed_on: 2026-11-20")
    for index, row in sources.entries("people"):
        if row.get("id") not in reviewers:
            what = f'no page names "{row.get("id")}" as its reviewer.'
            instead = "Add reviewed_by to a page, or delete the entry."
            yield sources.document("people").problem((index,), what, instead)


def named_elsewhere(sources: Sources) -> Iterator[Problem]:
    """Entries that name an entry or a page that is not there."""
    problems, claims = sources.by_key("conditions", "id"), sources.by_key("claims", "id")
    no_problem = 'there is no problem "{}" in docs/_data/conditions.yml.'
    for name, field, known, what, instead in (
        ("effects", "condition", problems, no_problem, "Add it there first."),
        ("grades", "condition", problems, no_problem, "Add it there first."),
        (
            "notices",
            "source",
            sources.by_key("references"),
            'there is no source "{}".',
            "Look it up in references.yml.",
        ),
        ("claims", "same_as", claims, 'there is no claim "{}".', "Delete the line."),
        ("claims", "page", sources.pages, "there is no page docs/{}.", "Look up its name in the docs folder."),
    ):
        yield from sources.document(name).unknown(sources.named(name, field), known, what, instead)


def claims(sources: Sources) -> Iterator[Problem]:
    """Claims that lead to a section that is not there, or that cites none of their sources, and twins that differ."""
    texts = sources.by_key("claims", "id")
    for index, row in sources.entries("claims"):
        twin = texts.get(str(row.get("same_as")), row)
        for field in ("verdict", "answer"):
            if row.get(field) != twin.get(field):
                what = f"{row.get('id')} and {row.get('same_as')} say the same, and their `{field}` differs."
                instead = "Let both have the same words, or delete `same_as`."
                yield sources.document("claims").problem((index, field), what, instead)
        if not (page := sources.pages.get(str(row.get("page")))):
            continue
        where, anchor, found = (index, "anchor"), str(row.get("anchor")), outline.sections(page, sources)
        if anchor not in found:
            what = f'{page.path} has no section "#{anchor}".'
            instead = nearest(anchor, found) or f"It has: {', '.join(sorted(found)[:8])}."
            yield sources.document("claims").problem(where, what, instead)
        elif row.get("sources") and not set(row["sources"]) & set(cited_keys(found[anchor])):
            what = f"the section #{anchor} of {page.path} cites none of the sources of this claim."
            instead = f"Cite one of {', '.join(row['sources'])} there, or name the section that does."
            yield sources.document("claims").problem(where, what, instead)


def targets(sources: Sources) -> Iterator[Problem]:
    """Entries that lead to a page or a section that is not there, and words of the search that lead to two places."""
    kit = [((index, field), to) for index, row in sources.entries("kit") for field, to in link_kit.targets(row)]
    for name, shown_on, leads in (
        ("kit", "for-clinics.md", kit),
        ("glossary", "glossary.md", sources.named("glossary", "see")),
        ("search-words", "index.md", sources.named("search-words", "to")),
    ):
        if there := sources.pages.get(shown_on):
            for where, target in leads:
                for wrong in target_wrongs(target, there, sources):
                    yield sources.document(name).problem(where, *wrong)
    words = (
        ((index, "words", number), str(word))
        for index, row in sources.entries("search-words")
        for number, word in enumerate(row["words"] if isinstance(row.get("words"), list) else [])
    )
    instead = "Let it lead to one place, and delete the other."
    yield from sources.document("search-words").twice(words, '"{}" stands here twice.', instead)


def redirects(sources: Sources) -> Iterator[Problem]:
    """Addresses that moved and shadow a page, lead to nothing or to a part that has moved itself, or whose old place is
    still there.
    """
    document = sources.document("redirects")
    rows = [
        (index, str(row["from"]), str(row.get("to", "")))
        for index, row in sources.entries("redirects")
        if "from" in row
    ]
    moved = {start: to for _, start, to in rows}
    home = sources.pages.get("index.md") or next(iter(sources.pages.values()), None)
    for index, start, to in rows:
        if wrongs := start_wrongs(start, sources):
            yield document.problem((index, "from"), *wrongs[0])
        elif not to and "#" not in start:
            instead = "Add: to: the page that now answers. To withdraw a page, keep it: docs/_templates/withdrawn.md"
            yield document.problem((index,), "an old address must lead somewhere.", instead)
        if to in moved:
            instead = f"Write: to: {moved[to]}" if moved[to] else "Lead to a part that is there."
            yield document.problem((index, "to"), f"{to} has itself moved.", instead)
        elif to and home:
            yield from (document.problem((index, "to"), *wrong) for wrong in target_wrongs(to, home, sources))


def start_wrongs(start: str, sources: Sources) -> list[Wrong]:
    """Why an old address or part of a page may not lead on, and what to write."""
    uri, _, anchor = start.partition("#")
    page = sources.pages.get(uri)
    hidden = next((page.path for page in sources.pages.values() if page.url == start), "")
    return mistakes(
        (
            hidden,
            f"there is a page at /{start}, {hidden}, and a redirect would hide it.",
            "Delete the entry, or the page.",
        ),
        (
            anchor and not page,
            f"there is no page docs/{uri}.",
            "Name the page that the part has left; if it was renamed, write its new name.",
        ),
        (
            anchor and page and anchor in outline.ids(page, sources),
            f'docs/{uri} still has a part "#{anchor}".',
            "Delete the entry, or the id on the page.",
        ),
    )
