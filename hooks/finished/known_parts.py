"""What stands on a built page around what a writer wrote: parts that the theme and overrides/ put there, by list.

A script, style, file or element that is on no list came in by a title, a name, a value or a broken template; the build
stops, and the content policy names no such script. What stands inside the text of a page other checks look at.
"""

import hashlib
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from finished.pages import BuiltPage
from finished.parts_list import ATTRIBUTES, BODY, HEAD, MORE, VALUES
from sources import ROOT, Problem, Sources

HERE = "hooks/finished/known_parts.py"
TEMPLATES = ROOT / "overrides" / "partials" / "javascripts"
UP = "{{ base_url }}"  # what a template calls the way from a page to the root of the site
# What each inline script, style or piece of data stands in: its name, the element around it, what it is allowed to say.
OURS = {"base": "head", "palette": "div.md-header__inner", "content": "div.md-main__inner"}  # of TEMPLATES
DATA = (  # by all its attributes; nobody runs it
    ({"type": "application/ld+json"}, "head"),
    ({"type": "application/json", "id": "__config"}, "body"),
    ({"type": "application/json", "id": "known"}, "body"),
)
LIGHTBOX = {  # of the plugin, by id: what it says is known by its digest
    "init-glightbox": ("body", "a6931aa5d5cf20523680ff8bbc1b045b6872c356c3928a697a6616609a738ff2"),
    "glightbox-style": ("head", "11e4d450c4fc885fd636189bec62b35827ebf1b1a4bcd04b630aaf989f78c0f4"),
}
ICONS = re.compile(r"--md-(?:admonition|details)-icon--[a-z-]+")  # all that the style of the theme says
FILES = re.compile(
    r"assets/(?:javascripts/(?:bundle\.[0-9a-f]{8}|glightbox)\.min\.js"
    r"|stylesheets/(?:(?:main|palette)\.[0-9a-f]{8}|glightbox)\.min\.css|extra\.css"
    rf"|(?:{'|'.join(sorted(path.stem for path in (ROOT / 'overrides' / 'assets').glob('*.js')))})\.js)"
)
WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]{8}\.min\.js")
RELATIVE = re.compile(r"(?!//)[\w./%#-]*")  # an address inside the site
MAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+\?subject=[\w%.~/-]*")
FIX = (
    "It came in by a title, a name or a value that this page shows: take it out there. If overrides/ or the theme"
    f" has changed, look at what is new and name it in {HERE} or parts_list.py."
)
# the parts that we look at: all but the text of a page
TEXT = "article *:not(.page-facts, .page-facts *, .md-content__button, .md-content__button *)"


@dataclass
class KnownParts:
    """What the pages of one site may hold; `edit` is where all addresses begin at which a page can be changed."""

    sources: Sources
    edit: str = ""
    preview: bool = False
    scripts: dict[str, str] = field(default_factory=lambda: {name: in_template(name) for name in OURS})

    def look(self, page: BuiltPage) -> Iterator[Problem]:
        """Every part of a page that is on no list; to be asked before the page is made light."""
        source = self.sources.at(page.address)
        path = source.path if source else f"site/{page.name}"
        text = {node.mem_id for node in page.tree.css(TEXT)}
        single = page.tree.css("head > *:not([rel=stylesheet], script, style)")
        for node in page.tree.css("html, html *"):
            if what := self.wrong(page, node, node.mem_id in text):
                yield Problem(path, 0, 0, f"the built page holds {what}.", FIX)
        for name in (name for name, count in Counter(map(named_in_head, single)).items() if count > 1):
            yield Problem(path, 0, 0, f"the built page holds <{name}> twice.", FIX)

    def wrong(self, page: BuiltPage, node: LexborNode, in_text: bool) -> str:
        """What is wrong with one element; "" when all is well."""
        around = called(node.parent) if node.parent else ""
        if node.tag in ("script", "style"):
            return "" if self.is_known(page, node) else brief(node)
        if node.tag in ("link", "meta", "base") or around == "head":
            return "" if around == "head" and self.in_head(page, node) else brief(node)
        if in_text:
            return ""
        if node.tag != "html" and called(node) not in BODY.get(around, "").split():
            return f"{brief(node)} in <{around}>"
        for name, found in node.attributes.items():
            if not may_say(node, name, found or ""):
                return f'{brief(node)} with {name}="{found or ""}"'
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        return "" if self.leads_well(node, address) else f"a link to {address}"

    def leads_well(self, node: LexborNode, address: str) -> bool:
        """Whether an address stays in the site, or opens the mail or the editor of this page."""
        if node.tag == "img":
            return bool(RELATIVE.fullmatch(address)) and address.endswith("assets/logo.svg")
        to_edit = self.edit and node.attributes.get("rel") == "edit" and address.startswith(self.edit)
        return bool(to_edit or RELATIVE.fullmatch(address) or MAIL.fullmatch(address))

    def is_known(self, page: BuiltPage, node: LexborNode) -> bool:
        """Whether the theme or overrides/ put this script or style into this place of this page."""
        found, around = node.attributes, called(node.parent) if node.parent else ""
        if "src" in found:
            place = self.place(page, found["src"] or "")
            known = set(found) <= {"src", "defer", "data-to", "data-later"} and around in ("head", "body")
            return known and bool(place and FILES.fullmatch(place) and place.endswith(".js"))
        if "type" in found:
            return (found, around) in DATA and (
                found.get("id") != "__config" or self.is_configuration(page, node.text())
            )
        name = found.get("id") or ""
        if name in LIGHTBOX:
            return (around, digest(node.text())) == LIGHTBOX[name] and set(found) == {"id"}
        if found:
            return False
        if node.tag == "style":
            return around == "head" and only_icons(node.text())
        said = {OURS[key]: text.replace(UP, self.up(page)) for key, text in self.scripts.items()}
        return said.get(around) == node.text()

    def inline(self, page: BuiltPage, kind: str) -> set[str]:
        """The text of every inline `kind` of a page, "script" or "style", that is known and is no data."""
        nodes = page.tree.css(f"{kind}:not([src]):not([type])")
        return {node.text() for node in nodes if self.is_known(page, node)}

    def is_configuration(self, page: BuiltPage, text: str) -> bool:
        """Whether this is what the theme's script is told; it fetches and runs what stands there as "search"."""
        try:
            told = json.loads(text)
        except ValueError:
            return False
        return (
            isinstance(told, dict)
            and told.get("base") == self.up(page)
            and bool(WORKER.fullmatch(self.place(page, str(told.get("search")))))
            and not (told.get("version") or told.get("annotate") or told.get("tags"))
        )

    def in_head(self, page: BuiltPage, node: LexborNode) -> bool:
        """Whether an element may stand in the head of this page."""
        found, key = node.attributes, named_in_head(node)
        if key not in HEAD or set(found) != set(HEAD[key].split()):
            return False
        if key == "meta robots" and self.sources.at(page.address) and not self.preview:
            return False  # old addresses are no pages; a page that no search engine names is lost to readers
        if key in VALUES:
            return bool(re.fullmatch(VALUES[key], found["content"] or ""))
        if key == "meta refresh":
            return leads_on(page.tree) == found["content"]
        return node.tag != "link" or self.is_link(page, key, found["href"] or "")

    def is_link(self, page: BuiltPage, key: str, address: str) -> bool:
        """Whether a link in a head leads to where it should."""
        if key == "link canonical":
            source = self.sources.at(page.address)
            whole = self.sources.site_url + (self.sources.address(source) if source else "")
            return address == whole if source else address.startswith(whole)
        place = self.place(page, address)
        sheet = bool(FILES.fullmatch(place)) and place.endswith(".css")
        return {
            "link stylesheet": sheet,
            "link icon": place == "assets/favicon.svg",
            "link alternate": place == "feed.xml",
        }.get(key, bool(RELATIVE.fullmatch(address)))

    def up(self, page: BuiltPage) -> str:
        """The way from a page to the root of the site, as MkDocs writes it."""
        if page.name == "404.html":  # it is shown at any address
            return urlsplit(self.sources.site_url).path or "/"
        return posixpath.relpath(".", posixpath.dirname(page.name) or ".")

    def place(self, page: BuiltPage, address: str) -> str:
        """The file of the site that an address on a page means; "" for any other."""
        if not RELATIVE.fullmatch(address):
            return ""
        if page.name == "404.html":
            return address.removeprefix(self.up(page)) if address.startswith("/") else ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(page.name), address))


