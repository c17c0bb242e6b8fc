"""Markdown that does not do what its writer meant: fences, call-outs, lists, tables, notes, leftovers of a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator

import plaintext
from problems import Problem, nearest
from sources import SNIPPET, Page, Sources

CALLOUTS = {
    "harms": "what can go wrong",
    "key-facts": "key facts",
    "note": "anything else",
    "options": "other options",
    "unknown": "what is not known",
    "warning": "a warning",
}
CALLOUT = re.compile(
    r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===)(?P<space> ?)(?P<type>[\w -]*?) ?(?P<title>\"[^\"\n]*\"?|[“”][^\n]*)?["
    r" \t]*$",
    re.M,
)
ABBREVIATION = re.compile(r"(?<![\w.-])[A-Z][A-Z]+s?(?![\w-])")


def check(page: Page, sources: Sources, snippet: bool = False) -> Iterator[Problem]:
    """Every accident in the text of a page."""
    yield from check_bytes(page, sources.raw.get(page.uri, b""))
    if not page.body.strip():
        yield Problem(
            page.path, page.body_line, 0, "the page is empty.", "Write its text below the header, or delete the file."
        )
        return
    shift = page.body_line - 1
    for line, column, what, fix in (
        *fences(page.body),
        *unclosed(page.body),
        *callouts(page.body, snippet),
        *lists(page.body),
        *tables(page.body),
        *attribute_lists(page.body),
        *snippets(page.body, sources),
        *footnotes(page.body),
        *icons(page.body),
    ):
        yield Problem(page.path, line + shift, column, what, fix)
    if page.meta.get("audience") == "patients":
        known = {row["short"] for row in sources.rows("abbreviations") if "short" in row}
        words = plaintext.words_only(page.body)
        for match in ABBREVIATION.finditer(words):
            if match[0] not in known and match[0].removesuffix("s") not in known:
                line, column = plaintext.place(words, match.start())
                yield Problem(
                    page.path,
                    line + shift,
                    column,
                    f'"{match[0]}" is an abbreviation that we do not explain.',
                    "Write it out, or add it to docs/_data/abbreviations.yml.",
                )


def check_bytes(page: Page, raw: bytes) -> Iterator[Problem]:
    """What an editor leaves behind: byte-order mark, Windows line ends, another encoding, a merge."""
    if raw.startswith(b"\xef\xbb\xbf"):
        yield Problem(
            page.path, 1, 1, "the file begins with an invisible byte-order mark.", "Save it as UTF-8 without BOM."
        )
    if b"\r\n" in raw:
        yield Problem(
            page.path,
            raw[: raw.index(b"\r\n")].count(b"\n") + 1,
            0,
            "the lines end as Windows writes them.",
            "Save the file with LF line ends.",
        )
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem(
            page.path,
            raw.count(b"\n", 0, error.start) + 1,
            0,
            "the file holds a character that is not UTF-8.",
            "Save it as UTF-8.",
        )
    for match in re.finditer(r"^(?:<{7}|>{7})(?: .*)?$", page.text, re.M):
        yield Problem(
            page.path,
            plaintext.place(page.text, match.start())[0],
            1,
            "a merge of two versions was left unfinished here.",
            "Keep the lines you want and delete those with <<<<<<<, ======= and >>>>>>>.",
        )


Accident = tuple[int, int, str, str]


def fences(text: str) -> Iterator[Accident]:
    """Code that is opened and never closed swallows the rest of the page."""
    opened: tuple[str, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r"[ >]*(`{3,}|~{3,})(.*)$", line)
        if match and opened is None and "`" not in match[2]:
            opened = (match[1], number)
            indent = len(line) - len(line.lstrip())
            if not re.fullmatch(r" ?[a-z0-9-]*", match[2]):
                yield (
                    number,
                    1,
                    "code begins here in a way that Markdown does not understand.",
                    f"Write {match[1]} or {match[1]}text alone on the line.",
                )
        elif match and opened and match[1].startswith(opened[0]) and not match[2].strip():
            opened = None
        elif opened and line.strip() and len(line) - len(line.lstrip()) < indent:
            yield (
                opened[1],
                1,
                "code begins here in a way that Markdown does not understand.",
                "Indent every line of the code as far as its first.",
            )
            opened = None
    if opened:
        yield opened[1], 1, "code begins here and never ends.", f"Put a line with only {opened[0]} after it."


def unclosed(text: str) -> Iterator[Accident]:
    """Comments, boxes and captions without an end."""
    without_fences = plaintext.FENCE.sub(plaintext.blank, text)
    without_code = plaintext.CODE.sub(plaintext.blank, without_fences)
    for match in re.finditer(r"<!--(?:(?!-->).)*\Z", without_code, re.S):
        yield *plaintext.place(text, match.start()), "a comment begins here and never ends.", "Write --> after it."
    code = plaintext.without_code(text)
    depth: list[int] = []
    for match in re.finditer(r"<(/?)div\b", code):
        if not match[1]:
            depth.append(match.start())
        elif depth:
            depth.pop()
        else:
            yield *plaintext.place(text, match.start()), "</div> closes a box that was not opened.", "Delete it."
    for offset in depth:
        yield (
            *plaintext.place(text, offset),
            "a box begins here and never ends.",
            "Put a line with only </div> after it.",
        )
    opened = None
    for match in re.finditer(r"^[ \t]*///(?P<name>.*)$", code, re.M):
        opened = (opened or match) if match["name"].strip() else None
    if opened:
        yield (
            *plaintext.place(text, opened.start()),
            "a caption begins here and never ends.",
            "Put a line with only /// after it.",
        )


def callouts(text: str, snippet: bool) -> Iterator[Accident]:
    """Call-outs of an unknown kind, with a broken title, or whose text is not indented."""
    lines = plaintext.without_code(text).splitlines()
    for number, line in enumerate(lines, 1):
        match = CALLOUT.match(line)
        if not re.match(r" *(?:!!!|\?\?\?)", line) and not (match and match["mark"] == "===" and match["title"]):
            continue
        indent = len(line) - len(line.lstrip(" "))
        if not match or (match["title"] and not re.fullmatch(r"\"[^\"]*\"", match["title"])):
            yield number, indent + 1, "a call-out has a broken first line.", 'Write for example !!! note "Title"'
            continue
        kind = match["type"].strip()
        if match["mark"] != "===" and kind == "emergency" and not snippet:
            yield (
                number,
                indent + 1,
                "the emergency card has one text for all pages.",
                'Write --8<-- "emergency-card.md"',
            )
        elif match["mark"] != "===" and kind not in CALLOUTS and not (snippet and kind == "emergency"):
            yield (
                number,
                indent + 1,
                f'there is no call-out "{kind}".',
                nearest(kind, CALLOUTS) or f"Known are: {', '.join(CALLOUTS)}.",
            )
        after = next((other for other in lines[number:] if other.strip()), "")
        if not after.startswith(" " * (indent + 4)):
            yield (
                number,
                indent + 1,
                "the text of a call-out or tab must be indented.",
                "Put four spaces before every line that belongs to it.",
            )


def lists(text: str) -> Iterator[Accident]:
    """Tabs, and list items indented by something else than four spaces, which makes them part of another list or
    paragraph.
    """
    lines = plaintext.without_code(text).splitlines()
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield number, line.index("\t") + 1, "the line holds a tab.", "Use four spaces."
        match = re.match(r"( +)(?:[-*+]|\d+[.)]) ", line)
        if match and len(match[1]) % 4:
            yield (
                number,
                1,
                f"the list item is indented by {len(match[1])} spaces.",
                f"Use {round(len(match[1]) / 4 + 0.4) * 4}; every level is four.",
            )
        match = re.match(r"([-+]|\d+[.)])([A-Za-z].{0,30})", line)
        if match:
            yield number, 1, "a list item has no space after its mark.", f"Write: {match[1]} {match[2]}"


def tables(text: str) -> Iterator[Accident]:
    """Rows with more or fewer cells than the head, and tables without the line of dashes."""
    lines = plaintext.without_code(text).splitlines()
    start = None
    for number, line in enumerate([*lines, ""], 1):
        if line.lstrip().startswith("|"):
            cells = len(re.split(r"(?<!\\)\|", line.strip().strip("|")))
            if start is None:
                start, width = number, cells
                following = lines[number] if number < len(lines) else ""
                if not re.fullmatch(r"\s*\|?(?:\s*:?-+:?\s*\|?)+\s*", following) or "-" not in following:
                    yield (
                        number,
                        1,
                        "a table has no line of dashes below its head.",
                        f"Write below it: |{' --- |' * cells}",
                    )
            elif cells != width:
                yield (
                    number,
                    1,
                    f"the row has {cells} cells and the head has {width}.",
                    "Add or delete a | so that they agree.",
                )
        else:
            start = None


def attribute_lists(text: str) -> Iterator[Accident]:
    """Ids and classes in braces that are not closed or not of the right form."""
    for number, line in enumerate(plaintext.without_code(text).splitlines(), 1):
        for match in re.finditer(r"\{:?\s*[#.][^{}]*$|\{:?\s*[#.][^{}]*\}", line):
            if not re.fullmatch(r"\{:?\s*(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s\"}]+)|\s)+\}", match[0]):
                yield (
                    number,
                    match.start() + 1,
                    f"{match[0]} is not closed or not of the right form.",
                    "Write for example {#short-name}",
                )


def snippets(text: str, sources: Sources) -> Iterator[Accident]:
    """Shared texts that do not exist, and lines that are nearly a shared text."""
    for match in re.finditer(
        r"^[ \t>]*;*-+8<-.*$|^.*--8<--.*$", text, re.M
    ):  # in code too, because shared texts are put in before code is looked for
        line, column = plaintext.place(text, match.start())
        if not re.match(r"[ \t>;]*-+8<", match[0]) and "`" in match[0]:
            continue  # written about, inside a line
        whole = SNIPPET.fullmatch(match[0])
        if not whole:
            yield (
                line,
                column,
                "a shared text is not called in the right form.",
                'Write --8<-- "emergency-card.md" on a line of its own.',
            )
        elif whole["name"] not in sources.snippets:
            yield (
                line,
                column,
                f'there is no shared text "{whole["name"]}".',
                nearest(whole["name"], sources.snippets) or f"Known are: {', '.join(sources.snippets)}.",
            )


def footnotes(text: str) -> Iterator[Accident]:
    """Notes that are missing, never used, or there twice."""
    code = plaintext.without_code(text)
    defined: dict[str, int] = {}
    for match in re.finditer(r"^[ ]{0,3}\[\^([^\]]+)\]:", code, re.M):
        if match[1] in defined:
            yield (
                *plaintext.place(code, match.start()),
                f"the note [^{match[1]}] stands here twice.",
                "Give one of them another name.",
            )
        defined[match[1]] = match.start()
    used = {}
    for match in re.finditer(r"\[\^([^\]]+)\](?!:)", code):
        used[match[1]] = match.start()
        if match[1] not in defined:
            yield (
                *plaintext.place(code, match.start()),
                f"there is no note [^{match[1]}].",
                f"Add a line: [^{match[1]}]: the text of the note",
            )
    for name, offset in defined.items():
        if name not in used:
            yield (
                *plaintext.place(code, offset),
                f"the note [^{name}] is never used.",
                f"Write [^{name}] where it belongs, or delete the note.",
            )


def icons(text: str) -> Iterator[Accident]:
    """Icons by name are not used on this site."""
    code = plaintext.without_code(text)
    for match in re.finditer(r"(?<![\w:]):[a-z][\w+-]*-[\w-]+:(?![\w:])", code):
        yield *plaintext.place(code, match.start()), f"{match[0]} is not an icon of this site.", "Say it in words."
