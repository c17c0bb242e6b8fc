"""The lists of our_styles.py: what our stylesheet may say anywhere, and what of that which is guarded.

HEADER and WORDS stand for the colours of these. A value that fits a list shows words where they stand, at a size that
can be read. What leaves its place, or hides what nobody misses, stands in known_rules.py with its selector.
"""

import re

# The largest length, in each unit; a larger one moves things off the page.
LIMITS = {"rem": 40, "em": 20, "px": 180, "pt": 24, "mm": 12, "cm": 11, "fr": 1, "vw": 100, "vh": 90, "dvh": 90}
LIMITS |= {"deg": 90, "ms": 1, "s": 0}
COLOUR = r"(?:var\(--(?:ink|ink-soft|line|paper|tint|teal|warm|warm-tint|red|red-tint|md-[a-z-]+-color)\)|currentcolor)"
HEX = r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})"
LENGTH = r"(?:0|auto|[\d.]*\.?\d+(?:rem|em|px|pt|mm|cm|vw|vh|dvh|%))"
SHORT = r"(?:0|auto|(?:[0-3](?:\.\d+)?|\.\d+)(?:rem|em)|1?\d(?:\.\d+)?pt|[1-4]?\dpx|[1-9]mm)"
THIN = r"(?:0|0?\.[0-3]\d*(?:rem|em)|[0-3](?:\.\d+)?pt)"
LINE = rf"(?:0|{THIN}(?: (?:solid|dashed|dotted|double)(?: (?:{COLOUR}|HEADER))?)?)"
FONT = r"(?:inherit|15px|(?:0?\.[7-9]\d*|1(?:\.\d+)?)(?:rem|em)|(?:[7-9]|1[0-8])(?:\.\d)?pt)"


