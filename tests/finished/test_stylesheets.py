"""Which rules of a stylesheet stay, one row each, and what an upgrade of the theme may not change unnoticed."""

from __future__ import annotations

import json
import pathlib

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SITE
from finished import light_files, light_pages, stylesheets
from finished.pages import BuiltPage

HTML = (
    '<html dir="ltr"><body data-scheme="slate"><p class="a b" id="x"><input type="radio">'
    "<svg class=c></svg><img src='a.svg#dark'><details><a>"
)
NAMES = stylesheets.names_in(LexborHTMLParser(HTML))
SCRIPT = 'el.classList.add("late"); "shape-" + skin; cssEffects = {in: "zoomIn"}'
ROWS = [
    # the stylesheet, what stays of it
    (".a{color:red}", ".a{color:red}"),
    (".gone{color:red}", ""),
    ("#x{color:red}#y{color:red}", "#x{color:red}"),
    (".a.gone,.b>p{color:red}", ".b>p{color:red}"),
    ("p.c~.b{color:red}", "p.c~.b{color:red}"),
    ("table{color:red}p{color:red}", "p{color:red}"),
    ("*,::before{color:red}", "*,::before{color:red}"),
    ("[hidden]{display:none}details[open]>p{margin:0}", "[hidden]{display:none}details[open]>p{margin:0}"),
    ("[dir=rtl] p{left:0}[dir=ltr] p{left:1px}", "[dir=ltr] p{left:1px}"),
    ('[data-scheme="default"] a{left:0}[data-scheme="slate"] a{left:0}', '[data-scheme="slate"] a{left:0}'),
    ("[data-scheme] a{left:0}[data-gone] a{left:0}", "[data-scheme] a{left:0}"),
    ('[src$="#dark"]{left:0}[src$="#gone"]{left:0}', '[src$="#dark"]{left:0}'),
    ('[class^="ic"]{left:0}[href$=".pdf"]{left:0}', '[class^="ic"]{left:0}[href$=".pdf"]{left:0}'),
    ("p:is(.gone,.a){left:0}p:is(.gone,.lost){left:0}:where(.gone){left:0}", "p:is(.gone,.a){left:0}"),
    ("p:not(.gone){left:0}", "p:not(.gone){left:0}"),
    ("p:has(>.gone){left:0}p:has(>svg.c){left:0}", "p:has(>svg.c){left:0}"),
    ("p:nth-child(2):hover::after{left:0}", "p:nth-child(2):hover::after{left:0}"),
    ("a:-moz-x,.gone{left:0}", "a:-moz-x,.gone{left:0}"),  # a browser that drops the whole rule must go on doing so
    ("@media print{.a{left:0}.gone{left:0}}", "@media print{.a{left:0}}"),
    ("@media print{.gone{left:0}}", ""),
    ("@layer x{ }.a{left:0}", "@layer x{}.a{left:0}"),  # it says in which order layers count
    ("@supports (mask:none){@media screen{.b{left:0}}}", "@supports (mask:none){@media screen{.b{left:0}}}"),
    ('@page{margin:1cm}@charset "utf-8";', "@page{margin:1cm}"),
    (
        "@keyframes in{to{top:0}}@keyframes out{to{top:0}}.a{animation:in 1s}",
        "@keyframes in{to{top:0}}.a{animation:in 1s}",
    ),
    (":root{--a:1;--b:var(--a);--c:2}.a{left:var(--b)}", ":root{--a:1;--b:var(--a)}.a{left:var(--b)}"),
    (':root{--c:url("a;b}c")}.a{left:var(--c)!important}', ':root{--c:url("a;b}c")}.a{left:var(--c)!important}'),
    ("/* .a */ .a { /* x */ left : 0 ; }", ".a{left:0}"),
    ('.a{left:0.5em;top:-0.5em;right:10.5px;content:"0.5"}', '.a{left:.5em;top:-.5em;right:10.5px;content:"0.5"}'),
    (".md\\:x{left:0}.a{&:hover{left:0}}", ".a{&:hover{left:0}}"),
    (".a{left:0}.b{left:1px}.a{left:2px}", ".a{left:0}.b{left:1px}.a{left:2px}"),  # the order is the meaning
]
LATER = [
    (".late{left:0}", True),
    (".shape-clean{left:0}", True),
    (".gzoomIn{left:0}", True),
    (".later{left:0}", False),
    (".a .late{left:0}", True),
]


@pytest.mark.parametrize("css, stays", ROWS)
def test_rules_that_can_meet_the_page_stay(css, stays):
    assert stylesheets.cut(css, stylesheets.knows(NAMES)) == stays


@pytest.mark.parametrize("css, stays", LATER)
def test_rules_for_what_scripts_add_stay_in_the_second_sheet(css, stays):
    known = stylesheets.knows(NAMES, stylesheets.words_in_script(SCRIPT))
    assert (stylesheets.cut(css, known) == css) is stays
    assert stylesheets.cut(css, stylesheets.knows(NAMES)) == ""


