"""The page for emergencies on a phone: what stands in the first screen, how large, with and without scripts."""

from __future__ import annotations

import pytest
from test_reach import window

LOOK = """() => {
  const box = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return { top, bottom, height, size: parseFloat(getComputedStyle(element).fontSize) };
  };
  const all = (selector) => [...document.querySelectorAll(selector)].map(box);
  return { numbers: all(".numbers a"), signs: all(".emergency li"), lede: all(".lede"),
    text: all("#what-to-expect + a + p") };
}"""


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "height", "signs"), [(390, 664, 2), (390, 844, 4), (360, 664, 1)])
def test_numbers_and_signs_stand_in_the_first_screen(browser, serve, site_url, scripts, width, height, signs):
    """664 px is what a phone of 844 shows under its own bars."""
    page = window(browser, serve, viewport={"width": width, "height": height}, java_script_enabled=scripts)
    page.goto(site_url + "get-help/")
    seen = page.evaluate(LOOK)
    page.context.close()
    assert len(seen["numbers"]) == 5 and all(
        number["height"] >= 44 and number["bottom"] <= height for number in seen["numbers"]
    )
    assert sum(sign["bottom"] <= height for sign in seen["signs"]) >= signs
    assert min(part["size"] for part in seen["numbers"] + seen["signs"]) >= seen["text"][0]["size"], (
        "no smaller than the text of the page"
    )
    assert seen["lede"][0]["top"] > seen["signs"][-1]["bottom"], "words about help come after it"


@pytest.mark.parametrize(
    ("old", "row"), [("pneumothorax/", "lung"), ("collapsed-lung/", "lung"), ("bleeding/", "bleeding")]
)
def test_an_old_word_for_a_danger_leads_to_its_row(browser, serve, site_url, old, row):
    page = window(browser, serve)
    page.goto(site_url + old)
    page.wait_for_url(f"{site_url}get-help/#{row}")
    page.context.close()
