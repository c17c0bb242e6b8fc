"""The link kit in Chromium: what a button copies and what an editor makes of it, and the kit without JavaScript."""

from __future__ import annotations

import gzip
import re

import pytest

from conftest import SITE

KIT = "for-clinics/"
EDITORS = (
    "<html lang=en><title>x</title><div contenteditable id=rich style='height:400px'></div>"
    "<textarea id=plain style='height:200px'></textarea>"
)


@pytest.fixture(scope="module")
def window(browser, serve, site_url):
    """A window that may use the clipboard."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url.rstrip("/"))
    context.route("**/*", serve(SITE, []))
    context.route(site_url + "editors", lambda route: route.fulfill(body=EDITORS, content_type="text/html"))
    page = context.new_page()
    page.goto(site_url + KIT)
    yield page
    context.close()


def opened(page, title: str):
    """The part of the kit for one page, opened."""
    kit = (
        page.locator("details.kit")
        .filter(has=page.locator("summary", has_text=re.compile(f"^{re.escape(title)}")))
        .first
    )
    kit.evaluate("kit => { kit.open = true }")
    return kit


def test_the_card_is_copied_as_html_and_as_text(window, site_url):
    window.goto(site_url + KIT)
    kit = opened(window, "After your session")
    kit.get_by_role("button", name="Copy the email card for: After your session", exact=True).click()
    kit.get_by_role("status").get_by_text("Copied the email card for: After your session", exact=True).wait_for()
    types = window.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert sorted(types) == ["text/html", "text/plain"]
    expected = kit.locator("[data-copy='plain text'] pre").text_content()
    assert window.evaluate("navigator.clipboard.readText()") == expected

    window.goto(site_url + "editors")
    window.locator("#rich").click()
    window.keyboard.press("ControlOrMeta+v")
    rich = window.locator("#rich")
    assert rich.locator("table").count() == 2
    assert rich.locator("a").evaluate_all("links => links.map((link) => link.href)") == [site_url + "aftercare/"] * 2
    button = rich.locator("table table td").evaluate(
        "cell => [getComputedStyle(cell).backgroundColor, getComputedStyle(cell.querySelector('a')).color]"
    )
    assert button == ["rgb(15, 76, 92)", "rgb(255, 255, 255)"]
    window.locator("#plain").click()
    window.keyboard.press("ControlOrMeta+v")
    assert window.locator("#plain").input_value() == expected


def test_every_text_has_a_button_that_copies_it_and_names_its_page(window, site_url):
    window.goto(site_url + KIT)
    parts = window.locator("details.kit [data-copy]").count()
    names = window.locator("details.kit button").evaluate_all(
        "buttons => buttons.map((button) => button.getAttribute('aria-label'))"
    )
    shown = window.locator("details.kit button").evaluate_all("buttons => buttons.map((button) => button.textContent)")
    assert len(names) == len(set(names)) == parts > 100
    assert all(name.startswith(text + " for: ") for name, text in zip(names, shown, strict=True))
    kit = opened(window, "Should I have dry needling?")
    for what in ("address", "plain text", "text message"):
        kit.get_by_role("button", name=f"Copy the {what} for: Should I have dry needling?", exact=True).press("Enter")
        kit.get_by_role("status").get_by_text(f"Copied the {what}").wait_for()
        assert (
            window.evaluate("navigator.clipboard.readText()") == kit.locator(f"[data-copy='{what}'] pre").text_content()
        )


def test_a_browser_that_does_not_copy_gets_the_card_selected(window, site_url):
    window.goto(site_url + KIT)
    window.evaluate("document.execCommand = () => false")
    kit = opened(window, "After your session")
    kit.get_by_role("button", name="Copy the email card").click()
    kit.get_by_role("status").get_by_text("copy it with Ctrl and C").wait_for()
    assert window.evaluate("getSelection().toString()").startswith("After your session")


def test_the_kit_works_without_javascript(browser, serve, site_url):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.route("**/*", serve(SITE, []))
    page = context.new_page()
    page.goto(site_url + KIT)
    assert page.locator("details.kit button").count() == 0
    kit = page.locator(
        "details.kit", has=page.locator("pre", has_text=re.compile(rf"^{re.escape(site_url)}aftercare/$"))
    ).first
    assert not kit.locator(".kit__card").is_visible()
    kit.locator("summary").first.click()
    assert kit.locator(".kit__card a").first.get_attribute("href") == site_url + "aftercare/"
    assert kit.locator("[data-copy='text message'] pre").is_visible() and kit.locator("img").is_visible()
    kit.locator("summary", has_text="The HTML of the card").click()
    assert kit.locator("details pre").text_content().startswith("<table")
    context.close()


def test_the_page_is_light_and_out_of_the_search(site_url):
    assert len(gzip.compress((SITE / KIT / "index.html").read_bytes())) < 50_000
    assert "Read this page" not in (SITE / "search" / "search_index.json").read_text("utf-8")


def test_print_opens_the_kit(browser, serve, site_url):
    context = browser.new_context()
    context.route("**/*", serve(SITE, []))
    page = context.new_page()
    page.goto(site_url + KIT)
    card = page.locator("details.kit:not([open]) .kit__card").first
    assert not card.is_visible()
    page.emulate_media(media="print")
    assert card.is_visible() and not page.locator("details.kit button").first.is_visible()
    context.close()


def test_a_clinic_prints_the_leaflet_with_its_own_number(window, site_url):
    window.context.add_init_script(
        "window.print = () => document.body.dataset.printed = document.querySelector('.numbers').innerText"
    )
    window.goto(site_url + KIT)
    form = window.locator("#your-own-number ~ form")
    number = form.get_by_label("Number for an ambulance")
    for wrong in ("", "1", "tel:09098765432"):
        number.fill(wrong)
        assert form.evaluate("form => !form.checkValidity()"), wrong
    number.fill("113")
    with window.context.expect_page() as opened:
        form.get_by_role("button", name="Print the leaflet with this number").click()
    opened.value.locator("body[data-printed='Ambulance: 113']").wait_for()
    assert opened.value.url == site_url + "get-help/" and opened.value.locator(".numbers a").count() == 0
    opened.value.close()


def test_a_leaflet_that_cannot_open_is_said_in_words(window, site_url):
    """A browser may refuse the window, or somebody closes it before the page has come."""
    window.goto(site_url + KIT)
    form = window.locator("#your-own-number ~ form")
    form.get_by_label("Number for an ambulance").fill("113")
    window.evaluate("window.open = () => null")
    form.get_by_role("button").click()
    form.get_by_role("status").get_by_text("did not let us open the leaflet").wait_for()
    faults = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.evaluate("window.looked = 0; window.open = () => ({ get closed() { return ++window.looked > 0; } })")
    form.get_by_role("button").click()
    window.wait_for_function("window.looked")
    assert faults == []


def test_a_clinic_finds_what_to_send_for_one_problem(window, site_url):
    """From the kit to heel pain: a card with our one line and how sure we are, a text that names no problem, a code."""
    window.goto(site_url + KIT)
    window.get_by_role("link", name="Cards, texts and QR codes for one problem").click()
    assert window.url == site_url + KIT + "problems/"
    kit = opened(window, "Heel pain")
    kit.get_by_role("button", name=re.compile("^Copy the plain text for: Heel pain")).click()
    kit.get_by_role("status").get_by_text("Copied the plain text").wait_for()
    lines = window.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[1].endswith("We are not sure (low certainty).")
    assert lines[3] == site_url + "indications/arm-and-leg/#heel-pain"
    assert "eel" not in kit.locator("[data-copy='text message'] pre").text_content().partition("http")[0]
    code = kit.locator(".kit__qr img")
    code.scroll_into_view_if_needed()
    assert code.evaluate("image => image.decode().then(() => image.naturalWidth)") > 20
