"""What may never stand in a page, a data file or a drawing: scripts, forms, hidden text, invisible characters."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

import plaintext
import yamlfile
from links import AUTOLINK, OURS, SCHEMES, scheme
from problems import Problem
from selectolax.lexbor import LexborHTMLParser
from sources import Page, Sources

OPEN = re.compile(r"<(?P<name>/?[A-Za-z][^\s/>\"'<]*|[!?](?!--))")
REST = re.compile(r"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"(?P<name>[^\s=\"'<>/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
TAGS = {"div", "span", "small", "sup", "sub", "br", "kbd"}
ATTRIBUTES = {"class", "id", "markdown", "translate"}
LISTED = re.compile(r"(?<!\{)\{(?!\{)(?:(?:[^{}\"'\n]|\"[^\"\n]*\"|'[^'\n]*')*|[^{}\n]*)\}")
LISTED_PART = re.compile(
    r"(?P<name>[^\s{}=\"'#.][^\s{}=\"']*)\s*=\s*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}]*)|(?<=[\s{:])(?P<mark>[#.][^\s{}\"'=]+)"
)
LISTED_ATTRIBUTES = {"width", "height", "markdown"}
THEIRS = re.compile(
    r"md-(?!button)|(?:admonition|emergency|overdue|certainty|verdict|hidden)(?![a-z])"
)  # classes by which the theme or the build marks something
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
ALPHABETS = re.compile(
    "[A-Za-z][\u0400-\u058f\u13a0-\u13ff\uff21-\uff5a\U0001d400-\U0001d7ff]|[\u0400-\u058f\u13a0-\u13ff\uff21-\uff5a\U0001d400-\U0001d7ff][A-Za-z]"
)
EMAIL = re.compile(r"(?<![\w/@])[\w.+-]+@(?!(?:[\w-]+\.)*example\.org\b)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.I)
TELEPHONE = re.compile(r"(?<![\w/.+-])(?:\+|00)[1-9](?:[ ().-]{0,2}\d){8,13}(?![\w/])")
CAPTION = re.compile(r"^[ \t>]*/{3,}[ \t]*[\w-]+[ \t]*(?:\|[^\n]*|\n[ \t]+[\w-]+[ \t]*:[^\n]*)$", re.M)
LONGEST_LINE, LARGEST_PAGE, DEEPEST = 5_000, 200_000, 12
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.I)
INSTEAD = {
    "a": "Write [text](page.md).",
    "img": "Write ![what it shows](../assets/figures/file.svg).",
    "style": "Use what the site has.",
    "b": "Write **word**, and seldom.",
    "strong": "Write **word**, and seldom.",
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
SVG_BAD = (
    (re.compile(r"<\s*(?:[\w-]+:)?script\b", re.I), "a script"),
    (re.compile(r"[\s/\"']on\w+\s*=", re.I), "an event handler"),
    (re.compile(r"<\s*foreignObject\b", re.I), "a foreign object"),
    (re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I), "a document type"),
    (re.compile(r"<\?(?!xml\s)", re.I), "an instruction to programs"),
    (re.compile(r"(?:href|src)\s*=\s*[\"'](?!#)", re.I), "a reference to something outside"),
    (re.compile(r"url\(\s*[\"']?(?!#)|@import|\\[0-9a-f]", re.I), "a reference to something outside"),
)
SVG = set(
    (
        "svg title desc defs g path rect circle ellipse line polyline polygon text tspan style marker pattern "
        "linearGradient radialGradient stop clipPath mask symbol use"
    ).split()
)
HTML = set(
    (
        "a abbr aside b bdi blockquote br button caption cite circle code col colgroup dd defs desc details dfn div dl "
        "dt em figcaption figure g h1 h2 h3 h4 h5 h6 hr i img input kbd label li line mark ol p path pattern polygon "
        "polyline pre rect section small span strong sub summary sup svg table tbody td text textarea tfoot th thead "
        "time title tr tspan ul wbr"
    ).split()
)
HTML_BAD = re.compile(r"on|style$|src(?:set|doc)$|form|hidden$|http-equiv|background|ping|is$", re.I)


def check(page: Page) -> Iterator[Problem]:
    """Raw HTML, attributes and invisible characters in a page."""
    text = plaintext.without_code(page.body)

    def problem(offset: int, what: str, fix: str) -> Problem:
        line, column = plaintext.place(text, offset)
        return Problem(page.path, line + page.body_line - 1, column, what, fix)

    for match in re.finditer("<!--", text):
        yield problem(
            match.start(),
            "a comment hides text from readers and not from programs.",
            "Delete it; say it in the pull request.",
        )
    for match in CAPTION.finditer(text):
        yield problem(
            match.start(),
            "a caption holds settings.",
            "Write only /// caption, the words on the next line, and /// below them.",
        )
    for offset, what, fix in marks(text):
        yield problem(offset, what, fix)
    for pattern, what in (
        (EMAIL, "an email address stands in the text."),
        (TELEPHONE, "a telephone number stands in the text."),
    ):
        for match in pattern.finditer(text):
            yield problem(
                match.start(), what, "Leave out what belongs to a person; the owner's own address stands in mkdocs.yml."
            )
    for line, column, what in unseen(page.text):
        yield Problem(page.path, line, column, what, "Delete it and type the text again.")


def too_much(page: Page) -> Iterator[Problem]:
    """Sizes at which a reader or a program gives up; nothing else is looked at then."""
    if len(page.text) > LARGEST_PAGE:
        yield Problem(
            page.path,
            1,
            0,
            f"the file has {len(page.text) // 1000} kB; {LARGEST_PAGE // 1000} are the most.",
            "Make two pages of it.",
        )
    for number, line in enumerate(page.text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            yield Problem(
                page.path,
                number,
                0,
                f"the line has {len(line)} characters; {LONGEST_LINE} are the most.",
                "Make paragraphs of it.",
            )
        elif len(re.match(r"[ >]*", line)[0].replace(" ", "")) + len(re.match(r" *", line)[0]) // 4 > DEEPEST:
            yield Problem(page.path, number, 0, "the text is nested too deeply.", "Take away marks in front of it.")


def marks(text: str, attributes: set[str] = ATTRIBUTES) -> Iterator[tuple[int, str, str]]:
    """Place, mistake and mending of every HTML tag and attribute list in a text without code."""
    for match in OPEN.finditer(text):
        if ":" not in match["name"] or not AUTOLINK.match(
            text, match.start()
        ):  # an address in angle brackets: links.py
            yield from ((match.start(), *wrong) for wrong in tag_wrongs(match, attributes))
    for match in LISTED.finditer(text):
        for part in LISTED_PART.finditer(match[0]):
            if part["mark"]:
                yield from ((match.start(), *wrong) for wrong in theirs(part["mark"][0], part["mark"][1:]))
            elif (name := part["name"].lstrip(":")).lower() not in LISTED_ATTRIBUTES:
                yield match.start(), f'the attribute "{name}" may not stand in a page.', "Leave it out."


def tag_wrongs(match: re.Match[str], allowed: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the HTML tag that begins here, of which only the `allowed` attributes may stand in a page."""
    name, rest = match["name"].lower(), REST.match(match.string, match.end())
    bare = name.strip("/")
    if bare not in TAGS:
        yield (
            f"<{bare}> may not stand in a page.".replace("!>", "!").replace("?>", "?"),
            INSTEAD.get(bare, "Leave it out; text, links, lists, tables and pictures are written in Markdown."),
        )
    elif rest is None:
        yield f"<{name}> has no end.", "Write > after it."
    elif not name.startswith("/"):
        attributes = rest["attributes"]
        names = [attribute["name"].lower() for attribute in ATTRIBUTE.finditer(attributes.rstrip("/"))]
        yield from (
            (f'the attribute "{wrong}" may not stand in a page.', "Leave it out.")
            for wrong in names
            if wrong not in allowed
        )
        if name == "div" and "markdown" not in names:
            yield (
                "what stands in this box is not read as Markdown.",
                f"Write <{name}{attributes.rstrip()} markdown>",
            )
        for kind, value in re.findall(r"(class|id)\s*=\s*[\"']?([^\"'>]*)", attributes, re.I):
            for word in value.split():
                yield from theirs("#" if kind.lower() == "id" else ".", word)


