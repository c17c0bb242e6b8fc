"""Old addresses, bent addresses and tracking codes in Chromium, at a domain root and in a folder of a domain."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import TimeoutError
from selectolax.lexbor import LexborHTMLParser

from checks import published_addresses
from conftest import ROOT, SITE
from made import redirects
from waiting import rest

BENT = [  # what arrives, and what it meant
    ("Aftercare/", "aftercare/"),
    ("AFTERCARE", "aftercare/"),
    ("aftercare.", "aftercare/"),
    ("aftercare/.", "aftercare/"),
    ("aftercare/...", "aftercare/"),
    ("aftercare/)", "aftercare/"),
    ("(aftercare/)", "aftercare/"),
    ("aftercare/%3E", "aftercare/"),
    ("aftercare/&gt;", "aftercare/"),
    ("aftercare/%20", "aftercare/"),
    ("aftercare/%2520", "aftercare/"),
    ("aftercare=20", "aftercare/"),
    ("aftercare/=20", "aftercare/"),
    ("after=\r\ncare/", "aftercare/"),
    ("3Daftercare/", "aftercare/"),
    ("3D%22aftercare/%22", "aftercare/"),
    ("aftercare/%22", "aftercare/"),
    ("aftercare/,", "aftercare/"),
    ("aftercare/%E2%80%8B", "aftercare/"),
    ("after%E2%80%8Bcare/", "aftercare/"),
    ("side%E2%80%91effects/", "side-effects/"),
    ("side%E2%80%93effects/", "side-effects/"),
    ("side_effects/", "side-effects/"),
    ("side%20effects/", "side-effects/"),
    ("side-%20effects/", "side-effects/"),
    ("sideeffects/", "side-effects/"),
    ("side-effects.html", "side-effects/"),
    ("side-effects/index.htm", "side-effects/"),
    ("index.HTML", ""),
    ("aftercare/Index.html", "aftercare/"),
    ("/aftercare//", "aftercare/"),
    ("aftercare//x", "aftercare/"),
    ("aftercar/", "aftercare/"),
    ("aftercarre/", "aftercare/"),
    ("aftercaer/", "aftercare/"),
    ("aftercqre/", "aftercare/"),
    ("indications/Low-Back", "indications/low-back/"),
    ("indications/low-bck/", "indications/low-back/"),
    ("indications%2Flow-back/", "indications/low-back/"),
    ("get-help/and-more", "get-help/"),
    ("get-help%20Best%20wishes", "get-help/"),
    ("After-Care/", "aftercare/"),
    ("aftercare/%23soreness", "aftercare/#soreness"),
    ("Aftercare/#When-To-Call.", "aftercare/#when-to-call"),
    ("Aftercare/?h=ice#do", "aftercare/?h=ice#do"),
    ("%EF%BD%81ftercare/", "aftercare/"),
    ("aftercare%C2%A0", "aftercare/"),
    ("get-help/*emergency", "get-help/#emergency"),
    ("en/low-back/#Sciatica*", "indications/low-back/#sciatica"),
]
BENT_IN_OTHER_WAYS = [  # by programs that protect links
    (
        "https:/eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fget-help%2F%23lung&data=05%7C01",
        "get-help/#lung",
    ),
    ("https://www.google.com/url?q=https://example.org/side-effects/&sa=D&source=editors", "side-effects/"),
    ("https:/urldefense.com/v3/__https:/example.org/get-help/*emergency__;Iw!!Abc!Def$", "get-help/#emergency"),
    ("https:/urldefense.proofpoint.com/v2/url?u=https-3A__example.org_get-2Dhelp_-23lung&d=Dw", "get-help/#lung"),
    ("https:/urldefense.com/v3/__https:/example.org/aftercare/__;!!Help!Def$", "aftercare/"),
    # a whole address behind ours
    ("https://example.org/aftercare/?x#do", "aftercare/?x#do"),
    ("http:/example.org/questions/", "questions/"),
    ("www.example.org/aftercare", "aftercare/"),
    ("example.org/aftercare/", "aftercare/"),
    ("//example.org/aftercare/", "aftercare/"),
    ("https%3A%2F%2Fexample.org%2Faftercare%2F", "aftercare/"),
    ("http:%5C%5Cexample.org%5Caftercare%5C", "aftercare/"),
    ("aftercare/https://example.org/aftercare/", "aftercare/"),
    ("%5D(https://example.org/aftercare/)", "aftercare/"),
    ("https//example.org/aftercare", "aftercare/"),
    # folders in front
    ("en/aftercare", "aftercare/"),
    ("en_US/get-help/", "get-help/"),
    ("de/indications/low-back/#sciatica", "indications/low-back/#sciatica"),
    ("en/", ""),
    ("en-gb/latest/aftercare/", "aftercare/"),
    ("blob/main/docs/indications/low-back.md", "indications/low-back/"),
    ("repo/aftercare/", "aftercare/"),
    ("https://example.org/repo/aftercare/", "aftercare/"),
    # quoted-printable, other old codes
    ("get=2Dhelp/", "get-help/"),
    ("side=2Deffects/=23small=2Dharms", "side-effects/#small-harms"),
    ("side=E2=80=91effects/", "side-effects/"),
    ("get%3D2Dhelp", "get-help/"),
    ("after=care/", "aftercare/"),
    ("side-=effects/", "side-effects/"),
    ("side%96effects/", "side-effects/"),
    ("aftercare%A0", "aftercare/"),
    # what "#" becomes
    *(
        (f"get-help/{mark}emergency", "get-help/#emergency")
        for mark in (
            "*",
            "%23",
            "%2523",
            "$",
            ":",
            ";",
            "%20",
            "!",
            "@",
            "&num;",
            "%EF%BC%83",
            "%E2%99%AF",
            "~",
            "|",
            "%20%23",
        )
    ),
    ("get-help*emergency", "get-help/#emergency"),
    ("get-help/emergency/", "get-help/#emergency"),
    ("get-help.html%23emergency", "get-help/#emergency"),
    ("aftercare/*when_to_call", "aftercare/#when-to-call"),
    ("get-help/*lung%20Best%20wishes", "get-help/#lung"),
    ("aftercare/%20Do%20not%20reply%20to%20us", "aftercare/"),
    ("indications/low-back/*sciatica", "indications/low-back/#sciatica"),
    # scanned, dictated, broken at a hyphen, cut
    ("get-he1p/", "get-help/"),
    ("who-shou1d-not-have-1t/", "who-should-not-have-it/"),
    ("l0w-back/", "indications/low-back/"),
    ("get%20dash%20help%20slash%20hash%20emergency", "get-help/#emergency"),
    ("side%20effects%20page", "side-effects/"),
    ("who-should-not-have-", "who-should-not-have-it/"),
    ("indications/neck-and-", "indications/neck-and-shoulder/"),
    ("get-", "get-help/"),
    ("what-is-dry-need", "what-is-dry-needling/"),
    ("indicatio", "indications/"),
    # names by thumbs
    ("Low%20back%20pain", "indications/low-back/"),
    ("siatica", "indications/low-back/#sciatica"),
    ("en/migrane/", "indications/head-and-jaw/#migraine"),
    ("aftercare,soreness", "aftercare/#soreness"),
    ("get-halp/", "get-help/"),
    ("aftercare.Thanks", "aftercare/"),
    ("dry%20needling%20vs%20acupuncture", "acupuncture/"),
    ("indications/lower-back-pain/", "indications/low-back/"),
]
# What an address means when nobody can tell: two pages, another word, another site.
UNSURE = [
    "no-such-page/",
    "a/b/c/d",
    "zzzzzzzz",
    "%E0%A4%A",
    "%D0%BF%D0%BE%D0%B8%D1%81%D0%BA/",
    "aftercare/get-help/",
    "side-effects/cost/",
    "who-",
    "for-",
    "dry-",
    "post/",
    "host/",
    "most",
    "kneel",
    "nick",
    "contract/",
    "contents/",
    "preferences/",
    "heading/",
    "switch/",
    "help-desk",
    "neck-ties",
    "stroke",
    "scores",
    "constructor",
    "__proto__",
    "wp-login.php",
    "wp-content/uploads/x",
    "feed/",
    "robots",
    "https://example.org/",
    "https:aftercar",
]
HOSTILE = [
    "https://evil.example/",
    "//evil.example/aftercare/",
    "https://evil.example/aftercare/",
    "javascript:alert(1)",
    "javascript:aftercare/",
    "aftercare/javascript:alert(1)#javascript:alert(1)",
    "https:/safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fget-help%2F",
    "?url=javascript:alert(1)//https://x/aftercare/",
    "%5C%5Cevil.example%5Caftercare",
    "aftercare%00/",
    "@evil.example/aftercare/",
    "https://www.google.com/url?q=//evil.example/aftercare/https://aftercare@evil.example/cost/",
]
SAFELINKS = "https:/eur01.safelinks.protection.outlook.com/?data=05%7C01&url="
URLDEFENSE = "https:/urldefense.proofpoint.com/v2/url?d=Dw&u=https-3A__example.org_"
BENDS: list[Callable[[str], str]] = [  # how a program bends any address
    lambda address: "en/" + address,
    lambda address: "blob/main/docs/" + address,
    lambda address: "https:/example.org/" + address,
    lambda address: "https://www.example.org/any/" + address,
    lambda address: address.replace("#", "*"),
    lambda address: address.replace("/#", "%20"),
    lambda address: address.replace("-", "=2D").replace("#", "=23"),
    lambda address: quote(address, "").upper(),
    lambda address: address.replace("-", "%E2%80%91").replace("#", "%23"),
    lambda address: address.replace("-", "_").replace("#", ":"),
    lambda address: address.replace("-", "").replace("#", ";"),
    lambda address: SAFELINKS + quote("https://example.org/" + address, ""),
    lambda address: f"https:/urldefense.com/v3/__https:/example.org/{address.replace('#', '*')}__;Iw!!Abc!Def$",
    lambda address: URLDEFENSE + address.replace("-", "-2D").replace("#", "-23").replace("/", "_"),
]
# Parts whose letters are those of a page; a page goes first.
REGIONS = ["arm-and-leg", "head-and-jaw", "low-back", "neck-and-shoulder", "whole-body"]
SAME_LETTERS = {f"indications/#{region}" for region in REGIONS}
# Where repair.js leads from each address, in one page: "" is nowhere.
REPAIR = """([code, known, start, bent]) => bent.map((path) => {
  const {pathname, search, hash, origin} = new URL(start + path);
  let led = "";
  const document = {currentScript: {src: start + "assets/repair.js"}, getElementById: () => ({textContent: known})};
  const replace = (to) => { led = String(to); };
  new Function("document", "location", code)(document, {pathname, search, hash, origin, replace});
  return led;
})"""
LOST = ["no-such-page/", "wp-login.php", "a/b/c/d", "zzzzzzzz", "%E0%A4%A"]
PARTS = [
    ("#When-To-Call", "#when-to-call"),
    ("#when-to-call.", "#when-to-call"),
    ("#when-to-call)", "#when-to-call"),
    ("#when%E2%80%91to%E2%80%91call", "#when-to-call"),
    ("#when-to-call%20", "#when-to-call"),
    ("#when-to-call=20", "#when-to-call"),
    ("#when=2Dto=2Dcall", "#when-to-call"),
    ("#when_to_call", "#when-to-call"),
    ("#when-to-call&gt;", "#when-to-call"),
    ("#when-to-call?utm_source=x", "#when-to-call"),
    ("#when-to-c%E2%80%8Ball", "#when-to-call"),
    ("#nothing-like-it", "#nothing-like-it"),
    ("#%E0%A4%A", "#%E0%A4%A"),
]


@pytest.fixture(scope="module")
def other(site_url, in_other_place):
    """The same site built for the other kind of address: in a folder if ours is at a root, and the other way round."""
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


@pytest.fixture(scope="module")
def repaired(browser):
    """Asks repair.js where it leads from many addresses, without loading a page for each."""
    page, code = browser.new_page(), (ROOT / "overrides/assets/repair.js").read_text("utf-8")
    known = LexborHTMLParser((SITE / "404.html").read_text("utf-8")).css_first("#known").text()
    yield lambda bent, start="https://our.example/": page.evaluate(REPAIR, [code, known, start, bent])
    page.close()


# where repair.js alone decides
ASKED = [row for row in BENT if not re.search("[#?]", row[0]) and urljoin("/", row[0]) != "/" + row[1]]


def test_bent_addresses_are_repaired(repaired):
    led = repaired([bent.replace("\r\n", "%0D%0A") for bent, _ in ASKED])
    assert {
        bent: to for (bent, meant), to in zip(ASKED, led, strict=True) if to != "https://our.example/" + meant
    } == {}


def test_bent_addresses_find_their_page(browser, serve, other, site_url):
    """By the browser's own way; of those that repair.js decides, every sixth."""
    some = [row for row in BENT if row not in ASKED or ASKED.index(row) % 6 == 0]
    for folder, url, rows in ((SITE, site_url, some), (*other, BENT[:30:2])):
        whole, quick, missed = (
            window(browser, serve(folder, [], url)),
            window(browser, only_the_way(serve(folder, [], url), folder, url)),
            {},
        )
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


