"""The page stays whole when something does not come, when the browser keeps nothing, at every size, and in older
browsers.
"""

from __future__ import annotations

import re

import pytest

from conftest import SITE
from waiting import rest, until

FIGURES = "trigger-points/"
# site data is blocked, and a web view without storage
NO_STORAGE = {
    "refused": (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    ),
    "none": "Object.defineProperty(window, 'localStorage', {value: null})",
}
SIZES = [(390, 844), (844, 390), (1366, 650), (1200, 900), (820, 1180)]
HEADER = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
NEEDS_SCRIPTS = ".md-search__form, .md-header__button[for=__search], .md-header__option label, .print"
OLDER = (
    "for (const name of Object.getOwnPropertyNames(Element.prototype)) if (name.startsWith('aria')) "
    "delete Element.prototype[name]"
)
# How many percent of an enlarged figure are lost: what its box cuts off, what is off the screen, and what lies under a
# button.
LOST = """() => {
  const image = document.querySelector('.gslide.current img'), box = image.getBoundingClientRect();
  const scale = Math[getComputedStyle(image).objectFit === 'contain' ? 'min' : 'max'](
    box.width / image.naturalWidth, box.height / image.naturalHeight);
  const width = image.naturalWidth * scale, height = image.naturalHeight * scale;
  const x = box.x + (box.width - width) / 2, y = box.y + (box.height - height) / 2,
    whole = {left: x, right: x + width, top: y, bottom: y + height};
  const shared = (one, two) =>
    Math.max(0, Math.min(one.right, two.right) - Math.max(one.left, two.left)) *
    Math.max(0, Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top));
  const seen = {left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth),
    top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight)};
  const under = [...document.querySelectorAll('.gbtn')].reduce((sum, button) =>
    sum + shared(whole, button.getBoundingClientRect()), 0);
  return Math.round(100 - 100 * (shared(whole, seen) - under) / (width * height));
}"""


