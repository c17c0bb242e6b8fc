"""The built pages: every address and anchor leads somewhere, ids are unique, nothing of the Markdown is left over."""

import itertools
import pathlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser

from checks import reader_view
from checks.published_addresses import Place, promised
from extensions.citations import LINKS as RECORDS
from finished.pages import BuiltPage, walk
from guard import built_html
from guard.browser_links import HERE, Links, allowed, emergency_numbers
from sources import Page, Problem, Sources, Wrong, mistakes
from sources.addresses import MADE_LATER
from sources.syntax import DATA_BLOCK

LEFT_OVER = re.compile(
    r"\[\^[\w-]+\]|\[@\w|\{\{|\}\}|--8<--|^\s*(?:!!!|\?\?\?|///)|\{[:#.]["
    r" \w#.-]*\}?|\]\(|^\s*\|.*\|\s*$|^\s*```|^\s*[-*+] \w|<<<<<<<|>>>>>>>"
    r"|:(?:material|fontawesome|octicons|simple)-[\w-]+:",
    re.M,
)
LINKS = (
    "article a[href]:not([rel=edit]), header a[href], link[href], script[src], img[src], iframe, object, embed, "
    "source[src]"
)
NO_TEXT = ["pre", "code", "script", "style"]


@dataclass
class BuiltSite:
    """What is learnt of a built site, page by page; what one page says of another is told when all are known.

    Paths in messages are those of the page's source where there is one.
    """

    site: pathlib.Path
    url: str
    sources: Sources = field(default_factory=Sources)
    own: tuple[str, ...] = ()  # how addresses of ours elsewhere begin, such as those of the pencil
    ids: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)  # name of a page, an address on it; its source
    titles: dict[str, str] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def list_files(self) -> None:
        """Note the files of the site as they are now."""
        self.files = {path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_file()}

    def look(self, page: BuiltPage) -> Iterator[Problem]:
        """All problems of one page, and what it has and leads to."""
        tree, name, source = page.tree, page.name, self.sources.at(page.address)
        path = source.path if source else f"site/{name}"
        self.ids[name] = [node.attributes["id"] or "" for node in tree.css("[id]")]
        self.cards |= {node.html or "" for node in tree.css(".admonition.emergency")}
        if name.endswith("index.html"):
            self.places[f"/{page.address}"] = promised(tree, f"/{page.address}")
        for wrong in (
            *repeated(self.ids[name]),
            *self.title(tree, path),
            *headings(tree),
            *self.loads(page, path),
            *leftovers(tree),
        ):
            yield Problem(path, 0, 0, *wrong)
        if name != "404.html":  # a list of links, which no browser offers to show as a text
            yield from reader_view.check(tree, path)
        if source:
            yield from built_html.check(tree, source, self.sources, self.may_link(source))

    def may_link(self, source: Page) -> Links:
        """What a page may link; only the one of the link kit has letters."""
        letters = any(match["name"] == "kit" for match in DATA_BLOCK.finditer(source.body))
        hosts = allowed() | {urlsplit(address).netloc for _, _, address in RECORDS if "//" in address}
        return Links(self.url or HERE, self.own, hosts, emergency_numbers(self.sources), letters)

    def title(self, tree: LexborHTMLParser, path: str) -> Iterator[Wrong]:
        """A title that is missing or stands on another page too."""
        title = "".join(node.text() for node in tree.css("title")[:1]).strip()
        if not title or title in self.titles:
            what = f'the built page has the same <title> as {self.titles.get(title, "none")}: "{title}".'
            yield what, "Change the title in its header."
        self.titles[title] = path

    def loads(self, page: BuiltPage, path: str) -> Iterator[Wrong]:
        """What a page loads from another site; what leads to our own is noted."""
        for node in page.tree.css(LINKS):
            found = node.attributes
            address = (found.get("href") or found.get("src") or found.get("data") or "").strip()
            if urlsplit(address)[:2] in (("", ""), urlsplit(self.url)[:2]):  # its scheme and host
                self.links[page.name, address] = path
            elif node.tag != "a" and found.get("rel") != "canonical":
                yield f"the built page loads {address} from another site.", "Put the file into docs/assets."

    def at_last(self) -> Iterator[Problem]:
        """Links to what is not there, and an emergency card that is not the same everywhere."""
        leaflets = any(name.startswith("leaflets/") for name in self.files)
        for (name, address), path in self.links.items():
            target, anchor = urldefrag(address)
            where = self.where(target, name)
            found = next((file for file in files(where) if file in self.ids), None)
            if found is None:
                if where not in self.files and (leaflets or not MADE_LATER.fullmatch(where)):
                    yield Problem(
                        path, 0, 0, f"the built page leads to {address}, which is not there.", "Mend the link."
                    )
            elif anchor and anchor != "__search" and unquote(anchor) not in self.ids[found]:
                what = f"the built page leads to {address}, and no element has that id."
                yield Problem(path, 0, 0, what, "Mend the link or the id.")
        if len(self.cards) > 1:
            what = "the emergency card is not the same on all built pages."
            yield Problem("docs/_snippets/emergency-card.md", 0, 0, what, 'Use --8<-- "emergency-card.md" on each.')

    def where(self, target: str, name: str) -> str:
        """The place in the site to which an address on a page leads."""
        parts, base = urlsplit(target), urlsplit(self.url)
        path = unquote(parts.path)
        if parts.netloc or path.startswith("/"):
            return path.removeprefix(base.path).lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name


def files(where: str) -> tuple[str, ...]:
    """The files by which an address may be answered; a copy for disk names the addresses of the site."""
    return where, posixpath.normpath(posixpath.join(where, "index.html")), where.rstrip("/") + ".html"


def check(site: pathlib.Path, url: str, sources: Sources) -> Iterator[Problem]:
    """All problems of a site that is built already."""
    built = BuiltSite(site, url, sources)
    yield from walk(site, [built.look])[1]
    built.list_files()
    yield from built.at_last()


def repeated(ids: list[str]) -> Iterator[Wrong]:
    """Ids that stand on a page more than once."""
    for name, count in Counter(ids).items():
        if count > 1:
            yield f'two things on the built page have the id "{name}".', "Give one of them another id."


def headings(tree: LexborHTMLParser) -> list[Wrong]:
    """One first-level heading, no level skipped."""
    levels = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    skips = any(after > before + 1 for before, after in itertools.pairwise(levels))
    return mistakes(
        (
            levels.count(1) != 1,
            f"the built page has {levels.count(1)} first-level headings.",
            "It should have one: its title.",
        ),
        (skips, "the built page skips a heading level.", "Use ## below the title and ### below that."),
    )


def leftovers(tree: LexborHTMLParser) -> Iterator[Wrong]:
    """Mark-up that was not understood and stands on the page as text."""
    copy = tree.clone()
    copy.strip_tags(NO_TEXT, recursive=True)
    for article in copy.css("article"):
        for match in LEFT_OVER.finditer(article.text(separator=" ")):
            yield f'"{match[0].strip()}" stands on the built page as text.', "Look at the mark-up of that place."
