"""Every attack of attacks_on_drawings.py is named with its file and line, and our own drawings are no problem."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import attacks_on_drawings as attacks
import pytest

from conftest import ROOT
from guard import drawing_places, drawings
from processor import within

OURS = sorted((ROOT / "docs").rglob("*.svg"))


@pytest.mark.parametrize(
    ("path", "old", "new", "message"), [row[1:] for row in attacks.ROWS], ids=[row[0] for row in attacks.ROWS]
)
def test_an_attack_by_a_drawing_is_named_with_its_line(path, old, new, message):
    before = (ROOT / path).read_text("utf-8")
    assert old in before, "the row does not fit the file"
    found = [*drawings.drawing(path, before.replace(old, new, 1).encode())]
    hits = [problem for problem in found if message in problem.what]
    assert hits and all(problem.path == path and problem.line and problem.fix for problem in hits), found


def test_no_way_to_attack_fills_the_table():
    ways = [name.partition(":")[0] for name, *_ in attacks.ROWS]
    assert len({*ways}) >= 10 and max(map(ways.count, ways)) <= 6


@pytest.mark.parametrize("path", OURS, ids=[path.name for path in OURS])
def test_our_drawings_are_no_problem(path):
    assert list(drawings.drawing(str(path.relative_to(ROOT)), path.read_bytes())) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (attacks.WORDS, attacks.WORDS + attacks.said(60, 490, ' class="t b"', "near the neck")),
        (attacks.STYLE, ".n { fill: var(--blush); stroke: var(--teal); stroke-width: 2.5; }" + attacks.STYLE),
        (attacks.WORDS, '<rect class="tint" x="50" y="450" width="130" height="30" rx="5"/>' + attacks.WORDS),
        (attacks.END, '<!-- arrow to the ear --><path class="wl" d="M300 300l9 9 20 0"/>' + attacks.END),
        (attacks.END, '<g transform="translate(300 300)"><circle class="dot" r="9"/></g>' + attacks.END),
    ],
)
def test_what_a_designer_may_want_passes(old, new):
    text = (ROOT / attacks.FIGURE).read_text("utf-8")
    assert old in text
    assert list(drawings.drawing(attacks.FIGURE, text.replace(old, new, 1).encode())) == []


@pytest.mark.parametrize(
    ("path", "boxes"),
    [
        ("M1 2h3v4H1z", [(1, 2, 4, 6)]),
        ("m1 2 3 4-5-6", [(-1, 0, 4, 6)]),
        ("M1 2L3 4M9 9l1 1", []),
        ("M0 0C9 0 9 9 0 9s-9 0-9-9", [(-9, 0, 9, 9)]),
        ("M1 1M5 5v2zl1 0", [(5, 5, 6, 7)]),
        ("M10 10a2 2 0 1 1 4 0", [(6, 6, 14, 14)]),
        ("M.5.5 1.5 1.5.5 1.5", [(0.5, 0.5, 1.5, 1.5)]),
    ],
)
def test_a_path_lies_in_its_boxes(path, boxes):
    element = etree.Element("path", d=path)
    assert [tuple(box) for box, area in drawing_places.shapes(element) if area] == boxes


@pytest.mark.parametrize("path", ["M0", "5 5", "M0 0z5 5", "M0 0a1 1 0 0110 10 5 5", "M0 0h"])
def test_a_path_that_cannot_be_read_may_be_anywhere(path):
    boxes = [box for box, _ in drawing_places.shapes(etree.Element("path", d=path))]
    assert drawing_places.EVERYWHERE in boxes


@pytest.mark.parametrize(
    "shape", ['<path class="l" d="{}"/>'.format("M0 0" * 30_000), '<g id="{}"/>'.format("a" * 99_000)]
)
def test_no_drawing_keeps_the_checks_busy(shape):
    text = (ROOT / attacks.FIGURE).read_text("utf-8").replace(attacks.END, shape + attacks.END)
    with within(5):
        list(drawings.drawing(attacks.FIGURE, text.encode()))
