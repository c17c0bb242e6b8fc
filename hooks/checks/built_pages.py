"""The built pages: every address and anchor leads somewhere, ids are unique, nothing of the Markdown is left over."""

import itertools
import pathlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks import reader_view, unsafe_html
from checks.published_addresses import Place, place
from finished.pages import BuiltPage, walk
from sources import Page, Problem, Sources
from sources.addresses import MADE_LATER

LEFT_OVER = re.compile(
    r"\[\^[\w-]+\]|\[@\w|\{\{|\}\}|--8<--|^\s*(?:!!!|\?\?\?|///)|\{[:#.]["
    r" \w#.-]*\}?|\]\(|^\s*\|.*\|\s*$|^\s*```|^\s*[-*+] \w|<<<<<<<|>>>>>>>"
    r"|:(?:material|fontawesome|octicons|simple)-[\w-]+:",
    re.M,
)
LOADS = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "embed": "src",
}
LINKS = "article a[href], header a[href], link[href], script[src], img[src], iframe, object, embed, source[src]"
NO_TEXT = "article pre, article code, article script, article style"


@dataclass
class BuiltSite:
    """What is learnt of a built site, page by page; what one page says of another is told when all are known.

    Paths in messages are those of the page's source where there is one.
    """

    site: pathlib.Path
    url: str
    sources: Sources = field(default_factory=Sources)
    ids: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    links: dict[tuple[str, str], None] = field(default_factory=dict)  # name of a page, and an address on it
    titles: dict[str, str] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)

    def look(self, page: BuiltPage) -> Iterator[Problem]:
        """All problems of one page, and what it has and leads to."""
        tree, name = page.tree, page.name
        path = self.path(name)
        self.ids[name] = [node.attributes["id"] or "" for node in tree.css("[id]")]
        for repeated, count in sorted(Counter(self.ids[name]).items()):
            if count > 1:
                what = f'two things on the built page have the id "{repeated}".'
                yield Problem(path, 0, 0, what, "Give one of them another id.")
        title = "".join(node.text() for node in tree.css("title")[:1]).strip()
        if not title or title in self.titles:
            what = f'the built page has the same <title> as {self.titles.get(title, "none")}: "{title}".'
            yield Problem(path, 0, 0, what, "Change the title in its header.")
        self.titles[title] = path
        yield from headings(tree, path)
        for node in tree.css(LINKS):
            yield from self.foreign(node, path, name)
        self.cards |= {node.html or "" for node in tree.css(".admonition.emergency")}
        if name.endswith("index.html"):
            self.places[f"/{page.address}"] = place(tree, f"/{page.address}")
        if name != "404.html":  # a list of links, which no browser offers to show as a text
            yield from reader_view.check(tree, path)
        if source := self.sources.at(page.address):
            yield from unsafe_html.check(tree, source, self.url)
        yield from leftovers(tree, path)

    def path(self, name: str) -> str:
        """The source of a built page: "effects/chemical/index.html" is docs/effects/chemical.md."""
        page: Page | None = self.sources.at(name.removesuffix("index.html"))
        return page.path if page else f"site/{name}"

    def foreign(self, node: LexborNode, path: str, name: str) -> Iterator[Problem]:
        """What a page loads from another site; what leads to our own is noted."""
        found = node.attributes
        address = (found.get("href") or found.get("src") or found.get("data") or "").strip()
        parts, base = urlsplit(address), urlsplit(self.url)
        if node.tag == "a" and (found.get("rel") == "edit" or not address):
            return
        if (parts.scheme or parts.netloc) and (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
            if node.tag in LOADS and found.get("rel") != "canonical":
                what = f"the built page loads {address} from another site."
                yield Problem(path, 0, 0, what, "Put the file into docs/assets.")
        else:
            self.links[name, address] = None

    def at_last(self) -> Iterator[Problem]:
        """Links to what is not there, and an emergency card that is not the same everywhere."""
        leaflets = (self.site / "leaflets").exists()
        for name, address in self.links:
            target, anchor = urldefrag(address)
            where = self.where(target, name)
            found = next((file for file in files(where) if file in self.ids), None)
            if found is None:
                if not (self.site / where).is_file() and (leaflets or not MADE_LATER.fullmatch(where)):
                    what = f"the built page leads to {address}, which is not there."
                    yield Problem(self.path(name), 0, 0, what, "Mend the link.")
            elif anchor and anchor != "__search" and unquote(anchor) not in self.ids[found]:
                what = f"the built page leads to {address}, and no element has that id."
                yield Problem(self.path(name), 0, 0, what, "Mend the link or the id.")
        if len(self.cards) > 1:
            what = "the emergency card is not the same on all built pages."
            yield Problem("docs/_snippets/emergency-card.md", 0, 0, what, 'Use --8<-- "emergency-card.md" on each.')

    def where(self, target: str, name: str) -> str:
        """The place in the site to which an address on a page leads."""
        parts, base = urlsplit(target), urlsplit(self.url)
        path = unquote(parts.path)
        if parts.netloc or path.startswith("/"):
            return path.removeprefix(base.path) if path.startswith(base.path) else path.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name


def files(where: str) -> Iterator[str]:
    """The files by which an address may be answered; a copy for disk names the addresses of the site."""
    yield where
    yield posixpath.join(where, "index.html")
    yield where.strip("/") + "/index.html" if where.strip("/.") else "index.html"
    yield where.rstrip("/") + ".html"


def check(site: pathlib.Path, url: str, sources: Sources) -> Iterator[Problem]:
    """All problems of a site that is built already."""
    built = BuiltSite(site, url, sources)
    yield from walk(site, [built.look])[1]
    yield from built.at_last()


def headings(tree: LexborHTMLParser, path: str) -> Iterator[Problem]:
    """One first-level heading, no level skipped."""
    levels = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    if levels.count(1) != 1:
        yield Problem(
            path, 0, 0, f"the built page has {levels.count(1)} first-level headings.", "It should have one: its title."
        )
    if any(after > before + 1 for before, after in itertools.pairwise(levels)):
        yield Problem(path, 0, 0, "the built page skips a heading level.", "Use ## below the title and ### below that.")


def leftovers(tree: LexborHTMLParser, path: str) -> Iterator[Problem]:
    """Mark-up that was not understood and stands on the page as text."""
    hidden = {node.mem_id for part in tree.css(NO_TEXT) for node in part.traverse(include_text=True)}
    said = (
        node.text_content or ""
        for article in tree.css("article")
        for node in article.traverse(include_text=True)
        if node.is_text_node and node.mem_id not in hidden
    )
    for match in LEFT_OVER.finditer(" ".join(said)):
        what = f'"{match[0].strip()}" stands on the built page as text.'
        yield Problem(path, 0, 0, what, "Look at the mark-up of that place.")
