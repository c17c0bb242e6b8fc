"""Old addresses, bent addresses and tracking codes in Chromium, at a domain root and in a folder of a domain."""

from __future__ import annotations

import pytest
from conftest import SITE
from playwright.sync_api import TimeoutError
from waiting import rest

BENT = [  # what arrives, and what it meant
    ("Aftercare/", "aftercare/"), ("AFTERCARE", "aftercare/"), ("aftercare.", "aftercare/"), ("aftercare/.", "aftercare/"), ("aftercare/...", "aftercare/"),
    ("aftercare/)", "aftercare/"), ("(aftercare/)", "aftercare/"), ("aftercare/%3E", "aftercare/"), ("aftercare/&gt;", "aftercare/"), ("aftercare/%20", "aftercare/"),
    ("aftercare/%2520", "aftercare/"), ("aftercare=20", "aftercare/"), ("aftercare/=20", "aftercare/"), ("after=\r\ncare/", "aftercare/"), ("3Daftercare/", "aftercare/"),
    ("3D%22aftercare/%22", "aftercare/"), ("aftercare/%22", "aftercare/"), ("aftercare/,", "aftercare/"), ("aftercare/%E2%80%8B", "aftercare/"),
    ("after%E2%80%8Bcare/", "aftercare/"), ("side%E2%80%91effects/", "side-effects/"), ("side%E2%80%93effects/", "side-effects/"), ("side_effects/", "side-effects/"),
    ("side%20effects/", "side-effects/"), ("side-%20effects/", "side-effects/"), ("sideeffects/", "side-effects/"), ("side-effects.html", "side-effects/"),
    ("side-effects/index.htm", "side-effects/"), ("index.HTML", ""), ("aftercare/Index.html", "aftercare/"), ("/aftercare//", "aftercare/"), ("aftercare//x", "aftercare/"),
    ("aftercar/", "aftercare/"), ("aftercarre/", "aftercare/"), ("aftercaer/", "aftercare/"), ("aftercqre/", "aftercare/"), ("indications/Low-Back", "indications/low-back/"),
    ("indications/low-bck/", "indications/low-back/"), ("indications%2Flow-back/", "indications/low-back/"), ("get-help/and-more", "get-help/"),
    ("get-help%20Best%20wishes", "get-help/"), ("After-Care/", "aftercare/"), ("aftercare/%23soreness", "aftercare/#soreness"),
    ("Aftercare/#When-To-Call.", "aftercare/#when-to-call"), ("Aftercare/?h=ice#do", "aftercare/?h=ice#do"), ("%EF%BD%81ftercare/", "aftercare/"), ("aftercare%C2%A0", "aftercare/"),
]
LOST = ["no-such-page/", "wp-login.php", "a/b/c/d", "zzzzzzzz", "%E0%A4%A"]
PARTS = [("#When-To-Call", "#when-to-call"), ("#when-to-call.", "#when-to-call"), ("#when-to-call)", "#when-to-call"), ("#when%E2%80%91to%E2%80%91call", "#when-to-call"),
         ("#when-to-call%20", "#when-to-call"), ("#when-to-call=20", "#when-to-call"), ("#when_to_call", "#when-to-call"), ("#when-to-call&gt;", "#when-to-call"),
         ("#when-to-call?utm_source=x", "#when-to-call"), ("#when-to-c%E2%80%8Ball", "#when-to-call"), ("#nothing-like-it", "#nothing-like-it"), ("#%E0%A4%A", "#%E0%A4%A")]


@pytest.fixture(scope="module")
def other(site_url, in_other_place):
    """The same site built for the other kind of address: in a folder where ours is at a root, and the other way round."""
    return in_other_place


def window(browser, handle, **options):
    """A page whose addresses a handler answers; pictures and the theme's own script are not needed here."""
    context = browser.new_context(**options)
    context.route("**/*", handle)
    context.route("**/*.{css,svg,png}", lambda route: route.abort())
    context.route("**/theme.js*", lambda route: route.abort())
    return context.new_page()


def only_the_way(handle, folder, url):
    """Answers a page that is there with nothing, as only the way to it counts, and all else by `handle`."""
    def answer(route):
        there = (folder / route.request.url.removeprefix(url).partition("?")[0] / "index.html").is_file()
        route.fulfill(body="<title>x</title>", content_type="text/html") if there else handle(route)
    return answer


