"""What a reader does on the site, asked of any engine; each question is a row of the table, in the words of its first
line.

A question gives nothing when all is well, raises Fault with what a reader would have met, and NotAsked with the reason
why it could not ask. The address given ends in "/" and is the site's first page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pypdf

from engine import Engine, Fault

Question = Callable[[Engine, str], None]

PHONE, DESK = 500, 1280  # one width that all three can have; the theme has the layout of a phone below 1,220
SHOWN = """selector => [...document.querySelectorAll(selector)].some(part => {
  const box = part.getBoundingClientRect(), style = getComputedStyle(part),
    at = (x, y) => document.elementFromPoint(x, y);
  if (!box.width || !box.height || style.visibility !== "visible" || Number(style.opacity) < 0.99) return false;
  const top = at(Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 2),
    Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 2));
  return box.right > 0 && box.x < innerWidth && box.bottom > 0 && box.y < innerHeight && top &&
    (part.contains(top) || top.contains(part));
})"""
WIDER = """() => {
  const wide = document.documentElement.clientWidth, scrolls = document.scrollingElement.scrollWidth > wide;
  const out = [...document.querySelectorAll("body *")].filter(part =>
    part.getBoundingClientRect().right > wide + 1 && part.checkVisibility?.());
  return scrolls && (out.map(part => part.outerHTML.slice(0, 80))[0] ?? "the page");
}"""
IN_FRAME = (
    "() => { const {document: d} = frames[0]; const wide = d.documentElement.clientWidth; "
    "return d.scrollingElement.scrollWidth > wide && d.title; }"
)
LOADED = "path => frames[0].location.pathname === path && frames[0].document.readyState === 'complete'"
RESULTS = "() => document.querySelectorAll('.md-search-result__item a').length"
THERE = (  # a new document is complete, too, before it has anything
    "document.readyState === 'complete' && !!document.querySelector('footer')"
)
LEFT = f"home => location.pathname !== home && {THERE}"
SCHEME = "() => [document.body.dataset.mdColorScheme, getComputedStyle(document.body).backgroundColor].join(' ')"


def home(url: str) -> str:
    """The path of the first page."""
    return urlsplit(url).path


def host(url: str) -> str:
    """The address without its path."""
    return url.removesuffix(home(url))


def need(engine: Engine, function: str, *values: object, what: str) -> None:
    """Something that comes true; a Fault in these words when it does not."""
    engine.wait(function, *values, what=what)


def arrives(engine: Engine, ending: str, what: str) -> None:
    """The reader comes to an address."""
    need(engine, f"end => location.href.endsWith(end) && {THERE}", ending, what=what)


def choose(engine: Engine, url: str) -> None:
    """In the open menu of the first page, go to a page."""
    need(engine, SHOWN, ".md-nav__item--nested > label", what="the parts of the menu are not to be seen")
    engine.hit(".md-nav__item--nested > label", finger=True)
    need(engine, SHOWN, ".md-nav__toggle:checked ~ .md-nav a.md-nav__link", what="a part of the menu did not open")
    engine.hit(".md-nav__toggle:checked ~ .md-nav a.md-nav__link", finger=True)
    need(engine, LEFT, home(url), what="the menu led nowhere")


def help_first(engine: Engine, url: str) -> None:
    """Who needs help sees the numbers and the first signs on the first screen"""
    engine.size(PHONE, 800)
    engine.open(url + "get-help/")
    seen = engine.run(
        "selector => [...document.querySelectorAll(selector)].map(part => [part, part.getBoundingClientRect()])"
        ".filter(([part, box]) => box.height > 20 && box.bottom <= innerHeight"
        " && part.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))).length",
        ".numbers a[href^='tel:'], .emergency li",
    )
    if seen < 7:
        raise Fault(f"only {seen} numbers and signs stand there")


def menu(engine: Engine, url: str) -> None:
    """The menu of a phone opens, closes with Escape, and leads to a page"""
    engine.size(PHONE, 800)
    engine.open(url)
    engine.hit(".md-header .menu-button", finger=True)
    need(engine, SHOWN, ".md-sidebar--primary .md-nav__title", what="the menu did not come")
    need(engine, "() => document.activeElement.ariaLabel === 'Close menu'", what="the keyboard is not in the open menu")
    engine.key("Escape")
    need(engine, "() => document.activeElement.ariaLabel === 'Menu'", what="Escape did not close the menu")
    engine.key("Enter")
    need(engine, "() => document.activeElement.ariaLabel === 'Close menu'", what="the key Enter did not open the menu")
    choose(engine, url)


def way_back(engine: Engine, url: str) -> None:
    """The way back from a page of the menu leads to a page that can be used"""
    engine.size(PHONE, 800)
    engine.open(url)
    engine.hit(".md-header .menu-button", finger=True)
    choose(engine, url)
    engine.run("() => { requestAnimationFrame(() => history.back()) }")
    need(engine, f"home => location.pathname === home && {THERE}", home(url), what="the way back led nowhere")
    need(engine, SHOWN, "article h1", what="the menu lies over the page")
    engine.hit(".tasks a", finger=True)
    need(engine, LEFT, home(url), what="nothing on the page can be pressed")


def touch_search(engine: Engine, url: str) -> None:
    """Search by touch: the first result leads to its page"""
    engine.size(PHONE, 800)
    engine.open(url)
    engine.hit(".md-header [for=__search]", finger=True)
    need(engine, "() => document.activeElement.name === 'query'", what="the search did not take the keyboard")
    engine.write("soreness")
    need(engine, RESULTS, what="nothing was found")
    need(engine, SHOWN, ".md-search-result__item a", what="the results are not to be seen")
    engine.hit(".md-search-result__item a", finger=True)
    need(engine, LEFT, home(url), what="the result led nowhere")


def key_search(engine: Engine, url: str) -> None:
    """Search by keyboard: the words, arrow down, Enter"""
    engine.size(DESK, 800)
    engine.open(url)
    engine.run("() => document.querySelector('[name=query]').focus()")
    engine.write("bruise")
    need(engine, RESULTS, what="nothing was found")
    need(
        engine,
        "() => document.querySelector('.md-search-result__item mark')?.textContent.toLowerCase().startsWith('bruis')",
        what="the words are not marked",
    )
    for _ in range(3):  # past the two links that always stand there
        engine.key("ArrowDown")
    need(
        engine,
        "() => !!document.activeElement.closest('.md-search-result__item')",
        what="the arrow did not reach a result",
    )
    engine.key("Enter")
    need(engine, LEFT, home(url), what="Enter led nowhere")


def asked_search(engine: Engine, url: str) -> None:
    """An address with ?q= shows what is found"""
    engine.size(DESK, 800)
    engine.open(url + "?q=soreness")
    need(engine, RESULTS, what="nothing was found")
    need(engine, SHOWN, ".md-search-result__item a", what="the results are not to be seen")


def colours(engine: Engine, url: str) -> None:
    """The switch changes the colours, the next page keeps them, and it leads back"""
    engine.size(DESK, 800)
    engine.open(url)
    first, seen = engine.run(SCHEME), []
    for turn in range(3):
        before = engine.run("() => document.body.dataset.mdColorMedia")
        engine.hit(".md-header__option label:not([hidden])")
        need(
            engine,
            "before => document.body.dataset.mdColorMedia !== before",
            before,
            what=f"the switch did nothing at press {turn + 1}",
        )
        seen.append(engine.run(SCHEME))
        engine.open(url + "aftercare/")
        if engine.run(SCHEME) != seen[-1]:
            raise Fault("the next page did not keep the colours")
    if len({*seen}) != 2 or seen[-1] != first:
        raise Fault(f"light and dark are not to be had: {first}, then {seen}")


def folded(engine: Engine, url: str) -> None:
    """A folded part opens at a press and by keyboard, and for an address that names a place in it"""
    engine.size(PHONE, 800)
    engine.open(url + "effects/neurophysiological/")
    inside = engine.run(
        "() => document.querySelector('article details:not([open]) > :not(summary)[id], "
        "article details:not([open]) > :not(summary) [id]').id"
    )
    engine.run("() => { [window.first, window.second] = document.querySelectorAll('article details:not([open])') }")
    engine.hit("article details:not([open]) > summary", finger=True)
    need(engine, "() => first.open && first.lastElementChild.getClientRects().length", what="nothing came at a press")
    engine.run("() => second.querySelector('summary').focus()")
    engine.key("Enter")
    need(
        engine,
        "() => second.open && second.lastElementChild.getClientRects().length",
        what="nothing came at the key Enter",
    )
    engine.open(url + "aftercare/")
    engine.open(f"{url}effects/neurophysiological/#{inside}")
    need(
        engine,
        "id => document.getElementById(id).closest('details').open",
        inside,
        what="the part stays folded around its own address",
    )


def figure(engine: Engine, url: str) -> None:
    """A figure enlarges at a press, and the key Escape and the way back close it"""
    engine.size(DESK, 800)
    engine.open(url + "effects/mechanical/")
    for leave in ("Escape", "back"):
        engine.hit("a.glightbox")
        need(engine, SHOWN, ".gslide.current .gslide-image img", what="no enlarged figure")
        need(engine, "() => history.state === 'figure'", what="the way back would leave the page")
        engine.key("Escape") if leave == "Escape" else engine.run("() => history.back()")
        need(
            engine,
            "() => !document.querySelector('.glightbox-container') && history.state !== 'figure'",
            what=f"{leave} did not close the figure",
        )


def claims(engine: Engine, url: str) -> None:
    """The filter of the claims leaves what fits, and says how many"""
    engine.size(DESK, 800)
    engine.open(url + "claims/")
    every = engine.run("() => document.querySelectorAll('.claim').length")
    engine.run("() => document.querySelector('.filter [name=words]').focus()")
    engine.write("acupuncture")
    need(
        engine,
        "every => { const shown = [...document.querySelectorAll('.claim')]"
        ".filter(one => one.getClientRects().length).length;return shown > 0 && shown < every && "
        "document.querySelector('.filter [role=status]').textContent.startsWith(shown + ' of') }",
        every,
        what="the list did not become shorter, or its number is wrong",
    )


def kit(engine: Engine, url: str) -> None:
    """The link kit copies an email card, or selects it and says so"""
    engine.size(DESK, 800)
    engine.open(url + "for-clinics/")
    engine.hit("details.kit > summary")
    for what in ("plain text", "email card"):
        engine.hit(f'details.kit[open] [data-copy="{what}"] button')
        need(
            engine,
            "what => { const said = document.querySelector('details.kit[open] [role=status]').textContent;"
            "return said.startsWith('Copied the ' + what) || said.includes('It is selected now') && "
            "getSelection().toString().length > 50 }",
            what,
            what=f"the {what} is neither copied nor selected",
        )


def lost(engine: Engine, url: str) -> None:
    """A bent address leads to its page and part"""
    engine.size(PHONE, 800)
    for bent, ends in (
        ("get-hlep", "/get-help/"),
        ("%22aftercare/%22", "/aftercare/"),
        ("Get-Help/%23Bleeding", "/get-help/#bleeding"),
    ):
        engine.open(url + bent)
        arrives(engine, ends, f"{bent} stays lost")
    engine.open(url + "no-such-page-at-all")
    if not engine.run(
        "() => document.title.startsWith('Page not found') && location.pathname.endsWith('/no-such-page-at-all')"
    ):
        raise Fault("an address that fits nothing did not get the page that says so")


def paper(engine: Engine, url: str) -> None:
    """Printed, the page for emergencies holds its numbers and signs, and the folded parts are open"""
    engine.size(DESK, 800)
    engine.open(url + "get-help/")
    text = printed(engine)
    for words in ("Call now if, after needling, you have", "999", "911", "No clinician has reviewed this page yet"):
        if words not in text:
            raise Fault(f"the print of get-help lacks “{words}”")
    engine.open(url + "effects/chemical/")
    inside = engine.run(
        "() => document.querySelector('article details:not([open]) > :not(summary)').textContent.trim().slice(0, 30)"
    )
    drawn = engine.run(
        "async () => (await (await fetch(document.querySelector('figure img').src)).text())"
        ".match(/<text[^>]*>([^<]+)/)[1].trim()"
    )
    text = re.sub(r"\W", "", printed(engine))
    if re.sub(r"\W", "", inside) not in text:
        raise Fault(f"a folded part is not on paper: “{inside}”")
    # what is drawn is said again in words, so it must be there twice
    if text.count(re.sub(r"\W", "", drawn)) < 2:
        raise Fault(f"a figure is not on paper: “{drawn}”")


def printed(engine: Engine) -> str:
    """The words of the page on paper."""
    return " ".join(side.extract_text() for side in pypdf.PdfReader(io.BytesIO(engine.pdf())).pages)


def narrow(engine: Engine, url: str) -> None:
    """No page scrolls sideways at 320 and 500 pixels"""
    for width in (320, 500):
        if framed := width < engine.narrowest:
            engine.size(PHONE, 800)
        else:
            engine.size(width, 800)
        for path in pages(engine, url):
            if framed:
                engine.open(f"{host(url)}/tour-frame?{width}&{path}")
                need(engine, LOADED, path, what=f"{path} did not load in a frame")
            else:
                engine.open(host(url) + path)
            if found := engine.run(IN_FRAME if framed else WIDER):
                raise Fault(f"{path} scrolls sideways at {width}: {found}")


def pages(engine: Engine, url: str) -> list[str]:
    """The paths of all pages, from the site map, and one that is not there."""
    paths = (
        engine.run(
            "async from => [...new DOMParser().parseFromString(await (await fetch(from)).text(), 'text/xml')"
            ".querySelectorAll('loc')].map(place => new URL(place.textContent).pathname)",
            url + "sitemap.xml",
        )
        if engine.open(url) is None
        else []
    )
    if len(paths) < 10:
        raise Fault("the site map names hardly any page")
    return [*paths, home(url) + "no-such-page"]


QUESTIONS: tuple[Question, ...] = (
    help_first,
    menu,
    way_back,
    touch_search,
    key_search,
    asked_search,
    colours,
    folded,
    figure,
    claims,
    kit,
    lost,
    paper,
    narrow,
)
