"""What a reader sees first, and how long a line is."""

from __future__ import annotations

import pytest

from conftest import SITE
from extensions import effect_blocks, place_blocks

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


def test_help_and_the_way_to_a_problem_stand_in_the_first_phone_screen(look):
    """390 by 664 is what a phone of today shows below its address bar: help, and the list of places has begun."""
    page = look("", 390, 664)
    help_first, had_it = page.locator(".tasks li").nth(0), page.locator(".tasks li").nth(1)
    places = [place.bounding_box() for place in page.locator(".places li a").all()]
    assert len(places) == 9 and all(box["height"] >= 44 for box in places)
    bottom = help_first.bounding_box()["y"] + help_first.bounding_box()["height"]
    assert bottom < places[0]["y"] and places[3]["y"] + places[3]["height"] <= 664
    assert places[-1]["y"] < had_it.bounding_box()["y"] < 2 * 664
    help_first.click(position={"x": 5, "y": 5})  # the whole card is the link
    page.wait_for_url("**/get-help/")


@pytest.mark.parametrize(
    ("address", "screens"),
    [("", 4), ("indications/", 9), *((f"indications/{region}/", 14) for region in effect_blocks.REGIONS)],
)
def test_a_page_is_as_long_as_it_may_be_on_a_phone(look, address, screens):
    page = look(address, 390, 844)
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") <= screens


# from the heading of a problem with an answer to the next heading, without the closing parts of the page
BOXES = """[...document.querySelectorAll('article h2')].map((head, at, all) => [head.id, all[at + 1]
  && all[at + 1].getBoundingClientRect().top - head.getBoundingClientRect().top])"""


@pytest.mark.parametrize("region", effect_blocks.REGIONS)
def test_a_box_with_an_answer_takes_less_than_two_phone_screens(look, texts, region):
    heights = dict(look(f"indications/{region}/", 390, 844).evaluate(BOXES))
    rows = texts.rows("conditions", region=region)
    asked = [
        row["id"] for row in rows[:-1] if row["certainty"] not in place_blocks.UNKNOWN
    ]  # after the last stand harms
    assert all(heights[name] / 844 < 2 for name in asked), heights


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
