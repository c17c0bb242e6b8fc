"""What search engines and link previews read: titles, descriptions, sitemap.xml and robots.txt, true of the page and of
no other.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from conftest import PAGES, SITE
from finished import search_words
from made import redirects

TREES = {page: LexborHTMLParser((SITE / page / "index.html").read_text("utf-8")) for page in PAGES}


def test_every_page_has_its_own_title_and_description():
    """And both are what a reader sees on the page: its heading, and the sentence below it."""
    for page, tree in TREES.items():
        description = tree.css_first("meta[name=description]").attributes["content"]
        assert description == tree.css_first(".lede").text(), page
        assert 50 <= len(description) <= 155, page
        heading = tree.css_first("h1").text().removesuffix("¶").strip()
        assert page == "" or tree.css_first("title").text() == f"{heading} - Dry Needling Explained"
    for name in ("title", "meta[name=description]"):
        assert len({str(tree.css_first(name).html) for tree in TREES.values()}) == len(PAGES)


def test_sitemap_and_robots_name_every_page_and_no_other(site_url, texts):
    sitemap = (SITE / "sitemap.xml").read_text("utf-8")
    assert sorted(re.findall(r"<loc>([^<]+)</loc>", sitemap)) == sorted(site_url + page for page in PAGES)
    changed = {
        site_url + page.url: max(change["date"] for change in page.meta["changes"]) for page in texts.pages.values()
    }
    assert dict(re.findall(r"<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>", sitemap)) == changed
    assert f"Sitemap: {site_url}sitemap.xml" in (SITE / "robots.txt").read_text("utf-8").splitlines()


def test_search_index_is_mended():
    """A broken copy of each thing that the index must not hold, and a word that leads nowhere."""

    def entry(location, text):
        return {"location": location, "title": "T", "text": text}

    index = {
        "config": {"separator": " ", "pipeline": ["stopWordFilter"], "fields": {}},
        "docs": [
            entry("a/", ""),
            entry("a/#page-title", "<p>Lede.</p>"),
            entry("a/#x", "<p>Text.<sup>1</sup><sup>, </sup><sup>2</sup></p>"),
            entry("a/#empty", ""),
            entry("a/#get-help-now", "Card"),
            entry("a/#sources", "Lee 2020 ↩"),
            entry("get-help/", ""),
            entry("get-help/#get-help-now", "Card"),
        ],
    }
    mended, lost = search_words.improve(
        index, {"a.md#x": ["warfrin"], "a.md#lost": ["x"]}, {"a.md": "a/", "get-help.md": "get-help/"}
    )
    assert [(doc["location"], doc["text"], doc.get("words")) for doc in mended["docs"]] == [
        ("a/", "<p>Lede.</p>", None),
        ("a/#x", "<p>Text.</p>", "warfrin"),
        ("get-help/", "", None),
        ("get-help/#get-help-now", "Card", None),
    ]
    assert lost == ["a.md#lost"]
    assert re.split(mended["config"]["separator"], "Can I drive")[-1] == "drive"


# Problems whose everyday name leads to more than their own part of a page, and why.
ELSEWHERE = {
    "low-back-pain": "indications/low-back.md",  # people say it of new pain too, which has a part of its own
    "muscle-knots": "trigger-points.md",  # people ask what the knots are
}


def test_every_problem_and_every_body_place_has_an_address_by_its_everyday_name(texts):
    """To be said on the phone: the id, a name in brackets such as "(plantar fasciitis)", and the name of the page."""
    stubs = redirects.stubs(texts)
    for row in texts.rows("conditions"):
        part = f"indications/{row['region']}.md#{row['id']}"
        assert stubs.get(f"{row['id']}/") == ELSEWHERE.get(row["id"], part), row["id"]
        assert stubs.get(f"{row['region']}/") == part.partition("#")[0], row["region"]
        for name in re.findall(r"\(([^)]+)\)", row["name"]):
            assert stubs.get(name.lower().replace(" ", "-") + "/") == part, name