@pytest.fixture(scope="module")
def places(texts):
    """Every published address, and where it leads."""
    old = {start: redirects.target(to, texts) for start, to in redirects.stubs(texts).items()}
    lines = [line.removeprefix("/") for line in published_addresses.read(ROOT).splitlines() if line.startswith("/")]
    return {line: old.get(line, line) for line in lines if not pathlib.PurePath(line.partition("#")[0]).suffix}


@pytest.mark.parametrize("start", ["https://our.example/", "https://our.example/repo/"])
def test_addresses_bent_in_other_ways_find_their_page_and_part(repaired, start):
    led = repaired([bent for bent, _ in BENT_IN_OTHER_WAYS], start)
    assert {bent: to for (bent, meant), to in zip(BENT_IN_OTHER_WAYS, led, strict=True) if to != start + meant} == {}


def test_the_folder_of_the_site_is_no_word(repaired):
    """Where it is named like a page."""
    start = "https://our.example/dry-needling/"
    led = repaired(["dry-needling/aftercare/", "https://example.org/Dry-Needling/aftercare/"], start)
    assert led == [start + "aftercare/"] * 2


def test_an_address_that_may_mean_two_things_leads_nowhere(repaired):
    assert {bent: to for bent, to in zip(UNSURE, repaired(UNSURE), strict=True) if to} == {}


