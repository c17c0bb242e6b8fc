"""Drawings as draw.io, Inkscape and Figma save them: one message says how to save them for others, and what a program
can clean without changing what is drawn becomes a drawing that the guard takes.
"""

from __future__ import annotations

import io
import pathlib

import pytest
import yaml
from PIL import Image, ImageChops

from conftest import ROOT
from guard import drawing_cleaner, drawing_editors, drawings, hosts
from sources import Sources

PATH = "docs/assets/figures/x.svg"
ROWS = yaml.safe_load(pathlib.Path(__file__).with_name("drawings-of-programs.yml").read_text("utf-8"))
CLEAN = [row for row in ROWS if row["becomes"] == "clean"]
OURS = sorted((ROOT / "docs").rglob("*.svg"))
NEAR = 12  # of 255, at the edge of a shape: a place is rounded to a hundredth


def named(rows):
    return pytest.mark.parametrize("row", rows, ids=[row["name"] for row in rows])


@named(ROWS)
def test_a_program_that_saves_for_itself_gets_one_message(row):
    told = [
        *drawings.drawing(PATH, row["svg"].encode()),
        *hosts.hosts({PATH: row["svg"]}, ""),
    ]
    assert [f"what only {row['program']} reads" in problem.what for problem in told] == [True], told
    assert told[0].line == 1 and drawing_editors.EDITORS[row["program"]] in told[0].fix and "dev.py fix" in told[0].fix


@named(CLEAN)
def test_what_is_cleaned_passes_and_stays_as_it_is(row):
    cleaned = drawing_cleaner.cleaned(row["svg"].encode())
    assert list(drawings.drawing(PATH, cleaned)) == []
    assert drawing_cleaner.cleaned(cleaned) == cleaned


@named([row for row in ROWS if row["becomes"] != "clean"])
def test_what_would_be_lost_is_said_and_nothing_is_cleaned(row):
    with pytest.raises(drawing_cleaner.CannotCleanError) as error:
        drawing_cleaner.cleaned(row["svg"].encode())
    assert row["becomes"] in str(error.value)
    told = list(drawing_cleaner.check(Sources({"assets/figures/x.svg": row["svg"].encode()})))
    assert [row["becomes"] in problem.fix and "dev.py fix" not in problem.fix for problem in told] == [True]


@named(CLEAN)
def test_what_is_drawn_stays_the_same(row, browser):
    """As a browser draws it, without the words, whose type is that of the site."""
    page = browser.new_page(viewport={"width": 400, "height": 420})

    def shot(svg: str) -> Image.Image:
        body = svg[svg.index("<svg") :].replace("<text", '<text visibility="hidden"')
        page.set_content(f'<body style="margin:0;background:#fff"><div style="width:400px">{body}</div>')
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    before, after = shot(row["svg"]), shot(drawing_cleaner.cleaned(row["svg"].encode()).decode())
    page.close()
    differs = ImageChops.difference(before, after)
    assert max(high for _, high in differs.getextrema()) <= NEAR, differs.getbbox()
    assert len(before.getcolors(100_000)) > 2


@pytest.mark.parametrize("path", OURS, ids=[path.name for path in OURS])
def test_our_drawings_are_left_alone(path):
    assert drawing_cleaner.cleaned(path.read_bytes()) == path.read_bytes()


@pytest.mark.parametrize(
    "svg",
    [
        b"",
        b"<svg",
        b"\xff\xfe",
        b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns:inkscape="x">&a;</svg>',
        b"<svg><script>x</script></svg>",
        b'<svg viewBox="x" width="a"><g transform="rotate(9)"><text>x</text></g><rect x="1e9" y="%"/></svg>',
        b'<svg><clipPath id="a"><rect width="100%"/></clipPath><text><tspan>a</tspan>b</text></svg>',
        b'<svg><use xlink:href="#a"/><a xlink:href="javascript:x"/><x:y/></svg>',
        b'<svg><g transform="translate(1,2)"><rect x="50%"/><g><path d="M0 0"/></g></g></svg>',
    ],
)
def test_nothing_makes_it_crash_and_what_is_refused_stays_refused(svg):
    try:
        cleaned = drawing_cleaner.cleaned(svg)
    except drawing_cleaner.CannotCleanError:
        return
    assert list(drawings.drawing(PATH, cleaned))


@pytest.mark.parametrize(
    ("line", "hosts_told"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', 0),
        ('<svg xmlns:svg = "http://www.w3.org/2000/svg"/>', 0),
        ("<svg\n  xmlns:xlink=\n  'http://www.w3.org/1999/xlink'/>", 0),
        ('<svg xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"/>', 0),
        ('<svg xmlns:sketch="http://www.bohemiancoding.com/sketch/ns"/>', 0),
        ('<svg xmlns:x="https://evil.example.com/ns"/>', 1),
        ('<svg xmlns="http://www.w3.org/2000/svg"><a href="https://evil.example.com/"/></svg>', 1),
        ('<svg><desc>xmlns="http://www.w3.org@evil.example.com/"</desc></svg>', 1),
    ],
)
def test_a_namespace_is_no_link(line, hosts_told):
    told = list(hosts.hosts({PATH: line}, ""))
    assert len(told) == hosts_told and all("evil.example.com" in problem.what for problem in told)
