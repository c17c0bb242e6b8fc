"""The promise: every address and every id that we have published leads somewhere for good.

`published.txt` lists them, one a line, and only grows. The list is compared with the built site and with git history.
Pure functions, apart from `history`, which asks git. promise_of_base.py asks what an address leads to.
"""

import json
import pathlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser

from checks import base_branch, lines_to_copy, published_files
from guard.repository import git
from sources import Problem, Sources, mistakes
from sources.addresses import LINKS

LIST = "published.txt"
ENTRIES = f"/{LINKS}"  # its entries have ids that other programs keep
NO_HISTORY = (
    f"{LIST}: there is no git history here, or only a part of it, so the list was compared with the built site alone."
)
HEADER = (
    "# Every address that we have published. People have them in emails: each must lead somewhere for good, so this "
    "list only grows.\n"
    "# `python3 dev.py publish` adds what is new. `python3 dev.py check` stops when a line is gone, or leads nowhere.\n"
)
DRAFT = "# Draft: the promise has not begun. `python3 dev.py publish --begin` begins it, for good."
BEGUN = "# Begun: no address below can be taken back."
NOT_OURS = re.compile(r"__|fn:|fnref\d*:")  # ids of the theme, of tabs and of footnotes


@dataclass(frozen=True)
class Place:
    """What the built site has at an address: the ids on it, in order, or the address `to` which it only leads on."""

    ids: list[str] = field(default_factory=list)
    to: str = ""


def promised(tree: LexborHTMLParser, address: str) -> Place:
    """What a built page promises: the places in its own text, not in drawings or forms; a stub of redirects.py names
    where it leads.
    """
    stub = tree.css_first("script[data-to]")
    if stub is not None:
        target, anchor = urldefrag(stub.attributes["data-to"] or "")
        return Place(
            to=posixpath.normpath(posixpath.join(address, target)).rstrip("/") + "/" + (f"#{anchor}" if anchor else "")
        )
    unlinked = {
        node.mem_id
        for node in tree.css(
            "article svg, article svg *, article input, article textarea, article select, article button, article form"
        )
    }
    return Place(
        [
            name
            for node in tree.css("article [id]")
            if (name := node.attributes["id"]) and node.mem_id not in unlinked and not NOT_OURS.match(name)
        ]
    )


