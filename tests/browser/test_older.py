"""Nothing is lost in our oldest browsers, and nothing without any style and script."""

from __future__ import annotations

from collections import Counter

import pytest

import floor
import older
from conftest import SITE
from waiting import rest

PAGES = [
    "",
    "get-help/",
    "indications/low-back/",
    "effects/mechanical/",
    "trigger-points/",
    "for-clinics/",
    "no-such-page/",
]
SIZES = {"phone": (390, 844), "computer": (1280, 800)}
# Links of the article that a finger does not reach where they stand, because something lies over them; the sign of a
# permalink comes with the styles.
COVERED = """() => [...document.querySelectorAll('article a:not(.headerlink)')].filter(link => {
  link.scrollIntoView({block: 'center', behavior: 'instant'});
  const box = link.getClientRects()[0];
  if (!box) return false;
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return !hit || !(link.contains(hit) || hit.contains(link) && hit.closest('a'));
}).map(link => link.outerHTML)"""
# Every word that can be seen, with all that is folded opened.
WORDS = """() => {
  document.querySelectorAll('details').forEach(block => (block.open = true));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    const seen = texts.currentNode.parentElement.checkVisibility({visibilityProperty: true});
    if (seen) found.push(...texts.currentNode.data.split(/\\s+/).filter(Boolean));
  }
  return found;
}"""
# How large the sign before an element is, and its colour.
SIGN = """element => {
  const style = getComputedStyle(element, '::before');
  return [parseFloat(style.width), parseFloat(style.height), style.backgroundColor];
}"""
# Where the words of the heading begin that the address names.
TOP = """() => {
  const words = document.createRange();
  words.selectNodeContents(document.querySelector(':target'));
  return words.getBoundingClientRect().top;
}"""
RED = "rgb(163, 22, 31)"


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """The site as our oldest browsers take it."""
    folder = tmp_path_factory.mktemp("older") / "site"
    older.older(SITE, folder)
    return folder


def window(browser, answer, size: str, **options):
    """A page of a new window, and the errors of its scripts."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
    context.route("**/*", answer)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    return page, errors


def without_styles(answer):
    """The same answers, and none for styles and scripts."""
    return lambda route: route.abort() if route.request.resource_type in ("stylesheet", "script") else answer(route)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("bare", [False, True], ids=["oldest", "bare"])
def test_no_word_and_no_link_is_lost(browser, serve, site_url, old, size, bare):
    """Without scripts nothing is compared that they add: a filter, buttons that copy."""
    answer = serve(old, [])
    new, _ = window(browser, serve(SITE, []), size, java_script_enabled=not bare)
    page, errors = window(browser, without_styles(answer) if bare else answer, size, java_script_enabled=not bare)
    for name in PAGES if size == "phone" else PAGES[:3]:
        new.goto(site_url + name)
        page.goto(site_url + name)
        words, lost = new.evaluate(WORDS), Counter(new.evaluate(WORDS)) - Counter(page.evaluate(WORDS))
        assert len(words) > 50 and not lost, f"{name}: {lost}"
        assert page.evaluate(COVERED) == [], name
        assert bare or page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), (
            f"{name} is wider than the screen"
        )
    assert errors == []
    new.context.close()
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_emergency_card_and_its_signs_are_there(browser, serve, site_url, old, size):
    page, _ = window(browser, serve(old, []), size)
    page.goto(site_url + "get-help/")
    card = page.locator(".emergency").first
    signs = card.locator("li")
    assert signs.count() > 10 and all(sign.is_visible() for sign in signs.all())
    assert card.evaluate("card => getComputedStyle(card).borderTopColor") == RED
    width, height, colour = card.locator(".admonition-title").evaluate(SIGN)
    assert width > 8 and height > 8 and colour == RED
    page.goto(site_url)
    width, height, colour = page.locator(".tasks li:first-child a").first.evaluate(SIGN)
    assert width > 8 and height > 8 and colour == RED
    assert page.locator(".md-header__help").is_visible()
    page.context.close()


def test_menu_search_and_figures_work_there(browser, serve, site_url, old):
    page, errors = window(browser, serve(old, []), "phone")
    page.goto(site_url + "effects/mechanical/")
    assert page.evaluate("document.styleSheets.length") == 1
    page.locator("a.glightbox").first.click()
    page.locator(".gslide.current.loaded img").wait_for()
    assert page.evaluate("'inert' in HTMLElement.prototype") is False, "the names are gone"
    page.keyboard.press("Escape")
    page.locator(".glightbox-container").wait_for(state="detached")
    page.locator(".md-header__button[for=__search]").click()
    page.keyboard.type("twitch")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator(".md-nav--primary").get_by_role("link", name="Chemical", exact=True).click()
    page.wait_for_url("**/effects/chemical/")
    rest(page)
    assert errors == []
    page.context.close()


def test_the_ring_of_the_keyboard_is_there_without_focus_visible(browser, serve, site_url, old):
    """With the theme's script, and without any."""
    for scripts in (True, False):
        page, _ = window(browser, serve(old, []), "computer", java_script_enabled=scripts)
        page.goto(site_url + "effects/chemical/")
        page.keyboard.press("Tab")
        if scripts:
            page.wait_for_function("() => window.document$")
            page.keyboard.press("Tab")
        page.locator("article summary").first.focus()
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
            "(getComputedStyle(document.activeElement))"
        )
        assert style[0] == "solid" and style[1] >= 2, f"scripts: {scripts}"
        page.context.close()


def test_a_heading_that_a_link_leads_to_does_not_hide_under_the_header(browser, serve, site_url, old):
    page, _ = window(browser, serve(old, []), "phone")
    page.goto(site_url + "get-help/#emergency-numbers")
    rest(page)
    assert page.evaluate(TOP) > page.locator(".md-header").bounding_box()["height"]
    page.context.close()


def test_what_is_newer_is_gone_from_the_styles(old):
    things = floor.in_css((old / "assets" / "later.css").read_text("utf-8"))
    assert things and all(map(older.has, things))
    assert floor.Thing("selector", "has()") in floor.in_css((SITE / "assets" / "later.css").read_text("utf-8"))
