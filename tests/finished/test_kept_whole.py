"""Finishing changes no word, no id and no link: each page as MkDocs wrote it against what readers get."""

from __future__ import annotations

import pathlib
from collections import Counter

import pytest
from selectolax.lexbor import LexborHTMLParser

MENDED = "[data-md-component=skip], .headerlink"  # what accessible_theme.py moves or names anew
UNSEEN = "script, style, link, noscript"
LEADS = ("href", "src", "action")
Kept = dict[str, list[str]]


def kept(html: str) -> Kept:
    """What finishing may not change: words in order, ids, and where links, pictures and forms lead."""
    tree = LexborHTMLParser(html)
    for node in tree.css(f"{MENDED}, {UNSEEN}"):
        node.decompose()
    links = [node.attributes[name] or "" for name in LEADS for node in tree.css(f"[{name}]")]
    words = tree.body.text(separator=" ").split() if tree.body else []
    return {"words": words, "ids": [node.id or "" for node in tree.css("[id]")], "links": links}


def lost(before: Kept, after: Kept) -> list[str]:
    """What is not the same, by its kind."""
    found = []
    for kind in before:
        if before[kind] != after[kind]:
            gone = Counter(before[kind]) - Counter(after[kind])
            came = Counter(after[kind]) - Counter(before[kind])
            found.append(f"{kind}: gone {list(gone)[:5]}, came {list(came)[:5]}")
    return found


def test_finishing_changes_no_word_no_id_and_no_link(in_other_place):
    finished = in_other_place[0]
    unfinished = pathlib.Path(f"{finished.with_suffix('.half')}.unfinished")
    pages = sorted(path.relative_to(unfinished) for path in unfinished.rglob("*.html"))
    assert len(pages) > 150
    found = {
        str(page): wrong
        for page in pages
        if (wrong := lost(kept((unfinished / page).read_text("utf-8")), kept((finished / page).read_text("utf-8"))))
    }
    assert not found


PAGE = '<body><p id="a">Some words <a href="b/">and more</a></p><img src="x.svg"></body>'


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("words", "word", "words"),
        ("Some words", "words Some", "words"),
        ('id="a"', "", "ids"),
        ('"b/"', '"c/"', "links"),
        ("x.svg", "y.svg", "links"),
    ],
)
def test_what_is_lost_is_found(old, new, kind):
    assert [line.split(":")[0] for line in lost(kept(PAGE), kept(PAGE.replace(old, new)))] == [kind]