def test_a_repair_never_leaves_the_site(repaired):
    for start in ("https://our.example/", "https://our.example/repo/"):
        assert [to for to in repaired(HOSTILE, start) if to and not to.startswith(start)] == []


def test_a_page_that_is_missing_at_its_own_address_is_not_asked_for_again(repaired):
    for start in ("https://our.example/", "https://our.example/repo/"):
        assert repaired(["", "get-help/", "indications/low-back/?q=x", "get-help"], start) == [
            "",
            "",
            "",
            start + "get-help/",
        ]


def test_every_page_and_part_survives_every_bend(repaired, places):
    """Each bend for some pages and old names, and one bend for every sixth part, in turn."""
    whole = [address for address in places if address and "#" not in address]
    parts = [address for address in sorted(places.keys() - SAME_LETTERS) if address.find("#") > 0]
    bent = {bend(address): address for bend in BENDS for address in whole[::24] if bend(address) != address}
    bent |= {BENDS[at % len(BENDS)](address): address for at, address in enumerate(parts[::6])}
    led = dict(zip(bent, repaired(list(bent)), strict=True))
    assert {path: to for path, to in led.items() if to != "https://our.example/" + places[bent[path]]} == {}


def slips(name):
    """A letter left out, one too many, and two the wrong way round, in the middle."""
    at = len(name) // 2
    yield name[:at] + name[at + 1 :]
    yield name[:at] + "x" + name[at:]
    yield name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def test_a_name_with_a_slip_leads_to_its_place_or_nowhere(repaired, places):
    names = [address.strip("/") for address in places if address and "#" not in address]
    one = {
        slip: name for at, name in enumerate(names) for slip in [[*slips(name)][at % 3]]
    }  # each name with one of them
    bent = {slip: name for slip, name in one.items() if len(slip) > 2}  # two letters are a language
    meant = {slip: places.get(f"{slip}/", places[f"{name}/"]) for slip, name in bent.items()}
    led = {slip: to for slip, to in zip(meant, repaired(list(meant)), strict=True) if to}
    assert {slip: to for slip, to in led.items() if to != "https://our.example/" + meant[slip]} == {}
    assert len(led) > len(meant) * 0.7


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
    for given, left in (
        ("?utm_source=a&utm_medium=b", ""),
        ("?utm_source=a&h=ice%20pack&mc_eid=1#do", "?h=ice%20pack#do"),
        ("?mc_cid=1&amp;mc_eid=2", ""),
        ("?_hsenc=a&_hsmi=2&fbclid=3&gclid=4#do", "#do"),
        ("?h=a+b&q=%C3%A9", "?h=a+b&q=%C3%A9"),
        ("?mcx=1", "?mcx=1"),
        ("?", "?"),
    ):
        page.goto(f"{site_url}aftercare/{given}")
        assert page.url == f"{site_url}aftercare/{left}"
    page.context.close()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_old_addresses_lead_on(browser, serve, site_url, javascript):
    page = window(browser, serve(SITE, []), java_script_enabled=javascript)
    for old, now, plain in (
        ("after-care/", "aftercare/", "aftercare/"),
        ("after-care/?h=ice", "aftercare/?h=ice", "aftercare/"),
        ("soreness/", "aftercare/#soreness", "aftercare/#soreness"),
        ("soreness/?utm_source=a#when-to-call", "aftercare/#when-to-call", "aftercare/#soreness"),
        ("soreness/?h=ice#do", "aftercare/?h=ice#do", "aftercare/#soreness"),
    ):
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
    page.set_content(
        html.replace('http-equiv="refresh"', "").replace("<head>", f'<head><base href="{site_url}soreness/">')
    )
    assert (
        page.get_by_role("link").get_attribute("href") == "../aftercare/#soreness"
        and page.get_by_role("heading").is_visible()
    )
    page.close()


