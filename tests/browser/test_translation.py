"""A page that a browser translates: the card stays whole, numbers and names stay as they are, everything works."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser
from test_kit_page import opened
from test_pages import ADDRESSES, fits
from test_reach import CUT, PHONE, window, write

from conftest import PAGES, SITE

NARROW = {"width": 320, "height": 640}
# What Google Translate does: every text goes into two <font>, parts of a line change their order, what is marked stays.
# The language here has words longer by 40 %, and digits of its own, as Persian and Bengali have.
TRANSLATE = r"""() => {
  const kept = 'script, style, code, textarea, svg, [translate=no]';
  const inline = 'font, a, abbr, em, small, span, strong, sup';
  const foreign = text => text.replace(/\p{L}+/gu, word => word + word.slice(0, Math.ceil(word.length * 0.4)))
    .replace(/\d/g, digit => String.fromCharCode(0x6f0 + Number(digit)));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found) {
    if (!text.data.trim() || text.parentElement.closest(kept)) continue;
    const [outer, inner] = [0, 1].map(() => document.createElement('font'));
    for (const font of [outer, inner]) font.style.verticalAlign = 'inherit';
    inner.textContent = foreign(text.data);
    outer.append(inner);
    text.replaceWith(outer);
  }
  for (const block of document.querySelectorAll('article :is(p, li, td, th, dd, .numbers a)')) {
    const parts = [...block.children];
    if (parts.every(part => part.matches(inline)) && !block.closest(kept)) block.append(...parts.reverse());
  }
  document.documentElement.lang = 'fa';
  document.documentElement.classList.add('translated-ltr');
}"""
FOREIGN = re.compile("[\u06f0-\u06f9]")
# every number of the card: where its link leads, its number, and whether a finger can press it
CARD = """() => [...document.querySelectorAll('.emergency a[href^="tel:"]')].map(link => [link.getAttribute('href'),
  link.textContent.match(/[0-9]+/)?.[0], link.checkVisibility() && link.getBoundingClientRect().height >= 44])"""
KEPT = "[...document.querySelectorAll('[translate=no]')].map(part => part.textContent).sort()"
# every label of a certainty that stands whole in its link, with the words of its grade after it
BADGES = "document.querySelectorAll('a.certainty > .certainty__label:not(:empty)').length"
CALLS = "links => links.map(link => [link.getAttribute('href').slice(4), link.textContent])"
COPIED = "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"
WITH_CARD = [
    "aftercare/",
    "electrical-stimulation/",
    "get-help/",
    "questions/",
    "side-effects/",
    "who-should-not-have-it/",
    "your-session/",
    "no-such-page/",
]


@pytest.fixture(scope="module")
def view(browser, serve):
    """A narrow phone, and the errors that scripts throw on it."""
    page = window(browser, serve, viewport=NARROW)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, errors
    page.context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_translated_page_fits_and_keeps_what_is_marked(view, site_url, address):
    page, errors = view
    page.goto(site_url + address)
    before, badges = page.evaluate(KEPT), page.evaluate(BADGES)
    page.evaluate(TRANSLATE)
    assert page.evaluate(KEPT) == before and page.evaluate(BADGES) == badges
    assert fits(page) and page.evaluate(CUT) == []
    assert errors == []


@pytest.mark.parametrize("address", WITH_CARD)
def test_the_emergency_card_survives(view, site_url, address):
    page, _ = view
    page.goto(site_url + address)
    signs, card = page.locator(".emergency li").count(), page.locator(".emergency")
    page.evaluate(TRANSLATE)
    numbers = page.evaluate(CARD)
    assert len(numbers) == 5 and all(link == f"tel:{number}" and pressed for link, number, pressed in numbers)
    assert "112" in card.locator(".numbers > span").inner_text() and not FOREIGN.search(card.inner_text())
    assert card.locator("li").count() == signs > 10 and card.locator(".admonition-title").is_visible()


def test_every_number_to_call_stays(view, site_url):
    page, _ = view
    page.goto(site_url + "get-help/")
    page.evaluate(TRANSLATE)
    links = page.locator("article a[href^='tel:']").evaluate_all(CALLS)
    assert len(links) > 40 and all(number in text for number, text in links)
    assert not FOREIGN.search(page.locator("article ul:has(> li > a[href^='tel:'])").last.inner_text())


def test_without_the_marks_numbers_change(view, site_url):
    """The tests above can fail."""
    page, _ = view
    page.goto(site_url + "aftercare/")
    page.evaluate("document.querySelectorAll('[translate]').forEach(part => part.removeAttribute('translate'))")
    page.evaluate(TRANSLATE)
    assert all(number is None for _, number, _ in page.evaluate(CARD))
    assert FOREIGN.search(page.locator(".emergency").inner_text())


@pytest.mark.parametrize("first", ["scripts", "translation"])
def test_menu_search_and_call_outs_work_when_translated(browser, serve, site_url, first):
    """The theme's scripts come at the first touch: before the page is translated, or after it."""
    page = window(browser, serve, viewport=PHONE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site_url + "effects/chemical/")
    if first == "scripts":
        page.locator("h1").click()
        page.wait_for_function("() => window.document$")
    page.evaluate(TRANSLATE)
    page.locator("summary").first.click()
    assert page.locator("details[open] > :nth-child(2)").first.is_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator(".md-sidebar--primary").wait_for(state="visible")
    page.get_by_role("button", name="Close menu", exact=True).click()
    page.locator(".md-sidebar--primary").wait_for(state="hidden")
    page.locator(".md-header__button[for=__search]").click()
    page.locator("[name=query]").focus()
    write(page, "driving")
    page.locator(".md-search-result__item").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator(".md-search-result__item").first.wait_for(state="hidden")
    page.locator("a.footnote-ref").first.click()
    page.wait_for_url("**/#fn:*")
    assert errors == []
    page.context.close()


