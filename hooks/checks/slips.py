"""Markdown that does not do what its writer meant: fences, call-outs, lists, tables, notes, leftovers of a merge."""

import re
from collections.abc import Iterator

from checks import lines_to_copy
from checks.word_slips import NOTES
from sources import Page, Problem, Sources, Wrong, look_for, nearest, place, plaintext
from sources.syntax import CALLOUT, FENCE, SNIPPET, without_code

CALLOUTS = {
    "harms": "what can go wrong",
    "key-facts": "key facts",
    "note": "anything else",
    "options": "other options",
    "unknown": "what is not known",
    "warning": "a warning",
}
# in the bytes of a file, where a surrogate stands for a byte that is not UTF-8: the first of each, and its column
LEFT_IN_FILE = (
    (re.compile("\\A\ufeff"), 1, "the file begins with an invisible byte-order mark.", "Save it as UTF-8 without BOM."),
    (re.compile("\r\n"), 0, "the lines end as Windows writes them.", "Save the file with LF line ends."),
    (re.compile("[\udc80-\udcff]"), 0, "the file holds a character that is not UTF-8.", "Save it as UTF-8."),
)
MERGE = (
    re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.M),
    "a merge of two versions was left unfinished here.",
    "Keep the lines you want and delete those with <<<<<<<, ======= and >>>>>>>.",
)
RULES = (
    (re.compile(r"<!--(?:(?!-->).)*\Z", re.S), "a comment begins here and never ends.", "Write --> after it."),
    (
        re.compile(r"^([-+]|\d+[.)])([A-Za-z].{0,30})", re.M),
        "a list item has no space after its mark.",
        r"Write: \1 \2",
    ),
    (
        re.compile(r"(?<![\w:]):[a-z][\w+-]*-[\w-]+:(?![\w:])"),
        r"\g<0> is not an icon of this site.",
        "Say it in words.",
    ),
)
ABBREVIATION = re.compile(r"(?<![\w.-])[A-Z][A-Z]+s?(?![\w-])")


def check(page: Page, sources: Sources, snippet: bool = False) -> Iterator[Problem]:
    """Every slip in the text of a page."""
    yield from file_slips(page, sources.raw.get(page.uri, b""))
    if not page.body.strip():
        yield page.on(1, "the page is empty.", "Write its text below the header, or delete the file.")
        return
    yield from (page.at(*found) for found in look_for(RULES, without_code(page.body)))
    yield from fences(page)
    yield from unclosed(page)
    yield from callouts(page, snippet)
    yield from lists(page)
    yield from tables(page)
    yield from attribute_lists(page)
    yield from snippets(page, sources)
    yield from footnotes(page)
    if page.for_patients:
        yield from abbreviations(page, set(sources.by_key("abbreviations", "short")))


def file_slips(page: Page, raw: bytes) -> Iterator[Problem]:
    """What an editor leaves behind: byte-order mark, Windows line ends, another encoding, a merge."""
    text = raw.decode("utf-8", "surrogateescape")
    for pattern, column, what, instead in LEFT_IN_FILE:
        if match := pattern.search(text):
            yield Problem(page.path, place(text, match.start())[0], column, what, instead)
    for offset, what, instead in look_for([MERGE], page.text):
        yield Problem(page.path, *place(page.text, offset), what, instead)


def fences(page: Page) -> Iterator[Problem]:
    """Code that is opened and never closed swallows the rest of the page."""
    strange = "code begins here in a way that Markdown does not understand."
    for match in FENCE.finditer(page.body):
        here, mark, indent = match.start(), match["fence"], leading(match[0])
        if not re.fullmatch(r" ?[a-z0-9-]*", match["info"]):
            yield page.at(here, strange, f"Write {mark} or {mark}text alone on the line.")
        if any(line.strip() and leading(line) < indent for line in match["code"].splitlines()):
            yield page.at(here, strange, "Indent every line of the code as far as its first.")
        elif not match["end"]:
            yield page.at(here, "code begins here and never ends.", f"Put a line with only {mark} after it.")