def table(rows: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """Patterns of values by property; a key may name several properties."""
    return {name: re.compile(pattern) for names, pattern in rows.items() for name in names.split()}


GENERAL = table(
    {
        "display": "none|block|flex|grid|inline|inline-block|table|none !important",
        "visibility": "hidden|visible",
        "position": "relative",
        "opacity": r"1|0\.45",
        "color": rf"{COLOUR}|inherit|WORDS|HEADER|#fff",
        "background background-color": (
            rf"none|transparent|{COLOUR}|#fff|HEADER|CanvasText !important"
            r"|linear-gradient\(90deg, var\(--teal\) 50%, transparent 0\)"
        ),
        "background-repeat": "no-repeat",
        "color-scheme": "light|dark",
        "forced-color-adjust": "none",
        "font-size": FONT,
        "font-weight": "400|600|700",
        "font-style": "normal",
        "font": r"inherit|0\.75rem/1\.5 var\(--md-code-font\), monospace",
        "line-height": r"1(?:\.\d+)?|1\.[0-7]\d*rem",
        "letter-spacing": "0",
        "text-align": "left",
        "text-anchor": "middle",
        "text-decoration": "underline|none|none !important",
        "text-decoration-style": "dotted",
        "text-decoration-thickness text-underline-offset": THIN,
        "white-space": "nowrap|normal|pre-wrap",
        "overflow-wrap": "anywhere",
        "vertical-align": r"super|bottom|top|baseline|-0\.\d+em",
        "margin margin-top margin-right margin-bottom margin-left": rf"{SHORT}(?: {SHORT}){{0,3}}|8pt !important",
        "padding padding-top padding-right padding-bottom padding-left": rf"{SHORT}(?: {SHORT}){{0,3}}",
        "gap column-gap": rf"{SHORT}(?: {SHORT})?",
        "border border-top border-right border-bottom border-left": LINE,
        "border-width border-left-width": THIN,
        "border-style border-left-style": "solid|dashed|dotted|double",
        "border-color": COLOUR,
        "border-radius": r"0\.\d+rem|1rem|50%",
        "outline": rf"{LINE}|0\.15rem solid(?: var\(--warm\))? !important|0 !important",
        "outline-offset": r"0\.1rem",
        "box-shadow": "none",
        "width": rf"{LENGTH}|fit-content|min\(92vw, 40rem\) !important",
        "height": rf"auto|100%|{SHORT}|11cm",
        "block-size": "auto",
        "min-width": "0|1?[0-9](?:\\.\\d)?rem",
        "max-width": r"none|none !important|100%|[\d.]+(?:rem|cm)|min\(100%, 24rem\)|calc\(100vw - 160px\)",
        "min-height": rf"{SHORT}",
        "max-height": "9rem|90vh|90dvh",
        "object-fit": "contain",
        "overflow": "visible|hidden",
        "content-visibility": "visible",
        "align-items": "center",
        "align-self": "end",
        "flex-wrap": "wrap",
        "grid-area": "[12] / [12]",
        "grid-column": "1 / -1",
        "grid-template": "auto 1fr / 1fr 1fr",
        "grid-template-columns": (r"(?:auto )?1fr|1fr 1fr|repeat\(auto-fi(?:ll|t), minmax\((?:7\.2|10|11)rem, 1fr\)\)"),
        "columns": r"2|[\d.]+(?:rem|em)",
        "column-span": "all",
        "break-after break-inside": "avoid",
        "list-style": "none",
        "list-style-type": '""',
        "content": '""|none',
        "cursor": "pointer",
        "user-select": "all",
        "fill stroke": COLOUR,
        "stroke-width": r"2\.5",
        "stroke-dasharray": "5 4",
        "scroll-margin-top": "0",
        "scroll-padding-top scroll-padding-bottom": r"[1-5](?:\.\d)?rem",
        "scrollbar-gutter": "stable",
        "scroll-behavior": "auto !important",
        "animation-duration transition-duration": "1ms !important",
        "transition-delay": "0s !important",
        "mask mask-image -webkit-mask -webkit-mask-image": (
            r"var\(--md-admonition-icon--[a-z-]+\)(?: center / contain no-repeat)?"
        ),
    }
)
# Of the emergency card, the note that a page is overdue, the link "Get help", and all that these stand in.
GUARDED = table(
    {
        "display": "block|flex|grid|inline|inline-block",
        "opacity": "1",
        "color": r"var\(--(?:ink|ink-soft|red|md-typeset-a-color|md-accent-fg-color)\)|inherit",
        "background": r"none|transparent|var\(--(?:tint|red-tint|paper)\)",
        "color-scheme": "light|dark",
        "font-size": r"inherit|(?:0\.[89]\d*|1(?:\.\d+)?)(?:rem|em)|(?:9|1[0-8])(?:\.\d)?pt",
        "text-decoration": "underline",
        "white-space": "normal",
        "height": "auto",
        "max-width": r"none|none !important|100%|(?:2[7-9]|3\d)(?:\.\d+)?rem",
        "overflow": "visible",
        **dict.fromkeys(
            (
                "font-weight font-style line-height letter-spacing text-align text-decoration-style"
                " text-decoration-thickness text-underline-offset overflow-wrap padding padding-top padding-right"
                " padding-bottom padding-left gap column-gap border border-top border-right border-bottom border-left"
                " border-width border-left-width border-style border-left-style border-color border-radius outline"
                " outline-offset box-shadow min-height align-items flex-wrap grid-template-columns columns column-span"
                " break-after break-inside content-visibility cursor scroll-margin-top scroll-padding-top"
                " scroll-padding-bottom scrollbar-gutter scroll-behavior animation-duration transition-duration"
                " transition-delay margin margin-top margin-right margin-bottom margin-left"
            ).split(),
            ".*",
        ),
    }
)
# Every element, class and attribute of these; a test compares it with the built pages.
GUARDED_NAMES = set(
    "html body header main article div p ul li a span strong em abbr aside section"
    " .no-js .js .runs .glightbox-open .md-header .md-header--shadow .md-header__inner .md-header__help .md-grid"
    " .md-container .md-main .md-main__inner .md-content .md-content__inner .md-typeset .admonition .emergency .overdue"
    " .admonition-title .numbers .term .focus-visible"
    " [class] [lang] [dir] [translate] [href] [style] [data-md-component] [data-md-color-scheme]"
    " [data-md-color-primary] [data-md-color-accent] [data-md-color-media] [data-md-scrolling]".split()
)
ROOT = ":root"
DARK = '@media screen [data-md-color-scheme="slate"]'
SCHEMES = (  # where colours get their names: those of the theme not in the first, ours only there and in the dark
    ROOT,
    '[data-md-color-primary="custom"]',
    '[data-md-color-accent="custom"]',
    '[data-md-color-scheme="default"]',
    DARK,
)
NAMES = "paper ink ink-soft line tint teal warm warm-tint red red-tint md-accent-bg-color md-accent-fg-color"
THEME = (
    "md-accent-fg-color--transparent md-default-bg-color md-default-fg-color md-default-fg-color--light"
    " md-default-fg-color--lighter md-footer-bg-color md-footer-bg-color--dark md-primary-bg-color"
    " md-primary-bg-color--light md-primary-fg-color md-primary-fg-color--dark md-primary-fg-color--light"
    " md-typeset-a-color md-typeset-color"
)
VARIABLES = table({" ".join(f"--{name}" for name in f"{NAMES} {THEME}".split()): HEX})
PAGE = (
    '@page { margin: 9mm 12mm; @bottom-right { content: counter(page) " / " counter(pages);'
    " font: 8pt Arial, sans-serif; } }"
)
