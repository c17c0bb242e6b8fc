"""Everything a person writes, read once: the pages with their front matter, and the data files."""

from __future__ import annotations

import functools
import pathlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yamlfile

FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
SNIPPET = re.compile(r"^[ \t]*--8<-- \"(?P<name>[^\"]+)\"[ \t]*$", re.M)
ROOT = pathlib.Path(__file__).resolve().parent.parent


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


@dataclass
class Sources:
    """All files as bytes and all pages by uri, all data documents by name (`references`), all snippets by file name."""

    raw: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    data: dict[str, yamlfile.Document] = field(default_factory=dict)
    snippets: dict[str, Page] = field(default_factory=dict)
    expansions: dict[Any, str] = field(
        default_factory=dict, compare=False
    )  # pages with their data blocks in place, kept by datablocks.py
    site_name: str = ""
    site_url: str = ""  # where the site will be; only a build knows

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The entries of a data file, leaving out what is not an entry; [] when there is no such file."""
        document = self.data.get(name)
        return [row for row in document.data or [] if isinstance(row, dict)] if document else []

    def keys(self, name: str) -> list[tuple[int, int, str]]:
        """Entry, place and key of every source that a data file cites."""
        found = []
        for index, row in enumerate((self.data[name].data or []) if self.rows(name) else []):
            if isinstance(row, dict):
                keys = (
                    row["sources"]
                    if isinstance(row.get("sources"), list)
                    else [row["source"]]
                    if name == "effects" and "source" in row
                    else []
                )
                found += [(index, number, str(key)) for number, key in enumerate(keys)]
        return found

    def by_key(self, name: str, key: str = "key") -> dict[str, dict[str, Any]]:
        """The entries of a data file by their key."""
        return {str(row[key]): row for row in self.rows(name) if key in row}

    def expanded(self, page: Page) -> str:
        """The body of a page with its snippets in place."""
        return SNIPPET.sub(
            lambda match: self.snippets[match["name"]].body if match["name"] in self.snippets else "", page.body
        )


def from_files(files: Mapping[str, bytes]) -> Sources:
    """Sources from file contents by their path inside docs/ (`aftercare.md`, `_data/references.yml`,
    `assets/logo.svg`).

    Text is read as UTF-8 as far as possible and with LF line ends; the checks report what is not so in `raw`.
    """
    sources = Sources(dict(files))
    for uri, raw in sorted(files.items()):
        text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        if not uri.endswith((".md", ".yml")):
            continue
        if uri.startswith("_data/"):
            sources.data[uri[6:].removesuffix(".yml")] = _data(text, f"docs/{uri}")
        elif uri.startswith("_snippets/"):
            front = yamlfile.Document(f"docs/{uri}", {"audience": "patients"})
            sources.snippets[uri[10:]] = Page(uri, text, front, text, 1)
        else:
            match = FRONT.match(text)
            front = yamlfile.parse(match["yaml"], f"docs/{uri}", 2) if match else yamlfile.Document(f"docs/{uri}")
            end = match.end() if match else 0
            sources.pages[uri] = Page(uri, text, front, text[end:], text.count("\n", 0, end) + 1)
    return sources


@functools.lru_cache(maxsize=64)
def _data(text: str, path: str) -> yamlfile.Document:
    return yamlfile.parse(text, path)  # large, and most are as they were when one file changes


def read(docs: pathlib.Path) -> Sources:
    """Read a docs/ folder; the same folder is read again only when a file has changed."""
    files = [path for path in sorted(docs.rglob("*")) if path.is_file() and "_templates" not in path.parts]
    return _read(docs, tuple((path, path.stat().st_mtime_ns) for path in files))


@functools.lru_cache(maxsize=2)
def _read(docs: pathlib.Path, files: tuple[tuple[pathlib.Path, int], ...]) -> Sources:
    return from_files({path.relative_to(docs).as_posix(): path.read_bytes() for path, _ in files})


def relative(target: str, page: str) -> str:
    """The link from the page `page` to `target`, both as uris inside docs/: ("about.md", "effects/index.md") gives
    "../about.md"."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + anchor
