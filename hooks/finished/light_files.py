"""The styles and scripts of light pages: cut, joined, under names that an upgrade of the theme does not change.

What no page names is taken away. What this relies on is checked: a new version of the theme that has other names stops
the build with a sentence.
"""

import hashlib
import pathlib
import re

import tinycss2

from finished import stylesheets
from finished.light_pages import IN_INLINE_SCRIPTS, IN_PAGES, SHARED, Light
from finished.search_slips import terse
from sources import Problem
from sources.disk_cache import cached_json

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
BOTH = "The theme changed: adapt both."


def theme(site: pathlib.Path) -> str:
    """The theme's script; empty where it is not where it was."""
    return "".join(path.read_text("utf-8") for path in site.glob("assets/javascripts/bundle.*.js"))


def missing(light: Light, styled: set[str], scripts: str) -> list[Problem]:
    """What the theme no longer has, or no longer calls so, of all that a light page relies on."""
    used = light.names | {"." + word for word in stylesheets.WORD.findall(scripts)}
    bare = sorted(name for name in used - styled if name.startswith(".md-") and not name.endswith("-"))
    rows: list[tuple[object, str, str]] = [  # whether it is there, what is wrong where it is not, what to do then
        *(
            (name in light.found, f"no page has {name} any more, which overrides/assets/start.js relies on.", BOTH)
            for name in (*IN_PAGES, *IN_INLINE_SCRIPTS)
        ),
        *(
            (name in scripts, f"the theme's script has no {name} any more, which start.js relies on.", BOTH)
            for name in IN_SCRIPT
        ),
        (
            SEARCH_AT_START.search(scripts),
            "the theme's script asks for the search index in a new way.",
            f"Adapt SEARCH_AT_START in {HERE}.",
        ),
        (
            TRANSLATIONS in scripts,
            "the theme's script looks for translations in a new way.",
            f"Adapt TRANSLATIONS in {HERE}.",
        ),
        (
            not light.lightbox or SCROLLBAR.search(scripts),
            "the lightbox keeps the place of the scrollbar in a new way.",
            f"Adapt SCROLLBAR in {HERE}.",
        ),
        *(
            (
                False,
                f"no stylesheet says how {name} looks, so a part of the page would stand there bare.",
                "The theme changed: compare its stylesheet with its templates.",
            )
            for name in bare
        ),
    ]
    return [Problem(HERE, 0, 0, what, fix) for there, what, fix in rows if not there]


def cut(css: str, names: set[str], own: str, ours: str, scripts: str) -> tuple[set[str], str, str]:
    """All that the styles name, page.css, and later.css.

    Our own scripts (`own`) add parts at once, and only what our own styles (`ours`) dress; parts of the theme come with
    its scripts.
    """

    def work_out() -> tuple[list[str], str, str]:
        styled, every = stylesheets.names_in_css(css), own + scripts
        words = stylesheets.words_in_script(own) & set(stylesheets.WORD.findall(ours))
        page = stylesheets.cut(css, stylesheets.knows(names, words), own)
        later = stylesheets.cut(css, stylesheets.knows(names, stylesheets.words_in_script(every)), every)
        return sorted(styled), page, later

    program = [*map(pathlib.Path, (__file__, stylesheets.__file__)), tinycss2.__version__]
    styled, page, later = cached_json("styles", [*program, css, sorted(names), own, ours, scripts], work_out)
    return set(styled), page, later


def write(site: pathlib.Path, light: Light) -> tuple[dict[str, str], list[Problem]]:
    """Write all files, take away those in whose place they come; gives a version of each by its name, and problems.

    Where the theme cannot be read nothing is written, and there are no versions.
    """
    sheets = {file for file, _ in light.styles if file} or {""}
    bundle = next((name for name in light.scripts if "bundle" in name), "")
    try:  # what no page has named is called "", which cannot be read
        theirs = {name: (site / name).read_text("utf-8") for name in {*sheets, *light.scripts, bundle, light.worker}}
    except OSError:
        what = "pages do not name the theme's styles and scripts as they did."
        return {}, [Problem(HERE, 0, 0, what, "The theme changed: adapt this file.")]
    ours = {path.stem: terse(path.read_text("utf-8")) for path in sorted((site / "assets").glob("*.js"))}
    own = "\n".join(ours.values())
    lightbox = "\n".join(theirs[name] for name in sorted(light.scripts - {bundle}))
    css = re.sub(r"/\*# source.*?\*/", "", "\n".join(theirs.get(file, said) for file, said in light.styles))
    code = f"{theirs[bundle]}\n{lightbox}"
    styled, page, later = cut(css, light.names, own, (site / "assets/extra.css").read_text("utf-8"), code)
    made = {
        **{f"{name}.js": text for name, text in ours.items() if name not in SHARED},
        "start.js": "\n".join(ours[name] for name in ("start", *SHARED)),  # on every page: one request for all
        "page.css": page + LAST.format("page"),
        "later.css": later + LAST.format("later"),
        "theme.js": SEARCH_AT_START.sub("(!1)", theirs[bundle]).replace(
            TRANSLATIONS, '"link[rel=alternate][hreflang]"'
        ),
        "search.js": theirs[light.worker],
    }
    if light.lightbox:
        made["lightbox.js"] = f"{SCROLLBAR.sub('', lightbox)}\n{light.lightbox}"
    for name in {*theirs, *(f"assets/{name}.js" for name in SHARED)}:
        (site / name).unlink()
    for name, text in made.items():
        (site / "assets" / name).write_text(text, "utf-8")
    # a version keeps a page from meeting a style or script of another one in a browser's cache
    versions = {f"assets/{name}": hashlib.sha256(text.encode()).hexdigest()[:8] for name, text in made.items()}
    return versions, missing(light, styled, code)


def tidy(site: pathlib.Path, pages: str) -> None:
    """Take away what no reader is ever sent: files of the theme that no page names, and folders that are empty then."""
    for folder in ("images", "javascripts", "stylesheets"):  # the theme's; ours are elsewhere
        for path in sorted([site / "assets" / folder, *(site / "assets" / folder).rglob("*")], reverse=True):
            if path.is_file() and path.name not in pages:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
