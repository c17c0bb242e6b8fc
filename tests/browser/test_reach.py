"""Everyone reaches everything: by keyboard, enlarged, with wider text, in forced colours, with every component open."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from test_pages import note, violations

from conftest import ROOT, SITE
from finished import accessible_theme
from finished.pages import BuiltPage
from finished.search_slips import terse
from waiting import rest, until

PHONE, DESK = {"width": 390, "height": 800}, {"width": 1280, "height": 800}
# One stop of the keyboard, read when nothing moves any more: what it is, and what is wrong with it; null at the end and
# where the key came before. On a busy machine a ring or a menu may still be on its way, so what is wrong is looked at
# again for `patience` milliseconds.
STOP = """async ([key, patience]) => {
  const frame = () => new Promise(requestAnimationFrame), stop = document.activeElement;
  if (!stop || stop === document.body || stop.cameBy === key) return null;
  stop.cameBy = key;
  const look = () => {
    const shown = stop.matches('.md-option') ? stop.nextElementSibling : stop.matches('.md-nav__toggle:checked') ?
      stop.parentElement.querySelector(':scope > .md-nav > .md-nav__title') :
      stop.matches('.md-nav__toggle') ? stop.nextElementSibling : stop;
    const box = shown.getClientRects()[0] || shown.getBoundingClientRect(), style = getComputedStyle(shown), wrong = [];
    const x = box.x + box.width / 2, y = box.y + box.height / 2, top = document.elementFromPoint(x, y);
    if (!shown.checkVisibility({visibilityProperty: true}) || !box.width || !box.height) wrong.push('cannot be seen');
    else if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) wrong.push('is off the screen');
    else if (top && !top.closest('.md-tooltip2') && !shown.contains(top) && !top.contains(shown))
      wrong.push('lies under ' + top.className);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('shows no focus');
    return wrong.join(', ');
  };
  const end = performance.now() + patience;
  let wrong = look();
  while (wrong && performance.now() < end) { await frame(); wrong = look(); }
  return [stop.outerHTML.slice(0, 120), wrong];
}"""
# text that is cut off: more text than its box shows
CUT = """() => [...document.querySelectorAll('article *, header *, nav *, footer *')].filter(part =>
  part.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
  !part.closest('svg, thead, .md-search, .body-map') && /hidden|clip/.test(getComputedStyle(part).overflow) &&
  [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()) &&
  (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
).map(part => part.outerHTML.slice(0, 120))"""
LONGEST_MOVE = """() => Math.max(...[...document.querySelectorAll('*')].map(part => getComputedStyle(part))
  .flatMap(style => (style.transitionDuration + ',' + style.animationDuration).split(',').map(parseFloat)))"""
WIDER = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } "
    "p { margin-bottom: 2em !important }"
)


def window(browser, serve, **options):
    """A page of a new window that shows the site."""
    context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **options})
    context.route("**/*", serve(SITE, []))
    return context.new_page()


def write(page, words: str) -> None:
    """Put words into the search at once: letter by letter, the results of the first letters are replaced while somebody
    chooses one.
    """
    page.keyboard.insert_text(words)
    page.keyboard.press("End")


def without_keyboard(page) -> None:
    """Every page's script without our keyboard part, to show what the theme does by itself."""
    part = terse((ROOT / "overrides" / "assets" / "keyboard.js").read_text("utf-8"))
    script = (SITE / "assets" / "start.js").read_text("utf-8")
    assert part in script
    page.route(
        "**/assets/start.js*",
        lambda route: route.fulfill(body=script.replace(part, ""), content_type="text/javascript"),
    )


def stops(page, key: str, most: int = 400, patience: int = 30_000) -> Iterator[tuple[str, str]]:
    """Every stop of the keyboard from here, until the end or a stop that came before; the key is held down."""
    *held, last = key.split("+")
    for name in held:
        page.keyboard.down(name)
    for _ in range(most):
        page.keyboard.down(last)
        stop = page.evaluate(STOP, [key, patience])
        if stop is None:
            break
        yield tuple(stop)
    for name in (last, *held):
        page.keyboard.up(name)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", ["", "get-help/", "trigger-points/", "effects/chemical/", "no-such-page/"])
def test_every_stop_of_the_keyboard_is_seen(browser, serve, site_url, address, size):
    page = window(browser, serve, viewport=size)
    page.goto(site_url + address)
    forward = list(stops(page, "Tab"))
    assert "md-skip" in forward[0][0], "the way to the content is not the first stop"
    assert [stop for stop in forward if stop[1]] == []
    assert len(forward) > 8
    back = list(stops(page, "Shift+Tab"))
    assert [stop for stop in back if stop[1]] == []
    page.context.close()


def test_a_stop_that_cannot_be_seen_is_found(browser, serve, site_url):
    page = window(browser, serve, viewport=PHONE, bypass_csp=True)
    for style, wrong in (
        (".md-sidebar--primary, .md-nav { visibility: visible !important }", "is off the screen"),
        (":focus:focus { outline: none !important }", "shows no focus"),
        ("html { scroll-padding: 0 !important }", "lies under md-header"),
    ):
        page.goto(site_url + "questions/")
        page.add_style_tag(content=style)
        assert any(wrong in stop[1] for key in ("Tab", "Shift+Tab") for stop in stops(page, key, 120, patience=300)), (
            wrong
        )
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_menu_of_a_phone_by_keyboard(browser, serve, site_url, scripts):
    page = window(browser, serve, viewport=PHONE, java_script_enabled=scripts)
    page.goto(site_url + "get-help/")
    opens = page.get_by_role("button" if scripts else "checkbox", name="Menu", exact=True)
    opens.focus()
    page.keyboard.press("Space")
    page.locator(".md-sidebar--primary").wait_for(state="visible")
    page.get_by_role("checkbox", name="Safety", exact=True).focus()
    page.keyboard.press("Space")  # from the open part back to the whole menu
    page.get_by_role("checkbox", name="Your treatment", exact=True).focus()
    page.keyboard.press("Space")
    link = page.locator(".md-nav--primary").get_by_role("link", name="Aftercare")
    link.wait_for(state="visible")
    if scripts:
        found = [*stops(page, "Tab", 12), *stops(page, "Shift+Tab", 20)]
        assert len(found) > 8
        assert [stop for stop in found if stop[1] or not re.search("md-nav|menu-button|md-skip", stop[0])] == []
        for key, place in (("Escape", link), ("Enter", page.get_by_role("button", name="Close menu"))):
            place.focus()
            page.keyboard.press(key)
            page.locator(".md-sidebar--primary").wait_for(state="hidden")
            assert page.evaluate("document.activeElement.ariaLabel") == "Menu"
            page.keyboard.press("Enter")
            page.locator(".md-sidebar--primary").wait_for(state="visible")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/aftercare/")
    page.context.close()


def test_a_screen_that_is_turned_with_its_menu_open_can_be_used(browser, serve, site_url):
    page = window(browser, serve, viewport=PHONE)
    page.goto(site_url + "get-help/")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator(".md-content[inert]").wait_for(state="attached")
    page.set_viewport_size(DESK)
    page.wait_for_function("() => !document.querySelector('[inert]')")
    page.set_viewport_size(PHONE)
    page.locator(".md-content[inert]").wait_for(state="attached")
    page.context.close()


def test_search_colours_and_letters_by_keyboard(browser, serve, site_url):
    page = window(browser, serve)
    page.goto(site_url)
    query = page.locator("[name=query]")
    query.focus()
    write(page, "driving")
    page.locator(".md-search-result__item").first.wait_for(state="visible")
    assert "matching" in page.get_by_role("status").first.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(".+/[a-z-]+/"))
    page.evaluate("document.querySelector('.md-option').focus()")
    before = page.evaluate("document.body.dataset.mdColorMedia")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.body.dataset.mdColorMedia !== before", arg=before)
    page.goto(site_url + "aftercare/")
    page.locator("article a").first.focus()
    for letter in "sfnp.,/":
        page.keyboard.press(letter)
        rest(page)
        assert page.url == site_url + "aftercare/" and not page.locator("#__search").is_checked(), (
            f"the letter {letter} did something"
        )
    page.context.close()


