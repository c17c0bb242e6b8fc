"""`dev.py evidence`: what stands in more than one place, and what is drawn to be read against its sources."""

from __future__ import annotations

import pathlib

import pytest

from commands import evidence
from sources import from_files, read
from sources.statements import TEXTS, Sourced, statements

HEAD = "---\ntitle: A\n---\n## One { #one }\n"
PAGES = {
    "a.md": HEAD + "First.[@a2020] In 77 people it was **1.5 points** lower (low certainty).[@a2020; @b2021]\n",
    "b.md": HEAD + "- In 1,077 patients, none.[@a2020]\n- In 77 people of another study.[@c2022]\n",
    "_data/claims.yml": "- id: x1\n  claim: Of 77 people\n  answer: all 78 people had less\n  sources: [a2020]\n",
    "_data/conditions.yml": (
        "- id: neck\n  asked:\n"
        "  - ask: sham\n    say: 12 weeks\n    certainty: very low certainty\n    sources: [b2021]\n"
    ),
    "_data/references.yml": "- key: a2020\n  type: trial\n  year: 2020\n  finding: 77 people, 1.5 less.\n",
    "assets/p.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n<text x="1" y="1">In 77 people</text></svg>',
}
WRITTEN = from_files({uri: text.encode() for uri, text in PAGES.items()})


def test_a_statement_goes_back_to_the_citation_before_it():
    assert statements(WRITTEN)[:3] == [
        Sourced("docs/a.md", 5, "One", "First.", ("a2020",)),
        Sourced("docs/a.md", 5, "One", "In 77 people it was 1.5 points lower (low certainty).", ("a2020", "b2021")),
        Sourced("docs/b.md", 5, "One", "In 1,077 patients, none.", ("a2020",)),
    ]
    assert statements(WRITTEN)[-1] == Sourced(
        "docs/_data/conditions.yml", 3, "neck sham", "12 weeks; (very low certainty)", ("b2021",)
    )


def test_numbers_and_grades_in_two_places_are_listed_with_both():
    assert evidence.twice(WRITTEN) == [
        "a2020: 77 people [also 77 AND 78]",
        "    docs/a.md:5 (One)",
        "    docs/_data/claims.yml:1 (x1)",
        "    docs/assets/p.svg:2 (picture)",
        "b2021: 77 people",
        "    docs/a.md:5 (One)",
        "    docs/assets/p.svg:2 (picture)",
        "c2022: 77 people",
        "    docs/b.md:6 (One)",
        "    docs/assets/p.svg:2 (picture)",
        "b2021: low certainty, very low certainty",
        "    low certainty: docs/a.md:5 (One)",
        "    very low certainty: docs/_data/conditions.yml:3 (neck sham)",
    ]


def test_the_seed_alone_decides_what_is_drawn():
    said = statements(read(pathlib.Path(__file__).parents[2] / "docs"))
    first = evidence.drawn(said, "2026-11-30")
    assert len(set(first)) == 20 and first == evidence.drawn(said, "2026-11-30") != evidence.drawn(said, "2026-11-29")
    assert len(set(evidence.drawn(said[:3], "x"))) == 3


def test_without_a_commit_before_there_is_no_seed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(evidence, "ROOT", tmp_path)
    assert evidence.main("drawn") == 1 and "git knows none here" in capsys.readouterr().out


@pytest.mark.parametrize(
    "broken",
    [
        "3",
        '"a [@k]"',
        "say: 3 people\nsources: [x]\n",
        "- 3\n- a [@k]\n",
        "- id: [a]\n  asked: a\n  bars: [1, {value: [1]}]\n  sources: [k]\n",
        "- asked: [a, {ask: {a: b}, say: [c], sources: k}, {say: d, sources: [[k], {a: b}]}]\n",
    ],
)
def test_broken_data_are_left_to_the_checks(broken):
    for name in TEXTS:
        assert isinstance(evidence.twice(from_files({f"_data/{name}.yml": broken.encode()})), list)
    assert evidence.twice(from_files({"assets/p.svg": b"<svg><text>"})) == []


def test_what_is_drawn_stands_beside_what_was_found(capsys):
    lines = evidence.told(statements(WRITTEN)[0], WRITTEN.by_key("references"))
    assert lines == ["docs/a.md:5 (One)", "    says: First.", "    [a2020] trial, 2020: 77 people, 1.5 less."]
    assert evidence.main("nowhere.md") == 1 and "Name a file" in capsys.readouterr().out
    assert evidence.main("effects/chemical.md") == 0 and "[shah2008]" in capsys.readouterr().out
