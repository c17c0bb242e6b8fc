"""Names that a screen reader says, from the HTML of every page; tests/browser/test_trees.py asks a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import PAGES, SITE

PARTS_OF_A_HEADING = {"em", "strong", "code", "sub", "sup", "abbr", "-text"}


def wrong(html: str) -> Iterator[str]:
    """Headings that hold more than words or have no permalink, tables and pictures without a name, menus alike."""
    page = LexborHTMLParser(html)
    ids = {node.attributes["id"] for node in page.css("[id]")}
    for heading in page.css("article :is(h1, h2, h3, h4, h5, h6)"):
        name = " ".join(heading.text().split())
        if {node.tag for node in heading.traverse(include_text=True)} - {heading.tag} - PARTS_OF_A_HEADING:
            yield f"in heading: {name}"
        beside = heading.next.attributes if heading.next and heading.next.tag == "a" else {}
        has_one = heading.parent.tag == "article" and heading.tag != "h1" and page.css_first(".page-facts")
        permalink = (f"#{heading.attributes['id']}", f"Link to this section: {name}")
        if has_one and (beside.get("href"), beside.get("aria-label")) != permalink:
            yield f"permalink: {name}"
    for table in page.css("table"):
        if table.attributes.get("aria-labelledby") not in ids:
            yield f"table: {table.text()[:40]}"
    for picture in page.css("svg, img"):
        if not picture.css_matches('[alt], [aria-hidden="true"], [role="img"][aria-labelledby]'):
            yield f"picture: {picture.html[:40]}"
    # the menu of a phone holds the table of contents once more; of the two one is shown
    menus = [menu.attributes.get("aria-label") for menu in page.css("nav:not([role=none], .md-nav--primary nav)")]
    yield from (f"menu: {name}" for name in menus if not name or menus.count(name) > 1)


@pytest.mark.parametrize("address", [*(f"{page}index.html" for page in PAGES), "404.html"])
def test_everything_is_named_once(address):
    assert list(wrong((SITE / address).read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<h2 id="a">A<a class="headerlink" href="#a" aria-label="Link to this section: A"></a></h2>', "in heading: A"),
        ('<h2 id="a">A</h2><p>x</p>', "permalink: A"),
        ('<h2 id="a">A</h2><a href="#a" aria-label="Link to this section: B"></a>', "permalink: A"),
        ("<table><tr><td>x</table>", "table: x"),
        ('<a href="x">x<svg></svg></a>', "picture: <svg></svg>"),
        ("<nav>x</nav>", "menu: None"),
    ],
)
def test_a_wrong_name_is_found(html, fault):
    assert fault in list(wrong(f'<article>{html}<section class="page-facts"></section></article>'))
