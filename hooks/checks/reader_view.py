"""What the reader view of a browser would leave out, by the rules of Mozilla's Readability 0.6.0 (Firefox 153).

Readability takes what has a certain word in its class or id, or is mostly links, for decoration. A `section` it keeps.
"""

import pathlib
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources import Problem, Wrong

# Its lists of words: unlikelyCandidates, okMaybeItsACandidate, byline, shareElements, positive and negative.
UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|"
    r"remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|"
    r"popup|yom-remote",
    re.I,
)
LIKELY = re.compile(r"and|article|body|column|content|main|shadow", re.I)
BYLINE = re.compile(r"byline|author|dateline|writtenby|p-author", re.I)
SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.I)
POSITIVE = re.compile(r"article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story", re.I)
NEGATIVE = re.compile(
    r"-ad-|hidden|^hid$| hid$| hid |^hid"
    r" |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|"
    r"related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    re.I,
)
ROLES = {"menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"}
TAKEN = {"footer", "aside", "object", "embed", "iframe", "textarea", "select", "form", "fieldset"}
JUDGED = TAKEN | {"div", "table", "ul"}  # elements that may be left out without a name
BLOCKS = "blockquote, dl, div, img, ol, p, pre, table, ul"
NO_TEXT = {"script", "style", "svg", "button"}  # what is no statement, and what cannot be pressed there
SHORT = 25  # characters; less, with a link, is taken for a button
MANY_COMMAS = 10  # so many make a text, whatever else it holds


def check(tree: LexborHTMLParser, path: str) -> Iterator[Problem]:
    """Every part of the article that a reader view would leave out."""
    for node in tree.css("article, article *"):
        judged = node.tag in JUDGED or node.attributes
        if judged and (reason := left_out(node)) and words(node) and not inside(node, NO_TEXT):
            said = f'the reader view of a browser leaves out "{words(node)[:40]}", because {reason[0]}.'
            yield Problem(path, line(path, node.attributes.get("id") or ""), 0, said, reason[1])


def line(path: str, id: str) -> int:
    """The line of a source where `{#id}` gives something its name; 0 when nothing does, as where the build gives it."""
    source = pathlib.Path(path)
    lines = source.read_text("utf-8").splitlines() if id and source.suffix == ".md" and source.is_file() else []
    return next(
        (number for number, text in enumerate(lines, 1) if re.search(rf"\{{[^}}]*#{re.escape(id)}(?![\w-])", text)), 0
    )


def left_out(node: LexborNode) -> Wrong | None:
    """Why a reader view drops this element, and what to write; None when it keeps it."""
    attributes = node.attributes
    names = [attributes.get(name) or "" for name in ("class", "id")]
    if wrong := misnamed(node, names):
        return wrong
    if node.tag in TAKEN or attributes.get("role") in ROLES:
        return "its tag or role is not one of a text", "Make it a section."
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("rel") == "author":
        return "it is hidden, or names an author", "Take the attribute away."
    if node.tag in ("div", "table", "ul") and clutter(node, weight(names)):
        return "it is mostly links, or its name is one for clutter", "Make it a section, or say more in it."
    return None


def misnamed(node: LexborNode, names: list[str]) -> Wrong | None:
    """Why a reader view drops an element for its class or id, and what to write."""
    both = " ".join(names)
    renamed = f'Give it the class "content" beside its id, as {{#{names[1] or "id"} .content}}, or another name.'
    unlikely = None if LIKELY.search(both) or node.tag in ("a", "body") else UNLIKELY.search(both)
    if unlikely and not inside(node, {"table", "code"}):
        return f'its name holds "{unlikely[0]}"', renamed
    for pattern, longest in ((BYLINE, 100), (SHARE, 500)):
        if (match := pattern.search(both)) and len(words(node)) < longest:
            return f'its name holds "{match[0]}"', "Give it another name."
    if node.tag in ("h1", "h2") and weight(names) < 0:
        return f'its name holds "{"".join(match[0] for match in map(NEGATIVE.search, names) if match)}"', renamed
    return None


def weight(names: list[str]) -> int:
    """The weight of a class and an id: below zero is clutter."""
    return sum(25 * (bool(POSITIVE.search(name)) - bool(NEGATIVE.search(name))) for name in names)


def clutter(node: LexborNode, weight: int) -> bool:
    """Whether a list, table or block looks like a menu: `_cleanConditionally` of Readability."""
    paragraph = node.tag == "div" and not node.css_first(BLOCKS)
    if paragraph or node.css_first("table th") or inside(node.parent, {"table", "code"}):
        return False  # a block of mere text becomes a paragraph; a table of data stays
    text = words(node)
    return weight < 0 or (text.count(",") < MANY_COMMAS and like_a_menu(node, weight, text))


def like_a_menu(node: LexborNode, weight: int, text: str) -> bool:
    """Whether an element is mostly links, pictures or items of a list."""
    paragraphs, pictures, items = (len(node.css(tag)) for tag in ("p", "img", "li"))
    links = share(node, "a:not([href^='#'])", text) + 0.3 * share(node, "a[href^='#']", text)
    figure = inside(node, {"figure"})
    if (not figure and pictures > 1 and paragraphs / pictures < 0.5) or (weight >= 25 and links > 0.5):
        return True
    if node.tag == "ul" or share(node, "ul, ol", text) > 0.9:
        return False
    bare = not figure and pictures not in (1, 2) and share(node, "h1, h2, h3, h4, h5, h6", text) < 0.9
    button = bare and len(text) < SHORT and links > 0
    return items - 100 > paragraphs or button or (weight < 25 and links > 0.2)


def share(node: LexborNode, tags: str, text: str) -> float:
    """How much of the text of an element is in elements of these tags."""
    return sum(len(words(found)) for found in node.css(tags)) / max(len(text), 1)


def inside(node: LexborNode | None, tags: set[str]) -> bool:
    """Whether the element, or one around it, has such a tag."""
    while node is not None and node.tag not in {"article", *tags}:
        node = node.parent
    return node is not None and node.tag in tags


def words(node: LexborNode) -> str:
    """Its text on one line."""
    return " ".join(node.text().split())