# Odd, and possible: what a browser sends, and what freezes a script that looks at every sign again and again.
LENGTH = 8_000
ODD = [
    "",
    "/",
    "//",
    "///x",
    "/aftercare/?utm_source=x",
    "//our.example/?utm_source=x#do",
    "%",
    "%ff",
    "%00",
    "\\x",
    "\\\\other.example/?utm_source=x",
    "?",
    "?utm_source=%ff&%",
    "#%",
    "#" + "&a" * 10_000,
    "#" + "?" * LENGTH,
    "#" + "&lt;" * 2_000,
    "?" + "&utm_a" * 1_300,
    "?" + "utm_" + "a" * LENGTH,
    *(
        (unit * LENGTH)[:LENGTH]
        for unit in (
            "a",
            "/",
            "a/",
            "aftercarx/",
            "%25",
            "&a",
            "=C3=A9",
            "https:",
            "www.",
            "__;",
            "%20",
            "-",
            ".",
            "en/",
        )
    ),
    "aftercare get help/" * 400,
    "x?u=https://our.example/" + "aftercare/" * 700,
    "https-3a__" + "_-2" * 2_000,
]
# How long a script takes at each address, and where it leads; one that throws stops the test.
TIMED = """([code, known, start, odd]) => odd.map((path) => {
  const {pathname, search, hash, origin, href} = new URL(start + path), elements = [{id: "when-to-call"}];
  const document = {currentScript: {src: start + "assets/x.js"}, querySelectorAll: () => elements,
    getElementById: (id) => id === "known" ? {textContent: known} : null};
  let led = href;
  const go = (to) => { led = String(new URL(to, led)); };
  const location = {pathname, search, hash, origin, href, replace: go};
  const history = {state: null, replaceState: (state, title, to) => go(to)};
  const run = new Function("document", "location", "history", "addEventListener", code);
  const times = [1, 2, 3, 4, 5].map(() => {
    const begun = performance.now();
    run(document, location, history, () => {});
    return performance.now() - begun;
  });
  return [Math.min(...times), led];
})"""


