"""Pages get light. A page loads one small stylesheet and one small script; the rest waits
for the reader.

All stylesheets of a page, in their order, become `assets/page.css` (what pages use) and `assets/later.css` (that, and
what scripts add); `overrides/assets/start.js` puts the second in place of the first and loads the theme's scripts when
somebody touches the page. What this relies on is checked: a new version of the theme that has other names stops the
build with a sentence.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import pathlib
import re
from collections.abc import Collection, Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from finished import stylesheets
from sources.problems import Problem

HERE = "hooks/finished/light_pages.py"
STYLE = re.compile(
    r"<link\b(?=[^>]*\brel=\"?stylesheet\b)[^>]*\bhref=\"(?P<href>[^\"]+)\"[^>]*>|<style\b[^>]*>(?P<text>.*?)</style>",
    re.S,
)
SCRIPT = re.compile(r"<script src=\"(?P<src>[^\"]+)\"></script>")
OWN = re.compile(r"<script src=\"[^\"]*assets/(?P<name>\w+)\.js\" defer(?:=\"\")?></script>")
LIGHTBOX = re.compile(r"<script id=\"init-glightbox\">(?P<text>.*?)</script>", re.S)
# Firefox takes rel=next for a wish to load that page already, which the content policy forbids and nobody asked for.
NEEDLESS = re.compile(
    r'\sxmlns="http://www\.w3\.org/2000/svg"|<meta name="generator"[^>]*>|<link rel="(?:next|prev)"[^>]*>'
)
# An icon that has a size of its own leaves room for the text when the style does not come.
ICON = ('viewBox="0 0 24 24">', 'viewBox="0 0 24 24" width="24" height="24">')
UNUSED = ("clipboard.", "select.version")
AS_IT_IS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.S)
# The search index is asked for when search opens: the theme has that for pages on disk only.
SEARCH_AT_START = re.compile(r"\(location\.protocol!==\"file:\"\)(?=,\w+\(\"search\"\))")
# The lightbox keeps the place of the scrollbar by a style that the content policy forbids; extra.css does it.
SCROLLBAR = re.compile(
    r'if\(\w>0\)\{var (\w)=document\.createElement\("style"\);[^{}]*\{[^{}]*\}"\),[^{}]*"gscrollbar-fixer"\)\}'
)
# The last line of a stylesheet, by which start.js knows that all of it has come.
LAST = ":root{{--style:{}}}"
# The theme takes every link[rel=alternate] for a translation and asks for its site map; ours is the feed.
TRANSLATIONS = '"link[rel=alternate]"'
# What start.js reaches for, in pages and in the theme's script.
IN_PAGES = (
    'id="__search"',
    'id="__drawer"',
    'name="__palette"',
    'data-md-component="search-query"',
    'class="md-header__button md-icon" for="__search"',
    'name="search"',
    "__md_get=",
    "__md_set=",
    "data-md-color-media=",
    "data-md-color-scheme=",
)
IN_SCRIPT = ('__md_set("__palette"', '__md_get("__palette"', "nextElementSibling", "window.document$=")


def lighten(html: str, later: list[str], shared: Collection[str], theme: str) -> str:
    """A page with one stylesheet and start.js, which holds the `shared` scripts and knows what comes later; spaces
    between lines taken out.

    `theme` is the theme's script.
    """
    styles, scripts = list(STYLE.finditer(html)), list(SCRIPT.finditer(html))
    if not styles or not scripts:
        return html
    base = re.sub(r"assets/.*", "", styles[0]["href"])
    config = configuration(html)
    html = html.replace(config, brief(config, theme)) if config else html
    first = iter([f'<link rel="stylesheet" href="{base}assets/page.css">'])
    html = STYLE.sub(lambda match: next(first, ""), html)
    start = iter(
        [f'<script src="{base}assets/start.js" data-later="{" ".join(base + path for path in later)}" defer></script>']
    )
    bundle = scripts[-1][0]
    html = SCRIPT.sub(lambda match: next(start) if match[0] == bundle else "", LIGHTBOX.sub("", html))
    html = OWN.sub(lambda match: "" if match["name"] in shared else match[0], html)
    head, article, body = html.partition("<article")
    images = itertools.count()  # only the first figure may be in sight at once
    html = (
        head
        + article
        + re.sub(
            r"<img (?![^>]*loading=)", lambda match: match[0] if next(images) == 0 else '<img loading="lazy" ', body
        )
    )
    parts = AS_IT_IS.split(html)  # text, whole element, its name, text, ...
    return "".join(
        part if at % 3 == 1 else re.sub(r"\s*\n\s*", "\n", NEEDLESS.sub("", part).replace(*ICON))
        for at, part in enumerate(parts)
        if at % 3 < 2
    )


def in_assets(address: str) -> str:
    """An address in a page as a path in the site: "../../assets/x.css" is assets/x.css."""
    return re.sub(r".*?(?=assets/)", "", address)


def configuration(html: str) -> str:
    """What a page tells the theme's script, as JSON; empty when it tells nothing."""
    config = LexborHTMLParser(html).css_first("script#__config")
    return config.text() if config else ""