def leading(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip())


def unclosed(page: Page) -> Iterator[Problem]:
    """Boxes and captions without an end."""
    shown = without_code(page.body)
    boxes: list[int] = []
    for match in re.finditer(r"<(/?)div\b", shown):
        if not match[1]:
            boxes.append(match.start())
        elif boxes:
            boxes.pop()
        else:
            yield page.at(match.start(), "</div> closes a box that was not opened.", "Delete it.")
    for offset in boxes:
        yield page.at(offset, "a box begins here and never ends.", "Put a line with only </div> after it.")
    opened = None
    for match in re.finditer(r"^[ \t]*///(?P<name>.*)$", shown, re.M):
        opened = (opened or match) if match["name"].strip() else None
    if opened:
        yield page.at(opened.start(), "a caption begins here and never ends.", "Put a line with only /// after it.")


def callouts(page: Page, snippet: bool) -> Iterator[Problem]:
    """Call-outs of an unknown kind, with a broken title, or whose text is not indented."""
    lines = without_code(page.body).splitlines()
    for number, line in enumerate(lines, 1):
        match, column = CALLOUT.match(line), leading(line) + 1
        tab = match and match["mark"] == "===" and match["title"]
        if not tab and not re.match(r" *(?:!!!(?!!)|\?\?\?(?! *$))", line):
            continue
        if wrong := callout_wrong(match, snippet):
            yield page.on(number, *wrong, column)
        after = next((other for other in lines[number:] if other.strip()), "")
        if match and not after.startswith(" " * (column + 3)):
            what = "the text of a call-out or tab must be indented."
            yield page.on(number, what, "Put four spaces before every line that belongs to it.", column)


def callout_wrong(match: re.Match[str] | None, snippet: bool) -> Wrong | None:
    """What is wrong with the first line of a call-out or tab."""
    if not match or (match["title"] and not re.fullmatch(r"\"[^\"]*\"", match["title"])):
        return "a call-out has a broken first line.", 'Write for example !!! note "Title"'
    kind = match["type"].strip()
    if match["mark"] == "===" or kind in CALLOUTS or (snippet and kind == "emergency"):
        return None
    if (first := kind.partition(" ")[0]) in CALLOUTS:
        title = kind.removeprefix(first).strip().strip('"')
        return "the title of a call-out has no quotation marks.", f'Write {match["mark"]} {first} "{title}"'
    if kind == "emergency":
        return "the emergency card has one text for all pages.", 'Write --8<-- "emergency-card.md"'
    return f'there is no call-out "{kind}".', nearest(kind, CALLOUTS) or f"Known are: {', '.join(CALLOUTS)}."


def lists(page: Page) -> Iterator[Problem]:
    """Tabs, and list items indented by something else than four spaces, which makes them part of something else."""
    for number, line in enumerate(without_code(page.body).splitlines(), 1):
        if "\t" in line:
            yield page.on(number, "the line holds a tab.", "Use four spaces.", line.index("\t") + 1)
        match = re.match(r"( +)(?:[-*+]|\d+[.)]) ", line)
        if match and len(match[1]) % 4:
            instead = f"Use {round(len(match[1]) / 4 + 0.4) * 4}; every level is four."
            yield page.on(number, f"the list item is indented by {len(match[1])} spaces.", instead, 1)


