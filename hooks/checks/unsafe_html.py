"""The second look at a page: what stands on the built one, however it was written to get there."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources import Page, Problem, scheme
from sources.addresses import SCHEMES

HTML = set(
    (
        "a abbr aside b bdi blockquote br button caption cite circle code col colgroup dd defs desc details dfn div dl "
        "dt em figcaption figure g h1 h2 h3 h4 h5 h6 hr i img input kbd label li line mark ol p path pattern polygon "
        "polyline pre rect section small span strong sub summary sup svg table tbody td text textarea tfoot th thead "
        "time title tr tspan ul wbr"
    ).split()
)
HTML_BAD = re.compile(r"on|style$|src(?:set|doc)$|form|hidden$|http-equiv|background|ping|is$", re.I)
ADDRESSES = {"href", "src", "action", "data", "xlink:href", "poster"}
OURS = "article > .page-facts *, article > .md-content__button"  # of overrides/ and the theme, not of a writer
ELSEWHERE = re.compile(r"\s*(?:[a-z][\w+.-]*:|[/\\]{2})", re.I)


def check(tree: LexborHTMLParser, page: Page, site_url: str = "") -> Iterator[Problem]:
    """What may not stand in the article of a built page. Whole addresses of the site itself (`site_url`) are its own,
    also where it is tried out without https.
    """
    ours = {node.mem_id for node in tree.css(OURS)}
    for node in tree.css("article *"):
        if node.mem_id not in ours and (wrong := first_wrong(node, site_url)):
            word, said = wrong
            offset = page.text.lower().find(word.lower())
            line = page.text.count("\n", 0, offset) + 1 if offset >= 0 else 0
            yield Problem(page.path, line, 0, f"{said} would stand on the built page.", "Leave it out.")


def first_wrong(node: LexborNode, site_url: str) -> tuple[str, str] | None:
    """The word to look for in the source, and what to say of an element; None when all is well."""
    if node.tag not in HTML:
        return str(node.tag), f"<{node.tag}>"
    for name, found in node.attributes.items():
        value = found or ""
        if HTML_BAD.match(name):
            return name, f'the attribute "{name}"'
        if name in ADDRESSES:
            loads = node.tag != "a" and ELSEWHERE.match(value)
            if loads or not (scheme(value) in ("", *SCHEMES) or (site_url and value.startswith(site_url))):
                return value, f"the address {value}"
    name = node.id or ""
    if name.startswith("__") and not re.match(r"__tabbed_\d", name):
        return name, f'the id "{name}"'
    return None