def search_worker(html: str) -> str:
    """The script that searches, as the page's configuration for the theme names it; empty when it names none."""
    return in_assets(json.loads(configuration(html) or "{}").get("search", ""))


def brief(config: str, theme: str) -> str:
    """The configuration without what is not set, words of parts that we do not use, and features that the theme's
    script does not name.
    """
    told = {name: value for name, value in json.loads(config or "{}").items() if value is not None}
    told["translations"] = {
        name: words for name, words in told.get("translations", {}).items() if not name.startswith(UNUSED)
    }
    told["features"] = [name for name in told.get("features", []) if f'"{name}"' in theme]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def terse(script: str) -> str:
    """A script without its comment lines and indents."""
    return "\n".join(line.strip() for line in script.splitlines() if line.strip() and not line.strip().startswith("//"))


def missing(pages: Iterable[str], names: set[str], styled: set[str], scripts: str) -> Iterator[Problem]:
    """What the theme no longer has, or no longer calls so, of all that a light page relies on."""
    for name in IN_PAGES:
        if not any(name in html for html in pages):
            yield Problem(
                HERE,
                0,
                0,
                f"no page has {name} any more, which overrides/assets/start.js relies on.",
                "The theme changed: adapt both.",
            )
    for name in IN_SCRIPT:
        if name not in scripts:
            yield Problem(
                HERE,
                0,
                0,
                f"the theme's script has no {name} any more, which start.js relies on.",
                "The theme changed: adapt both.",
            )
    if not SEARCH_AT_START.search(scripts):
        yield Problem(
            HERE,
            0,
            0,
            "the theme's script asks for the search index in a new way.",
            "Adapt SEARCH_AT_START in hooks/finished/light_pages.py.",
        )
    if TRANSLATIONS not in scripts:
        yield Problem(
            HERE,
            0,
            0,
            "the theme's script looks for translations in a new way.",
            "Adapt TRANSLATIONS in hooks/finished/light_pages.py.",
        )
    used = names | {"." + word for word in stylesheets.WORD.findall(scripts)}
    for name in sorted(name for name in used - styled if name.startswith(".md-") and not name.endswith("-")):
        yield Problem(
            HERE,
            0,
            0,
            f"no stylesheet says how {name} looks, so a part of the page would stand there bare.",
            "The theme changed: compare its stylesheet with its templates.",
        )


@functools.lru_cache(maxsize=2)
def sheets(css: str, names: frozenset[str], own: str, ours: str, scripts: str) -> tuple[str, str]:
    """page.css and later.css; kept while serving, until a name or a style changes.

    Our own scripts (`own`) add parts at once, and only what our own styles (`ours`) dress; parts of the theme come with
    its scripts.
    """
    words = stylesheets.words_in_script(own) & set(stylesheets.WORD.findall(ours))
    return (
        stylesheets.cut(css, stylesheets.knows(names, words), own),
        stylesheets.cut(css, stylesheets.knows(names, stylesheets.words_in_script(own + scripts)), own + scripts),
    )


