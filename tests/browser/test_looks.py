"""What a reader sees first, and how long a line is."""

from __future__ import annotations

import pytest

from conftest import SITE

FULL_LINES = """[...document.querySelectorAll('.md-content__inner > p:not([class])')].map(p => {
    const lines = Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight));
    return lines > 3 ? p.innerText.length / lines : 0;
}).filter(Boolean)"""


@pytest.fixture
def look(browser, serve, site_url):
    """Opens a page in a window of that size."""
    contexts = []

    def open_page(address: str, width: int, height: int):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        contexts[-1].route("**/*", serve(SITE, []))
        page = contexts[-1].new_page()
        page.goto(site_url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_three_tasks_stand_in_the_first_phone_screen(look):
    """390 by 664 is what a phone of today shows below its address bar."""
    page = look("", 390, 664)
    boxes = [page.locator(".tasks li").nth(n).bounding_box() for n in range(3)]
    assert max(box["y"] + box["height"] for box in boxes) <= 664
    page.locator(".tasks li").first.click(position={"x": 5, "y": 5})  # the whole card is the link
    page.wait_for_url("**/get-help/")


def test_lines_are_good_to_read(look):
    for width, least, most in ((1280, 50, 80), (390, 28, 60)):
        lines = look("trigger-points/", width, 800).evaluate(FULL_LINES)
        assert lines and least <= min(lines) and max(lines) <= most, (width, lines)


def test_marks_differ_in_shape_and_not_only_in_colour(look):
    """How sure we are is bars, where an idea was seen is a circle, an emergency has the thick border and its icon."""
    page = look("effects/mechanical/", 1280, 800)
    shape = "mark => getComputedStyle(document.querySelector(mark), '::before').borderRadius"
    assert page.evaluate(shape, ".certainty--low-certainty") == "0px"
    assert page.evaluate(shape, ".certainty--shown-in-animals") == page.evaluate(shape, ".certainty--theory") == "50%"
    page = look("side-effects/", 1280, 800)
    width = "box => parseFloat(getComputedStyle(document.querySelector(box)).borderRightWidth)"
    assert page.evaluate(width, ".admonition.emergency") > 3 > page.evaluate(width, "#key-facts + a + ul")
    assert "url(" in page.evaluate(
        "getComputedStyle(document.querySelector('.emergency > .admonition-title'), '::before').maskImage"
    )
