"""Marks of Markdown that did not do what their writer meant: readers see them, or see what they became.

What is looked at is what a text becomes, and not how it is written, so no list of ways to go wrong is needed.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources import Wrong
from sources.syntax import URGENCIES, without_code

LABELS = ("p", "li")  # what may begin with a label, as in **How deep.** The tip stays near the skin.
END_OF_LABEL = re.compile(r"[.?!:]\Z")
TARGET = rf"(?P<target>[\w./-]+\.md(?:#[\w-]*)?|#[\w-]+|https?://[^\s()\[\]]+|(?:{'|'.join(URGENCIES)}):[\w-]+)"
WRITE = r"Write [\g<words>](\g<target>)"
RUNS_IN = re.compile(
    r"\n *(?:[-+*]|\d{1,2}\.)(?:(?P<words> )|$)", re.M
)  # in one piece of text: a link may begin with a number
NOT_INDENTED = "Delete the spaces before it; what belongs to a list or call-out has four for each level."
A_LABEL = "Delete the ** around it; a label ends with a full stop, as in **Label.** and the text goes on."
BEHIND = "Put it behind the link: [words](page.md).[@key]"
NO_WORDS = ("a list item is empty.", "Write its words, or delete the line.")
NO_LIST = re.compile(r"^(?:[•‣◦▪·\u2013\u2014\u2212]|\d{1,2}\)) +(?=\w)")
# what stands in the text that readers see; the first rule that fits a place counts
ROWS: list[tuple[re.Pattern[str], str, str]] = [
    (re.compile(pattern, re.M), what, fix)
    for pattern, what, fix in (
        (rf"\[(?P<words>[^\[\]@^\n]+)\][ ]+\({TARGET}\)", "a space parts the words of a link from its address.", WRITE),
        (rf"\((?P<words>[^()\[\]\n]+)\)[ ]?\[{TARGET}\]", "the brackets of a link are the wrong way round.", WRITE),
        (rf"\[(?P<words>[^\[\]()@\n]+)\({TARGET}\)", "the bracket ] after the words of a link is lost.", WRITE),
        (
            rf"(?<=\w)\]\({TARGET}\)",
            "the bracket [ before the words of a link is lost.",
            r"Write [ before its first word: [words](\g<target>)",
        ),
        (r"\]\(", "a link was not understood.", "Write [words](page.md), without spaces between the brackets."),
        (
            r"\{:? *[.#][^{}\n]*\}?",
            '"{}" stands on the page as text, because nothing here takes it.',
            "Delete it. An id such as {#short-name} belongs behind the words of a heading.",
        ),
        (r"^\[[ xX]\] ", "boxes to tick are not made here.", "Delete the square brackets."),
        (NO_LIST.pattern, "a list item begins with a sign that makes no list.", "Write - or 1. and a space."),
        (r"^#{1,6} *\w+", "a heading was not understood.", "Put it on a line of its own, with nothing before the #."),
        (
            r"(?<![\w*])\*+(?=[^\W_]|[\"'“‘(])\S*|[^\s*]\*+(?![\w*])|\*{2,}",
            'the star of "{}" has no other that closes it, so readers see it.',
            "Delete it.",
        ),
        (
            r"(?<!\w)_{1,2}(?=[^\W_])\S*|[^\W_]_{1,2}(?!\w)",
            'the line under "{}" has no other that closes it, so readers see it.',
            "Delete it.",
        ),
        ("`", "a sign for code opens here and does not close.", "Write the same sign at its end, or delete it."),
        (r"~~|==+|(?<!\[)\^(?=\w)|\+\+(?=\w)", 'readers see the signs "{}".', "Delete them."),
        (r"(?:\S ?)?\| ?\S*", "readers see a | here.", "Delete it; a table needs a line of dashes below its head."),
        (r"\\ ?\S*", "readers see a backslash here.", "Delete it."),
        (r"(?<!\w)&[A-Za-z]{2,8}\b(?!;)", 'readers see "{}".', "Type the sign itself."),
    )
]
ENTITY = re.compile(r"&(?:#\w+|[A-Za-z]{2,8});")  # what is written twice, &amp;nbsp;, and so is not in the source


def in_text(text: str, source: str) -> Iterator[Wrong]:
    """What is left of the marks of a source in the text that it becomes, without code. What does not stand so in the
    source was written with a backslash, on purpose.
    """
    written, free = without_code(source), text
    for pattern, what, fix in ROWS:
        for match in [*pattern.finditer(free)]:
            if is_written(match[0].strip(), written):
                whole = re.search(r"\S*\Z", free[: match.start()]) if match[0][0].isalnum() else None
                shown = (whole[0] if whole else "") + match[0].strip()
                yield what.replace("{}", shown[-40:]), match.expand(fix)
                free = free[: match.start()] + " " * len(match[0]) + free[match.end() :]
    for match in ENTITY.finditer(text):
        yield f'readers see "{match[0]}".', "Type the sign itself."


def pressed(address: str) -> list[Wrong]:
    """What to say of an address that stands among the words."""
    what = f'the address "{address[:60]}" stands in the text, where nobody can press it.'
    return [(what, f"Write [what the reader finds there]({address})")]


def is_written(words: str, source: str) -> bool:
    """Whether words stand in a source, with no backslash before them."""
    end = "$" if words == "\\" else ""  # at the end of a line
    return bool(re.search(rf"(?<!\\){re.escape(words)}{end}", source, re.M))


def in_tree(tree: LexborHTMLParser) -> Iterator[Wrong]:
    """What a text became by accident: code, type that we do not use, sources that nobody can press, broken lists."""
    for node in tree.css("pre"):
        if not is_meant(node):
            yield f'"{start(node)}" became code, because it is indented by four spaces or more.', NOT_INDENTED
    for node in tree.css("em"):
        yield f'"{start(node)}" is in italics, which are hard to read.', "Delete the * or _ around it."
    for node in tree.css("strong"):
        if not is_label(node):
            yield f'"{start(node)}" is in bold type, which only the first words of a paragraph have.', A_LABEL
    if any("[@" in node.text() for node in tree.css("a")):
        yield "a source stands in the words of a link, where nobody can press it.", BEHIND
    yield from in_lists(tree)


def is_meant(node: LexborNode) -> bool:
    """Whether code is that of ```, or the text of a call-out whose first line is told already."""
    above = node.prev
    while above is not None and above.tag == "-text":
        above = above.prev
    broken = above is not None and re.match(r"[!?]{1,4} *[a-z]", above.text())
    return bool(broken) or (node.parent is not None and node.parent.attributes.get("class") == "highlight")


def in_lists(tree: LexborHTMLParser) -> Iterator[Wrong]:
    """Lists that are none, and items without words."""
    for node in tree.css("p, li"):
        if NO_LIST.match(node.text()):
            continue  # told in ROWS
        for part in node.iter(include_text=True):
            match = RUNS_IN.search(str(part.text_content)) if part.tag == "-text" else None
            if match and match["words"]:
                yield "a list runs into the text above it.", "Put an empty line before the list."
            elif match:
                yield NO_WORDS
    if any(not node.text().strip() and not node.css_first("img, hr") for node in tree.css("li")):
        yield NO_WORDS


def is_label(node: LexborNode) -> bool:
    """Whether words in bold type begin a paragraph that goes on, or a link."""
    parent = node.parent
    if parent is None or (first := next(parent.iter(include_text=True), None)) is None or first.mem_id != node.mem_id:
        return False
    goes_on = len(parent.text().strip()) > len(node.text().strip())
    return parent.tag == "a" or (parent.tag in LABELS and goes_on and bool(END_OF_LABEL.search(node.text().strip())))


def start(node: LexborNode) -> str:
    """The first words of a part of a page."""
    return " ".join(node.text().split())[:40]