def in_template(name: str) -> str:
    """The script that a template of ours writes."""
    return LexborHTMLParser((TEMPLATES / f"{name}.html").read_text("utf-8")).css("script")[0].text()


def named_in_head(node: LexborNode) -> str:
    """An element of a head as its list names it: "meta viewport"."""
    found = node.attributes
    names = (found[name] or "" for name in ("name", "property", "http-equiv", "rel") if name in found)
    return f"{node.tag} {'charset' if 'charset' in found else next(names, '')}".strip()


def may_say(node: LexborNode, name: str, value: str) -> bool:
    """Whether an element around the text of a page may have this attribute, and with this value."""
    if name == "class":
        return set(value.split()[1:]) <= MORE
    may = ATTRIBUTES.get(name, "").split()
    return (node.tag in may or called(node) in may) and bool(re.fullmatch(VALUES.get(name, "(?s:.*)"), value))


def leads_on(tree: LexborHTMLParser) -> str | None:
    """What the refresh of an old address says, if the page is nothing but one: script, refresh and link are one way."""
    script, link = tree.css_first("script[data-to]"), tree.css("body a")
    to = (script.attributes["data-to"] or "") if script else ""
    alone = len(link) == 1 and link[0].attributes.get("href") == to and not tree.css_first("#__config")
    return f"0; url={to}" if alone and RELATIVE.fullmatch(to) else None


def only_icons(css: str) -> bool:
    """Whether a style gives the call-outs their icons, drawn in itself, and says nothing else."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    if any(rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root" for rule in rules):
        return False
    lines = [line for rule in rules for line in tinycss2.parse_blocks_contents(rule.content, True, True)]
    return all(line.type == "declaration" and ICONS.fullmatch(line.name) and is_drawing(line.value) for line in lines)


def is_drawing(value: list[tinycss2.ast.Node]) -> bool:
    """Whether a value is one address that holds a drawing."""
    said = [token for token in value if token.type != "whitespace"]
    address = said[0].arguments[0].value if said and said[0].type == "function" and said[0].arguments else ""
    return len(said) == 1 and said[0].lower_name == "url" and address.startswith("data:image/svg+xml")


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def called(node: LexborNode) -> str:
    """An element by its name and first class: "div.md-grid"."""
    first = (node.attributes.get("class") or "").split()[:1]
    return ".".join([str(node.tag), *first])


def brief(node: LexborNode) -> str:
    """An element as a message names it, with the beginning of what it says."""
    mark = f"<{called(node)}>"
    said = node.attributes.get("src") or node.attributes.get("href") or node.attributes.get("content") or node.text()
    words = " ".join((said or "").split())
    return f'{mark} "{words[:40]}{"..." if len(words) > 40 else ""}"' if words else mark
