"""The content policy and the privacy promise: only the site's own code runs, nothing is asked of anybody else, nothing
is kept.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SITE
from finished import content_policy, known_parts
from finished.pages import BuiltPage
from sources import Sources
from waiting import rest, until

META = re.compile(rf'<meta http-equiv="{content_policy.NAME}" content="([^"]*)">')
LISTEN = (
    "addEventListener('securitypolicyviolation', event => "
    "violated(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))"
)
EVIL = "https://evil.example"
# what an attacker could get into a page; most set `hit`, the others reach for another host
ATTACKS = {
    "inline script": "<script>hit = 1</script>",
    "broken picture": "<img src=x onerror='hit = 1'>",
    "event on a drawing": "<svg onload='hit = 1'></svg>",
    "click handler": "<button id=attack onclick='hit = 1'>x</button>",
    "script address": "<a id=attack href='javascript:void(hit = 1)'>x</a>",
    "script from another host": f"<script src='{EVIL}/x.js'></script>",
    "frame": f"<iframe src='{EVIL}/x'></iframe>",
    "frame with code": "<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "style from another host": f"<link rel=stylesheet href='{EVIL}/x.css'>",
    "style that fetches": f"<style>body {{ background: url({EVIL}/x.png) }}</style>",
    "style attribute": f"<p style='background: url({EVIL}/x.png)'>x</p>",
    "counting picture": f"<img src='{EVIL}/x.gif'>",
    "form": f"<form action='{EVIL}/x'><button id=attack>x</button></form>",
    "other base": f"<base href='{EVIL}/'><img src='x.png'>",
    "object": f"<object data='{EVIL}/x.html'></object>",
}


def watched(context) -> list[str]:
    """Everything that the policy stops in this window, from now on."""
    found: list[str] = []
    context.expose_function("violated", lambda text: found.append(text))
    context.add_init_script(LISTEN)
    return found


def hashed(codes) -> str:
    """Texts as a policy names them."""
    return "".join(f" 'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in codes)


def test_every_page_has_the_policy_of_its_own_code(site_url):
    """The hashes are those of our three templates, and no others."""
    templates = {
        path.stem: re.search(r"<script>(.*)</script>", path.read_text("utf-8"))[1]
        for path in (ROOT / "overrides/partials/javascripts").glob("*.html")
    }
    for path in SITE.rglob("*.html"):
        html = path.read_text("utf-8")
        metas = META.findall(html)
        assert len(metas) == 1, path
        assert re.search(r"<meta charset=[^>]*>" + META.pattern, html), (
            f"{path}: the policy comes after what it is about"
        )
        up = "/" if path.name == "404.html" else posixpath.relpath(".", path.parent.relative_to(SITE).as_posix())
        may = {hashed([text.replace("{{ base_url }}", up)]) for text in templates.values()}
        said = re.findall(r" 'sha256-[^']*'", metas[0])
        assert set(said) <= may and len(said) == (0 if 'http-equiv="refresh"' in html else 2), path
        assert "style-src 'self';" in metas[0] and "unsafe" not in metas[0]
        assert ("upgrade-insecure-requests" in metas[0]) == site_url.startswith("https:")


def test_every_page_tells_nobody_where_its_reader_came_from():
    """Old addresses too, whose head is written in another place than that of pages."""
    for path in SITE.rglob("*.html"):
        said = LexborHTMLParser(path.read_text("utf-8")).css('head > meta[name="referrer"][content="no-referrer"]')
        assert len(said) == 1, path


def guarded(html: str, secure: bool) -> tuple[str, list]:
    """A page with its policy, and what was said of it."""
    page = BuiltPage("x.html", LexborHTMLParser(html))
    found = list(content_policy.protect(page, secure, known_parts.KnownParts(Sources())))
    return page.tree.html, found


def test_the_policy_names_the_code_of_the_build_and_no_other():
    head = "<head><meta charset='utf-8'>"
    ours = known_parts.in_template("base").replace(known_parts.UP, ".")
    html = f"{head}<script>{ours}</script><script>a</script><script src='x.js'></script><style>b</style>"
    text, found = guarded(html, True)
    assert META.search(text).start() == text.index("charset") + len('charset="utf-8">')
    assert text.count("sha256-") == 1 and hashed([ours]) in text and "upgrade-insecure-requests" in text
    assert not found
    elsewhere = html.replace("<script>", "<body><article><script>", 1)
    assert "sha256-" not in guarded(elsewhere, True)[0], "what the build puts into a head it does not put into a text"
    for broken, message in (
        ("<p style='color:red'>", 'the attribute "style" would not work'),
        ("<p title='1 > 0' style = 'color:red'>", 'the attribute "style" would not work'),
        ("<p id=x onclick='x'>", 'the attribute "onclick"'),
        ("<a title='1 > 0' onclick=x>", 'the attribute "onclick"'),
        ("<p>", "has no <meta charset>"),
    ):
        _, found = guarded((head if "has no" not in message else "") + broken, False)
        assert message in str(found[0]) and str(found[0]).startswith("x.html: ")


@pytest.fixture(scope="module")
def attacked(browser, serve, site_url):
    """A window, what the policy stopped in it, the other hosts that it asked, and the page that it meets at /about/."""
    strangers: list[str] = []
    about: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    violations = watched(context)
    context.route("**/*", serve(SITE, strangers))
    context.route(site_url + "about/", lambda route: route.fulfill(body=about[-1], content_type="text/html"))
    yield context, violations, strangers, about
    context.close()


@pytest.mark.parametrize("guarded", [True, False], ids=["with the policy", "without"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_injected_attack_is_blocked_by_the_policy_alone(attacked, site_url, attack, guarded):
    context, violations, strangers, about = attacked
    page = context.new_page()
    violations.clear()
    strangers.clear()
    html = (SITE / "about" / "index.html").read_text("utf-8").replace("<header", ATTACKS[attack] + "<header", 1)
    about.append(html if guarded else META.sub("", html))
    page.goto(site_url + "about/", wait_until="domcontentloaded")
    if "id=attack" in ATTACKS[attack]:
        page.evaluate("document.querySelector('#attack').click()")

    def worked() -> bool:
        return bool(strangers) or ("hit" in ATTACKS[attack] and page.evaluate("typeof hit !== 'undefined'"))

    until(page, lambda: violations if guarded else worked(), "the report of the browser" if guarded else "the attack")
    assert worked() is not guarded
    assert bool(violations) is guarded
    page.close()


def kept(page) -> set[str]:
    """The names of what the browser keeps for the site, without the address in front."""
    assert page.context.cookies() == []
    assert page.evaluate("caches.keys()") == [] and page.evaluate("indexedDB.databases()") == []
    return {
        re.sub(r".*\.", "", name)
        for name in page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    }


def tour(page, site_url) -> None:
    """Use every component as a reader does."""
    page.goto(site_url)
    for number in (1, 2):
        page.locator(f"label[for=__palette_{number}]").click()
    page.locator("[name=query]").click()
    page.keyboard.type("soreness")
    page.locator(".md-search-result__item").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    page.goto(site_url + "effects/chemical/")
    page.locator("details summary").first.click()
    page.locator(".footnote-ref").first.hover()
    page.locator(".md-tooltip2--active").first.wait_for()
    page.mouse.move(0, 0)
    page.locator("a.glightbox").first.click()
    page.locator(".gslide.current .gslide-image img").wait_for(state="visible")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.locator(".glightbox-container").wait_for(state="detached")
    page.goto(site_url + "claims/")
    page.locator(".filter [name=words]").fill("toxin")
    page.goto(site_url + "trigger-points/")
    page.locator(".body-map__place").first.click()
    page.goto(site_url + "aftercare/#do-not")
    page.locator("button.print").click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site_url + "no-such-page/")
    page.locator(".md-header [for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_text("Safety").first.click()
    rest(page)


def test_a_tour_breaks_no_rule_asks_nobody_and_keeps_only_the_colours(browser, serve, site_url):
    strangers: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    violations = watched(context)
    context.add_init_script("window.print = () => document.body.dataset.printed = ''")
    context.route("**/*", serve(SITE, strangers))
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    tour(page, site_url)
    assert (violations, strangers, errors) == ([], [], [])
    assert kept(page) <= {"__palette"}
    context.close()


def test_nothing_is_kept_until_a_colour_is_chosen(browser, serve, site_url):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route("**/*", serve(SITE, []))
    page = context.new_page()
    page.clock.install()
    page.goto(site_url)
    page.clock.run_for(5000)
    assert kept(page) == set(), "something is stored before the reader has done anything"
    page.mouse.wheel(0, 500)
    page.keyboard.press("Tab")
    page.wait_for_function("() => window.document$")
    page.clock.run_for(5000)
    assert kept(page) == set(), "something is stored before a colour is chosen"
    page.locator(".md-header__option label:visible").click()
    page.wait_for_function("() => localStorage.length > 0")
    assert kept(page) == {"__palette"}
    context.close()


def test_the_tour_sees_a_policy_that_is_too_strict(browser, serve, site_url):
    """The listener works: with the hashes gone, the theme's own inline code is reported."""
    context = browser.new_context()
    violations = watched(context)
    context.route("**/*", serve(SITE, []))
    html = re.sub(r" 'sha256-[^']*'", "", (SITE / "index.html").read_text("utf-8"))
    context.route(site_url, lambda route: route.fulfill(body=html, content_type="text/html"))
    page = context.new_page()
    page.goto(site_url)
    assert any(line.startswith("script-src") for line in violations)
    context.close()