def tables(page: Page) -> Iterator[Problem]:
    """Rows with more or fewer cells than the head, and tables without the line of dashes."""
    lines = [*without_code(page.body).splitlines(), ""]
    width = 0  # of the table that this line may belong to
    for number, line in enumerate(lines, 1):
        if not line.lstrip().startswith("|"):
            width = 0
            continue
        cells = len(re.split(r"(?<!\\)\|", line.strip().strip("|")))
        if not width:
            width, below = cells, lines[number]
            if not re.fullmatch(r"\s*\|?(?:\s*:?-+:?\s*\|?)+\s*", below):
                what = "a table has no line of dashes below its head."
                yield page.on(number, what, f"Write below it: |{' --- |' * cells}", 1)
        elif cells != width:
            what = f"the row has {cells} cells and the head has {width}."
            yield page.on(number, what, "Add or delete a | so that they agree.", 1)


def attribute_lists(page: Page) -> Iterator[Problem]:
    """Ids and classes in braces that are not closed or not of the right form."""
    for match in re.finditer(r"\{:?[^\S\n]*[#.](?:[^{}\n]*$|[^{}\n]*\})", without_code(page.body), re.M):
        if not re.fullmatch(r"\{:?\s*(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s\"}]+)|\s)+\}", match[0]):
            what = f"{match[0]} is not closed or not of the right form."
            yield page.at(match.start(), what, "Write for example {#short-name}")


def snippets(page: Page, sources: Sources) -> Iterator[Problem]:
    """Shared texts that do not exist, and lines that are nearly a shared text."""
    # in code too, because shared texts are put in before code is looked for
    for match in re.finditer(r"^[ \t>]*;*-+8<-.*$|^.*--8<--.*$", page.body, re.M):
        if not re.match(r"[ \t>;]*-+8<", match[0]) and "`" in match[0]:
            continue  # written about, inside a line
        whole = SNIPPET.fullmatch(match[0])
        if not whole:
            what, named = "a shared text is not called in the right form.", re.search(r"[\w-]+\.md", match[0])
            name = named[0] if named else "emergency-card.md"
            yield page.at(match.start(), what, f'Write --8<-- "{name}" on a line of its own.')
        elif whole["name"] not in sources.snippets:
            instead = nearest(whole["name"], sources.snippets) or f"Known are: {', '.join(sources.snippets)}."
            yield page.at(match.start(), f'there is no shared text "{whole["name"]}".', instead)


def footnotes(page: Page) -> Iterator[Problem]:
    """Notes that are missing, never used, or there twice."""
    text = without_code(page.body)
    defined: dict[str, int] = {}
    for match in re.finditer(r"^[ ]{0,3}\[\^([^\]]+)\]:", text, re.M):
        if match[1] in defined:
            yield page.at(match.start(), f"the note [^{match[1]}] stands here twice.", "Give one of them another name.")
        defined[match[1]] = match.start()
    used = set()
    for match in re.finditer(r"^\[\^([^\]]+)\](?=[ \t]+\w)", text, re.M):  # a line that begins so is a note
        if match[1] not in defined:
            yield page.at(match.start(), "a note has no colon after its name.", f"Write {match[0]}: and its text.")
            defined[match[1]] = match.start()
    for match in re.finditer(r"\[\^([^\]]+)\](?!:)", text):
        used.add(match[1])
        if match[1] not in defined:
            instead = f"Add a line: [^{match[1]}]: the text of the note"
            yield page.at(match.start(), f"there is no note [^{match[1]}].", instead)
    for name, offset in defined.items():
        if name not in used:
            instead = f"Write [^{name}] where it belongs, or delete the note."
            yield page.at(offset, f"the note [^{name}] is never used.", instead)


def abbreviations(page: Page, known: set[str]) -> Iterator[Problem]:
    """Abbreviations that no patient knows and no file explains; the lines to copy come once."""
    told: set[str] = set()
    for match in ABBREVIATION.finditer(plaintext.words_only(page.body)):
        if not {match[0], match[0].removesuffix("s")} & known and not NOTES.match(match[0]):
            what = f'"{match[0]}" is an abbreviation that we do not explain.'
            instead = "Write it out." if match[0] in told else lines_to_copy.abbreviation(match[0], known)
            yield page.at(match.start(), what, instead)
            told.add(match[0])