PACKAGE = pathlib.Path(material.__file__).parent / "templates" / "assets"
CSS = "\n".join(
    path.read_text("utf-8") for path in (*sorted(PACKAGE.glob("stylesheets/*.css")), ROOT / "docs/assets/extra.css")
)
BUNDLE = next(PACKAGE.glob("javascripts/bundle.*.js")).read_text("utf-8")
PAGE = (SITE / "effects" / "mechanical" / "index.html").read_text("utf-8")


def lightened(html: str, theme: str = "") -> tuple[str, light_pages.Light]:
    """A page that got light, and what was learnt from it."""
    light, page = light_pages.Light(theme), BuiltPage("index.html", LexborHTMLParser(html))
    assert list(light.lighten(page)) == []
    return page.tree.html, light


def of_theme(css: str, page: str, script: str) -> list[str]:
    """The problems that a theme of these three would be."""
    _, light = lightened(page)
    return [str(problem) for problem in light_files.missing(light, stylesheets.names_in_css(css), script)]


def test_the_theme_of_today_is_no_problem():
    assert of_theme(CSS, PAGE, BUNDLE) == []


@pytest.mark.parametrize(
    "where, old, new, message",
    [
        (
            0,
            ".md-footer__inner",
            ".md-foot__inner",
            "no stylesheet says how .md-footer__inner looks, so a part of the page would stand there bare.",
        ),
        (0, ".md-tooltip2", ".md-tip", "no stylesheet says how .md-tooltip2 looks"),
        (
            1,
            'id="__search"',
            'id="__find"',
            'no page has id="__search" any more, which overrides/assets/start.js relies on.',
        ),
        (2, "window.document$", "window.doc$", "the theme's script has no window.document$= any more"),
        (
            2,
            'location.protocol!=="file:"',
            'url.protocol!=="file:"',
            "asks for the search index in a new way. Adapt SEARCH_AT_START",
        ),
        (2, "link[rel=alternate]", "link[hreflang]", "looks for translations in a new way. Adapt TRANSLATIONS"),
    ],
)
def test_what_an_upgrade_renames_is_said(where, old, new, message):
    parts = [CSS, PAGE, BUNDLE]
    assert old in parts[where]
    parts[where] = parts[where].replace(old, new)
    found = of_theme(*parts)
    assert any(message in line for line in found) and all(
        line.startswith("hooks/finished/light_files.py: ") for line in found
    ), found


@pytest.mark.parametrize(
    "page",
    [
        "<p>no theme</p>",
        '<link rel="stylesheet" href="assets/gone.css"><i id="__config"><script src="assets/bundle.js"></script>',
    ],
)
def test_a_theme_that_cannot_be_read_is_said(page, tmp_path):
    (tmp_path / "index.html").write_text(page)
    _, light = lightened(page)
    stamps, problems = light_files.write(tmp_path, light)
    found = "\n".join(map(str, problems))
    assert stamps == {}
    assert "hooks/finished/light_files.py: pages do not name the theme's styles and scripts as they did." in found
    assert (tmp_path / "index.html").read_text() == page


def test_a_page_gets_one_stylesheet_one_script_and_keeps_its_text():
    html = """<html><head>
      <link rel="stylesheet" href="../assets/main.css">
      <link href="../assets/box.css" rel="stylesheet"><script src="../assets/box.js"></script>
      <style id="glightbox-style">i { left: 0 }</style></head>
    <img><article><img src="1"><p>one
       <img src="2"> two </p><pre>a
       b</pre> <script>x = 1
       y</script>
    </article><script id="__config">{"search": "../assets/worker.js", "x": null}</script>
    <script src="../assets/bundle.js"></script><script src="../assets/own.js" defer></script>
    <script src="../assets/keyboard.js" defer></script><script id="init-glightbox">GLightbox()</script>"""
    text, light = lightened(html)
    assert text.split("\n") == [
        "<html><head>",
        '<link rel="stylesheet" href="../assets/page.css?STAMP">',
        "</head>",
        '<body><img><article><img src="1"><p>one',
        '<img src="2" loading="lazy"> two </p><pre>a',
        "       b</pre> <script>x = 1",
        "       y</script>",
        (
            '</article><script id="__config">{"search":"../assets/search.js?STAMP","translations":{},"features":[]}'
            "</script>"
        ),
        (
            '<script src="../assets/start.js?STAMP" data-later="../assets/later.css?STAMP ../assets/theme.js?STAMP"'
            ' defer=""></script><script src="../assets/own.js?STAMP" defer=""></script>'
        ),
        "</body></html>",
    ]
    assert light.styles == [("assets/main.css", ""), ("assets/box.css", ""), ("", "i { left: 0 }")]
    assert light.scripts == {"assets/box.js", "assets/bundle.js"} and light.lightbox == "GLightbox()"
    assert "<p>a redirect</p>" in lightened("<p>a redirect</p>")[0]


def test_a_page_tells_the_theme_only_what_it_uses():
    told = (
        '{"annotate": null, "base": "..", "features": ["content.a", "content.b"], '
        '"translations": {"clipboard.copy": "Copy", "search.result.none": "None"}}'
    )
    assert (
        light_pages.brief(json.loads(told), 'has("content.b")')
        == '{"base":"..","features":["content.b"],"translations":{"search.result.none":"None"}}'
    )