def test_the_filter_of_claims_works_when_translated(browser, serve, site_url):
    page = window(browser, serve)
    page.goto(site_url + "claims/")
    page.evaluate(TRANSLATE)
    page.locator(".filter [name=words]").fill("twitch")
    found = page.locator(".claim:visible").count()
    assert 0 < found < 100
    page.locator(".filter [name=verdict]").select_option("true")
    assert page.locator(".claim:visible").count() < found
    page.context.close()


def test_a_clinic_copies_what_we_wrote(browser, serve, site_url):
    page = window(browser, serve)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url.rstrip("/"))
    page.goto(site_url + "for-clinics/")
    kit = opened(page, "After your session").element_handle()  # by its words it would not be found again
    text = kit.query_selector("[data-copy='plain text'] pre").text_content()
    page.evaluate(TRANSLATE)
    kit.query_selector("[data-copy='email card'] button").click()
    page.get_by_role("status").get_by_text("Copied the email card").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert page.evaluate(COPIED).count("<a ") == 2
    page.context.close()


def test_names_of_sources_are_marked(texts):
    """Authors, title and journal as they are printed, so that a reader finds the study; its kind may be translated."""
    tree = LexborHTMLParser((SITE / "sources/index.html").read_text("utf-8"))
    marked = [part.text().strip() for part in tree.css("section.source > [translate=no]")]
    listed = [row for row in texts.rows("references") if row.get("use") == "cite"]
    assert len(marked) == 2 * len(listed)
    assert {str(row["title"]).rstrip(".?") for row in listed} <= {text.rstrip(".?") for text in marked}
    notes = LexborHTMLParser((SITE / "aftercare/index.html").read_text("utf-8")).css(".footnote li")
    assert len(notes) > 5
    for note in notes:
        source = texts.by_key("references")[note.attributes["id"].removeprefix("fn:")]
        kept = " ".join(part.text() for part in note.css("[translate=no]"))
        assert source["authors"][0] in kept and source["title"].rstrip(".") in kept and "What it found" not in kept


def test_a_page_lets_itself_be_translated():
    for address in PAGES:
        tree = LexborHTMLParser((SITE / address / "index.html").read_text("utf-8"))
        assert tree.css_first("html").attributes["lang"] == "en"
        assert not tree.css("meta[content=notranslate], :is(html, body, main, article)[translate], .notranslate")
        assert not tree.css("[translate=no] .certainty, .certainty [translate=no]")
