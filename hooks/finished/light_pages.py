"""Pages get light: a page loads one small stylesheet and one small script; the rest waits for the reader.

All stylesheets of a page become `assets/page.css` (what pages use) and `assets/later.css` (that, and what scripts
add); `overrides/assets/start.js` puts the second in place of the first and loads the theme's scripts when somebody
touches the page. The files themselves are made in light_files.py.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from finished import stylesheets
from finished.pages import STAMP, BuiltPage
from sources import Problem

SHARED = ("address", "keyboard")  # our scripts that stand on every page: start.js holds them
UNUSED = ("clipboard.", "select.version")  # words of the theme for parts that we do not use
AS_IT_IS = "pre, textarea, script, style"  # elements whose spaces are no mere layout
SPACE = re.compile(r"\s*\n\s*")
# Firefox takes rel=next for a wish to load that page already, which the content policy forbids and nobody asked for.
NEEDLESS = "meta[name=generator], link[rel=next], link[rel=prev]"
# What start.js reaches for in pages: by how we call it, a selector, or a word of an inline script.
IN_PAGES = {
    'id="__search"': "#__search",
    'id="__drawer"': "#__drawer",
    'name="__palette"': '[name="__palette"]',
    'data-md-component="search-query"': '[data-md-component="search-query"]',
    'class="md-header__button md-icon" for="__search"': '.md-header__button.md-icon[for="__search"]',
    'name="search"': '[name="search"]',
    "data-md-color-media=": "[data-md-color-media]",
    "data-md-color-scheme=": "[data-md-color-scheme]",
}
IN_INLINE_SCRIPTS = ("__md_get=", "__md_set=")


@dataclass
class Light:
    """What is learnt from the pages while they get light, one after the other. `theme` is the text of its script."""

    theme: str
    names: set[str] = field(default_factory=set)  # all that a selector can name
    found: set[str] = field(default_factory=set)  # of what start.js reaches for
    styles: list[tuple[str, str]] = field(default_factory=list)  # of the page with most: file or ""; text or ""
    scripts: set[str] = field(default_factory=set)  # files of the theme
    worker: str = ""  # the file that searches
    lightbox: str = ""  # how it is started

    def lighten(self, page: BuiltPage) -> Iterator[Problem]:
        """One page; a redirect has nothing to take away."""
        tree = page.tree
        if config := tree.css_first("script#__config"):
            self.names |= stylesheets.names_in(tree)
            self.found |= {name for name, where in IN_PAGES.items() if tree.css_first(where)}
            base = self.one_stylesheet(tree)
            self.one_script(tree, base)
            self.configure(config, base)
            self.less(tree)
        return iter(())

    def one_stylesheet(self, tree: LexborHTMLParser) -> str:
        """Put page.css in the place of all styles; gives the way from the page to the root of the site."""
        first, *others = tree.css("link[rel=stylesheet], style")
        styles = [(in_assets(node.attributes.get("href") or ""), node.text()) for node in (first, *others)]
        self.styles = max(self.styles, styles, key=len)
        base = (first.attributes.get("href") or "").partition("assets/")[0]
        first.attrs["href"] = f"{base}assets/page.css{STAMP}"
        for node in others:
            node.decompose()
        return base

    def one_script(self, tree: LexborHTMLParser, base: str) -> None:
        """Put start.js, which knows what comes later, in the place of the theme's scripts and of those it holds."""
        later = ["later.css", "theme.js", *(["lightbox.js"] if tree.css_first(".glightbox") else [])]
        for node in tree.css("script"):
            file = in_assets(node.attributes.get("src") or "")
            if node.id == "init-glightbox":
                self.lightbox = node.text()
                node.decompose()
            elif not file:
                self.found |= {name for name in IN_INLINE_SCRIPTS if name in node.text()}
            elif "defer" not in node.attributes:
                self.scripts.add(file)
                if "bundle" not in file:
                    node.decompose()
                    continue
                node.attrs["src"] = f"{base}assets/start.js{STAMP}"
                node.attrs["data-later"] = " ".join(f"{base}assets/{name}{STAMP}" for name in later)
                node.attrs["defer"] = ""
            elif file.removeprefix("assets/").removesuffix(".js") in SHARED:
                node.decompose()
            else:
                node.attrs["src"] = f"{base}{file}{STAMP}"

    def configure(self, config: LexborNode, base: str) -> None:
        """Tell the theme's script what it needs to know, and no more."""
        told = json.loads(config.text())
        self.worker = in_assets(told.get("search", ""))
        told["search"] = f"{base}assets/search.js{STAMP}"
        for child in config.iter(include_text=True):
            child.replace_with(brief(told, self.theme))

    def less(self, tree: LexborHTMLParser) -> None:
        """Take away what no reader needs, and let figures further down wait."""
        for node in tree.css(NEEDLESS):
            node.decompose()
        for node in tree.css("[xmlns]"):
            del node.attrs["xmlns"]
        for node in tree.css('svg[viewBox="0 0 24 24"]'):
            # an icon that has a size of its own leaves room for the text when the style does not come
            node.attrs["width"] = node.attrs["height"] = "24"
        for node in tree.css("article img:not([loading])")[1:]:  # only the first figure may be in sight at once
            node.attrs["loading"] = "lazy"
        tree.merge_text_nodes()
        as_it_is = {node.mem_id for part in tree.css(AS_IT_IS) for node in part.traverse(include_text=True)}
        spaced = [
            (node, text)
            for node in tree.css("html")[0].traverse(include_text=True)
            if node.is_text_node and "\n" in (text := node.text_content or "") and node.mem_id not in as_it_is
        ]
        for node, text in spaced:
            node.replace_with(SPACE.sub("\n", text))


def in_assets(address: str) -> str:
    """An address in a page as a path in the site: "../../assets/x.css" is assets/x.css; "" for any other."""
    return "".join(address.partition("assets/")[1:])


def brief(told: dict[str, Any], theme: str) -> str:
    """The configuration without what is not set, words of parts that we do not use, and features that the theme's
    script does not name.
    """
    kept = {name: value for name, value in told.items() if value is not None}
    words, features = kept.get("translations", {}), kept.get("features", [])
    kept["translations"] = {name: said for name, said in words.items() if not name.startswith(UNUSED)}
    kept["features"] = [name for name in features if f'"{name}"' in theme]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
