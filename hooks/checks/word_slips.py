"""Words that nobody meant to publish: a word twice, notes to oneself, a source without its brackets, half a pair of
quotation marks. In pages, their headers, and the values of data files that readers see.
"""

import functools
import itertools
import re
from collections.abc import Collection, Iterator

from checks import counts
from guard import leftover_marks
from guard.unsafe_values import ADDRESSES, LAST, PATTERNS
from sources import Found, Page, Problem, Sources, nearest, plaintext, yamlfile
from sources.syntax import CITATION, blank, without_code

TWICE = re.compile(r"\b([A-Za-z]+)[ \t\[\]*_]*[ \t\n][ \t\[\]*_]*\1(?![\w'’-])", re.I)
MAY_STAND_TWICE = {"had", "that"}
LATER = ("TODO", "FIXME", "TBC", "TBD", "XX", "Lorem ipsum", "lorem ipsum", "citation needed")
NOTES = re.compile(rf"\b(?:{'|'.join(LATER)})X*\b|(?<=\w)\?{{2,}}|(?<=\S )\?{{2,}}|^ *\?{{2,}} *$", re.M)
KEY = re.compile(r"(?<![\w.@/\[;])@(?P<key>[a-z][a-z0-9_]+)")
NO_SIGN = re.compile(r"(?<![\]\w])\[(?P<key>[a-z]+[a-z_]*(?:19|20)\d\d[a-z]*)\](?![(\[:])")
AS_PRINTED = {("references", field) for field in ("title", "authors", "journal", "publisher")}  # not our words
UNREAD = {"claim-words", "search-words", "sign-words", "level-words", "style"}  # words to look for


def check(page: Page, sources: Sources) -> Iterator[Problem]:
    """Every slip in the words of a page and of its header."""
    known = sources.by_key("references")
    words, text = plaintext.words_only(page.body), without_code(page.body)
    for found in (*twice(words, page.body), *notes(text), *in_brackets(text, known)):
        yield page.at(*found)
    for block in plaintext.blocks(page.body):
        yield from (page.on(block.line, what, fix) for _, what, fix in quotation(block.text))
    for where, value in yamlfile.strings(page.meta):
        told = [(what, fix) for _, what, fix in (*of_value(value), *counts.larger(value))]
        told += leftover_marks.in_text(value, value) if not LAST.search(value) else []
        yield from (page.front.problem(where, *wrong) for wrong in told)


def check_data(sources: Sources) -> Iterator[Problem]:
    """The same in the values of data files that readers see."""
    known = sources.by_key("references")
    for name, document in sources.data.items():
        for where, value in document.texts if name not in UNREAD else ():
            field = next((part for part in reversed(where) if isinstance(part, str)), "")
            if " " in value and field not in ADDRESSES and not {(name, field)} & (PATTERNS | AS_PRINTED):
                for _, what, fix in (*of_value(value), *in_brackets(value, known)):
                    yield document.problem(where, what, fix)


@functools.lru_cache(maxsize=20_000)
def of_value(value: str) -> tuple[Found, ...]:
    """Slips in the words of one value; most stay the same from one save to the next."""
    return (*twice(value, value), *notes(value), *quotation(value))


def twice(words: str, source: str) -> Iterator[Found]:
    """A word that stands twice, also at the end of a line and the beginning of the next; not where code is between."""
    every = words.lower().split()
    if not any(after.startswith(before) and before.isalpha() for before, after in itertools.pairwise(every)):
        return  # most texts, and much faster
    for match in TWICE.finditer(words):
        between = source[match.end(1) : match.end() - len(match[1])]
        if match[1].lower() not in MAY_STAND_TWICE and not between.strip(" \t\n[]*_") and between.count("\n") < 2:
            yield match.start(), f'"{match[1]}" stands here twice.', "Delete one."


def notes(text: str) -> Iterator[Found]:
    """What a writer leaves to be done later."""
    for match in NOTES.finditer(text) if "??" in text or any(words in text for words in LATER) else ():
        yield match.start(), f'"{match[0]}" is a note to yourself.', "Write what belongs there, or leave it out."


def in_brackets(text: str, known: Collection[str]) -> Iterator[Found]:
    """Sources that are named without their brackets, or without the sign @."""
    for match in KEY.finditer(CITATION.sub(blank, text) if "@" in text else ""):
        fix = f"Write [@{match['key']}]" if match["key"] in known else nearest(match["key"], known)
        what = f"{match[0]} has no brackets, so it is no source."
        yield match.start(), what, fix or "Write [@key]; the keys are in docs/_data/references.yml."
    for match in NO_SIGN.finditer(text):
        if match["key"] in known:
            yield match.start(), f"{match[0]} has no @, so it is no source.", f"Write [@{match['key']}]"


def quotation(text: str) -> Iterator[Found]:
    """Quotation marks that open and do not close, or close what was not opened, in a paragraph."""
    if '"' not in text and "“" not in text and "”" not in text:
        return
    straight = [match.start() for match in re.finditer(r'(?<!\d)"', text)]
    opened = -1
    for at, sign in [(match.start(), match[0]) for match in re.finditer("[“”]", text)]:
        if sign == "”" and opened < 0 and len(straight) % 2:
            yield at, "a quotation is opened by one kind of mark and closed by another.", 'Write "..." or “...”.'
            return
        if (sign == "“") == (opened >= 0):
            what = "a quotation mark " + ("stands in a quotation." if sign == "“" else "closes what nothing opened.")
            yield at, f'{what} It is at "{text[at:][:30]}".', "Write one at the beginning and one at the end."
            return
        if sign == "”" and text.count("‘", opened, at) > text.count("’", opened, at):
            yield opened, f'a quotation in the one at "{text[opened:][:30]}" does not close.', "Write ’ before ”."
            return
        opened = at if sign == "“" else -1
    last = opened if opened >= 0 else straight[-1] if len(straight) % 2 else -1
    if last >= 0:
        what = f'the quotation mark at "{text[max(last, 0) :][:30]}" has no other.'
        yield last, what, "Write one at the beginning and one at the end."