def theirs(kind: str, name: str) -> Iterator[tuple[str, str]]:
    """Ids that the theme's script looks for, and classes that make something look like what it is not."""
    if kind == "#" and name.startswith("_"):
        yield f'the id "{name}" belongs to the theme.', "Begin it with a letter."
    if kind == "." and THEIRS.match(name):
        yield f'the class "{name}" belongs to the theme.', "Leave it out."


def unseen(text: str) -> Iterator[tuple[int, int, str]]:
    """Characters that are not what they look like."""
    for line, column, name in invisible(text):
        yield line, column, f"an invisible character ({name}) hides in the line."
    for match in ALPHABETS.finditer(text):
        yield (
            *plaintext.place(text, match.start()),
            f'a word mixes letters of two alphabets, at "{match[0]}" (U+{ord(max(match[0])):04X}).',
        )


def invisible(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and code of every character that cannot be seen, also where it is written as an entity."""
    for match in INVISIBLE.finditer(text.removeprefix("\ufeff")):
        yield *plaintext.place(text, match.start()), f"U+{ord(match[0]):04X}"
    for match in ENTITY.finditer(text):
        if INVISIBLE.search(html.unescape(match[0])):
            yield *plaintext.place(text, match.start()), match[0]


def check_data(sources: Sources) -> Iterator[Problem]:
    """Data files hold plain text with citations, so any tag in them is a mistake; so are invisible characters and what
    belongs to a person.
    """
    for name, document in sources.data.items():
        for where, value in yamlfile.strings(document.data):
            links = (
                target for target in re.findall(r"\]\(\s*<?([^)\s>]*)", value) if scheme(target) not in ("", *OURS)
            )
            wrongs = [
                *((what, fix) for _, what, fix in marks(value)),
                *(
                    (f'an address may not begin with "{scheme(target)}:".', "Write an https:// address.")
                    for target in links
                ),
                *(
                    (f"{match[0]} may not stand in a data file.", "Write plain text.")
                    for match in re.finditer(r"\b(?:javascript|vbscript|data):", value)
                ),
                *((what, "Delete it and type the text again.") for _, _, what in unseen(value)),
                *(
                    ("an email address stands in the text.", "Leave out what belongs to a person.")
                    for _ in EMAIL.finditer(value)
                ),
            ]
            for what, fix in wrongs:
                yield document.problem(where, what.replace("in a page", "in a data file"), fix)
        text = sources.raw.get(f"_data/{name}.yml", b"").decode("utf-8-sig", "replace")
        for line, column, what in unseen(text):
            yield Problem(document.path, line, column, what, "Delete it and type the text again.")


def check_header(page: Page) -> Iterator[Problem]:
    """The words of a page header go into templates as they are, so they may hold no mark-up."""
    for where, value in yamlfile.strings(page.meta):
        name = next((part for part in reversed(where) if isinstance(part, str)), "")
        if name in ("title", "description", "what") and re.search(
            r"[<>{}\[\]`]|//|\*\*|&\w+;|&#" + ('|"' if name != "what" else ""), value
        ):
            yield page.front.problem(
                where, f"`{name}` may hold plain words only.", "Leave out brackets, quotation marks and addresses."
            )


def check_html(content: str, page: Page, site_url: str = "") -> Iterator[Problem]:
    """The second look, at what Markdown has made of a page: it does not matter how something was written to get there.

    Whole addresses of the site itself (`site_url`) are its own, also where it is tried out without https.
    """
    for node in LexborHTMLParser(f"<main>{content}</main>").css("main *"):
        bad = [name for name in node.attributes if HTML_BAD.match(name)]
        addresses = [
            value or ""
            for name, value in node.attributes.items()
            if name in ("href", "src", "action", "data", "xlink:href", "poster")
        ]
        loads = [
            value for value in addresses if node.tag != "a" and re.match(r"\s*(?:[a-z][\w+.-]*:|[/\\]{2})", value, re.I)
        ]
        foreign = [
            value
            for value in addresses
            if scheme(value) not in ("", *SCHEMES) and not (site_url and value.startswith(site_url))
        ]
        wrong = (
            f"<{node.tag}>"
            if node.tag not in HTML
            else (
                f'the attribute "{bad[0]}"'
                if bad
                else (
                    f"the address {(loads + foreign)[0]}"
                    if loads + foreign
                    else (
                        f'the id "{node.id}"'
                        if (node.id or "").startswith("__") and not re.match(r"__tabbed_\d", node.id)
                        else ""
                    )
                )
            )
        )
        if wrong:
            word = re.sub(r"[<>]|the \w+ |\"", "", wrong)
            offset = page.text.lower().find(word.lower())
            yield Problem(
                page.path,
                plaintext.place(page.text, offset)[0] if offset >= 0 else 0,
                0,
                f"{wrong} would stand on the built page.",
                "Leave it out.",
            )


def check_drawings(sources: Sources) -> Iterator[Problem]:
    """SVG files that could run something, load something, or cannot be read."""
    for uri, raw in sources.raw.items():
        if not uri.endswith(".svg"):
            continue
        text = html.unescape(raw.decode("utf-8", "replace"))
        if "\ufffd" in text or "\x00" in text or re.search(r"encoding=[\"'](?!utf-8)", text, re.I):
            yield Problem(
                f"docs/{uri}", 1, 0, "the drawing is not UTF-8.", "Open it in a drawing program and save it again."
            )
            continue
        for pattern, what in SVG_BAD:
            for match in pattern.finditer(text):
                line, column = plaintext.place(text, match.start())
                yield Problem(
                    f"docs/{uri}",
                    line,
                    column,
                    f"the drawing holds {what}.",
                    "Delete it; a drawing is shapes and text.",
                )
        if re.search("<!(?:DOCTYPE|ENTITY)", text, re.I):
            continue  # entities can grow without end while they are read
        try:
            for name in sorted(
                {
                    str(element.tag).replace("{http://www.w3.org/2000/svg}", "")
                    for element in etree.fromstring(raw).iter()
                }
                - SVG
            ):
                offset = max(text.find(name.rpartition("}")[2]), 0)
                yield Problem(
                    f"docs/{uri}",
                    plaintext.place(text, offset)[0],
                    0,
                    f"the drawing holds <{name.rpartition('}')[2]}>.",
                    "Delete it; a drawing is shapes and text.",
                )
        except (etree.ParseError, ValueError) as error:
            line, column = getattr(error, "position", (1, 0))
            yield Problem(
                f"docs/{uri}",
                line,
                column + 1,
                "the drawing cannot be read.",
                "Open it in a drawing program and save it again.",
            )
