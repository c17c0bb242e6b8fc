"""What search engines and link previews read: titles, descriptions, sitemap.xml and robots.txt, true of the page and of
no other.
"""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborHTMLParser

from conftest import PAGES, SITE
from finished import search
from finished.pages import BuiltPage
from made import redirects
from sources import from_files

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


def test_search_index_is_clean(tmp_path):
    """A page with each thing that the index must not hold, a word that leads somewhere, and one that leads nowhere."""
    words = b"- {to: a.md#x, words: [warfrin]}\n- {to: a.md#lost, words: [x]}\n"
    index = search.SearchIndex(from_files({"_data/search-words.yml": words, "a.md": b"", "get-help.md": b""}))
    card = '<div class="emergency"><h2 id="get-help-now">Call</h2><p>Card</p></div>'
    for address, html in {
        "a/": f"""<article><h1 id="page-title">T</h1><p>Lede.</p><h2 id="x">X<a class="headerlink"></a></h2>
            <p>Text.<sup>1</sup><sup>, </sup><sup>2</sup></p>{card}<p>After the box &lt;b&gt;.</p>
            <table><thead><tr><th>Head</th></tr></thead><tbody><tr><th>One</th>
            <td>two</td></tr></tbody></table><dl><dt>Word</dt><dd><p>what it means</p></dd></dl>
            <figure class="plot"><svg><title>Plot</title></svg></figure><details class="kit"><p>Kit</p></details>
            <h2 id="empty">E</h2><h2 id="sources">S</h2><ol><li>Lee 2020</li></ol></article>""",
        "get-help/": f'<article><h1 id="page-title">Help</h1>{card}</article>',
        "old/": "<article><h1>Old</h1><p>No page of ours</p></article>",
    }.items():
        assert list(index.read(BuiltPage(f"{address}index.html", LexborHTMLParser(html)))) == []
    path = tmp_path / "search_index.json"
    path.write_text('{"config": {"separator": " ", "pipeline": ["stopWordFilter"], "fields": {}}, "docs": []}')
    lost = [str(problem) for problem in index.write(path)]
    made = json.loads(path.read_text("utf-8"))
    assert [(doc["location"], doc["text"], doc.get("words")) for doc in made["docs"]] == [
        ("a/", "<p>Lede.</p>", None),
        (
            "a/#x",
            "<p>Text.</p> <p>After the box &lt;b&gt;.</p> <p>One two</p> <p>Word: what it means</p>",
            "warfrin",
        ),
        ("get-help/", "", None),
        ("get-help/#get-help-now", "<p>Card</p>", None),
    ]
    assert len(lost) == 1 and "the search has no section a.md#lost." in lost[0]
    assert re.split(made["config"]["separator"], "Can I drive")[-1] == "drive"


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
