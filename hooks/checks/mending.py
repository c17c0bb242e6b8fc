"""What a program can mend in a page or a data file without changing what it says: bytes in, bytes out.

What stands in code is never touched, no word is deleted, and what was mended once stays as it is.
"""

import functools
import re
from collections.abc import Callable

import regex

from checks.headers_and_headings import ID, slug
from guard import drawing_cleaner
from guard.drawing_looks import CannotCleanError
from sources.syntax import ANCHOR, CALLOUT, CODE, FENCE, FRONT, HEADING

Change = tuple[int, str]  # a line of the file as it was, and what was mended there
Step = tuple[str, Callable[[str], str]]  # what it mends, and how; no step adds or takes lines
STANDS_FOR = re.compile("\ue000(\\d+)\ue001")
UNSEEN = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]")
SPACE = regex.compile(r"[\p{Zl}\p{Zp}]|[\p{Zs}--[ \u00a0\u2009\u202f]]", regex.V1)
AT_END = re.compile(r"(?P<two>(?<=\S)  (?=\n(?![ \t]*\n)))?[ \t]*$", re.M)  # two spaces may break a line
BULLET = re.compile(r"(?P<lead>[ >]*)(?:(?P<list>[*+])[ ]+|[•·▪]\s*|(?P<dash>\u2013)[ ]+)(?![\s*_-]*$)")
ITEM = re.compile(r"[ >]*(?:[-*+•·▪\u2013] |[•·▪])")
SMART = re.compile("[“”„‟]")
QUOTED = re.compile(  # where a quotation mark belongs to the mark-up: links, attributes, tags, shared texts
    r"\]\([^()\n]*\)|\{[:#. \w][^{}\n]*=[^{}\n]*\}|</?[a-z][^<>\n]*>|^[ \t]*--8<--.*$", re.M
)
VALUE = re.compile(r'^(?P<name>[ \t]*(?:- )?[\w-]+: +)[“”„‟](?P<value>[^"“”„‟\n]*)[“”„‟][ \t]*$', re.M)
DOI = re.compile(
    r"^(?P<name>[ \t]*(?:- )?doi: +)[\"']?(?:https?://(?:dx\.)?doi\.org/|doi: ?)(?P<doi>10\.[^\s\"']+)[\"']?[ \t]*$",
    re.M | re.I,
)
MINUS = re.compile(  # of a number
    r"(?P<name>(?:^[ \t]*(?:- )*|[{,] ?)(?:value|low|high|point): *)[\u2212\u2013](?=\.?\d)", re.M
)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text changed, but for its code, in place of which stands a sign that no step knows."""
    kept: list[str] = []

    def away(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\ue000{len(kept) - 1}\ue001"

    changed = change(CODE.sub(away, FENCE.sub(away, text)))
    while STANDS_FOR.search(changed):  # a span can hold what stands for a fence
        changed = STANDS_FOR.sub(lambda match: kept[int(match[1])], changed)
    return changed


def seen(text: str) -> str:
    """Without characters that nobody sees; an odd space becomes a plain one."""
    return str(SPACE.sub(" ", UNSEEN.sub("", text)))


def ends(text: str) -> str:
    """Without spaces at the ends of lines."""
    return AT_END.sub(lambda match: match["two"] or "", text)


def all_ends(text: str) -> str:
    """The same where two spaces mean nothing."""
    return re.sub(r"[ \t]+$", "", text, flags=re.M)


def tabs(text: str, width: int = 4) -> str:
    """Spaces for tabs: so many for one at the beginning of a line, one for any other."""
    lead = re.compile(r"^[ \t]+", re.M)
    return lead.sub(lambda match: match[0].replace("\t", " " * width), text).replace("\t", " ")


def bullets(text: str) -> str:
    """List items begin with a hyphen. A dash counts where it cannot be part of a sentence: below a blank line or
    another item.
    """
    lines, above = text.split("\n"), ""
    for at, line in enumerate(lines):
        if match := BULLET.match(line):
            new = match["lead"] + "- " + line[match.end() :]
            lines[at] = new if not match["dash"] or not above.strip() or ITEM.match(above) else line
        above = line
    return "\n".join(lines)


def quotes(text: str) -> str:
    """Straight quotation marks in mark-up; those in sentences stay."""

    def straight(match: re.Match[str]) -> str:
        return SMART.sub('"', match[0])

    return CALLOUT.sub(straight, QUOTED.sub(straight, text))


def values(text: str) -> str:
    """Straight quotation marks around values."""
    return VALUE.sub(r'\g<name>"\g<value>"', text)


def heading_ids(text: str) -> str:
    """An id for every heading that has none, as the check proposes it, where no other place has it."""
    taken = {match["listed"] or match["written"] for match in ANCHOR.finditer(text)}

    def named(match: re.Match[str]) -> str:
        name = slug(STANDS_FOR.sub(" ", match["text"]))
        if match["attributes"] is not None or match["marks"] == "#" or name in taken or not ID.fullmatch(name):
            return match[0]
        taken.add(name)
        return f"{match['marks']} {match['text']} {{#{name}}}"

    return HEADING.sub(named, text)


IN_PAGES: tuple[Step, ...] = (
    ("an invisible character", seen),
    ("a space at the end of the line", ends),
    ("a tab", tabs),
    ("a list item with another sign than -", bullets),
    ("curly quotation marks in mark-up", quotes),
    ("a heading without an id", heading_ids),
)
IN_DATA: tuple[Step, ...] = (
    ("an invisible character", seen),
    ("a space at the end of the line", all_ends),
    ("a tab", lambda text: tabs(text, 2)),
    ("curly quotation marks around a value", values),
    ("a DOI written as an address", lambda text: DOI.sub(r"\g<name>\g<doi>", text)),
    ("a minus that is a dash", lambda text: MINUS.sub(r"\g<name>-", text)),
)


def stepped(text: str, steps: tuple[Step, ...], first: int, changes: list[Change]) -> str:
    """The text after all steps; `changes` gets each line that one has changed, `first` being the first line."""
    for what, change in steps:
        new = change(text)
        pairs = zip(text.split("\n"), new.split("\n"), strict=True)
        changes += [(first + at, what) for at, (one, other) in enumerate(pairs) if one != other]
        text = new
    return text


def drawing(text: str, changes: list[Change]) -> str:
    """A drawing without what a program left in it; the same where something drawn would be lost, as the check says."""
    try:
        clean = drawing_cleaner.cleaned(text.encode()).decode()
    except CannotCleanError:
        return text
    changes += [(1, "what a program for drawings left in it")] if clean != text else []
    return clean


def mended(name: str, raw: bytes) -> tuple[bytes, list[Change]]:
    """A file of docs/ mended, and what was mended on which line; a file that is not UTF-8 stays as it is."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw, []
    if "\ue000" in text:
        return raw, []  # the sign that stands for code; a check names it
    changes: list[Change] = []
    if text.startswith("\ufeff"):
        text = text.removeprefix("\ufeff")
        changes.append((1, "an invisible mark before the first line"))
    if "\r" in text:
        changes.append((text[: text.index("\r")].count("\n") + 1, "line ends as Windows writes them"))
        text = re.sub(r"\r\n?", "\n", text)
    if name.endswith(".md"):
        front = FRONT.match(text)
        end = front.end() if front else 0
        header = stepped(text[:end], IN_DATA, 1, changes)
        shown = tuple((what, functools.partial(outside_code, change=change)) for what, change in IN_PAGES)
        text = header + stepped(text[end:], shown, text.count("\n", 0, end) + 1, changes)
    elif name.endswith(".yml"):
        text = stepped(text, IN_DATA, 1, changes)
    elif name.endswith(".svg"):
        text = drawing(text, changes)
    if text.strip() and not text.endswith("\n"):
        changes.append((text.count("\n") + 1, "no line end after the last line"))
        text += "\n"
    return text.encode(), changes
