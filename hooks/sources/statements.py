"""What the site says and what it rests on: every sentence of pages and data that has a source, with the keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sources import yamlfile
from sources.files import Page, Sources
from sources.plaintext import words_only
from sources.syntax import CITATION, OURS, cited_keys, without_code

TEXTS = {  # fields of each data file that rest on the sources of their entry
    "aftercare": ("advice", "basis"),
    "charts": ("title", "axis", "bars"),
    "claims": ("claim", "answer"),
    "conditions": ("say",),
    "contraindications": ("who", "basis"),
    "effects": ("of", "outcome", "scale", "when", "against", "value", "low", "high", "trials", "people", "said"),
    "glossary": ("plain", "technical"),
    "grades": ("outcome", "against", "when", "certainty"),
    "warning-signs": ("sign", "cause", "when"),
}


@dataclass(frozen=True)
class Sourced:
    """A sentence or an entry with its sources: file and line, the page or the entry it stands in, words and keys."""

    path: str
    line: int
    place: str
    text: str
    keys: tuple[str, ...]


def statements(sources: Sources) -> list[Sourced]:
    """Everything that rests on a source: of pages, of shared texts, of data files."""
    pages = [*sources.pages.values(), *sources.snippets.values()]
    return [
        *(statement for page in pages for statement in of_page(page)),
        *(statement for name, document in sources.data.items() for statement in of_data(name, document)),
    ]


def cited(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Place, words and keys of what stands before each citation: back to the one before it, or to its paragraph."""
    text = without_code(text)
    last = 0
    for match in CITATION.finditer(text):
        start = max(last, text.rfind("\n", 0, match.start()) + 1)
        words = " ".join(words_only(text[start : match.start()], True).split()).lstrip("-*|# ")
        yield match.start(), words, tuple(cited_keys(match[0]))
        last = match.end()


def of_page(page: Page) -> Iterator[Sourced]:
    """The statements of a page or a shared text, each under the last heading before it."""
    for start, words, keys in cited(page.body):
        heading = next((line.strip("# ") for line in reversed(page.body[:start].split("\n")) if line[:1] == "#"), "")
        problem = page.at(start, "")
        yield Sourced(page.path, problem.line, heading.partition(" {")[0], words, keys)


def of_data(name: str, document: yamlfile.Document) -> Iterator[Sourced]:
    """The statements of a data file: its entries with sources, and its texts that cite as a page does."""
    for where, text in yamlfile.strings(document.data):
        for _, words, keys in cited(text):
            yield Sourced(document.path, document.place(where)[0], entry(document.data, where), words, keys)
    for where, row in rows(document.data, ()):
        named = row.get("sources") or [row.get("source", row.get("by"))]
        found = tuple(str(key) for key in named if key not in (None, OURS)) if isinstance(named, list) else ()
        words = "; ".join(said(row[field]) for field in TEXTS.get(name, ()) if row.get(field) not in (None, ""))
        if found and words:
            yield Sourced(document.path, document.place(where)[0], entry(document.data, where), words, found)


def rows(value: Any, where: yamlfile.Path) -> Iterator[tuple[yamlfile.Path, dict[str, Any]]]:
    """Every mapping of a data file with its place."""
    if isinstance(value, dict):
        yield where, value
    for step, item in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else []):
        yield from rows(item, (*where, step))


def entry(data: Any, where: yamlfile.Path) -> str:
    """The id of the entry in which this place lies, and the question of an answer."""
    row = data[where[0]]
    names = [row.get(field) for field in ("id", "condition", "key")] if isinstance(row, dict) else []
    asked = data[where[0]]["asked"][where[2]].get("ask") if where[1:2] == ("asked",) and len(where) > 2 else ""
    return " ".join(filter(None, [str(next(filter(None, names), where[0])), asked]))


def said(value: Any) -> str:
    """A value as words: the bars of a chart one after another."""
    return ", ".join(" ".join(map(str, bar.values())) for bar in value) if isinstance(value, list) else str(value)
