"""Light pages in Chromium: none of the theme's scripts before the first touch, and that first action is carried out."""

from __future__ import annotations

import json
import pathlib
import re

import mkdocs_glightbox.plugin
import pytest
from material import __file__ as material

from conftest import ROOT, SITE
from waiting import rest, until

FIGURE = "effects/chemical/"
LATE = ("later.css", "theme.js", "lightbox", "search.js", "search_index")
STILL = "*,::before,::after{transition:none!important;animation:none!important;caret-color:transparent!important}"
STORED = (
    "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage),"
    " ...document.cookie.split(';').filter(Boolean)]"
)
# How every element looks as it stands and with the whole stylesheet in place of ours, in every property that a rule
# sets; gives how many were compared, and what differs.
LOOKS = """([whole, still, all]) => {
  const made = text => {
    const sheet = new CSSStyleSheet({baseURL: document.styleSheets[0].href});
    sheet.replaceSync(text);
    return sheet;
  };
  const elements = [...document.querySelectorAll(all ? 'body, body *' : 'body, body *:not(article *)')];
  const set = rules => [...rules].flatMap(rule => [...rule.style ?? [], ...set(rule.cssRules ?? [])]);
  const names = [...new Set(set(made(whole).cssRules))].filter(name => !/^--|inline|block/.test(name));
  const looks = () => elements.flatMap(element => ['', '::before', '::after'].map(part => {
    const style = getComputedStyle(element, part || null);
    return part && style.content === 'none' ? [] : names.map(name => style.getPropertyValue(name));
  }));
  const ours = [...document.styleSheets].filter(sheet => sheet.href);
  document.adoptedStyleSheets = [made(still)];
  const before = looks();
  document.adoptedStyleSheets = [made(whole), made(still)];
  ours.forEach(one => (one.disabled = true));
  const after = looks(), found = [];
  ours.forEach(one => (one.disabled = false));
  document.adoptedStyleSheets = [];
  before.forEach((look, at) => {
    const differs = names.flatMap((name, n) =>
      look[n] === after[at][n] ? [] : [`${name}: ${look[n]} / ${after[at][n]}`]);
    const element = elements[Math.floor(at / 3)], part = ['', '::before', '::after'][at % 3];
    if (differs.length) found.push(`${element.tagName}.${element.className}${part} ${differs.slice(0, 4)}`);
  });
  return [before.length, found];
}"""


class Reader:
    """Somebody on a slow line: what loads late stays away until `wait` is called, so that the reader is always faster
    than it is.
    """

    def __init__(self, context, answer, site_url: str, width: int) -> None:
        self.width, self.site_url, self.answer = width, site_url, answer
        self.asked: list[str] = []
        self.held: list | None = []
        context.route("**/*", self.route)
        self.page = context.new_page()
        self.page.clock.install()

    def route(self, route) -> None:
        self.asked.append(route.request.url.removeprefix(self.site_url))
        if self.held is not None and any(name in self.asked[-1] for name in LATE):
            self.held.append(route)
        else:
            self.answer(route)

    def go(self, address: str):
        """Open a page as somebody who was never here."""
        if self.page.url.startswith(self.site_url):
            self.page.evaluate("localStorage.clear()")
        self.page.goto("about:blank")
        self.asked, self.held = [], []
        self.page.goto(self.site_url + address)
        return self.page

    def release(self) -> None:
        """Let the late files come."""
        until(self.page, lambda: self.held, "a request for what comes late")
        held, self.held = self.held, None
        for route in held:
            self.answer(route)

    def wait(self) -> None:
        """Let them come, and the theme's script start."""
        self.release()
        self.page.wait_for_function("() => window.document$")
        self.page.clock.run_for(1000)  # what the theme does a little after its start has happened too


@pytest.fixture(scope="module", params=["light 390", "dark 1280"])
def reader(request, browser, serve, site_url):
    scheme, width = request.param.split()
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": int(width), "height": 800}, reduced_motion="reduce", bypass_csp=True
    )  # the tests ask
    yield Reader(context, serve(SITE, strangers := []), site_url, int(width))
    assert strangers == []
    context.close()


