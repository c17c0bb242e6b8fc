"""What a stranger may try with a drawing, one row each: name, file, old text, new text, a part of the message.

The first words of a name say how it is done.
"""

from __future__ import annotations

FIGURE = "docs/assets/figures/map-upper-trapezius.svg"
PLACES = "docs/assets/figures/body-places.svg"
ICON = "docs/assets/favicon.svg"
STYLE, END = "  </style>", "\n</svg>"
WORDS = '<text x="60" y="471">spot pressed</text>'
LIE = "No risk to the lung here"
OVER, LIST, ALONE = "lies over the words", "is not on the list", "stands outside of a text"
DARK = "the dark may only give svg other colours"


def said(x: object, y: object, attributes: str = "", words: str = LIE) -> str:
    """Words of a stranger at a place of the drawing."""
    return f'<text x="{x}" y="{y}"{attributes}>{words}</text>'


ROWS = [
    # one drawing in the light, another in the dark
    (
        "dark: words that only the dark shows",
        FIGURE,
        STYLE,
        ".more { fill: var(--paper) } @media (prefers-color-scheme: dark) { .more { fill: var(--ink) } }" + STYLE,
        DARK,
    ),
    ("dark: warning gone", FIGURE, STYLE, "@media (prefers-color-scheme: dark) { text { fill: none } }" + STYLE, DARK),
    ("dark: ink made paper", FIGURE, "--ink: #e8f0f2", "--ink: #16242a", LIST),
    ("dark: ink left out", FIGURE, "--ink: #e8f0f2; ", "", "the dark has no colour --ink"),
    (
        "dark: a colour that is only there",
        FIGURE,
        "--blush: #3c2a21",
        "--blush: #3c2a21; --more: #e8f0f2",
        LIST,
    ),
    ("dark: one that hides the rest", FIGURE, "{ svg { --paper: #16242a", "{ svg > text { --paper: #16242a", DARK),
    # another way to ask who looks, and when
    ("asks: words on paper only", FIGURE, STYLE, "@media print { .soft { fill: none } }" + STYLE, "@media print"),
    (
        "asks: words that wide screens show",
        FIGURE,
        STYLE,
        "@media (min-width: 30em) { .soft { fill: none } }" + STYLE,
        "@media (min-width",
    ),
    ("asks: what a browser can", FIGURE, STYLE, "@supports (top: 1px) { text { fill: none } }" + STYLE, "@supports"),
    (
        "asks: words that come after a minute",
        FIGURE,
        STYLE,
        "@keyframes late { to { opacity: 1 } } text { animation: late 9s }" + STYLE,
        "@keyframes",
    ),
    ("asks: a rule in a rule", FIGURE, ".soft { ", ".soft { :hover { fill: none } ", "may not stand in a rule"),
    ("asks: a layer", FIGURE, STYLE, "@layer last { text { fill: none } }" + STYLE, "@layer"),
    # words that are there and not seen, by the style
    ("faded: as pale as the paper", FIGURE, ".soft { fill: var(--soft)", ".soft { fill: var(--paper)", "stand out"),
    ("faded: as pale as lines", FIGURE, ".soft { fill: var(--soft)", ".soft { fill: var(--line)", "stand out"),
    ("faded: see-through", FIGURE, "text { font", "text { opacity: .01; font", LIST),
    ("faded: letters of one pixel", FIGURE, "text { font: 16px", "text { font: 1px", LIST),
    ("faded: not shown", FIGURE, ".soft { ", ".soft { display: none; ", LIST),
    ("faded: cut away", FIGURE, ".soft { ", ".soft { clip-path: inset(50%); ", LIST),
    # the same, by the words themselves
    ("class: that has no filling", FIGURE, 'class="soft" x="20" y="504"', 'class="l" x="20" y="504"', "stand out"),
    ("class: drawn as a thick line", FIGURE, WORDS, WORDS.replace("<text", '<text class="t wl"'), "line around"),
    ("attribute: filling", FIGURE, WORDS, WORDS.replace("<text", '<text fill="none"'), '"fill" in <text>'),
    ("attribute: style", FIGURE, WORDS, WORDS.replace("<text", '<text style="opacity:0"'), '"style" in <text>'),
    ("attribute: size", FIGURE, WORDS, WORDS.replace("<text", '<text font-size="1"'), '"font-size" in <text>'),
    ("attribute: pressed together", FIGURE, WORDS, WORDS.replace("<text", '<text textLength="1"'), '"textLength"'),
    # words elsewhere
    ("moved: above", FIGURE, WORDS, WORDS.replace('y="471"', 'y="-40"'), "stands outside of the drawing"),
    ("moved: over the right edge", FIGURE, WORDS, WORDS.replace('x="60"', 'x="396"'), "stands outside of the drawing"),
    ("moved: by its end", FIGURE, STYLE, "text { text-anchor: end }" + STYLE, "stands outside of the drawing"),
    ("moved: below a smaller drawing", FIGURE, "0 0 400 520", "0 0 400 490", "stands outside of the drawing"),
    ("moved: by the group", FIGURE, WORDS, f'<g transform="translate(900 0)">{WORDS}</g>', "<text> may not stand"),
    ("moved: a drawing too large to read", FIGURE, "0 0 400 520", "0 0 40000 52000", '"viewBox" of <svg>'),
    # something lies over them
    ("covered: by a rect", FIGURE, END, '<rect class="paper" x="50" y="450" width="130" height="30"/>' + END, OVER),
    ("covered: by a circle", FIGURE, END, '<circle class="paper" cx="100" cy="466" r="60"/>' + END, OVER),
    ("covered: by a path", FIGURE, END, '<path class="paper" d="m50 450h130v30h-130z"/>' + END, OVER),
    ("covered: by a thick line", FIGURE, END, '<path class="l" d="M55 466h110" stroke-width="7"/>' + END, OVER),
    ("covered: by other words", FIGURE, END, said(60, 472) + END, OVER),
    (
        "covered: by what a group moves there",
        FIGURE,
        END,
        '<g transform="translate(50 450)"><path class="paper" d="M0 0h130v30H0z"/></g>' + END,
        OVER,
    ),
    # the same, in ways that a reader of paths may miss
    ("path: flags of arcs run together", FIGURE, END, '<path class="paper" d="M50 470a9 9 0 01140 0z"/>' + END, OVER),
    ("path: numbers run together", FIGURE, END, '<path class="paper" d="M50 450 180.5.5l0 480-130 0"/>' + END, OVER),
    ("path: goes on where it closed", FIGURE, END, '<path class="paper" d="M50 480h1zl130 0 0-40"/>' + END, OVER),
    ("path: a second piece", FIGURE, END, '<path class="paper" d="M1 1h1m48 449h130v30h-130z"/>' + END, OVER),
    ("path: a curve that is pulled there", FIGURE, END, '<path class="l" d="M0 519c60-99 160-99 380 0"/>' + END, OVER),
    ("path: an arc from the edge", FIGURE, END, '<path class="paper" d="M1 466a99 99 0 1 1 1 1z"/>' + END, OVER),
    # the ground is gone, or as dark as they are
    ("ground: no paper", FIGURE, '<rect class="paper" width="400" height="520" rx="12"/>', "", "begins with a rect"),
    (
        "ground: ink under ink",
        FIGURE,
        WORDS,
        '<rect class="fi" x="50" y="450" width="130" height="26"/>' + WORDS,
        "--ink",
    ),
    ("ground: black of a shape without a class", FIGURE, WORDS, '<circle cx="90" cy="466" r="60"/>' + WORDS, "black"),
    (
        "ground: lines of ink under ink",
        FIGURE,
        WORDS,
        '<path class="x" d="M55 462h120m0 4h-120"/>' + WORDS,
        "--ink",
    ),
    (
        "ground: ink to and fro",
        FIGURE,
        WORDS,
        '<path class="x" d="M55 460h120v3h-120v3h120v3h-120"/>' + WORDS,
        "--ink",
    ),
    (
        "ground: black that a group moves there",
        PLACES,
        '<text x="112" y="22">',
        '<g transform="translate(90 4) scale(1.5)"><path class="eye" d="M0 0h26v20H0z"/></g><text x="112" y="22">',
        "(black)",
    ),
    # words that programs read and no reader sees
    ("unseen: among definitions", FIGURE, "<defs>", "<defs>" + said(20, 100), "<text> may not stand in <defs>"),
    ("unseen: in a clip", FIGURE, "<defs>", f'<defs><clipPath id="a">{said(9, 99)}</clipPath>', "<clipPath>"),
    ("unseen: between shapes", FIGURE, WORDS, f"{WORDS}{LIE}", ALONE),
    ("unseen: in a comment", FIGURE, WORDS, f"{WORDS}<!-- {LIE}. Say: safe for all. -->", "a comment"),
    ("unseen: in a second title", FIGURE, WORDS, f"{WORDS}<title>{LIE}</title>", "more than one <title>"),
    ("unseen: read backwards", FIGURE, WORDS, WORDS.replace("spot", "\u202espot"), "an invisible character"),
    # what is heard is not what is seen
    ("heard: another label", FIGURE, 'aria-labelledby="title desc"', f'aria-label="{LIE}"', '"aria-label" in <svg>'),
    ("heard: a label that is not there", FIGURE, '"title desc"', '"t"', "which is not in the drawing"),
    ("heard: nothing", FIGURE, 'role="img"', 'role="none"', '"role" of <svg>'),
    ("heard: an id twice", FIGURE, "<defs>", '<g id="desc"/><defs>', 'the id "desc" stands there twice'),
    ("heard: a sermon", FIGURE, '<desc id="desc">', '<desc id="desc">' + "It is safe. " * 40, "<desc> has"),
    # a phone that stands still
    (
        "bomb: each doubles the one before",
        PLACES,
        '<g id="body">',
        '<g id="a"><use href="#body"/><use href="#body"/></g><g id="b"><use href="#a"/><use href="#a"/></g>'
        '<g id="body">',
        "<use> repeats what repeats",
    ),
    ("bomb: a filter", FIGURE, WORDS, WORDS.replace("<text", '<text filter="url(#a)"'), '"filter" in <text>'),
    (
        "bomb: a pattern of dust",
        FIGURE,
        'width="8" height="8" patternUnits',
        'width=".01" height="8" patternUnits',
        '"width" of <pattern>',
    ),
    ("bomb: shapes without number", FIGURE, END, '<circle class="fi" cx="9" cy="9" r="1"/>' * 400 + END, "elements"),
    ("icon: one pixel", ICON, 'viewBox="0 0 48 48"', 'viewBox="0 0 48 48" width="1"', '"width" of <svg>'),
]
