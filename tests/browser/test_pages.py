"""Every page in Chromium: reachable for everyone, no other host, readable without JavaScript."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import PAGES, ROOT, SITE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADDRESSES = [*PAGES, "no-such-page/"]


@pytest.fixture(scope="module", params=["light 320", "light 1280", "dark 320", "dark 1280"])
def view(request, browser, serve):
    """A browser window of one scheme and width, with the addresses of other hosts that it asked for."""
    scheme, width = request.param.split()
    strangers: list[str] = []
    context = browser.new_context(color_scheme=scheme, viewport={"width": int(width), "height": 800}, reduced_motion="reduce")
    context.route("**/*", serve(SITE, strangers))
    yield context.new_page(), strangers, int(width)
    context.close()


def violations(page) -> list[str]:
    """What axe-core finds, one line each: rule, element, why."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)["violations"]
    return [f"{rule['id']}: {node['html'][:120]} {node['failureSummary'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_accessible_private_and_fits(view, site_url, address):
    page, strangers, width = view
    page.goto(site_url + address)
    assert violations(page) == []
    assert strangers == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_reads_without_javascript(browser, serve, site_url, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.route("**/*", serve(SITE, []))
    page = context.new_page()
    page.goto(site_url + address)
    assert page.locator("h1").is_visible()
    assert page.locator(".lede").is_visible()
    assert page.get_by_role("link", name="Get help", exact=True).first.is_visible()
    page.locator(".md-header label[for=__drawer]").click(timeout=5000)
    back = page.locator(".md-nav--primary .md-nav__title[for^=__nav]:visible")
    while back.count():  # the menu opens at the part that the page is in
        back.last.click()
    page.locator(".md-nav--primary label.md-nav__link:visible").get_by_text("Safety").click()
    assert page.locator(".md-nav--primary").get_by_role("link", name="Who should not have it" if address == "side-effects/" else "Side effects").is_visible()
    assert page.evaluate("[...document.querySelectorAll('article :is(h2, h3, p, li, td, .claim)')].filter(part => !part.closest('details:not([open])') && !part.checkVisibility()).length") == 0
    if address == "claims/":
        assert not page.locator(".filter").count() and page.locator(".claim").count() > 200
    context.close()


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
        page.wait_for_timeout(400)
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
    environment = {**os.environ, "PREVIEW": "true", "DIRECTORY_URLS": "false", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--site-dir", tmp_path], cwd=ROOT, env=environment, check=True, capture_output=True)
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    assert "Preview of a change" in page.locator(".md-banner").inner_text()
    page.get_by_role("link", name="I have had it").click()
    assert page.locator("h1").inner_text() == "After your session"
    page.get_by_role("link", name="Get help", exact=True).first.click()
    assert page.locator("h1").inner_text() == "Get help after dry needling"
    assert [address for address in asked if not address.startswith(("file://", "data:"))] == []
    page.close()