@pytest.mark.parametrize(("script", "most"), [("address", 50), ("repair", 100)])
def test_no_address_keeps_a_reader_waiting_or_leads_to_another_host(browser, script, most):
    """Milliseconds; the quickest of five, because machines of tests are busy."""
    page, code = browser.new_page(), (ROOT / f"overrides/assets/{script}.js").read_text("utf-8")
    known = LexborHTMLParser((SITE / "404.html").read_text("utf-8")).css_first("#known").text()
    start = "https://our.example/"
    took = page.evaluate(TIMED, [code, known, start, ODD])
    page.close()
    found = dict(zip((odd[:40] for odd in ODD), took, strict=False))
    assert {odd: ms for odd, (ms, _) in found.items() if ms > most} == {}
    assert {odd: led[:80] for odd, (_, led) in found.items() if not led.startswith(start)} == {}


def one_page(html, site_url, asked):
    """Answers every page with one, scripts as they are, and notes what was asked for."""

    def answer(route):
        asked.append(route.request.url)
        path = SITE / route.request.url.removeprefix(site_url).partition("?")[0].lstrip("/")
        if route.request.resource_type == "document":
            route.fulfill(body=html, content_type="text/html")
        elif path.suffix == ".js":
            route.fulfill(path=path)
        else:
            route.abort()

    return answer


def test_no_script_of_a_page_fails_at_an_odd_address(browser, site_url):
    """A page that a host gives at whatever address, an old address, and the page that says there is none."""
    origin, failed, asked = urljoin(site_url, "/"), [], []
    given = dict.fromkeys(("aftercare/index.html", "soreness/index.html", "404.html", "claims/index.html"), "")
    for name in given:
        given[name] = (SITE / name).read_text("utf-8").replace("<head>", f'<head><base href="{site_url}{name}">', 1)
    page = browser.new_page()
    page.on("pageerror", lambda error: failed.append(f"{page.url[:80]}: {error}"))
    for html in given.values():
        page.unroute_all()
        page.route("**/*", one_page(html, site_url, asked))
        for odd in (odd for odd in ODD if len(odd) < 100 or odd.startswith("#")):
            page.goto(origin + odd, wait_until="commit")
            page.wait_for_load_state()
            assert page.url.startswith(origin), page.url
    page.close()
    assert failed == [] and [address for address in asked if not address.startswith(origin)] == []
