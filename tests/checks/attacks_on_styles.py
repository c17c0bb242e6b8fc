"""What a stranger may try with our stylesheet, and what may get onto a built page around its text, one row each.

A row of STYLES adds a rule to the end of docs/assets/extra.css, or puts `new` in place of `old`. A row of PARTS does so
in a page as MkDocs wrote it: a title, a value or a template that is put there unescaped. Last a part of the message.
"""

from __future__ import annotations

STYLES_FILE = "docs/assets/extra.css"
CARD = "can meet the emergency card"
UNLISTED = "is not on the list of what our styles may say"
USED = "changes what many rules use"
PART = "it changes a part of the words"
LAID = "can lay a part of the theme over the page"

# name, file, old ("" adds a rule), new, a part of the message
STYLES = [
    # the card is not there
    ("card gone", STYLES_FILE, "", ".emergency { display: none; }", CARD),
    ("card gone on a phone", STYLES_FILE, "", "@media (max-width: 40em) { .emergency { visibility: hidden } }", CARD),
    ("card gone on paper", STYLES_FILE, "", "@media print { .admonition:first-of-type { display: none } }", CARD),
    ("numbers gone by their address", STYLES_FILE, "", '[href^="tel:"] { display: none; }', CARD),
    ("what stands around it gone", STYLES_FILE, "", ".md-content__inner:has(.numbers) { display: none; }", CARD),
    ("name in escapes", STYLES_FILE, "", ".\\65mergen\\63y { d\\69splay: n\\6fne }", CARD),
    # it is there and cannot be seen
    ("faded", STYLES_FILE, "", ".emergency { opacity: 0; }", UNLISTED),
    ("in the colour of its ground", STYLES_FILE, "", ".emergency li { color: var(--red-tint); }", CARD),
    ("filled with nothing", STYLES_FILE, "", ".numbers a { -webkit-text-fill-color: transparent; }", UNLISTED),
    ("filtered away", STYLES_FILE, "", ".md-content { filter: opacity(0); }", UNLISTED),
    ("mixed into the ground", STYLES_FILE, "", ".emergency { mix-blend-mode: lighten; }", UNLISTED),
    ("masked", STYLES_FILE, "", ".emergency { mask: linear-gradient(transparent, transparent); }", UNLISTED),
    # it is too small, or cut
    ("letters of no size", STYLES_FILE, "", ".emergency li { font-size: 0; }", UNLISTED),
    ("letters of a size for ants", STYLES_FILE, "", ".emergency { font-size: 0.2em; }", UNLISTED),
    ("no height", STYLES_FILE, "", ".emergency { height: 0; overflow: hidden; }", CARD),
    ("clipped", STYLES_FILE, "", ".emergency { clip-path: inset(50%); }", UNLISTED),
    ("not drawn", STYLES_FILE, "", ".emergency { content-visibility: hidden; }", UNLISTED),
    ("scaled to nothing", STYLES_FILE, "", ".numbers { scale: 0; }", UNLISTED),
    # it is elsewhere
    ("off the screen", STYLES_FILE, "", ".emergency { position: absolute; left: -999rem; }", UNLISTED),
    ("turned away", STYLES_FILE, "", ".emergency { transform: translateX(-200vw); }", UNLISTED),
    ("words pushed out", STYLES_FILE, "", ".md-header__help { text-indent: -99em; }", UNLISTED),
    ("pulled under the header", STYLES_FILE, "", ".emergency { margin-top: -40rem; }", UNLISTED),
    ("pushed down by what is before it", STYLES_FILE, "", ".lede { margin-bottom: 900rem; }", UNLISTED),
    ("help pushed out of the header", STYLES_FILE, "", ".md-header__title { min-width: 40rem; }", UNLISTED),
    # something lies over it
    (
        "sheet over all",
        STYLES_FILE,
        "",
        '.md-footer::before { content: ""; position: fixed; inset: 0; background: #fff; }',
        UNLISTED,
    ),
    (
        "theme's veil made white",
        STYLES_FILE,
        "",
        ".md-overlay { width: 100%; height: 100%; opacity: 1; background: #fff; }",
        LAID,
    ),
    ("menu over the page", STYLES_FILE, "", ".md-sidebar--primary { width: 40rem; visibility: visible; }", LAID),
    (
        "veil under another name",
        STYLES_FILE,
        "",
        ":is(hr, .md-typeset hr) ~ label, body > label { width: 100%; height: 100%; opacity: 1; }",
        LAID,
    ),
    (
        "sign of a heading over it",
        STYLES_FILE,
        "",
        ".headerlink { width: 40rem; padding: 3rem; background: #fff; }",
        "it lies over other words",
    ),
    ("shadow over it", STYLES_FILE, "", ".lede { box-shadow: 0 0 0 50rem #fff; }", UNLISTED),
    # it says something else
    ("another number", STYLES_FILE, "", '.numbers a::after { content: "0"; }', UNLISTED),
    ("a number that counts", STYLES_FILE, "", ".numbers { counter-increment: n 7; }", UNLISTED),
    ("numbers from behind", STYLES_FILE, "", ".numbers { direction: rtl; unicode-bidi: bidi-override; }", UNLISTED),
    ("first figure gone", STYLES_FILE, "", ".numbers strong::first-letter { font-size: 0; }", PART),
    (
        "other letters for figures",
        STYLES_FILE,
        "",
        '@font-face { font-family: Arial; src: local("Wingdings"); unicode-range: U+30-39; }',
        "@font-face may not stand",
    ),
    ("signs in another order", STYLES_FILE, "", ".emergency li { order: -1; }", UNLISTED),
    # later, or for few
    ("gone after a second", STYLES_FILE, "", "@keyframes x { to { opacity: 0 } }", "@keyframes may not stand"),
    (
        "gone in a narrow box",
        STYLES_FILE,
        "",
        "@container (width < 30em) { .emergency { display: none } }",
        "@container",
    ),
    ("gone when touched", STYLES_FILE, "", ".numbers:hover a { visibility: hidden; }", CARD),
    ("gone where a link leads", STYLES_FILE, "", ":target ~ div { display: none; }", CARD),
    ("gone within a rule", STYLES_FILE, "", ".md-typeset { .emergency { display: none } }", "no rule within a rule"),
    ("no finger reaches it", STYLES_FILE, "", ".emergency { pointer-events: none; }", UNLISTED),
    # by what many rules use
    ("red turned pale", STYLES_FILE, "--red: #a3161f;", "--red: #fdd;", "words in --red could not be read"),
    ("words in the colour of paper", STYLES_FILE, "--ink: #e4edef;", "--ink: #18272d;", "words in --ink could not be"),
    ("links of no colour", STYLES_FILE, "", ".emergency { --md-typeset-a-color: transparent; }", USED),
    (
        "red turned pale nearer to the card",
        STYLES_FILE,
        "--red: #a3161f;",
        '--red: #a3161f; } [data-md-color-accent="custom"] { --red: #fdd;',
        USED,
    ),
    ("a font of signs", STYLES_FILE, "", ':root { --md-text-font: "Wingdings"; }', USED),
    ("small root", STYLES_FILE, "", "html { font-size: 15px; }", CARD),
    # by what is around, or in another stylesheet
    ("header no longer stays", STYLES_FILE, "", ".md-header { position: relative; }", CARD),
    ("all layers turned", STYLES_FILE, "", "@layer a { .x { color: inherit } }", "@layer may not stand"),
    (
        "in place of the theme's",
        "docs/assets/stylesheets/palette.fb2fffe2.min.css",
        "",
        ".emergency { display: none }",
        "is a second stylesheet",
    ),
]
SCRIPT = "hit = 1"
SPAN = '<span class="md-ellipsis">'
GONE = ".emergency{display:none}"
EVIL = "https://evil.example.com/"
# name, page, old, new (both of the page as MkDocs wrote it), a part of the message
PARTS = [
    # a script that the policy would have allowed by its own hash
    ("page that search engines lose", "aftercare", "</head>", '<meta name="robots" content="noindex"></head>', "<meta"),
    ("script in a head", "aftercare", "</head>", f"<script>{SCRIPT}</script></head>", "<script>"),
    ("script in a title", "get-help", SPAN, f"{SPAN}<script>{SCRIPT}</script>", "<script>"),
    ("script in the foot", "aftercare", "</footer>", f"<script>{SCRIPT}</script></footer>", "<script>"),
    ("script in the facts", "aftercare", "</dl>", f"<dd><script>{SCRIPT}</script></dd></dl>", "<script>"),
    (
        "script that calls itself data",
        "aftercare",
        "</body>",
        f'<script id="known">{SCRIPT}</script></body>',
        "<script>",
    ),
    ("script added to the theme's", "aftercare", "__md_scope=", f"{SCRIPT};__md_scope=", "<script>"),
    # a style, which would have become a part of page.css
    ("style in a head", "get-help", "</head>", f"<style>{GONE}</style></head>", "<style>"),
    ("style in a title", "get-help", SPAN, f"{SPAN}<style>{GONE}</style>", "<style>"),
    ("style added to the icons", "get-help", "<style>:root{", f"<style>{GONE}:root{{", "<style>"),
    ("icon from elsewhere", "get-help", "url('data:image/svg+xml", "url('//evil.example.com/x#", "<style>"),
    (
        "a download as stylesheet",
        "get-help",
        "</head>",
        '<link rel="stylesheet" href="../links.json"></head>',
        "<link>",
    ),
    (
        "style under the lightbox's name",
        "get-help",
        "</head>",
        f'<style id="glightbox-style">{GONE}</style></head>',
        "<style>",
    ),
    # a file as a script
    ("a download as script", "aftercare", "</body>", '<script src="../links.json"></script></body>', "<script>"),
    (
        "a drawing as script",
        "aftercare",
        "</body>",
        '<script src="../assets/logo.svg" defer></script></body>',
        "<script>",
    ),
    ("a script in the text", "aftercare", "<dl>", '<dl><script src="../assets/kit.js"></script>', "<script>"),
    ("another worker", "aftercare", "assets/javascripts/workers/search", "links.json?", "<script>"),
    ("versions asked of a list", "aftercare", '"version": null', '"version": {"provider": "mike"}', "<script>"),
    (
        "a script by a way around",
        "aftercare",
        "</body>",
        '<script src="../x/../assets/../feed.xml"></script></body>',
        "<script>",
    ),
    # a head that says more
    (
        "jump to another host",
        "aftercare",
        "</head>",
        f'<meta http-equiv="refresh" content="0; url={EVIL}"></head>',
        "<meta>",
    ),
    ("another base", "aftercare", "</head>", f'<base href="{EVIL}"></head>', "<base>"),
    (
        "tells where a reader came from",
        "aftercare",
        "</head>",
        '<meta name="referrer" content="unsafe-url"></head>',
        "<meta>",
    ),
    (
        "no search engine finds it",
        "get-help",
        "</head>",
        '<meta name="robots" content="noindex, nosnippet"></head>',
        "<meta>",
    ),
    (
        "nobody can enlarge it",
        "get-help",
        "initial-scale=1",
        "initial-scale=1,maximum-scale=1,user-scalable=no",
        "<meta>",
    ),
    (
        "another page is the true one",
        "get-help",
        'rel="canonical" href="https://example.org/repo/get-help/"',
        'rel="canonical" href="https://example.org/repo/decide/"',
        "<link>",
    ),
    # a page around the text that holds more
    (
        "link to another host in the foot",
        "aftercare",
        "</footer>",
        f'<a class="md-footer__link" href="{EVIL}">x</a></footer>',
        "<a.md-footer__link>",
    ),
    (
        "help leads to another host",
        "aftercare",
        '<a class="md-header__help" href="../get-help/"',
        f'<a class="md-header__help" href="{EVIL}"',
        "a link to",
    ),
    (
        "help opens a call",
        "aftercare",
        '<a class="md-header__help" href="../get-help/"',
        '<a class="md-header__help" href="tel:+900"',
        "a link to",
    ),
    ("form in the facts", "aftercare", "</dl>", f'</dl><form action="{EVIL}"><input name="pain"></form>', "<form>"),
    (
        "veil over the page",
        "get-help",
        "<header",
        '<label class="md-overlay" for="__search"></label><dialog open>All is well</dialog><header',
        "<dialog>",
    ),
    ("picture in a name", "aftercare", "<dd>", '<dd><img src="../previews/decide.png" alt="">', "<img>"),
    # what is there, with one word more
    ("header hidden", "get-help", '<header class="md-header"', '<header hidden class="md-header"', 'hidden=""'),
    ("page of no use", "get-help", '<main class="md-main"', '<main inert class="md-main"', 'inert=""'),
    (
        "not read aloud",
        "get-help",
        '<a class="md-header__help"',
        '<a aria-hidden="true" class="md-header__help"',
        'aria-hidden="true"',
    ),
    ("all turned round", "get-help", '<body dir="ltr"', '<body dir="rtl"', 'dir="rtl"'),
    ("another tongue", "get-help", 'lang="en"', 'lang="zh"', 'lang="zh"'),
    ("menu open over the page", "get-help", 'id="__drawer"', 'checked id="__drawer"', 'checked=""'),
    # an old address
    ("old address leads to another host", "neck-pain", 'content="0; url=', f'content="0; url={EVIL}', "<meta>"),
    ("old address that runs more", "neck-pain", "</head>", f"<script>{SCRIPT}</script></head>", "<script>"),
    ("old address, two ways", "neck-pain", 'data-to="', 'data-to="../decide/?', "<meta>"),
]


def bad(text: str) -> bool:
    """Whether a script or style holds what an attack of PARTS put there."""
    return SCRIPT in text or GONE in text or "evil.example.com" in text
