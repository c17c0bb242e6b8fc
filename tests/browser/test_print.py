"""On paper: nothing is lost, and the leaflets fit. Printed as a reader prints: from the page, with its own print
styles.
"""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from test_reach import window

from conftest import PAGES, SITE

LEAFLETS = {  # and how many sides they may take
    "get-help/": 1,
    "aftercare/": 2,
    "decide/": 2,
    "decide/neck-pain/": 2,
    "decide/heel-pain/": 2,
    "your-session/": 2,
}
SMALLEST = {  # points; elsewhere the text is larger
    "get-help/": 12,
    "decide/neck-pain/": 9,  # mostly a table
    "decide/heel-pain/": 9,
}


def printed(page, paper: str = "A4") -> tuple[int, str, dict[float, int]]:
    """Sides, text, and how many letters stand in each size."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper)))
    sizes: dict[float, int] = {}

    def note(text, matrix, text_matrix, font, size) -> None:
        points = round(abs(size * text_matrix[3] * matrix[3]), 1)
        sizes[points] = sizes.get(points, 0) + len(text.strip())

    text = " ".join(side.extract_text(visitor_text=note) for side in reader.pages)
    return len(reader.pages), re.sub(r"\s+", " ", text), sizes


@pytest.fixture(scope="module", params=["with scripts, dark", "without"])
def paper(request, browser, serve):
    dark = "dark" in request.param
    page = window(browser, serve, java_script_enabled=dark, color_scheme="dark" if dark else "light")
    yield page
    page.context.close()


@pytest.mark.parametrize("format", ["A4", "Letter"])
@pytest.mark.parametrize("address", LEAFLETS)
def test_a_leaflet_fits_in_a_readable_size_and_names_what_it_must(paper, site_url, address, format):
    paper.goto(site_url + address)
    sides, text, sizes = printed(paper, format)
    assert sides <= LEAFLETS[address], "shorten the text, or cut on paper what only helps on a screen"
    body = [size for size, letters in sizes.items() if letters > 0.25 * sum(sizes.values())]
    assert max(body) >= SMALLEST.get(address, 9.4), sizes
    for needed in (
        site_url + address,
        "Dry Needling Explained supports",
        "No clinician has reviewed this page yet",
    ):
        assert needed in text, needed
    assert re.search(r"Version: \d+ \w+ 20\d\d", text)
    assert re.search(r"Sources read by a person: \d+ \w+ 20\d\d .*Next check due: \d+ \w+ 20\d\d", text)
    if not address.startswith("decide/"):
        assert "Call now if, after needling, you have" in text and "Do not wait for the clinic." in text
    assert ("The sources are on the web page" in text) is (address == "get-help/")
    for gone in ("Skip to content", "Table of contents", "Suggest a change", "¶", "↩", "What it found"):
        assert gone not in text, gone


@pytest.mark.parametrize("address", LEAFLETS)
def test_a_leaflet_takes_no_more_sides_when_it_is_overdue(browser, serve, site_url, address):
    """Then the sheet says so beside the day, and its place is left to the advice."""
    html = (SITE / address / "index.html").read_text("utf-8")
    notice = (
        '<div class="admonition overdue late"><p class="admonition-title">This page is overdue for a check</p>'
        "<p>Newer studies may say something else.</p></div>"
    )
    html = re.sub(r"(<dt>Next check due</dt><dd>[^<]+?) ?<(?!strong)", r"\1 <strong>(overdue)</strong><", html).replace(
        "<h1", notice + "<h1", 1
    )
    page = window(browser, serve)
    page.route(site_url + address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site_url + address)
    assert page.locator(".overdue").first.is_visible()
    for paper in ("A4", "Letter"):
        sides, text, _ = printed(page, paper)
        assert (
            sides <= LEAFLETS[address]
            and re.search(r"Next check due: [\w ]+ \(overdue\)", text)
            and "Newer studies" not in text
        )
    page.context.close()


def test_a_leaflet_says_on_paper_that_a_source_is_in_question(browser, serve, site_url):
    """Unlike a day that has passed, this stands nowhere else on the sheet."""
    address = site_url + "decide/neck-pain/"
    notice = '<div class="admonition overdue"><p>A source of this page is in question</p></div>'
    html = (SITE / "decide/neck-pain/index.html").read_text("utf-8").replace("<h1", notice + "<h1", 1)
    page = window(browser, serve)
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(address)
    assert "A source of this page is in question" in printed(page)[1]
    page.context.close()


def test_paper_keeps_what_is_folded_and_lists_the_sources(browser, serve, site_url):
    page = window(browser, serve, java_script_enabled=False)
    page.goto(site_url + "effects/chemical/")
    _, text, _ = printed(page)
    assert "The figure in words" in text and "Lower: the pH, which means more acid." in text
    assert re.search(r"\b3\. Cagnie B and others\. .{50,300}doi:10\.1016/j\.jmpt\.2012\.10\.005", text), (
        "no numbered list of sources"
    )
    page.emulate_media(media="print")
    for part in ("header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-content__button", ".headerlink"):
        assert not page.locator(part).first.is_visible(), part
    for figure in page.locator("figure").all():
        assert page.evaluate("figure => getComputedStyle(figure).breakInside", figure.element_handle()) == "avoid"
        assert figure.locator("img").bounding_box()["height"] < 500, "a figure must fit on a side"
    page.context.close()


def test_a_page_without_our_print_styles_is_found(browser, serve, site_url):
    page = window(browser, serve, bypass_csp=True, java_script_enabled=True)
    page.goto(site_url + "get-help/")
    page.evaluate(
        """() => {for (const sheet of document.styleSheets) for (let at = sheet.cssRules.length - 1; at >= 0; at--)
      if (sheet.cssRules[at].media?.mediaText === 'print') sheet.deleteRule(at)}"""
    )
    sides, text, _ = printed(page)
    assert sides > 1 and "Suggest a change" in text
    page.goto(site_url + "effects/chemical/")
    page.add_style_tag(
        content="details::details-content { content-visibility: hidden !important; block-size: 0 !important }"
    )
    assert "Lower: the pH, which means more acid." not in printed(page)[1]
    page.context.close()


def test_the_print_button(browser, serve, site_url):
    page = window(browser, serve)
    page.add_init_script("window.print = () => document.body.dataset.printed = 'yes'")
    for address in LEAFLETS:
        page.goto(site_url + address)
        page.get_by_role("button", name="Print").click()
        assert page.evaluate("document.body.dataset.printed") == "yes"
    page.goto(site_url + "claims/")
    assert not page.locator("button.print").count()
    page.context.close()
    plain = window(browser, serve, java_script_enabled=False)
    plain.goto(site_url + "get-help/")
    assert not plain.locator("button.print").is_visible(), (
        "without scripts the button does nothing, so it must not be there"
    )
    plain.context.close()


# pictures that are not drawn, or that lie over the text after them
MISPLACED = """() => [...document.querySelectorAll('article img')].filter(image => image.checkVisibility()).filter(
  image => {
    const inner = image.getBoundingClientRect(),
      outer = image.closest('figure, .body-map, .places, .kit__qr').getBoundingClientRect();
    return inner.width < 40 || inner.height < 40 || inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1;
  }
).map(image => image.src)"""


def test_every_picture_has_its_place_on_paper(browser, serve, site_url):
    page = window(browser, serve, viewport={"width": 700, "height": 900}, bypass_csp=True)
    page.emulate_media(media="print")
    seen = 0
    for address in PAGES:
        if "<img" in (SITE / address / "index.html").read_text("utf-8").partition("<article")[2]:
            page.goto(site_url + address)
            assert page.evaluate(MISPLACED) == [], address
            seen += page.locator("article img").count()
    assert seen > 20
    for broken in (".body-map { max-height: 5cm !important }", "figure img { height: 2px !important }"):
        page.goto(site_url + "trigger-points/")
        page.add_style_tag(content=broken)
        assert page.evaluate(MISPLACED), broken
    page.context.close()
