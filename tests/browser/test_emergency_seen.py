"""What helps in an emergency is seen: the card, the link "Get help", the note that a page is overdue.

On a phone, a desktop, in the dark and on paper every word of them is large enough, stands out, and nothing lies over
it, measured in computed styles and in pixels. The look is shown to see each of many rules that would hide a word.
"""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from conftest import PAGES, SITE
from waiting import rest

CARDS = [page for page in PAGES if 'class="admonition emergency"' in (SITE / page / "index.html").read_text("utf-8")]
HELP, CARD, NOTE = ".md-header__help", ".admonition.emergency", ".admonition.overdue"
VIEWS = {  # width, height, what the device says of itself
    "phone": (390, 664, {}),
    "desktop": (1280, 800, {}),
    "dark": (390, 844, {"color_scheme": "dark"}),
    "paper": (718, 1000, {"media": "print"}),
}
TITLE = "page-title"
INK = 60  # levels of grey, of 255, by which a word must differ from its ground
# What is wrong with the words of an element, and the boxes of their lines on the page.
LOOK = """([selector, least]) => {
  const wrong = new Set(), lines = [], frames = document.scrollingElement;
  const target = document.querySelector(selector);
  if (!target || !target.textContent.trim()) return {wrong: ["is not there"], lines};
  const all = new CSSStyleSheet();
  all.replaceSync("*, ::before, ::after { pointer-events: auto !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, all];
  const numbers = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const colour = text => { const [r, g, b, a = 1] = numbers(text); return [r, g, b, a]; };
  const light = rgb => rgb.slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [.2126, .7152, .0722][at], 0);
  const over = (top, below) => [0, 1, 2].map(at => top[at] * top[3] + below[at] * (1 - top[3]));
  const chain = element => element ? [element, ...chain(element.parentElement)] : [];
  const ground = element => chain(element).map(one => colour(getComputedStyle(one).backgroundColor)).reverse()
    .reduce((below, top) => over(top, below), [255, 255, 255]);
  const plain = {opacity: "1", filter: "none", mixBlendMode: "normal", clipPath: "none", maskImage: "none",
    transform: "none", translate: "none", scale: "none", rotate: "none", animationName: "none",
    contentVisibility: "visible", zoom: "1", perspective: "none", clip: "auto"};
  const words = {visibility: "visible", textIndent: "0px", letterSpacing: "normal", wordSpacing: "0px",
    direction: "ltr",
    unicodeBidi: ["normal", "isolate"], writingMode: "horizontal-tb", textTransform: "none", webkitTextSecurity: "none",
    fontVariantNumeric: "normal", fontFeatureSettings: ["normal", '"kern"', '"kern", "liga"'], textShadow: "none",
    webkitTextStrokeWidth: "0px", textOverflow: "clip", fontStretch: "100%", fontSizeAdjust: "none"};
  const differs = (style, wanted) => Object.entries(wanted)
    .filter(([name, value]) => style[name] !== undefined && ![value].flat().includes(style[name]))
    .forEach(([name]) => wrong.add(`${name}: ${style[name]}`));
  for (const one of chain(target)) {
    differs(getComputedStyle(one), plain);
  }
  if (document.fonts.size) wrong.add("a font of its own");
  for (const one of [target, ...target.querySelectorAll("*")]) {
    const style = getComputedStyle(one);
    differs(style, plain);
    differs(style, words);
    if (style.fontFamily !== getComputedStyle(document.body).fontFamily) wrong.add("another font");
    if (style.order !== "0" || style.float !== "none" || !["static", "relative"].includes(style.position))
      wrong.add("another place");
    for (const pseudo of ["::before", "::after"]) {
      const said = getComputedStyle(one, pseudo).content;
      const icon = one.matches(".admonition-title") && pseudo === "::before" && said === '""';
      if (!["none", "normal"].includes(said) && !icon) wrong.add(`words by ${pseudo}: ${said}`);
    }
    for (const pseudo of ["::first-letter", "::first-line"])
      for (const name of ["fontSize", "color", "opacity", "visibility"])
        if (getComputedStyle(one, pseudo)[name] !== style[name]) wrong.add(`${name} of ${pseudo}`);
  }
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim()) continue;
    const said = text.data.trim().slice(0, 20), style = getComputedStyle(element), range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
    if (!boxes.length) wrong.add(`no box: ${said}`);
    if (parseFloat(style.fontSize) < least) wrong.add(`too small: ${said}`);
    const ink = colour(style.webkitTextFillColor), below = ground(element);
    const [dark, bright] = [light(over(ink, below)), light(below)].sort((one, other) => one - other);
    if ((bright + .05) / (dark + .05) < 4.5) wrong.add(`too little contrast: ${said}`);
    for (const box of boxes) {
      const [left, top] = [box.left + scrollX, box.top + scrollY];
      if (left < 0 || top < 0 || left + box.width > innerWidth + 1 || top + box.height > frames.scrollHeight + 1)
        wrong.add(`off the page: ${said}`);
      lines.push({left, top, width: box.width, height: box.height, said});
      for (const one of chain(element)) {
        const frame = one.getBoundingClientRect(), cut = getComputedStyle(one).overflow !== "visible";
        if (cut && one !== frames && one !== document.body && (box.right > frame.right + 1 || box.left < frame.left - 1
          || box.bottom > frame.bottom + 1 || box.top < frame.top - 1)) wrong.add(`cut: ${said}`);
      }
    }
  }
  const at = {x: scrollX, y: scrollY};
  const fixed = selector === ".md-header__help";
  for (const line of lines) {
    if (!fixed) scrollTo({top: line.top - innerHeight / 2, behavior: "instant"});
    for (const part of [.02, .25, .5, .75, .98])
      for (const high of [.3, .7]) {
        const [x, y] = [line.left + line.width * part, line.top - (fixed ? at.y : scrollY) + line.height * high];
        const top = document.elementsFromPoint(x, y)[0];
        if (!top || !(target.contains(top))) wrong.add(`covered: ${line.said}`);
      }
  }
  scrollTo({left: at.x, top: at.y, behavior: "instant"});
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== all);
  return {wrong: [...wrong], lines};
}"""
WORDLESS = f":is({HELP}, {CARD}, {NOTE}, :is({CARD}, {NOTE}) *) {{ -webkit-text-fill-color: #0000 !important }}"
ADD = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"""
DROP = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"
# The note stands on no page today: as overrides/main.html writes it.
OVERDUE = """() => document.querySelector("article h1").insertAdjacentHTML("afterend", `<div class="admonition overdue">
  <p class="admonition-title">This page is overdue for a check</p><p>Its sources should have been checked again by 1 May
  2026. Newer studies may say something else.</p></div>`)"""


def ink(page, lines) -> list[str]:
    """Lines whose words make no difference to what is painted: something lies over them, or they have no colour."""
    left = max(0, min(line["left"] for line in lines) - 2)
    top = max(0, min(line["top"] for line in lines) - 2)
    clip = {
        "x": left,
        "y": top,
        "width": max(line["left"] + line["width"] for line in lines) - left + 2,
        "height": max(line["top"] + line["height"] for line in lines) - top + 2,
    }
    pictures = []
    for css in (
        "",
        f":is({HELP}, {CARD}, {NOTE}, :is({HELP}, {CARD}, {NOTE}) *) {{ -webkit-text-fill-color: #0000 !important }}",
    ):
        page.evaluate(ADD, css)
        shot = page.screenshot(full_page=True, clip=clip, scale="css", animations="allow")
        page.evaluate(DROP)
        pictures.append(Image.open(io.BytesIO(shot)).convert("L"))
    difference = ImageChops.difference(*pictures)
    gone = []
    for line in lines:
        x, y = line["left"] - left, line["top"] - top
        part = difference.crop((int(x), int(y), int(x + line["width"]), int(y + line["height"])))
        if part.getextrema()[1] < INK:
            gone.append(f"not painted: {line['said']}")
    return gone


def seen(page, selector: str, least: float = 14, paint: bool = True) -> list[str]:
    """What hides words of an element; nothing when all of it is seen."""
    found = page.evaluate(LOOK, [selector, least])
    return found["wrong"] or (ink(page, found["lines"]) if paint else [])


@pytest.fixture(scope="module")
def windows(browser, serve):
    """One window for each view."""
    opened = {}
    for name, (width, height, device) in VIEWS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        context.route("**/*", serve(SITE, []))
        opened[name] = context.new_page()
        opened[name].emulate_media(**device)
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("address", CARDS)
def test_every_word_of_the_card_is_seen(windows, site_url, address, view):
    page = windows[view]
    page.goto(site_url + address)
    rest(page)
    assert seen(page, CARD, 14 if view != "paper" else 12) == []
    if view != "paper":
        assert seen(page, HELP, paint=address == CARDS[0]) == []
        page.mouse.wheel(0, 4000)
        rest(page)
        assert seen(page, HELP, paint=False) == [], "after scrolling"


def test_the_page_of_no_address_has_it_too(windows, site_url):
    page = windows["phone"]
    page.goto(site_url + "no-such-page/")
    rest(page)
    assert seen(page, CARD) == [] and seen(page, HELP) == []
    page.evaluate(ADD, ".md-typeset .tasks li { position: static !important }")
    assert seen(page, CARD), "a link that is as large as its card would lie over the page"


@pytest.mark.parametrize("view", ["phone", "dark"])
def test_the_note_that_a_page_is_overdue_is_seen(windows, site_url, view):
    page = windows[view]
    page.goto(site_url + "about/")
    page.evaluate(OVERDUE)
    assert seen(page, NOTE) == []


@pytest.mark.parametrize("address", CARDS)
def test_nothing_goes_when_a_reader_touches_it_or_a_link_leads_there(windows, site_url, address):
    assert seen(touched(windows["phone"], site_url + address), CARD, paint=False) == []


def touched(page, address: str):
    """A page to whose title a link led, with the pointer on the first number and the keyboard there too."""
    page.goto("about:blank")
    page.goto(f"{address}#{TITLE}")
    rest(page)
    page.hover(f"{CARD} a >> nth=0")
    page.focus(f"{CARD} a >> nth=0")
    return page


# name, what is hidden, the rule, and the view in which it counts
BAD = [
    ("gone", CARD, ".emergency { display: none !important }", "phone"),
    ("one sign gone", CARD, ".emergency li:last-child { display: none !important }", "phone"),
    ("numbers gone", CARD, '[href^="tel:"] { visibility: hidden !important }', "desktop"),
    ("help gone", HELP, ".md-header__help { display: none !important }", "phone"),
    ("note gone", NOTE, ".overdue { display: none !important }", "phone"),
    ("faded", CARD, ".md-content { opacity: 0.2 }", "phone"),
    ("colour of the ground", CARD, ".emergency li { color: var(--red-tint) }", "phone"),
    ("colour of the ground in the dark", CARD, ".emergency { background: #ddd !important }", "dark"),
    ("ground of the link", HELP, ".md-header__help { background: #8c0f18 }", "phone"),
    ("letters of no size", CARD, ".numbers strong { font-size: 0 }", "phone"),
    ("small letters", CARD, ".emergency { font-size: 9px !important }", "phone"),
    ("words pushed out", CARD, ".emergency p { text-indent: -99em }", "phone"),
    ("clipped", CARD, ".emergency { clip-path: inset(50%) }", "phone"),
    ("moved by a transform", CARD, ".emergency { transform: translateX(-200vw) }", "phone"),
    ("scaled", CARD, ".numbers { scale: 0.1 }", "phone"),
    ("off the screen", CARD, ".emergency { position: absolute; left: -999rem }", "phone"),
    ("off the screen by a margin", CARD, ".emergency { margin-left: -200vw !important }", "phone"),
    ("no height", CARD, ".emergency { height: 0; overflow: hidden }", "phone"),
    ("cut to a line", CARD, ".emergency { max-height: 4rem; overflow: hidden }", "phone"),
    ("not drawn", CARD, ".emergency { content-visibility: hidden !important; height: 3rem }", "phone"),
    ("masked", CARD, ".emergency { mask: linear-gradient(transparent, transparent) }", "phone"),
    ("filtered", CARD, ".md-main { filter: opacity(0.1) }", "phone"),
    ("mixed", CARD, ".emergency { mix-blend-mode: lighten }", "phone"),
    ("filled with nothing", CARD, ".emergency { -webkit-text-fill-color: transparent !important }", "phone"),
    ("sheet", CARD, '.md-footer::before { content: ""; position: fixed; inset: 0; background: #fff }', "phone"),
    (
        "sheet no finger feels",
        CARD,
        '.lede::after { content: ""; position: fixed; inset: 0; background: #fff; pointer-events: none }',
        "phone",
    ),
    (
        "its own sheet",
        CARD,
        '.emergency::after { content: ""; position: absolute; inset: 0; background: #fff }',
        "phone",
    ),
    (
        "sheet over the header",
        HELP,
        '.md-header::after { content: ""; position: fixed; inset: 0 }',
        "phone",
    ),
    ("shadow", CARD, ".md-footer { position: relative; box-shadow: 0 0 0 900rem #fff }", "phone"),
    ("outline", CARD, ".md-footer { outline: 900rem solid #fff }", "phone"),
    (
        "next part over it",
        CARD,
        ".emergency + * { margin-top: -30rem !important; position: relative; background: #fff }",
        "phone",
    ),
    ("theme's veil", CARD, ".md-overlay { width: 100%; height: 100%; opacity: 1; background: #fff }", "phone"),
    ("help pushed out", HELP, ".md-header__title { min-width: 60rem }", "phone"),
    ("on a phone only", CARD, "@media (max-width: 30em) { .emergency ul { display: none !important } }", "phone"),
    ("on paper only", CARD, "@media print { .emergency { visibility: hidden !important } }", "paper"),
    ("on a desktop only", CARD, "@media (min-width: 76em) { .emergency { opacity: 0 !important } }", "desktop"),
    (
        "in a box",
        CARD,
        "main { container-type: size } @container (width > 1px) { .emergency { color: #fdd !important } }",
        "phone",
    ),
    ("by a motion", CARD, "@keyframes x { to { opacity: 0 !important } } .emergency { animation: x 9s }", "phone"),
    ("another number", CARD, '.numbers a::after { content: "0" }', "phone"),
    ("turned round", CARD, ".numbers { direction: rtl; unicode-bidi: bidi-override }", "phone"),
    (
        "first figure",
        CARD,
        ".emergency p::first-letter { font-size: 1px }",
        "phone",
    ),
    ("other letters", CARD, '@font-face { font-family: x; src: local("x"); unicode-range: U+30-39 }', "phone"),
    ("another font", CARD, ".numbers { font-family: Wingdings }", "phone"),
    ("when touched", CARD, ".numbers:hover a { opacity: 0 !important }", "touched"),
    ("with the keyboard on it", CARD, ".numbers a:focus { color: transparent !important }", "touched"),
    ("where a link leads", CARD, ":target ~ div { visibility: hidden !important }", "touched"),
]


@pytest.mark.parametrize(("what", "rule", "view"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_the_look_sees_what_a_rule_hides(windows, site_url, what, rule, view):
    page, address = windows["phone" if view == "touched" else view], site_url + "side-effects/"
    if view == "touched":
        touched(page, address)
    elif page.url != address or not page.locator(NOTE).count():
        page.goto(address)
        rest(page)
        page.evaluate(OVERDUE)
    page.evaluate(ADD, rule)
    found = seen(page, what, 12 if view == "paper" else 14, paint=view != "touched")
    page.evaluate(DROP)
    assert found


def test_without_these_rules_the_look_sees_nothing(windows, site_url):
    """So each of them is seen by what it does."""
    for view, page in windows.items():
        page.goto(site_url + "side-effects/")
        page.evaluate(OVERDUE)
        for what in (CARD, HELP, NOTE) if view != "paper" else (CARD,):
            assert seen(page, what, 12 if view == "paper" else 14) == []
