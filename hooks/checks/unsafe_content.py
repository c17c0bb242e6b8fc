"""What may never stand in a page or a data file: scripts, forms, hidden text, invisible signs, private addresses."""

import html
import re
from collections.abc import Iterator

from checks.links import OURS
from sources import Found, Page, Problem, Sources, Wrong, look_for, mistakes, place, scheme, yamlfile
from sources.syntax import AUTOLINK, without_code

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
# classes by which the theme or the build marks something
THEIRS = re.compile(r"md-(?!button)|(?:admonition|emergency|overdue|certainty|verdict|hidden)(?![a-z])")
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
    (EMAIL, "an email address stands in the text.", OF_A_PERSON),
    (TELEPHONE, "a telephone number stands in the text.", OF_A_PERSON),
)
DATA_RULES = (
    (re.compile(r"\b(?:javascript|vbscript|data):"), r"\g<0> may not stand in a data file.", "Write plain text."),
    (EMAIL, "an email address stands in the text.", "Leave out what belongs to a person."),
)
TYPE_AGAIN = "Delete it and type the text again."
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


def check(page: Page) -> Iterator[Problem]:
    """Raw HTML, attributes and invisible characters in a page."""
    text = without_code(page.body)
    for found in (*look_for(RULES, text), *marks(text)):
        yield page.at(*found)
    for offset, what, fix in unseen(page.text):
        yield Problem(page.path, *place(page.text, offset), what, fix)


def too_much(page: Page) -> Iterator[Problem]:
    """Sizes at which a reader or a program gives up; nothing else is looked at then."""
    if len(page.text) > LARGEST_PAGE:
        what = f"the file has {len(page.text) // 1000} kB; {LARGEST_PAGE // 1000} are the most."
        yield Problem(page.path, 1, 0, what, "Make two pages of it.")
    for number, line in enumerate(page.text.split("\n"), 1):
        depth = line[: len(line) - len(line.lstrip(" >"))]
        wrongs = mistakes(
            (
                len(line) > LONGEST_LINE,
                f"the line has {len(line)} characters; {LONGEST_LINE} are the most.",
                "Make paragraphs of it.",
            ),
            (
                depth.count(">") + (len(line) - len(line.lstrip(" "))) // 4 > DEEPEST,
                "the text is nested too deeply.",
                "Take away marks in front of it.",
            ),
        )
        yield from (Problem(page.path, number, 0, *wrong) for wrong in wrongs[:1])


def marks(text: str) -> Iterator[Found]:
    """What is wrong with every HTML tag and attribute list in a text without code."""
    begun: set[str] = set()
    for match in OPEN.finditer(text):
        name = match["name"].lower()
        if ":" in name and AUTOLINK.match(text, match.start()):
            continue  # an address in angle brackets: checks/links.py
        if name.startswith("/") and name[1:] in begun - TAGS:
            continue  # where it began, the element is named already
        begun.add(name)
        yield from ((match.start(), *wrong) for wrong in tag_wrongs(match))
    for match in LISTED.finditer(text):
        for part in LISTED_PART.finditer(match[0]):
            if part["mark"]:
                yield from ((match.start(), *wrong) for wrong in theirs(part["mark"][0], part["mark"][1:]))
            elif (name := part["name"].lstrip(":")).lower() not in LISTED_ATTRIBUTES:
                yield match.start(), f'the attribute "{name}" may not stand in a page.', "Leave it out."


def tag_wrongs(match: re.Match[str]) -> Iterator[Wrong]:
    """What is wrong with the HTML tag that begins here."""
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
            if wrong not in ATTRIBUTES
        )
        if name == "div" and "markdown" not in names:
            yield (
                "what stands in this box is not read as Markdown.",
                f"Write <{name}{attributes.rstrip()} markdown>",
            )
        for kind, value in re.findall(r"(class|id)\s*=\s*[\"']?([^\"'>]*)", attributes, re.I):
            for word in value.split():
                yield from theirs("#" if kind.lower() == "id" else ".", word)


def theirs(kind: str, name: str) -> list[Wrong]:
    """Ids that the theme's script looks for, and classes that make something look like what it is not."""
    return mistakes(
        (kind == "#" and name.startswith("_"), f'the id "{name}" belongs to the theme.', "Begin it with a letter."),
        (kind == "." and THEIRS.match(name), f'the class "{name}" belongs to the theme.', "Leave it out."),
    )


def unseen(text: str) -> Iterator[Found]:
    """Characters that are not what they look like, entities among them."""
    hidden = [(match.start(), f"U+{ord(match[0]):04X}") for match in INVISIBLE.finditer(text)]
    hidden += [
        (match.start(), match[0]) for match in ENTITY.finditer(text) if INVISIBLE.search(html.unescape(match[0]))
    ]
    for offset, name in hidden:
        yield offset, f"an invisible character ({name}) hides in the line.", TYPE_AGAIN
    for match in ALPHABETS.finditer(text):
        what = f'a word mixes letters of two alphabets, at "{match[0]}" (U+{ord(max(match[0])):04X}).'
        yield match.start(), what, TYPE_AGAIN


def check_data(sources: Sources) -> Iterator[Problem]:
    """Data files hold plain text with citations, so any tag in them is a mistake; so are invisible characters and what
    belongs to a person.
    """
    for name, document in sources.data.items():
        for where, value in yamlfile.strings(document.data):
            for what, fix in value_wrongs(value):
                yield document.problem(where, what.replace("in a page", "in a data file"), fix)
        text = sources.raw.get(f"_data/{name}.yml", b"").decode("utf-8-sig", "replace")
        for offset, what, fix in unseen(text):
            yield Problem(document.path, *place(text, offset), what, fix)


def value_wrongs(value: str) -> Iterator[Wrong]:
    """What may not stand in a value of a data file."""
    for _, what, fix in (*look_for(DATA_RULES, value), *marks(value), *unseen(value)):
        yield what, fix
    for target in re.findall(r"\]\(\s*<?([^)\s>]*)", value):
        if (kind := scheme(target)) not in ("", *OURS):
            yield f'an address may not begin with "{kind}:".', "Write an https:// address."


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
