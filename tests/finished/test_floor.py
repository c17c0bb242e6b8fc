"""The oldest browsers: every form, property, word and name of the built styles and scripts is on the list."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

import floor
from conftest import SITE
from floor import Thing

LIST = floor.Floor(floor.DATA.read_text("utf-8"))


def built() -> tuple[dict[str, str], dict[str, str]]:
    """Every stylesheet and script of the site, inline ones too, each once, with the file where it stands first."""
    styles = {path.read_text("utf-8"): path for path in sorted(SITE.rglob("*.css"))}
    scripts = {path.read_text("utf-8"): path for path in sorted(SITE.rglob("*.js"))}
    for path in sorted([*SITE.rglob("*.html"), *SITE.rglob("*.svg")]):
        page = LexborHTMLParser(path.read_text("utf-8"))
        for node in page.css("style"):
            styles.setdefault(node.text(), path)
        for node in page.css('script:not([src], [type$="json"])'):
            scripts.setdefault(node.text(), path)
    return tuple({text: path.relative_to(SITE).as_posix() for text, path in part.items()} for part in (styles, scripts))


def problems(things: set[Thing], where: str) -> list[str]:
    return sorted(filter(None, (LIST.problem(thing, where) for thing in things)))


def test_styles_ask_for_nothing_that_is_not_on_the_list():
    styles, _ = built()
    assert len(styles) > 10
    assert [line for css, where in styles.items() for line in problems(floor.in_css(css), where)] == []


def test_scripts_ask_for_nothing_that_is_not_on_the_list():
    _, scripts = built()
    assert len(scripts) > 8
    assert [line for code, where in scripts.items() for line in problems(floor.in_script(code), where)] == []
    config = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))["config"]
    assert problems(floor.in_regex(config["separator"]), "mkdocs.yml") == []


def test_no_list_of_selectors_falls_with_one_that_is_too_new():
    """An old browser drops a whole rule for one selector that it does not know."""
    styles, _ = built()
    assert [
        f"{where}: give the newer part a rule of its own: {head}"
        for css, where in styles.items()
        for head in floor.mixed(css, LIST.has)
    ] == []


@pytest.mark.parametrize(
    "css, things",
    [
        ("a:has(b){}", ["selector has()"]),
        ("a,b:open{top:0}", ["selector ,", "selector open", "property top"]),
        ("a::part(x){}", ["selector part()"]),
        ("a{b{}}", ["syntax nesting"]),
        ("a{&:hover{}}", ["syntax nesting", "selector &", "selector hover"]),
        ("a{@media print{}}", ["syntax nesting", "at-rule media", "media print"]),
        ("[x=y i]{}", ["selector =", "selector flag-i"]),
        ("@media (width<9em){}", ["at-rule media", "media width", "syntax range"]),
        ("@layer x{a{top:0}}", ["at-rule layer", "property top"]),
        ("@page{@top-left{top:0}}", ["at-rule page", "at-rule top-left", "property top"]),
        (
            "a{color:color-mix(in oklch,#111,var(--x))}",
            ["property color", "function color-mix", "word color: in", "word color: oklch", "function var"],
        ),
        ("a{top:0;}}", ["property top", "syntax error"]),
        ("a{--x:1dvh}", ["unit dvh"]),
        ("a{display:flex;gap:0}", ["property display", "word display: flex", "property gap", "syntax gap-in-flex"]),
        ("a{display:grid;gap:0}", ["property display", "word display: grid", "property gap"]),
        ("a{text-wrap:balance}", ["property text-wrap", "word text-wrap: balance"]),
    ],
)
def test_every_new_thing_in_a_style_is_seen(css, things):
    assert sorted(f"{kind} {name}" for kind, name in floor.in_css(css)) == sorted(things)


@pytest.mark.parametrize(
    "code, thing",
    [
        ("a.at(-1)", "member at"),
        ("const {at} = a", "member at"),
        ("const {at: b} = a", "member at"),
        ("Object.groupBy(a)", "member Object.groupBy"),
        ("const Object = 1; Object.groupBy(a)", "member groupBy"),
        ("structuredClone(a)", "global structuredClone"),
        ("a ||= b", "form ||="),
        ("a ** b", "form **"),
        ("a?.b", "form optional_chain"),
        ("b = {...a}", "form spread_element-in-object"),
        ("const {a, ...b} = c", "form rest_pattern-in-object_pattern"),
        ("try {} catch {}", "form catch-without-name"),
        ("1_000", "form number-with-_"),
        ("1n", "form number-with-n"),
        ("class A { #a }", "form private_property_identifier"),
        ("class A { a = 1 }", "form field_definition"),
        ("class A { static {} }", "form class_static_block"),
        ("async () => { for await (const a of b) ; }", "form await-in-for_in_statement"),
        ("import('a')", "form import"),
        ("/(?<=a)b/", "regex (?<"),
        ("/(?<a>b)/", "regex named_capturing_group"),
        ("/a/v", "regex flag-v"),
        ("a b c", "form ERROR"),
    ],
)
def test_every_new_thing_in_a_script_is_seen(code, thing):
    assert thing in {f"{kind} {name}" for kind, name in floor.in_script(code)}


def test_a_name_that_a_script_makes_itself_is_no_name_of_the_browser():
    made = """function f(a, [b], {c}, ...d) {
      for (const e of a) { try { var g = (h => h)(e) } catch (i) { f(a, b, c, d, e, g, i) } }
    }"""
    assert not {name for kind, name in floor.in_script(made) if kind == "global"}


def test_the_message_says_what_to_do():
    known = floor.Floor(
        "oldest: {Chrome: 90, Safari: 14, Firefox: 90}\nold: {}\nown: {}\naside: {}\nwords: {}\n"
        "since: {unit: {lh: 109 16.4 120, vh: 20 6 19, dvh: 108 15.4 101 - vh stands before it}}"
    )
    lines = {name: known.problem(Thing("unit", name), "page.css") for name in ("ic", "lh", "vh", "dvh")}
    assert lines == {
        "ic": (
            "page.css: unit `ic` is not in tests/floor.yml. "
            "Look up since when Chrome, Safari and Firefox have it, and add it."
        ),
        "lh": (
            "page.css: unit `lh` is newer than Chrome 90, Safari 14, Firefox 90. "
            "Do without it, or say in tests/floor.yml what a reader has without it."
        ),
        "vh": "",
        "dvh": "",
    }
    assert [name for name in lines if known.has(Thing("unit", name))] == ["vh"]


@pytest.mark.parametrize(
    "css, stays",
    [
        ("a:has(b){top:0}c{top:0}", "c{top:0;}"),
        ("a,b:has(c){top:0}", ""),
        ("a{top:0;mask:none;left:0!important}", "a{top:0;left:0!important;}"),
        ("@media print{a{top:0}b:has(c){top:0}}", "@media print{a{top:0;}}"),
        ("@media (width<9em){a{top:0}}", ""),
        ("@layer x{a{top:0}}", ""),
        ("a{top:0;b{top:0}}", "a{top:0;}"),
        ("@page{margin:1px;@bottom-right{top:0}}", ""),
        ("@supports not (inset:0){a{top:0}}", "@media screen,print{a{top:0;}}"),
        ("@supports not (top:0){a{top:0}}", "@supports not (top:0){a{top:0;}}"),
        ("@supports selector(:has(a)){a{top:0}}", ""),
    ],
)
def test_an_old_browser_drops_what_it_does_not_know(css, stays):
    assert floor.cut(css, LIST.has) == stays


def test_a_list_with_a_newer_part_is_found():
    assert floor.mixed("@media print{a,b:has(c){top:0}}a,b{top:0}a:has(b),c:has(d){top:0}", LIST.has) == ["a,b:has(c)"]