def lighten_all(site: pathlib.Path) -> Iterator[Problem]:
    """Runs before the steps that read the finished pages."""
    texts = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: html for path, html in texts.items() if 'id="__config"' in html}
    longest = max(pages.values(), key=lambda html: len(STYLE.findall(html)), default="")
    files = [in_assets(match["href"] or "") for match in STYLE.finditer(longest)]
    scripts = {path: [in_assets(match["src"]) for match in SCRIPT.finditer(html)] for path, html in pages.items()}
    every = sorted(set().union(*scripts.values()))
    bundle = next((name for name in every if "bundle" in name), "")
    worker = search_worker(longest)
    if (
        not bundle
        or not worker
        or not any(files)
        or not all((site / name).is_file() for name in {*files, *every, worker} - {""})
    ):
        yield Problem(
            HERE,
            0,
            0,
            "pages do not name the theme's styles and scripts as they did.",
            "The theme changed: adapt this file.",
        )
        return
    css = "\n".join(
        re.sub(r"/\*# source.*?\*/", "", (site / file).read_text("utf-8")) if file else match["text"]
        for file, match in zip(files, STYLE.finditer(longest), strict=True)
    )
    code = {name: (site / name).read_text("utf-8") for name in every}
    styled = stylesheets.names_in_css(css)
    attributes = "|".join(sorted({re.escape(name[1:].partition("=")[0]) for name in styled if name.startswith("[")}))
    names = set().union(*(stylesheets.names_in_html(html, attributes) for html in pages.values()))
    yield from missing(pages.values(), names, styled, "\n".join(code.values()))

    lazy = SEARCH_AT_START.sub("(!1)", code[bundle]).replace(TRANSLATIONS, '"link[rel=alternate][hreflang]"')
    lightbox = [name for name in every if "glightbox" in name]
    own_scripts = {path.name: terse(path.read_text("utf-8")) for path in sorted((site / "assets").glob("*.js"))}
    own = "\n".join(own_scripts.values())
    ours = (site / "assets" / "extra.css").read_text("utf-8")
    page, later = sheets(css, frozenset(names & styled), own, ours, "\n".join(code.values()))
    shared = [
        name for name in OWN.findall(longest) if all(f"assets/{name}.js" in html for html in pages.values())
    ]  # on every page: one request for all
    start = "\n".join(own_scripts[f"{name}.js"] for name in ("start", *shared))
    # names that an upgrade of the theme does not change: a page that was opened before it still finds its scripts
    renamed = {bundle: "assets/theme.js", worker: "assets/search.js"}
    late = {"theme.js": lazy, "search.js": (site / worker).read_text("utf-8")}
    if starts := LIGHTBOX.search(longest):
        parts, count = SCROLLBAR.subn("", "\n".join(code[name] for name in lightbox))
        late["lightbox.js"] = parts + "\n" + starts["text"]
        if not count:
            yield Problem(
                HERE,
                0,
                0,
                "the lightbox keeps the place of the scrollbar in a new way.",
                "Adapt SCROLLBAR in hooks/finished/light_pages.py.",
            )
    for name, text in {
        **own_scripts,
        "page.css": page + LAST.format("page"),
        "later.css": later + LAST.format("later"),
        "start.js": start,
        **late,
    }.items():
        (site / "assets" / name).write_text(text, "utf-8")
    for name in {*files, *lightbox, *renamed, *(f"assets/{name}.js" for name in shared)} - {""}:
        (site / name).unlink()
    # the stamp keeps a page from meeting a style or script of another version in a browser's cache
    stamps = {
        f"assets/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        for path in (site / "assets").iterdir()
        if path.suffix in (".css", ".js")
    }
    named = re.compile(rf"({'|'.join(map(re.escape, stamps))})(?=[\" ])")
    for path, html in pages.items():
        wanted = ["assets/later.css", *(renamed.get(name, name) for name in scripts[path] if name not in lightbox)]
        wanted += ["assets/lightbox.js"] if 'class="glightbox"' in html else []
        html = lighten(html, wanted, shared, code[bundle]).replace(worker, renamed[worker])
        path.write_text(named.sub(lambda match: f"{match[0]}?{stamps[match[0]]}", html), "utf-8")