def test_letters_are_shortcuts_without_our_script(browser, serve, site_url):
    """What the theme does by itself: the test above can fail."""
    page = window(browser, serve, bypass_csp=True)
    without_keyboard(page)
    page.goto(site_url + "aftercare/")
    page.locator("article a").first.focus()
    page.keyboard.press("s")  # brings the theme's script
    page.wait_for_function("window.document$")
    until(
        page,
        lambda: page.keyboard.press("s") or page.locator("#__search").is_checked(),
        "the theme opens the search at the letter s",
    )
    page.context.close()


@pytest.mark.parametrize("ours", [True, False], ids=["as built", "without our script"])
def test_the_lightbox_by_keyboard(browser, serve, site_url, ours):
    page = window(browser, serve)
    if not ours:
        without_keyboard(page)
    page.goto(site_url + "effects/chemical/")
    page.locator("a.glightbox").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator(".gslide.current .gslide-image img").wait_for(state="visible")
    assert page.get_by_role("dialog", name="Figure, enlarged").is_visible() is ours
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.glightbox-container') !== null")
    page.keyboard.press("Escape")
    page.locator(".glightbox-container").wait_for(state="detached")
    assert page.evaluate("document.activeElement === document.querySelectorAll('a.glightbox')[1]") is ours
    page.context.close()


def test_the_pain_map_is_a_list_of_links(browser, serve, site_url):
    page = window(browser, serve, java_script_enabled=False)
    page.goto(site_url + "trigger-points/")
    places = page.locator(".body-map__place")
    assert places.count() == 9 and all(name.strip() for name in places.all_inner_texts() or places.all_text_contents())
    places.nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#."))
    assert page.locator(":target").is_visible()
    page.context.close()


def menu(page):
    page.set_viewport_size(PHONE)
    page.locator(".md-header [for=__drawer]").click()


