"""The styles and scripts of light pages: cut, joined, under names that an upgrade of the theme does not change.

What this relies on is checked: a new version of the theme that has other names stops the build with a sentence.
"""

import hashlib
import json
import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import tinycss2

from finished import stylesheets
from finished.light_pages import IN_INLINE_SCRIPTS, IN_PAGES, SHARED, Light
from finished.search_slips import terse
from sources import Problem
from sources.kept import kept

HERE = "hooks/finished/light_files.py"
# The search index is asked for when search opens: the theme has that for pages on disk only.
SEARCH_AT_START = re.compile(r"\(location\.protocol!==\"file:\"\)(?=,\w+\(\"search\"\))")
# The lightbox keeps the place of the scrollbar by a style that the content policy forbids; extra.css does it.
SCROLLBAR = re.compile(
    r'if\(\w>0\)\{var (\w)=document\.createElement\("style"\);[^{}]*\{[^{}]*\}"\),[^{}]*"gscrollbar-fixer"\)\}'
)
# The theme takes every link[rel=alternate] for a translation and asks for its site map; ours is the feed.
TRANSLATIONS = '"link[rel=alternate]"'
# What start.js reaches for in the theme's script.
IN_SCRIPT = ('__md_set("__palette"', '__md_get("__palette"', "nextElementSibling", "window.document$=")
# The last line of a stylesheet, by which start.js knows that all of it has come.
LAST = ":root{{--style:{}}}"


def theme(site: pathlib.Path) -> str:
    """The theme's script; empty where it is not where it was."""
    return "".join(path.read_text("utf-8") for path in site.glob("assets/javascripts/bundle.*.js"))


def changed(what: str, fix: str = "The theme changed: adapt both.") -> Problem:
    """The theme is no longer as it was."""
    return Problem(HERE, 0, 0, what, fix)


def missing(light: Light, styled: set[str], scripts: str) -> Iterator[Problem]:
    """What the theme no longer has, or no longer calls so, of all that a light page relies on."""
    for name in (*IN_PAGES, *IN_INLINE_SCRIPTS):
        if name not in light.found:
            yield changed(f"no page has {name} any more, which overrides/assets/start.js relies on.")
    for name in IN_SCRIPT:
        if name not in scripts:
            yield changed(f"the theme's script has no {name} any more, which start.js relies on.")
    if not SEARCH_AT_START.search(scripts):
        yield changed("the theme's script asks for the search index in a new way.", f"Adapt SEARCH_AT_START in {HERE}.")
    if TRANSLATIONS not in scripts:
        yield changed("the theme's script looks for translations in a new way.", f"Adapt TRANSLATIONS in {HERE}.")
    if light.lightbox and not SCROLLBAR.search(scripts):
        yield changed("the lightbox keeps the place of the scrollbar in a new way.", f"Adapt SCROLLBAR in {HERE}.")
    used = light.names | {"." + word for word in stylesheets.WORD.findall(scripts)}
    for name in sorted(name for name in used - styled if name.startswith(".md-") and not name.endswith("-")):
        yield changed(
            f"no stylesheet says how {name} looks, so a part of the page would stand there bare.",
            "The theme changed: compare its stylesheet with its templates.",
        )


def sheets(css: str, names: set[str], own: str, ours: str, scripts: str) -> tuple[set[str], str, str]:
    """All that the styles name, page.css, and later.css.

    Our own scripts (`own`) add parts at once, and only what our own styles (`ours`) dress; parts of the theme come with
    its scripts.
    """

    def cut() -> bytes:
        styled, every = stylesheets.names_in_css(css), own + scripts
        words = stylesheets.words_in_script(own) & set(stylesheets.WORD.findall(ours))
        page = stylesheets.cut(css, stylesheets.knows(names, words), own)
        later = stylesheets.cut(css, stylesheets.knows(names, stylesheets.words_in_script(every)), every)
        return json.dumps([sorted(styled), page, later]).encode()

    program = [pathlib.Path(file).read_bytes() for file in (__file__, stylesheets.__file__)]
    texts = [text.encode() for text in (tinycss2.__version__, css, *sorted(names), own, ours, scripts)]
    styled, page, later = json.loads(kept("styles", [*program, *texts], cut))
    return set(styled), page, later


@dataclass
class Theirs:
    """What the theme has: its styles in one, its script, the lightbox's, and all files in whose place ours come."""

    css: str
    bundle: str
    lightbox: str
    files: set[str]


def theirs(site: pathlib.Path, light: Light) -> Theirs | None:
    """What the theme has, by what pages name; None where that is not there."""
    files = {file for file, _ in light.styles} | light.scripts | {light.worker}
    bundles = [name for name in light.scripts if "bundle" in name]
    if not bundles or not light.worker or files == light.scripts | {light.worker, ""}:
        return None
    try:
        text = {name: (site / name).read_text("utf-8") for name in files - {""}}
    except OSError:
        return None
    styles = (re.sub(r"/\*# source.*?\*/", "", text[file]) if file else said for file, said in light.styles)
    boxes = [text[name] for name in sorted(light.scripts.difference(bundles))]
    return Theirs("\n".join(styles), text[bundles[0]], "\n".join(boxes), files - {""})


def write(site: pathlib.Path, light: Light) -> tuple[dict[str, str], list[Problem]]:
    """Write all files, take away those in whose place they come; gives a version of each by its name, and problems.

    Where the theme cannot be read nothing is written, and there are no versions.
    """
    if not (old := theirs(site, light)):
        what = "pages do not name the theme's styles and scripts as they did."
        return {}, [changed(what, "The theme changed: adapt this file.")]
    ours = {path.stem: terse(path.read_text("utf-8")) for path in sorted((site / "assets").glob("*.js"))}
    own, code = "\n".join(ours.values()), f"{old.bundle}\n{old.lightbox}".rstrip("\n")
    styled, page, later = sheets(old.css, light.names, own, (site / "assets/extra.css").read_text("utf-8"), code)
    worker = (site / light.worker).read_text("utf-8")
    made = {
        **{f"{name}.js": text for name, text in ours.items() if name not in SHARED},
        "start.js": "\n".join(ours[name] for name in ("start", *SHARED)),  # on every page: one request for all
        "page.css": page + LAST.format("page"),
        "later.css": later + LAST.format("later"),
        "theme.js": SEARCH_AT_START.sub("(!1)", old.bundle).replace(TRANSLATIONS, '"link[rel=alternate][hreflang]"'),
        "search.js": worker,
    }
    if light.lightbox:
        made["lightbox.js"] = f"{SCROLLBAR.sub('', old.lightbox)}\n{light.lightbox}"
    for name in {*old.files, *(f"assets/{name}.js" for name in SHARED)}:
        (site / name).unlink()
    for name, text in made.items():
        (site / "assets" / name).write_text(text, "utf-8")
    # a version keeps a page from meeting a style or script of another one in a browser's cache
    versions = {f"assets/{name}": hashlib.sha256(text.encode()).hexdigest()[:8] for name, text in made.items()}
    return versions, list(missing(light, styled, code))
