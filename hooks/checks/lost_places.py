"""Pages and parts that a change takes away though their addresses are promised: told before anything that leads there.

published_addresses.py compares the whole promise with the built site. Here only the sources are asked, so that whoever
deletes a file reads that its address is promised, and not of every link to it.
"""

import pathlib
from collections.abc import Iterator
from itertools import groupby

from checks.published_addresses import BEGUN, few, read
from extensions import outline
from made import redirects
from sources import Page, Problem, Sources
from sources.syntax import DATA_BLOCK


def check(root: pathlib.Path, sources: Sources, parts: bool = True) -> list[Problem]:
    """Every page of the list in `root` that is gone, else every page that lost parts of it where `parts` are asked for:
    a broken row of data takes the whole of its list from a page, and is told itself.
    """
    text, menu = read(root), root / "mkdocs.yml"
    return list(of_list(text, sources, menu.read_text("utf-8", "replace") if menu.exists() else "", parts))


def of_list(text: str, sources: Sources, menu: str = "", parts: bool = True) -> Iterator[Problem]:
    """The same for a list as text; nothing before the promise has begun. `menu` knows the names of files."""
    if BEGUN not in text:
        return
    pages = {f"/{page.url}": page for page in sources.pages.values()}
    rows = sorted(line.partition("#") for line in text.splitlines() if line.startswith("/"))
    listed = {address: [name for _, _, name in group if name] for address, group in groupby(rows, lambda row: row[0])}
    answered = {*pages, *(f"/{start}" for start in redirects.stubs(sources))}
    away = [address for address, ids in listed.items() if "page-title" in ids and address not in answered]
    new = [page.uri for address, page in pages.items() if address not in listed]
    yield from (gone(address, len(listed[address]), new, menu) for address in away)
    whole = parts and not away  # what shows the pages that are gone lost parts too
    for address in pages.keys() & listed.keys() if whole else ():
        yield from lost(pages[address], listed[address], sources)


def gone(address: str, parts: int, new: list[str], menu: str) -> Problem:
    """A page whose file is not there, while `new` pages are."""
    names = (f"{address[1:]}index.md", f"{address[1:-1]}.md")
    uri = next((name for name in names if f" {name}\n" in menu), names[address != "/"])
    what = (
        f"this page is gone. Its address {address}, with {parts} places on it, is promised: people have it in emails."
    )
    to = new[0] if len(new) == 1 else "another-page.md"
    moved = f" If it moved, write in docs/_data/redirects.yml:  - {{from: {address[1:]}, to: {to}}}"
    instead = "Bring the file back. To withdraw the page, give the file the text of docs/_templates/withdrawn.md."
    return Problem(f"docs/{uri}", 1, 0, what, instead + (moved if address != "/" else ""), first=True)


def lost(page: Page, ids: list[str], sources: Sources) -> Iterator[Problem]:
    """Parts that a page had and has no more, and that redirects.yml does not know."""
    there = outline.ids(page, sources) | redirects.moved(sources, page.uri).keys()
    names = [name for name in ids if name not in there]
    if names and not page.is_withdrawn:
        known = few(f"#{name}" for name in names)
        what = f"what people have links to in emails is gone from this page: {known}."
        row = ", or its row in docs/_data" if DATA_BLOCK.search(page.body) else ""
        instead = (
            f"Bring it back with its id, {{#{names[0]}}}{row}. If it moved or was withdrawn, say so in"
            f" docs/_data/redirects.yml:  - {{from: {page.uri}#{names[0]}, to: another-page.md}}"
        )
        yield Problem(page.path, 1, 0, what, instead, first=True)