def search(words):
    def act(page):
        page.locator("[name=query]").focus()
        if words:
            write(page, words)
            page.locator(".md-search-result__meta").filter(has_text="match").wait_for()
        page.wait_for_function("() => window.document$")
        rest(page)

    return act


def lightbox(page):
    page.locator("a.glightbox").first.click()
    page.locator(".gslide.current .gslide-image img").wait_for(state="visible")
    rest(page)


OPEN = {
    "menu": ("side-effects/", menu),
    "search": ("", search("")),
    "search with results": ("", search("soreness")),
    "search without results": ("", search("zzzz")),
    "lightbox": ("effects/chemical/", lightbox),
    "claims filter": ("claims/", lambda page: page.locator(".filter [name=words]").fill("toxin")),
    "not found, with its menu": ("no-such-page/", menu),
    "details": ("effects/chemical/", lambda page: page.locator("summary").first.click()),
}


@pytest.mark.parametrize("name", OPEN)
def test_an_open_component_is_accessible(browser, serve, site_url, name):
    """By every rule, and the colours of all that has come to the screen, also when evening comes; the page behind it
    was looked at closed.
    """
    page = window(browser, serve, color_scheme="light")
    address, act = OPEN[name]
    page.goto(site_url + address)
    note(page)
    act(page)
    assert violations(page, "others") == violations(page, "new") == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    rest(page)
    assert violations(page, "new") == [], "in the dark"
    page.context.close()


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_is_lost_when_enlarged_or_with_wider_text(browser, serve, site_url, width):
    page = window(browser, serve, viewport={"width": width, "height": 512}, bypass_csp=True)
    for address in ("", "get-help/", "indications/", "decide/", "claims/", "effects/chemical/", "for-clinicians/"):
        page.goto(site_url + address)
        assert page.evaluate(CUT) == []
        page.add_style_tag(content=WIDER)
        assert page.evaluate(CUT) == [], f"{address} with wider text"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{address} scrolls sideways with wider text"
        )
    page.add_style_tag(content="article h2 { height: 10px; overflow: hidden }")
    assert page.evaluate(CUT), "text that is cut off was not seen"
    page.context.close()


def test_forced_colours_and_reduced_motion(browser, serve, site_url):
    """The bars of a certainty and the icons are drawn as backgrounds, which forced colours take away unless told
    otherwise.
    """
    page = window(browser, serve, forced_colors="active")
    page.goto(site_url + "effects/chemical/")
    for selector in (".certainty", ".admonition-title"):
        assert (
            page.evaluate(
                "name => getComputedStyle(document.querySelector(name), '::before').forcedColorAdjust", selector
            )
            == "none"
        ), selector
    assert page.evaluate("getComputedStyle(document.querySelector('.admonition')).borderTopStyle") == "solid"
    assert page.evaluate(LONGEST_MOVE) <= 0.001
    page.context.close()
    moving = window(browser, serve, reduced_motion="no-preference")
    moving.goto(site_url + "effects/chemical/")
    assert moving.evaluate(LONGEST_MOVE) > 0.1
    moving.context.close()


def test_names_that_the_build_gives(browser, serve, site_url):
    page = window(browser, serve)
    page.goto(site_url + "effects/chemical/#sources")
    named = page.evaluate(
        "[...document.querySelectorAll('.headerlink, .footnote-backref')]"
        ".filter(link => link.checkVisibility()).map(link => link.ariaLabel)"
    )
    assert len(named) > 20 and len(set(named)) == len(named), "two links of one sign have the same name"
    assert "Link to this section: Blood flow" in named and "Back to place 1 in the text, use 2" in named
    page.context.close()


PARTS = {
    "NESTED_MENU": '<nav class="md-nav" data-md-level="1" data-x>',
    "MENU_SWITCH": '<label class="md-nav__title" for="__nav_2">x',
    "SKIP": '<p data-md-component="skip">',
    "MENU_LABEL": '<label class="md-nav__link" for="__nav_2">x',
    "DRAWER": '<input type="checkbox" id="__drawer">',
    "PERMALINK": '<h2>x</h2><a class="headerlink">',
    "BACKLINK": '<a class="footnote-backref">',
    "TABS": '<ul class="md-tabs">',
    "MENU": '<ul class="md-nav--primary">',
    "NESTED_CONTENTS": '<nav class="md-nav" aria-labelledby="x">',
    "CURRENT_PAGE": '<li class="md-nav__item--active">',
    "CURRENT_PART": '<li class="md-tabs__item--active">',
    "COLOURS": '<input class="md-option">',
    "ICON": '<img viewBox="0 0 24 24">',
    "LOGO": '<img src="assets/logo.svg">',
    "CONTENTS_SWITCH": '<label class="md-nav__link--active" for="__toc">',
}


@pytest.mark.parametrize("name", [mend.name for mend in accessible_theme.MENDS])
def test_a_mend_that_no_longer_fits_the_theme_is_reported(name):
    found = list(accessible_theme.mend(BuiltPage("x.md", LexborHTMLParser(PARTS[name]))))
    assert f"x.md: the theme writes this part in a new way. Adapt {name} in hooks/finished/accessible_theme.py." in map(
        str, found
    )