def test_bent_addresses_find_their_page(browser, serve, other, site_url):
    for folder, url, rows in ((SITE, site_url, BENT), (*other, BENT[:30])):
        whole, quick, missed = window(browser, serve(folder, [], url)), window(browser, only_the_way(serve(folder, [], url), folder, url)), {}
        for bent, meant in rows:
            page = whole if "#" in meant else quick
            page.goto(url + bent.replace("\r\n", "%0D%0A"), wait_until="commit")
            try:
                page.wait_for_url(url + meant, wait_until="commit")
            except TimeoutError:
                missed[bent] = page.url
        whole.context.close()
        quick.context.close()
        assert missed == {}


def test_an_address_that_means_nothing_stays_and_shows_the_way(browser, serve, other):
    folder, url = other
    for javascript in (True, False):
        page = window(browser, serve(folder, [], url), java_script_enabled=javascript)
        for address in LOST:
            page.goto(url + address)
            if javascript:
                rest(page)
            assert page.url == url + address and page.get_by_text("We cannot find that page").is_visible()
        assert page.get_by_text("Do not wait for the clinic.").is_visible()
        page.locator("article").get_by_role("link", name="get help").click()
        page.wait_for_url(url + "get-help/")
        page.context.close()


def test_bent_parts_are_found(browser, serve, site_url):
    page = window(browser, serve(SITE, []))
    for number, (bent, meant) in enumerate(PARTS):
        page.goto(f"{site_url}aftercare/?{number}{bent}")
        assert page.url == f"{site_url}aftercare/?{number}{meant}"
    page.goto(f"{site_url}aftercare/?x#Soreness:")
    assert page.evaluate("document.querySelector(':target').id") == "soreness"
    page.goto(f"{site_url}aftercare/?x#DO")  # the same page again, which does not load anew
    page.wait_for_url(f"{site_url}aftercare/?x#do")
    page.context.close()


def test_tracking_codes_leave_the_address(browser, serve, site_url):
    page = window(browser, serve(SITE, []))
    for given, left in (("?utm_source=a&utm_medium=b", ""), ("?utm_source=a&h=ice%20pack&mc_eid=1#do", "?h=ice%20pack#do"), ("?mc_cid=1&amp;mc_eid=2", ""),
                        ("?_hsenc=a&_hsmi=2&fbclid=3&gclid=4#do", "#do"), ("?h=a+b&q=%C3%A9", "?h=a+b&q=%C3%A9"), ("?mcx=1", "?mcx=1"), ("?", "?")):
        page.goto(f"{site_url}aftercare/{given}")
        assert page.url == f"{site_url}aftercare/{left}"
    page.context.close()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_old_addresses_lead_on(browser, serve, site_url, javascript):
    page = window(browser, serve(SITE, []), java_script_enabled=javascript)
    for old, now, plain in (("after-care/", "aftercare/", "aftercare/"), ("after-care/?h=ice", "aftercare/?h=ice", "aftercare/"),
                            ("soreness/", "aftercare/#soreness", "aftercare/#soreness"), ("soreness/?utm_source=a#when-to-call", "aftercare/#when-to-call", "aftercare/#soreness"),
                            ("soreness/?h=ice#do", "aftercare/?h=ice#do", "aftercare/#soreness")):
        page.goto(site_url + "about/")
        page.goto(site_url + old)
        page.wait_for_url(site_url + (now if javascript else plain))
        if javascript:
            page.go_back()
            assert page.url == site_url + "about/", "Back does not fall into the redirect again"
    page.context.close()


def test_an_old_address_can_be_left_by_hand(browser, serve, site_url):
    """Where neither script nor refresh runs, as in some mail apps."""
    html = (SITE / "soreness" / "index.html").read_text("utf-8")
    page = browser.new_page(java_script_enabled=False)
    page.set_content(html.replace('http-equiv="refresh"', "").replace("<head>", f'<head><base href="{site_url}soreness/">'))
    assert page.get_by_role("link").get_attribute("href") == "../aftercare/#soreness" and page.get_by_role("heading").is_visible()
    page.close()
