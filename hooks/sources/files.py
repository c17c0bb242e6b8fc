"""Everything a person writes, read once: the pages with their front matter, the shared texts and the data files."""

import functools
import pathlib
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sources import dates, identifiers, weekly_answers, yamlfile
from sources.problems import Problem, place
from sources.syntax import FRONT, OURS, SNIPPET, cited_keys
from sources.weekly_answers import WeeklyAnswers

T = TypeVar("T")
CITING = {("effects", "source"), ("grades", "by")}  # data file and field that hold one key
ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclass
class Page:
    """A Markdown page: `uri` inside docs/, its text after the front matter, and the line that text starts on."""

    uri: str
    text: str
    front: yamlfile.Document
    body: str
    body_line: int

    @property
    def path(self) -> str:
        """The file as messages name it."""
        return f"docs/{self.uri}"

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter, empty when it is broken."""
        return self.front.data if isinstance(self.front.data, dict) else {}

    @property
    def title(self) -> str:
        """The title, or the name of the file while the front matter is broken."""
        return str(self.meta.get("title", self.uri))

    @property
    def url(self) -> str:
        """The address inside the site: `aftercare.md` is at `aftercare/`."""
        stem = self.uri.removesuffix(".md")
        return posixpath.join(posixpath.dirname(stem), "") if posixpath.basename(stem) == "index" else stem + "/"

    @property
    def name(self) -> str:
        """Its address as one word, for the files made from it: "effects-chemical", and "home" for the first page."""
        return self.url.strip("/").replace("/", "-") or "home"

    @property
    def for_patients(self) -> bool:
        """Whether it is written for patients."""
        return self.meta.get("audience") == "patients"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it only says why it was taken back."""
        return self.meta.get("type") == "withdrawn"

    @property
    def part_of(self) -> str:
        """The page that leads to this one, which then has no place in the menu; "" for most."""
        return str(self.meta.get("part_of") or "")

    @property
    def is_in_menu(self) -> bool:
        """Whether the menu must name it."""
        return not (self.is_withdrawn or self.part_of)

    @property
    def reviewers(self) -> list[str]:
        """The ids of the people who reviewed it; what is broken is left to the checks."""
        names = self.meta.get("reviewed_by")
        return [str(name) for name in names] if isinstance(names, list) else []

    @property
    def changes(self) -> list[tuple[str, str]]:
        """Day and words of every change of meaning, oldest first."""
        return dates.changes(self.meta.get("changes"))

    def at(self, offset: int, what: str, fix: str = "") -> Problem:
        """A problem at a character of the body."""
        line, column = place(self.body, offset)
        return self.on(line, what, fix, column)

    def on(self, line: int, what: str, fix: str = "", column: int = 0) -> Problem:
        """A problem on a line of the body, from 1; 0 is the first line of the file."""
        return Problem(self.path, line + self.body_line - 1 if line else 1, column, what, fix)


