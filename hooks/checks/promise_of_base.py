"""The promise, compared with what the base branch holds: what is published still leads to what it led to.

published_addresses.py asks whether something is there; here, and in lasting_ids.py, whether it is the same thing.
"""

import pathlib
from collections.abc import Iterator

from checks import base_branch
from checks.lasting_ids import ALIKE, PAGE, LastingIds, alike
from checks.published_addresses import BEGUN, LIST
from extensions import outline
from guard.repository import git
from made import redirects
from sources import Page, Problem, Sources, addresses, from_files, relative

SAY_WHY = "Lead it there again, or say in the same row why not:  why: a sentence"


def check(root: pathlib.Path, sources: Sources) -> Iterator[Problem]:
    """Every published address of a project that its change leads to something else."""
    published, _ = base_branch.commits(root)
    if not published or BEGUN not in (git(root, "show", f"{published}:./{LIST}") or ""):
        return
    files = base_branch.pages(root, published)
    if files != sources.raw:
        yield from compare(from_files(files), sources)


def compare(old: Sources, new: Sources) -> Iterator[Problem]:
    """What a change of the sources, from `old`, does to what was published."""
    change = Change(old, new)
    ids = LastingIds(old, new, change.moved)
    for uri, page in old.pages.items():
        to = new.pages.get(change.now_at(uri))
        if to and not to.is_withdrawn:
            yield from ids.check(page, to)
            yield from leaflet(page, to)
    yield from change.entries()
    for start, goal in redirects.stubs(old).items():
        yield from change.synonym(start, goal)
    for row in old.rows("redirects"):
        if "#" in str(row.get("from")):
            yield from change.part(str(row["from"]), str(row.get("to", "")), ids)


def leaflet(page: Page, to: Page) -> Iterator[Problem]:
    """A leaflet that a page had and lost with its file name; with the same name published_addresses.py tells of it."""
    if addresses.leaflets(page) and not addresses.leaflets(to) and page.url != to.url:
        instead = f"Put into the header:  leaflet: {page.meta['leaflet']}"
        yield to.on(
            0, f"the leaflet of {page.path} is published, and this page, which took its place, has none.", instead
        )


def entry_ids(sources: Sources) -> dict[str, str]:
    """The page of every id of links.json."""
    return {str(page.meta.get("id") or page.name): uri for uri, page in sources.pages.items()}


class Change:
    """A version that is published, and the one that shall be."""

    def __init__(self, old: Sources, new: Sources) -> None:
        self.old, self.new = old, new
        self.stubs = redirects.stubs(new)
        self.rows = {str(row.get("from")): (index, row) for index, row in new.entries("redirects")}
        self.moved = {start: str(row.get("to", "")) for start, (_, row) in self.rows.items() if "#" in start}
        self.at = {page.url: page.uri for page in new.pages.values()}

    def now_at(self, uri: str) -> str:
        """The page that now answers for a published page; "" where none does."""
        url = self.old.pages[uri].url
        return self.at.get(url) or self.stubs.get(url, "").partition("#")[0]

    def goal(self, to: str) -> str:
        """Where a published place such as aftercare.md#ice is now, in the same form; "" where it is nowhere."""
        uri, mark, anchor = to.partition("#")
        if to in self.moved or uri not in self.old.pages:
            return self.moved.get(to, "")
        page = self.now_at(uri)
        there = page and (not mark or anchor in outline.ids(self.new.pages[page], self.new))
        return page + mark + anchor if there else ""

    def entries(self) -> Iterator[Problem]:
        """Ids of links.json that stand for another page now."""
        now = entry_ids(self.new)
        for name, uri in entry_ids(self.old).items():
            rightful = self.now_at(uri)
            if rightful and name in now and now[name] != rightful:
                page = self.new.pages[now[name]]
                what = (
                    f'the id "{name}" is published in links.json for docs/{rightful}, and here it stands for this page.'
                )
                instead = f"Put `id: {name}` into the header of docs/{rightful}, and only there."
                yield page.front.problem(("id",), what, instead) if "id" in page.meta else page.on(0, what, instead)

    def synonym(self, start: str, to: str) -> Iterator[Problem]:
        """An old address that leads elsewhere, or is a page now, while what it led to is still there."""
        goal = self.goal(to)
        if not goal:
            return
        if start in self.at:
            page = self.new.pages[self.at[start]]
            if f"]({relative(goal, page.uri)})" not in page.body:
                what = f"/{start} is published and led to docs/{goal}; now it is this page."
                yield page.on(
                    0, what, f"Link to ({relative(goal, page.uri)}) on it, or give the page another file name."
                )
        elif start in self.stubs:
            yield from self.elsewhere(start, goal, self.stubs[start])

    def elsewhere(self, start: str, goal: str, to: str) -> Iterator[Problem]:
        """A row of redirects.yml that leads away from its goal; to the page itself, in place of a part, is no harm."""
        index, row = self.rows[start]
        if to not in (goal, goal.partition("#")[0]) and not row.get("why"):
            what = f"{start} is published and led to docs/{goal}, which is still there; now it leads to docs/{to}."
            yield self.new.document("redirects").problem((index, "to"), what, SAY_WHY)

    def part(self, start: str, to: str, ids: LastingIds) -> Iterator[Problem]:
        """A part that had left its page, and now leads elsewhere, or is another text on that page."""
        goal = self.goal(to)
        uri, _, name = start.partition("#")
        if goal and start in self.moved:
            yield from self.elsewhere(start, goal, self.moved[start] or "nothing")
        elif goal and uri in self.new.pages and name in outline.ids(self.new.pages[uri], self.new):
            here, there = (uri, name), (to.partition("#")[0], to.partition("#")[2] or PAGE)
            kept = alike(ids.were.part(there).own, ids.are.part(here).own)
            now = goal.partition("#")
            if kept < ALIKE and not ids.links(here, (now[0], now[2] or PAGE)):
                what = f'the id "{name}" is published and led to docs/{goal}; now it is another text.'
                yield ids.wrong(here, what, f"Link to ({relative(goal, uri)}) here, or give this text another id.")
