"""The built pages: every address and anchor leads somewhere, ids are unique, nothing of the Markdown is left over."""

from __future__ import annotations

import itertools
import pathlib
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks import reader_view
from sources.addresses import MADE_LATER
from sources.problems import Problem

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


def check(site: pathlib.Path, site_url: str) -> Iterator[Problem]:
    """All problems of a built site. Paths in messages are those of the page's source where there is one."""
    base = urlsplit(site_url)
    trees = {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    ids = {name: [node.attributes.get("id") or "" for node in tree.css("[id]")] for name, tree in trees.items()}
    titles: dict[str, str] = {}
    cards: set[str] = set()
    for name, tree in trees.items():
        path = source(name)
        for repeated in sorted({i for i in ids[name] if ids[name].count(i) > 1}):
            yield Problem(
                path, 0, 0, f'two things on the built page have the id "{repeated}".', "Give one of them another id."
            )
        title = "".join(node.text() for node in tree.css("title")[:1]).strip()
        if not title or title in titles:
            yield Problem(
                path,
                0,
                0,
                f'the built page has the same <title> as {titles.get(title, "none")}: "{title}".',
                "Change the title in its header.",
            )
        titles[title] = path
        yield from headings(tree, path)
        for node in tree.css(
            "article a[href], header a[href], link[href], script[src], img[src], iframe, object, embed, source[src]"
        ):
            yield from leads(node, name, path, base, ids, site)
        cards |= {node.html or "" for node in tree.css(".admonition.emergency")}
        if name != "404.html":  # a list of links, which no browser offers to show as a text
            yield from reader_view.check(tree, path)
        yield from leftovers(tree, path)  # last, because it takes elements away
    if len(cards) > 1:
        yield Problem(
            "docs/_snippets/emergency-card.md",
            0,
            0,
            "the emergency card is not the same on all built pages.",
            'Use --8<-- "emergency-card.md" on each.',
        )


def source(name: str) -> str:
    """The source of a built page: "effects/chemical/index.html" is docs/effects/chemical.md."""
    stem = name.removesuffix("index.html").strip("/")
    docs = pathlib.Path("docs")
    return next(
        (
            path.as_posix()
            for path in (docs / f"{stem}.md", docs / stem / "index.md")
            if stem + "/" != "/" and path.exists()
        ),
        f"site/{name}" if stem else "docs/index.md",
    )


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
    article = tree.css_first("article")
    if article is None:
        return
    for node in article.css("pre, code, script, style"):
        node.decompose()
    for match in LEFT_OVER.finditer(article.text(separator=" ")):
        yield Problem(
            path, 0, 0, f'"{match[0].strip()}" stands on the built page as text.', "Look at the mark-up of that place."
        )


def leads(
    node: LexborNode, name: str, path: str, base: SplitResult, ids: dict[str, list[str]], site: pathlib.Path
) -> Iterator[Problem]:
    """Whether what a page loads is our own, and what it links to is there."""
    address = (node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("data") or "").strip()
    if node.tag == "a" and (node.attributes.get("rel") == "edit" or not address):
        return
    target, anchor = urldefrag(address)
    parts = urlsplit(target)
    own = (not parts.scheme and not parts.netloc) or (parts.scheme, parts.netloc) == (base.scheme, base.netloc)
    if not own:
        if node.tag in LOADS and node.attributes.get("rel") not in ("canonical",):
            yield Problem(
                path, 0, 0, f"the built page loads {address} from another site.", "Put the file into docs/assets."
            )
        return
    where = unquote(parts.path)
    if parts.netloc or where.startswith("/"):
        where = where.removeprefix(base.path) if where.startswith(base.path) else where.lstrip("/")
    else:
        where = posixpath.normpath(posixpath.join(posixpath.dirname(name), where)) if where else name
    candidates = (
        where,
        posixpath.join(where, "index.html"),
        where.strip("/") + "/index.html" if where.strip("/.") else "index.html",
        where.rstrip("/") + ".html",
    )  # a copy for disk names the addresses of the site
    found = next((candidate for candidate in candidates if candidate in ids), None)
    if found is None:
        if not (site / where).is_file() and ((site / "leaflets").exists() or not MADE_LATER.fullmatch(where)):
            yield Problem(path, 0, 0, f"the built page leads to {address}, which is not there.", "Mend the link.")
    elif anchor and unquote(anchor) not in ids[found] and anchor != "__search":
        yield Problem(
            path, 0, 0, f"the built page leads to {address}, and no element has that id.", "Mend the link or the id."
        )