@dataclass
class Sources:
    """All files as bytes and all pages by uri, all data documents by name (`references`), all snippets by file name."""

    raw: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    data: dict[str, yamlfile.Document] = field(default_factory=dict)
    snippets: dict[str, Page] = field(default_factory=dict)
    site_name: str = ""
    site_url: str = ""  # where the site will be; only a build knows
    answers: WeeklyAnswers = field(default_factory=WeeklyAnswers)  # of the weekly look
    folders: bool = True  # whether a page has a folder as its address: aftercare/, and not aftercare.html
    known: dict[tuple[str, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, what: tuple[str, ...], work_out: Callable[[], T]) -> T:
        """What follows from the sources and is asked for often, worked out only once."""
        if what not in self.known:
            self.known[what] = work_out()
        return cast(T, self.known[what])

    def document(self, name: str) -> yamlfile.Document:
        """A data file, empty when there is none."""
        return self.data.get(name) or yamlfile.Document(f"docs/_data/{name}.yml")

    def entries(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        """The entries of a data file with their place in it, leaving out what is not an entry."""
        rows = self.document(name).data
        return [
            (index, row) for index, row in enumerate(rows if isinstance(rows, list) else []) if isinstance(row, dict)
        ]

    def rows(self, name: str, **where: object) -> list[dict[str, Any]]:
        """The entries of a data file, all or those `where` fields have these values; [] when there is no such file."""
        return [row for _, row in self.entries(name) if all(row.get(field) == where[field] for field in where)]

    def named(self, name: str, field: str) -> list[tuple[yamlfile.Path, str]]:
        """Place and value of one field of all entries of a data file that have it."""
        return [((index, field), str(row[field])) for index, row in self.entries(name) if field in row]

    def by_key(self, name: str, key: str = "key") -> dict[str, dict[str, Any]]:
        """The entries of a data file by their key."""
        return {str(row[key]): row for row in self.rows(name) if key in row}

    def cited_by(self, name: str) -> list[tuple[yamlfile.Path, str]]:
        """Place and key of every source that a data file cites, in its fields or in its texts as a page does."""
        found = []
        for where, text in self.document(name).texts:
            if "sources" in where[-2:-1] or (name, *where[-1:]) in CITING:
                found.append((where, text))
            else:
                found += [(where, key) for key in cited_keys(text)]
        return [(where, key) for where, key in found if key != OURS]

    def address(self, page: Page) -> str:
        """The address of a page inside the site, as it is built."""
        return page.url if self.folders else page.uri.removesuffix(".md") + ".html"

    def at(self, address: str) -> Page | None:
        """The page that is built at an address inside the site."""
        return self.once(("addresses",), lambda: {self.address(page): page for page in self.pages.values()}).get(
            address
        )

    def from_page(self, uri: str, page: str) -> str:
        """The address of a page or a file, `uri`, on the built page whose source is `page`."""
        here = posixpath.dirname(self.address(self.pages[page])) if page in self.pages else ""
        there = self.address(self.pages[uri]) if uri in self.pages else uri
        return posixpath.relpath(there or ".", here or ".") + ("/" if not there or there.endswith("/") else "")

    def expanded(self, page: Page) -> str:
        """The body of a page with its snippets in place."""
        return SNIPPET.sub(
            lambda match: self.snippets[match["name"]].body if match["name"] in self.snippets else "", page.body
        )


@functools.lru_cache(maxsize=64)  # while somebody writes, most data files stay
def data(text: str, path: str) -> yamlfile.Document:
    """A data file, with the numbers of its sources bare."""
    document = yamlfile.parse(text, path)
    if path.endswith("/references.yml"):
        document.data = identifiers.bare(document.data)
    return document


def from_files(files: Mapping[str, bytes], **known: Any) -> Sources:
    """Sources from file contents by their path inside docs/, such as `aftercare.md` or `_data/references.yml`.

    `known` is what a build knows: `site_name`, `site_url`, `folders`, `answers`. Text is read as UTF-8 as far as
    possible and with LF line ends; the checks report what is not so in `raw`.
    """
    sources = Sources(dict(files), **known)
    for uri, raw in sorted(files.items()):
        if not uri.endswith((".md", ".yml")):
            continue
        text = decoded(raw)
        if uri.startswith("_data/"):
            sources.data[uri[6:].removesuffix(".yml")] = data(text, f"docs/{uri}")
        elif uri.startswith("_snippets/"):
            front = yamlfile.Document(f"docs/{uri}", {"audience": "patients"})
            sources.snippets[uri[10:]] = Page(uri, text, front, text, 1)
        else:
            match = FRONT.match(text)
            front = yamlfile.parse(match["yaml"], f"docs/{uri}", 2) if match else yamlfile.Document(f"docs/{uri}")
            end = match.end() if match else 0
            sources.pages[uri] = Page(uri, text, front, text[end:], text.count("\n", 0, end) + 1)
    return sources


def decoded(raw: bytes) -> str:
    """What a file says, with LF line ends; what is not UTF-8 is left to the checks."""
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def contents(docs: pathlib.Path) -> dict[str, bytes]:
    """Every file of a docs/ folder by its path in it, but for the templates, from which pages are copied."""
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and "_templates" not in path.parts
    }


def read(docs: pathlib.Path, **known: Any) -> Sources:
    """Read a docs/ folder, and the weekly answers that the environment names; `known` as for `from_files`."""
    return from_files(contents(docs), **({"answers": weekly_answers.given()} | known))