def test_nothing_late_is_asked_for_and_nothing_stored_before_a_touch(reader):
    page = reader.go(FIGURE + "#blood-flow")
    page.clock.run_for(5000)
    rest(page)
    assert reader.asked and not [address for address in reader.asked if any(name in address for name in LATE)]
    assert page.evaluate(STORED) == []
    page.keyboard.press("Shift")
    reader.wait()
    assert [name for name in LATE if any(name in address for address in reader.asked)] == [
        "later.css",
        "theme.js",
        "lightbox",
        "search.js",
    ]
    assert not [address for address in reader.asked if "sitemap" in address], (
        "the theme takes the feed for a translation"
    )
    assert page.evaluate(STORED) == [], "the theme stores a colour that nobody chose"
    assert page.locator("link[rel=stylesheet]").count() == 1


@pytest.mark.parametrize("stop", [".md-logo", "article summary"])
def test_the_ring_of_the_keyboard_is_there_before_the_late_scripts(reader, stop):
    """The theme hides it on some parts until its script has run."""
    page = reader.go("effects/chemical/")
    page.keyboard.press("Tab")
    page.locator(stop).first.focus()
    for late in (True, False):
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])("
            "getComputedStyle(document.activeElement))"
        )
        assert style[0] == "solid" and style[1] >= 2, "late scripts are " + ("not " if late else "") + "there"
        if late:
            reader.wait()


def test_the_search_does_not_stay_open_when_the_keyboard_goes_on(reader):
    """Before the late scripts, which close it later."""
    if reader.width < 960:  # a phone shows the field only when it is open
        return
    page = reader.go("no-such-page/")
    page.locator("[name=query]").focus()
    page.locator("#__search:checked").wait_for(state="attached")
    until(
        page,
        lambda: page.keyboard.press("Tab") or page.evaluate("!document.activeElement.closest('.md-search')"),
        "leaving the search",
    )
    page.locator("#__search:not(:checked)").wait_for(state="attached")


def test_a_tap_on_search_opens_it_and_keeps_what_is_typed(reader):
    page = reader.go("#next-step")  # the theme closes what is open when it starts at a #place
    page.locator(".md-header__button[for=__search]" if reader.width < 960 else ".md-search__input").click()
    page.keyboard.type("twitch")
    page.locator("#__search:checked").wait_for(state="attached")  # at once: what comes late is still held back
    reader.wait()
    page.locator(".md-search-result__link").first.wait_for()
    assert page.locator(".md-search__input").input_value() == "twitch"
    assert page.locator("#__search").is_checked()
    assert sum("search_index" in address for address in reader.asked) == 1
    assert page.evaluate(STORED) == []


def test_a_tap_on_the_palette_changes_the_colours_and_is_kept(reader):
    page = reader.go("")
    scheme = "() => document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == (
        "slate" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "default"
    )
    page.get_by_title("Switch to light colours").click()
    reader.wait()
    assert page.evaluate(scheme) == "default"
    page.get_by_title("Switch to dark colours").click()
    assert page.evaluate(scheme) == "slate"
    assert [re.sub(r".*\.", "", name) for name in page.evaluate(STORED)] == ["__palette"]
    page.reload()
    assert page.evaluate(scheme) == "slate"
    assert page.get_by_title("Follow the colours of this device").is_visible()


def test_a_tap_on_a_figure_opens_it_here(reader):
    page = reader.go(FIGURE)
    page.locator("a.glightbox").first.click()
    reader.wait()
    page.locator(".gslide.current .gslide-image img").wait_for(state="visible")
    assert page.url.endswith(FIGURE)


def test_a_figure_opens_even_when_the_lightbox_cannot_come(reader):
    page = reader.go(FIGURE)
    page.route("**/lightbox.js*", lambda route: route.abort())
    page.locator("a.glightbox").first.click()
    reader.release()
    page.wait_for_url("**/*.svg")
    page.unroute("**/lightbox.js*")


def test_a_source_shows_when_the_pointer_rests_on_its_number(reader):
    page = reader.go(FIGURE)
    page.locator(".footnote-ref").first.hover()
    reader.wait()
    page.locator(".md-tooltip2--active").wait_for()


def test_the_menu_opened_at_a_place_stays_open(reader):
    if reader.width > 960:
        return
    page = reader.go(FIGURE + "#blood-flow")
    page.locator(".md-header label[for=__drawer]").click()
    reader.wait()
    assert page.locator("#__drawer").is_checked()
    page.locator(".md-nav--primary").get_by_role("link", name="Mechanical", exact=True).click()
    page.wait_for_url("**/effects/mechanical/")


