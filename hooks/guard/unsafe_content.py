"""What may never stand in a page: scripts, forms, hidden text, invisible signs, private addresses."""

import re
from collections.abc import Iterator

from guard.characters import unseen
from sources import Found, Page, Problem, look_for, place
from sources.syntax import AUTOLINK, without_code

OPEN = re.compile(r"<(?P<name>/?[A-Za-z][^\s/>\"'<]*|[!?](?!--))")
TAGS = {"div", "span", "small", "sup", "sub", "br", "kbd"}
EMAIL = re.compile(r"(?<![\w/@])[\w.+-]+@(?!(?:[\w-]+\.)*example\.org\b)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.I)
TELEPHONE = re.compile(r"(?<![\w/.+-])(?:\+|00)[1-9](?:[ ().-]{0,2}\d){8,13}(?![\w/])")
CAPTION = re.compile(r"^[ \t>]*/{3,}[ \t]*[\w-]+[ \t]*(?:\|[^\n]*|\n[ \t]+[\w-]+[ \t]*:[^\n]*)$", re.M)
OF_A_PERSON = "Leave out what belongs to a person; the owner's own address stands in mkdocs.yml."
RULES = (
    (
        re.compile("<!--"),
        "a comment hides text from readers and not from programs.",
        "Delete it; say it in the pull request.",
    ),
    (
        CAPTION,
        "a caption holds settings.",
        "Write only /// caption, the words on the next line, and /// below them.",
    ),
    (
        re.compile(r"<div(?![^>\n]*\smarkdown)(?P<rest>[^>\n]*)>", re.I),
        "what stands in this box is not read as Markdown.",
        r"Write <div\g<rest> markdown>",
    ),
    (EMAIL, "an email address stands in the text.", OF_A_PERSON),
    (TELEPHONE, "a telephone number stands in the text.", OF_A_PERSON),
)
IN_MARKDOWN = "Leave it out; text, links, lists, tables and pictures are written in Markdown."
INSTEAD = {
    "a": "Write [text](page.md).",
    "img": "Write ![what it shows](../assets/figures/file.svg).",
    "style": "Use what the site has.",
    "b": "Leave it out; bold type is no emphasis here.",
    "strong": "Leave it out; bold type is no emphasis here.",
    "i": "Leave it out.",
    "em": "Leave it out.",
    "u": "Leave it out.",
    "table": "Write a Markdown table.",
    "h1": "Write ## Heading {#heading}",
    "h2": "Write ## Heading {#heading}",
    "p": "Write a paragraph.",
    "ul": "Write a Markdown list.",
    "ol": "Write a Markdown list.",
    "svg": "Put the drawing into docs/assets/figures.",
}


def check(page: Page) -> Iterator[Problem]:
    """Raw HTML, attributes and invisible characters in a page."""
    text = without_code(page.body)
    for found in (*look_for(RULES, text), *marks(text)):
        yield page.at(*found)
    for offset, what, fix in unseen(page.text):
        yield Problem(page.path, *place(page.text, offset), what, fix)


def marks(text: str) -> Iterator[Found]:
    """HTML tags that nobody may write, each where it begins, in a text without code; what the others hold is read in
    written_html.py, as a browser reads it.
    """
    begun: set[str] = set()
    for match in OPEN.finditer(text):
        name = match["name"].lower()
        bare = name.strip("/")
        is_address = ":" in name and AUTOLINK.match(text, match.start())  # in angle brackets: checks/links.py
        if is_address or bare in TAGS or (name.startswith("/") and bare in begun):
            continue
        begun.add(name)
        what = f"<{bare}> may not stand in a page.".replace("!>", "!").replace("?>", "?")
        yield match.start(), what, INSTEAD.get(bare, IN_MARKDOWN)
