"""Every page in Chromium: reachable for everyone, no other host, readable without JavaScript."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from conftest import PAGES, SITE, small_project
from waiting import rest

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADDRESSES = [*PAGES, "no-such-page/"]
# Rules that look at colours take four fifths of the time, so they run only where colours may differ. `part` says which
# rules: "all"; "others", without those; "new", the colours of what was not on the screen at the last `note`; "dark",
# the colours of one of all elements that are drawn alike, with the same sizes and colours up to the root: in the light,
# in the same places, every one was looked at.
AUDIT = """async ([tags, part]) => {
  const colours = ['color-contrast', 'link-in-text-block'];
  const options = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], rules: {}};
  if (part === 'others') for (const name of colours) options.rules[name] = {enabled: false};
  else if (part !== 'all') options.runOnly = {type: 'rule', values: colours};
  const look = one => ['color', 'backgroundColor', 'backgroundImage', 'fontSize', 'fontWeight', 'opacity',
    'textDecorationLine'].map(name => getComputedStyle(one)[name]).join();
  const ways = new Map(), way = one => ways.get(one) ??
    ways.set(one, (one.parentElement ? way(one.parentElement) : '') + one.tagName + look(one)).get(one);
  const fresh = part === 'new' ? shown().filter(one => !noted.has(one)) :
    part === 'dark' ? [...new Map(shown().map(one => [way(one), one])).values()] : [document];
  return fresh.length ? (await axe.run({include: fresh}, options)).violations : [];
}"""
NOTE = """() => {
  window.shown = () => [...document.body.querySelectorAll('*')].filter(one =>
    one.checkVisibility({visibilityProperty: true}) && (one.matches('input, select, textarea') ||
      [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())));
  window.noted = new Set(shown());
}"""
NO_WORDS_HIDDEN = """() => [...document.querySelectorAll('article :is(h2, h3, p, li, td, .claim)')]
  .filter(part => !part.closest('details:not([open]), .footnote, .moved') && !part.checkVisibility()).length"""


def violations(page, part: str = "all") -> list[str]:
    """What axe-core finds, one line each: rule, element, why; `part` as AUDIT says."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary'][:160]}"
        for rule in page.evaluate(AUDIT, [TAGS, part])
        for node in rule["nodes"]
    ]


def note(page) -> None:
    """From here on, "new" is what comes to the screen."""
    page.evaluate(NOTE)


def fits(page) -> bool:
    """Whether nothing scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def view(browser, serve):
    """A browser window, with the addresses of other hosts that it asked for."""
    strangers: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    context.route("**/*", serve(SITE, strangers))
    yield context.new_page(), strangers
    context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_accessible_private_and_fits(view, site_url, address):
    """Loaded once: on a desk, on a phone, and when evening comes."""
    page, strangers = view
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site_url + address)
    assert violations(page) == [] and fits(page), "on a desk"
    note(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert violations(page, "others") == violations(page, "new") == [] and fits(page), "on a phone"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    rest(page)
    assert violations(page, "dark") == [], "in the dark"
    assert strangers == []


@pytest.fixture(scope="module")
def plain(browser, serve):
    """A phone that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.route("**/*", serve(SITE, []))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_reads_without_javascript(plain, site_url, address):
    page = plain
    page.goto(site_url + address)
    assert page.locator("h1").is_visible()
    assert page.locator(".lede").is_visible()
    assert page.get_by_role("link", name="Get help", exact=True).first.is_visible()
    number = page.locator("article .footnote-ref:visible").first
    if number.count():  # the sources are folded until a number leads there
        assert not page.locator(".footnote li:visible").count()
        number.click()
        assert page.locator(".footnote li:target").is_visible()
    page.locator(".md-header label[for=__drawer]").click()
    back = page.locator(".md-nav--primary .md-nav__title[for^=__nav]:visible")
    while back.count():  # the menu opens at the part that the page is in
        back.last.click()
    page.locator(".md-nav--primary label.md-nav__link:visible").get_by_text("Safety").click()
    page.locator(".md-nav--primary").get_by_role(
        "link", name="Who should not have it" if address == "side-effects/" else "Side effects"
    ).wait_for()
    assert page.evaluate(NO_WORDS_HIDDEN) == 0
    if address == "claims/":
        assert not page.locator(".filter").count() and page.locator(".claim").count() > 200


def test_axe_sees_a_broken_page(browser, serve, site_url, tmp_path):
    """The check can fail: grey text on white, an image without alt text, a field without a label."""
    html = "<html lang=en><title>x</title><main><h1>x</h1><p style='color:#ccc'>pale</p><img src=x><input></main>"
    (tmp_path / "index.html").write_text(html)
    context = browser.new_context()
    context.route("**/*", serve(tmp_path, []))
    page = context.new_page()
    page.goto(site_url)
    assert {line.split(":")[0] for line in violations(page)} >= {"color-contrast", "image-alt", "label"}
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_figures_open_large_in_the_lightbox(browser, serve, site_url, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    context.route("**/*", serve(SITE, []))
    page = context.new_page()
    for address in ("effects/mechanical/", "effects/neurophysiological/", "effects/chemical/"):
        page.goto(site_url + address)
        small = page.locator("a.glightbox img").first.bounding_box()
        page.locator("a.glightbox").first.click()
        page.locator(".gslide.current.loaded .gslide-image img").wait_for(state="visible")
        rest(page)
        large = page.locator(".gslide.current .gslide-image img").bounding_box()
        assert page.evaluate("document.querySelector('.gslide.current .gslide-image img').naturalWidth") > 0
        assert large["width"] >= (width * 0.9 if width < 600 else small["width"] * 1.3) and large["height"] <= 800
    context.close()


def test_search_finds_a_word_in_brackets(site_url):
    """IMS stands in brackets on a page; the search index must offer it as a word of its own."""
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))
    assert "(" in index["config"]["separator"]
    assert any("(IMS)" in doc["text"] for doc in index["docs"])


def test_the_preview_opens_from_disk_and_says_that_it_is_one(browser, tmp_path):
    copy = small_project(tmp_path / "copy")
    home = copy / "docs" / "index.md"
    home.write_text(home.read_text("utf-8") + "\n[I have had it](aftercare.md)\n", "utf-8")
    environment = {**os.environ, "PREVIEW": "true", "DIRECTORY_URLS": "false", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--site-dir", tmp_path / "site"],
        cwd=copy,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "the built page holds" not in done.stdout + done.stderr
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    assert "Preview of a change" in page.locator(".md-banner").inner_text()
    page.get_by_role("link", name="I have had it").click()
    page.locator("h1", has_text="About aftercare").wait_for()
    page.get_by_role("link", name="Get help", exact=True).first.click()
    page.locator("h1", has_text="About get-help").wait_for()
    assert [address for address in asked if not address.startswith(("file://", "data:"))] == []
    page.close()


def test_whoever_comes_for_a_part_that_moved_sees_where_it_is_and_nobody_else_does(plain, site_url):
    plain.goto(site_url + "indications/arm-and-leg/")
    assert plain.locator(".moved").count() > 5 and not plain.locator(".moved:visible").count()
    plain.goto(site_url + "indications/arm-and-leg/#pain-0-to-10-mixed")
    (said,) = plain.locator(".moved:visible").all_inner_texts()
    assert said == "This part has moved to For clinicians who refer or treat: Plots."
