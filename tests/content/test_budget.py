"""The weight of every page on a first visit: what its HTML names and a browser asks for at once, as gzip sends it."""

from __future__ import annotations

import gzip
import posixpath

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import PAGES, SITE

ARTICLE = 35_000
HOME = 28_000
REQUESTS = 8
# Long lists have a budget of their own: what they weighed on 2026-11-26, and a little more to grow.
LONG = {"claims/": 75_000, "glossary/": 52_000, "questions/": 45_000, "for-clinics/": 38_000, "indications/": 37_500}
LONG["for-clinics/problems/"] = ARTICLE  # a list for professionals as well; no budget of its own yet
# Lists of data that grow: what an entry weighed on that day beside styles, script and frame, and the files that hold
# the entries.
FRAME = 20_000
GROWING = {
    "sources/": (213, ["references"]),
    "for-clinicians/": (289, ["conditions", "effects", "grades", "contraindications"]),
}
SECOND = 12_000  # the HTML of a second page; the rest is in the browser's cache
SECOND_LONG = 21_000


def first_visit(address: str) -> dict[str, int]:
    """Every file that a page loads by itself, with its size in bytes. Figures further down wait until they are near."""
    html = (SITE / address / "index.html").read_text("utf-8")
    named = [
        node.attributes.get("src") or node.attributes.get("href") or ""
        for node in LexborHTMLParser(html).css(
            'img:not([loading="lazy"]), script[src], iframe, link[rel="stylesheet"], link[rel="icon"],'
            ' link[rel="preload"], link[rel="manifest"]'
        )
    ]
    files = {
        posixpath.normpath(posixpath.join(address, name.split("?")[0]))
        for name in named
        if not name.startswith("data:")
    }
    return {
        name: len(gzip.compress((SITE / name).read_bytes(), 6)) for name in [address + "index.html", *sorted(files)]
    }


@pytest.mark.parametrize("address", PAGES)
def test_a_first_visit_is_light(address, texts):
    weight = first_visit(address)
    entry, names = GROWING.get(address, (0, []))
    most = FRAME + entry * sum(len(texts.rows(name)) for name in names) if entry else LONG.get(address, ARTICLE)
    assert sum(weight.values()) <= most, weight
    assert len(weight) <= REQUESTS, weight


def test_the_second_page_is_light():
    html = {
        address: first_visit(address)[address + "index.html"]
        for address in PAGES
        if address not in LONG and address not in GROWING
    }
    assert max(html.values()) <= SECOND_LONG
    assert sorted(html.values())[len(html) // 2] <= SECOND


def test_styles_and_script_of_every_page_are_small():
    weight = first_visit("")
    assert sum(weight.values()) <= HOME
    assert weight["assets/page.css"] < 14_300 and weight["assets/start.js"] < 2_800
