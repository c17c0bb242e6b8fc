"""What the site says and what it rests on: every sentence of pages and data that has a source, with the keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sources import yamlfile
from sources.files import CITING, Page, Sources
from sources.plaintext import words_only
from sources.syntax import CITATION, cited_keys, without_code

TEXTS = {  # fields of each data file that rest on the sources of their entry
    "aftercare": ("advice", "basis"),
    "charts": ("title", "axis", "bars"),
    "claims": ("claim", "answer"),
    "conditions": ("say", "certainty"),
    "contraindications": ("who", "basis"),
    "effects": ("of", "outcome", "scale", "when", "against", "value", "low", "high", "trials", "people", "said"),
    "glossary": ("plain", "technical"),
    "grades": ("outcome", "against", "when", "certainty"),
    "warning-signs": ("sign", "cause", "when"),
}

NAMES = ("id", "condition", "key", "ask")  # fields that name an entry


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
        *(statement for name in sources.data for statement in of_data(name, sources)),
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


def of_data(name: str, sources: Sources) -> Iterator[Sourced]:
    """The statements of a data file: its texts that cite as a page does, and its entries with sources of their own."""
    document = sources.document(name)

    def statement(where: yamlfile.Path, words: str, keys: Iterable[str]) -> Sourced:
        return Sourced(document.path, document.place(where)[0], entry(document.data, where), words, tuple(keys))

    for where, text in document.texts:
        yield from (statement(where, words, keys) for _, words, keys in cited(text))
    rests: dict[yamlfile.Path, list[str]] = {}  # the keys of an entry, by its place
    for where, key in sources.cited_by(name):
        if "sources" in where[-2:-1] or (name, *where[-1:]) in CITING:
            rests.setdefault(where[: -2 if "sources" in where[-2:-1] else -1], []).append(key)
    for where, keys in rests.items():
        row = at(document.data, where)
        if words := "; ".join(said(field, row[field]) for field in TEXTS.get(name, ()) if field in row):
            yield statement(where, words, keys)


def at(data: Any, where: yamlfile.Path) -> Any:
    """What stands at a place of a data file."""
    return reduce(lambda value, step: value[step], where, data)


def entry(data: Any, where: yamlfile.Path) -> str:
    """The name of the entry in which a place lies, and the question of an answer."""
    around = (at(data, where[:depth]) for depth in range(len(where) + 1))
    return " ".join(str(part[field]) for part in around if isinstance(part, dict) for field in NAMES if field in part)


def said(field: str, value: Any) -> str:
    """A value as words: a certainty as pages mark it, the bars of a chart one after another."""
    if isinstance(value, dict):
        return " ".join(said("", part) for part in value.values())
    if isinstance(value, list):
        return ", ".join(said("", part) for part in value)
    return f"({value})" if field == "certainty" else str(value)