def window(browser, serve, **options):
    """A page of a new window that shows the site, and the errors of its scripts."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options})
    context.route("**/*", serve(SITE, []))
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    return page, errors


ANOTHER = {"body": "<p>Sign in to this network", "content_type": "text/html"}
LATE = [("later.css", {"status": 404}), ("later.css", ANOTHER), ("later.css", None), ("theme.js", ANOTHER)]


@pytest.mark.parametrize("name, answer", LATE, ids=["gone", "another page", "offline", "another page for a script"])
def test_what_does_not_come_takes_nothing_away_and_a_later_touch_brings_it(browser, serve, site_url, name, answer):
    page, _ = window(browser, serve)
    page.clock.install()
    page.goto(site_url + "get-help/")
    header = page.evaluate(HEADER)
    asked: list = []
    page.route(
        f"**/assets/{name}*",
        lambda route: asked.append(route) or (route.fulfill(**answer) if answer else route.abort()),
    )
    page.keyboard.press("Shift")
    until(page, lambda: asked, "the first try")
    page.clock.run_for(2000)
    rest(page)
    assert page.evaluate(HEADER) == header != "rgba(0, 0, 0, 0)"
    page.unroute(f"**/assets/{name}*")
    until(
        page,
        lambda: page.keyboard.press("Shift") or page.clock.run_for(2000) or page.evaluate("Boolean(window.document$)"),
        "what a later touch brings",
    )
    assert page.evaluate(HEADER) == header and page.locator("link[rel=stylesheet]").count() == 1
    page.context.close()


def test_a_page_that_came_bare_gets_its_style_without_a_touch(browser, serve, site_url):
    page, _ = window(browser, serve, viewport={"width": 390, "height": 800})
    page.route("**/*.css*", lambda route: route.abort())
    page.goto(site_url + "get-help/")
    assert page.evaluate(HEADER) == "rgba(0, 0, 0, 0)"
    assert (
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('header svg, header img')]"
            ".map(icon => icon.getBoundingClientRect().width))"
        )
        <= 48
    ), "icons push the text away"
    page.unroute("**/*.css*")
    page.route("**/assets/page.css*", lambda route: route.abort())
    page.reload()
    until(page, lambda: page.evaluate(HEADER) != "rgba(0, 0, 0, 0)", "the style")
    page.context.close()


@pytest.mark.parametrize("storage", NO_STORAGE)
def test_everything_works_in_a_browser_that_keeps_nothing(browser, serve, site_url, storage):
    page, errors = window(browser, serve, viewport={"width": 800, "height": 800})
    page.add_init_script(NO_STORAGE[storage] + "; window.print = () => document.body.dataset.printed = ''")
    page.goto(site_url + "aftercare/")
    page.locator("button.print").click()
    page.locator("body[data-printed]").wait_for(state="attached")
    for scheme in ("default", "slate"):
        page.locator(".md-header__option label:visible").click()
        page.locator(f"body[data-md-color-scheme={scheme}]").wait_for(state="attached")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator(".md-sidebar--primary").wait_for(state="visible")
    page.get_by_role("button", name="Close menu").click()
    page.locator(".md-header__button[for=__search]").click()
    page.keyboard.insert_text("soreness")
    page.keyboard.press("End")
    page.locator(".md-search-result__item").first.wait_for(state="visible")
    assert errors == []
    page.context.close()


def test_a_closed_frame_offers_what_works_there(browser, serve, site_url):
    """A page of somebody else shows ours in a frame that may run scripts and nothing else."""
    page, errors = window(browser, serve, viewport={"width": 800, "height": 800})
    page.route(
        site_url + "frame",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"<iframe sandbox=allow-scripts width=700 height=700 src='{site_url}aftercare/'>",
        ),
    )
    page.goto(site_url + "frame")
    frame = page.frame_locator("iframe")
    for scheme in ("default", "slate"):
        frame.locator(".md-header__option label:visible").click()
        frame.locator(f"body[data-md-color-scheme={scheme}]").wait_for(state="attached")
        page.frames[1].wait_for_function("() => window.document$")  # the theme's script gives the switch its next label
        rest(page.frames[1])
    frame.get_by_role("button", name="Menu", exact=True).click()
    frame.locator(".md-sidebar--primary").wait_for(state="visible")
    assert frame.locator(".md-search, [for=__search]").count() == 0, "a search that this frame does not let run"
    assert errors == []
    page.context.close()


@pytest.mark.parametrize("gone", ["theme.js", "search.js", "search_index.json"])
def test_a_search_that_cannot_come_says_so_and_leads_on(browser, serve, site_url, gone):
    """Also in a tab that was opened before an upgrade: names stay, and what is missing all the same is said."""
    page, _ = window(browser, serve)
    asked: list = []
    page.route(f"**/{gone}*", lambda route: asked.append(route) or route.fulfill(status=404))
    page.goto(site_url)
    page.locator("[name=query]").click()
    until(page, lambda: asked, "the search")
    page.keyboard.insert_text("soreness")
    link = page.get_by_role("status").get_by_role("link", name="Load this page again")
    link.wait_for(state="visible")
    page.unroute(f"**/{gone}*")
    link.click()
    page.locator("[name=query]").click()
    page.keyboard.insert_text("soreness")
    page.keyboard.press("End")
    page.locator(".md-search-result__item").first.wait_for(state="visible")
    page.context.close()


def test_the_names_of_late_files_outlast_an_upgrade_and_carry_a_stamp():
    html = (SITE / FIGURES / "index.html").read_text("utf-8")
    late = re.findall(
        r"assets/([^ \"]+)", re.search(r'data-later="[^"]*"', html)[0] + re.search(r'"search": ?"[^"]*"', html)[0]
    )
    assert [re.fullmatch(r"(.*)\?\w{8}", name)[1] for name in late] == [
        "later.css",
        "theme.js",
        "lightbox.js",
        "search.js",
    ]


def test_the_whole_figure_shows_at_every_size(browser, serve, site_url):
    page, _ = window(browser, serve)
    page.goto(site_url + FIGURES)
    page.locator("a.glightbox").first.click()
    lost = {}
    for at in range(3):
        page.locator(f".gslide.current.loaded:nth-child({at + 1}) img").wait_for()
        for size in SIZES:
            page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
            rest(page)
            lost[at, size] = page.evaluate(LOST)
        page.keyboard.press("ArrowRight")
    assert len(lost) == 15 and {where: percent for where, percent in lost.items() if percent} == {}
    page.context.close()


def test_the_way_back_closes_a_figure_and_stays_on_the_page(browser, serve, site_url):
    page, _ = window(browser, serve)
    page.goto(site_url + "about/")
    page.goto(site_url + FIGURES)
    figure = page.locator("a.glightbox").first
    for close in (page.go_back, lambda: page.keyboard.press("Escape")):
        figure.click()
        page.locator(".gslide.current.loaded img").wait_for()
        close()
        page.locator(".glightbox-container").wait_for(state="detached")
        assert page.url == site_url + FIGURES
        assert figure.evaluate("figure => document.activeElement === figure")
    until(page, lambda: page.evaluate("history.state !== 'figure'"), "the history as it was")
    page.go_back()
    page.wait_for_url(site_url + "about/")
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["that do not come", "at all"])
def test_nothing_is_offered_that_needs_scripts(browser, serve, site_url, scripts):
    page, _ = window(browser, serve, viewport={"width": 390, "height": 800}, java_script_enabled=scripts)
    page.goto(site_url + "aftercare/")
    assert any(part.is_visible() for part in page.locator(NEEDS_SCRIPTS).all()) is scripts
    page.route("**/assets/start.js*", lambda route: route.abort())
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site_url + "aftercare/")
        assert page.locator(".md-header__help").is_visible()
        assert [part for part in page.locator(NEEDS_SCRIPTS).all() if part.is_visible()] == []
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("checkbox", name="Menu", exact=True).press("Space")
    page.locator(".md-sidebar--primary").wait_for(state="visible")
    page.context.close()


def test_the_menu_has_names_in_a_browser_without_aria_properties(browser, serve, site_url):
    page, _ = window(browser, serve, viewport={"width": 390, "height": 800})
    page.add_init_script(OLDER)
    page.goto(site_url)
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Close menu").wait_for(state="visible")
    assert page.locator(".menu-button").first.get_attribute("aria-expanded") == "true"
    page.context.close()