def places(site: pathlib.Path, sources: Sources) -> dict[str, Place]:
    """Every address of a built site: its pages with their parts, and the files that people link to; `sources` knows
    the name of the site.
    """
    found = {}
    for path in sorted(site.rglob("index.html")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        found[address] = promised(LexborHTMLParser(path.read_text("utf-8")), address)
    return found | files(site, sources)


def files(site: pathlib.Path, sources: Sources) -> dict[str, Place]:
    """The files of a built site that people link to, print or show, with those that `dev.py pdf` will add."""
    found = {f"/{name}": Place() for name in published_files.made(site, sources)}
    if ENTRIES in found:
        found[ENTRIES] = Place([link["id"] for link in json.loads((site / LINKS).read_text("utf-8"))["links"]])
    return found


def of_site(
    site: Mapping[str, Place], root: pathlib.Path, sources: Sources, past: set[str] | None
) -> Iterator[Problem]:
    """What a built site does not keep of the list in `root`, and what it has that is not on it."""
    text = read(root)
    withdrawn = {f"/{page.url}" for page in sources.pages.values() if page.is_withdrawn}
    yield from check(text, site, past, withdrawn, published_files.moved(text.splitlines(), sources))


def read(root: pathlib.Path) -> str:
    """The list; empty when there is none."""
    return (root / LIST).read_text("utf-8") if (root / LIST).exists() else ""


def addresses(site: Mapping[str, Place]) -> set[str]:
    """Every address and every address with an id."""
    return {address for page, here in site.items() for address in (page, *(f"{page}#{name}" for name in here.ids))}


def history(root: pathlib.Path) -> set[str] | None:
    """Every address on any version of the list that the base branch ever held since the promise began; None where git
    has no history, or only the last part.
    """
    _, newest = base_branch.commits(root)
    if not newest:
        return None
    # what a change only held on its way was never published, so each merge counts as one step
    commits = git(root, "log", "--first-parent", f"--format=%H:./{LIST}", newest, "--", LIST)
    versions = git(root, "cat-file", "--batch", given=commits or "")
    if commits is None or versions is None:
        return None
    return {
        line
        for version in re.split(r"^[0-9a-f]+ blob \d+$", versions, flags=re.M)
        if BEGUN in version
        for line in version.splitlines()
        if line.startswith("/")
    }


def notices(root: pathlib.Path, past: set[str] | None) -> list[str]:
    """What `check` says without stopping."""
    return [*([NO_HISTORY] if past is None else []), *([f"{LIST}: {DRAFT[2:]}"] if BEGUN not in read(root) else [])]


def few(names: Iterable[str]) -> str:
    """The first five names, and how many more."""
    names = list(names)
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def check(
    text: str,
    site: Mapping[str, Place],
    past: set[str] | None = None,
    withdrawn: Iterable[str] = (),
    moved: Iterable[str] = (),
) -> Iterator[Problem]:
    """Compare the list with a built site and with what was ever on it. A `withdrawn` page says so in place of its
    sections; files that `moved` with their page need not be there.
    """
    lines = {line: number for number, line in enumerate(text.splitlines(), 1) if line.startswith("/")}

    def wrong(address: str, what: str, fix: str) -> Problem:
        """A problem at the line of an address, or where it belongs."""
        after = (number for line, number in lines.items() if line > address)
        return Problem(LIST, lines.get(address) or min(after, default=len(text.splitlines()) + 1), 0, what, fix)

    if past and BEGUN not in text:
        yield Problem(LIST, 1, 0, "the promise had begun, and the line that says so is gone.", f"Put it back: {BEGUN}")
    if deleted := sorted((past or set()) - lines.keys()):
        what = f"{few(deleted)}: published before, and deleted from this list."
        yield wrong(deleted[0], what, "Put the line back: people have the address in emails.")
    yield from (Problem(LIST, number, 0, what, fix) for number, what, fix in lines_to_copy.no_addresses(text))
    if mine := sorted(lines.keys() - (past or lines.keys()) - addresses(site) - {*moved}):
        what = f"{few(mine)}: new on this list, and the built site has nothing there."
        yield wrong(mine[0], what, lines_to_copy.nowhere(mine))
    parts = sorted(line.partition("#") for line in lines.keys() - {*moved} - {*mine})
    for page, group in groupby(parts, lambda part: part[0]):
        ids = [anchor for _, mark, anchor in group if mark]
        yield from (wrong(*found) for found in not_kept(page, ids, site, withdrawn))
    if new := sorted(addresses(site) - lines.keys() - set(deleted)):
        yield wrong(new[0], f"{few(new)}: new, and not on this list.", lines_to_copy.addresses(new))


def not_kept(
    page: str, ids: list[str], site: Mapping[str, Place], withdrawn: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    """What is not kept of a published page and its ids: the address, what is wrong, what to do."""
    to = site.get(page, Place()).to
    # the fragment goes on with the reader, so the ids are looked for where the redirect ends
    page_now, anchor = urldefrag(to or page)
    here = site.get(page_now, Place())
    broken = mistakes(
        (
            page not in site,
            f"{page} is published, and the built site has nothing there.",
            (
                f"Bring it back, or lead its readers on in docs/_data/redirects.yml:  - {{from: {page.strip('/')}/, to:"
                " another-page.md}"
                if page.endswith("/")
                else published_files.BACK.get(page.split("/")[1], "Bring it back.")
            ),
        ),
        (
            page_now not in site or (anchor and anchor not in here.ids),
            f"{page} leads to {to}, and nothing is there.",
            "Mend `to` in docs/_data/redirects.yml.",
        ),
        (
            to and here.to,
            f"{page} leads to {page_now}, which itself leads on to {here.to}.",
            "Let both lead there at once, in docs/_data/redirects.yml.",
        ),
    )
    if broken:
        yield page, *broken[0]
        return
    gone = [name for name in ids if name not in here.ids] if page_now not in withdrawn else []
    if gone:
        yield (
            f"{page}#{gone[0]}",
            f"{page}#{few(gone)} is published, and nothing on {page_now} has that id.",
            (
                f"Put `id: {gone[0]}` into the header of the page that took its place."
                if page == ENTRIES
                else (
                    f"Give the place its id back, {{#{gone[0]}}}, or say in docs/_data/redirects.yml where it moved or"
                    " why it was withdrawn."
                )
            ),
        )
    for name in ids:
        if here.ids.count(name) > 1:
            yield (
                f"{page}#{name}",
                f'two things on {page_now} have the id "{name}", so the link is not certain.',
                "Give the newer one another id.",
            )


def grown(text: str, site: Iterable[str], begin: bool = False) -> str:
    """The list with the addresses of a site added, sorted, so that the same site always gives the same list; a draft
    forgets what is gone.
    """
    kept = [line for line in text.splitlines() if line.startswith("/")] if BEGUN in text else []
    return f"{HEADER}{BEGUN if begin or BEGUN in text else DRAFT}\n" + "".join(
        f"{line}\n" for line in sorted({*kept, *site})
    )