def test_the_menu_opened_after_a_link_to_a_source_stays_open(reader):
    if reader.width > 960:
        return
    page = reader.go(FIGURE)
    page.locator(".footnote-ref").first.click()
    page.wait_for_url("**#fn:*")
    page.locator(".md-header .menu-button").click()
    reader.wait()
    assert page.locator("#__drawer").is_checked()


def full_stylesheet() -> str:
    """All that the theme and its plugin bring, uncut, in the order in which they link it."""
    templates = pathlib.Path(material).parent / "templates" / "assets" / "stylesheets"
    plugin = mkdocs_glightbox.plugin.LightboxPlugin()
    plugin.load_config({"background": "var(--paper)"})  # as in mkdocs.yml
    plugin.using_material, plugin.using_material_privacy = True, False
    page = type("Page", (), {"meta": {}, "url": ""})
    theme = type("Theme", (dict,), {"name": "material"})()
    own = plugin.on_post_page("<html><head></head><body></body></html>", page, {"theme": theme})
    icons = re.search(
        r":root\{--md-admonition-icon--emergency.*?\}", (SITE / "assets" / "later.css").read_text("utf-8")
    )[0]
    lightbox = pathlib.Path(mkdocs_glightbox.__file__).parent / "glightbox" / "glightbox.min.css"
    files = [
        *templates.glob("main.*.css"),
        *templates.glob("palette.*.css"),
        ROOT / "docs" / "assets" / "extra.css",
        lightbox,
    ]
    main, palette, extra, box = (path.read_text("utf-8") for path in files)
    return "\n".join([main, palette, icons, extra, box, re.search(r"<style[^>]*>(.*?)</style>", own, re.S)[1]])


STATES = {
    "at rest": lambda page, width: None,
    "printed": lambda page, width: page.emulate_media(media="print"),
    "menu open": lambda page, width: (
        page.locator(".md-header label[for=__drawer]").click() if width < 960 else page.mouse.wheel(0, 900)
    ),
    "search with results": lambda page, width: (
        page.locator(".md-header__button[for=__search]" if width < 960 else ".md-search__input").click(),
        page.locator(".md-search__input:focus").wait_for(),
        page.keyboard.type("twitch"),
        page.locator(".md-search-result__link").first.wait_for(),
    ),
    "a source in a tooltip": lambda page, width: (
        page.locator(".footnote-ref").first.hover(),
        page.locator(".md-tooltip2--active").first.wait_for(),
    ),
    "figure open": lambda page, width: (
        page.locator("a.glightbox").first.click(),
        page.locator(".gslide.current.loaded").wait_for(),
    ),
}


@pytest.mark.parametrize("scheme, width", [("light", 390), ("dark", 1280)])
def test_every_part_looks_as_with_the_full_stylesheet(browser, serve, site_url, scheme, width):
    """All computed styles of all elements, part by part, on a page that has nearly every block and one with tables."""
    everything = full_stylesheet()
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce", bypass_csp=True
    )
    context.route("**/*", serve(SITE, []))
    page = context.new_page()
    for address, names in (
        (FIGURE, STATES),
        ("indications/low-back/", ["at rest", "printed"]),
        ("get-help/", ["at rest"]),
        ("no-such-page/", ["at rest"]),
    ):
        for name in names:
            page.emulate_media(media="screen")
            if name != "printed":  # the same page, on paper
                page.goto(site_url + address)
            STATES[name](page, width)
            if name not in ("at rest", "printed"):
                page.wait_for_function("() => window.document$")
            rest(page)
            compared, differ = page.evaluate(
                LOOKS, [everything, STILL, name in ("at rest", "printed")]
            )  # what opens does not change the article
            assert compared > 900 and differ[:3] == [], f"{address} {name}"
    assert len(page.evaluate(LOOKS, [everything + "h1 { color: red !important }", STILL, True])[1]) == 1, (
        "one colour is seen"
    )
    context.close()


def test_the_search_index_is_not_part_of_the_page(site_url):
    """The page's configuration for the theme still names the search worker, which is there."""
    html = (SITE / "index.html").read_text("utf-8")
    config = json.loads(re.search(r'<script id="__config"[^>]*>(.*?)</script>', html)[1])
    assert (SITE / config["search"].partition("?")[0]).is_file()
