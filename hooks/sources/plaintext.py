"""The words of a Markdown text, with their places: what a reader reads, without code, addresses and mark-up."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sources.syntax import CERTAINTY, COMMENT, blank, without_code

HIDDEN = [
    re.compile(
        r"^[ \t]*(?:--8<--.*|\{\{.*\}\}|///.*|\[\^?[^\]\n]+\]:.*|\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t:|-]*)?)$", re.M
    ),
    re.compile(r"!\[[^\]]*\]\([^)]*\)"),  # images
    re.compile(r"\[@[^\]]*\]|\[\^[^\]]*\]"),  # citations and footnote marks
    re.compile(r"(?<=\])\([^)\n]*\)|(?<=\])\[[^\]\n]*\]"),  # where a link goes
    re.compile(r"\{[:#.][^}\n]*\}|\{ ?[#.:][^}\n]*\}|\{ [^}\n]*=[^}\n]*\}"),
    re.compile(r"</?[A-Za-z][^>]*>"),
]
LEAD = re.compile(
    r"^(?P<space>\s*(?:>\s*)*)(?:(?P<heading>#{1,6})\s+|(?P<item>[-*+]|\d+[.)])\s+|(?P<note>(?:!!!|\?\?\?\+?|===\+?!?)\s*)|"
    r"(?P<definition>:\s+)|(?P<row>\|))?"
)
KINDS = {"space": "", "heading": "heading", "item": "item", "note": "note", "definition": "item", "row": "cell"}
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]”’]*\s+(?=[\"'(“‘]?[A-Z0-9])")
WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")


@dataclass(frozen=True)
class Block:
    """One paragraph, list item, table cell or heading, or a sentence in it: `kind`, the line on which the block starts,
    and the words.
    """

    kind: str
    line: int
    text: str


@lru_cache(maxsize=20_000)
def words_only(text: str, markers: bool = False) -> str:
    """The text with mark-up blanked in place, but for what begins a line (list, heading, call-out): blocks() reads it.

    Certainty markers stay when `markers` is true.
    """
    text = COMMENT.sub(blank, without_code(text))
    for pattern in HIDDEN if markers else [*HIDDEN, CERTAINTY]:
        text = pattern.sub(blank, text)
    return re.sub(r"[*_~=^]{2}|(?<!\w)[*_]|[*_](?!\w)|[\[\]\\]", lambda match: " " * len(match[0]), text)


def _block(kind: str, line: int, parts: list[str]) -> Iterator[Block]:
    """A block of these lines, where they hold a word."""
    words = " ".join(html.unescape(" ".join(parts)).split())
    if words.strip(".,;: "):
        yield Block(kind, line, re.sub(r" +([.,;:?!])", r"\1", words))


@lru_cache(maxsize=20_000)
def blocks(text: str, markers: bool = False) -> tuple[Block, ...]:
    """The blocks of a Markdown text (without front matter), in order, line numbers from 1."""
    found: list[Block] = []
    parts: list[str] = []  # of the block that is open
    kind, start = "", 0
    for number, line in enumerate(words_only(text, markers).splitlines(), 1):
        lead = next(LEAD.finditer(line))  # it matches every line
        begins, rest = KINDS[str(lead.lastgroup)], line[lead.end() :]
        if begins or not line.strip():
            found += _block(kind, start, parts)
            parts = []
        if begins == "cell":
            for cell in re.split(r"(?<!\\)\|", rest.rstrip().removesuffix("|")):
                found += _block("cell", number, [cell])
        elif line.strip():
            if not parts:
                kind, start = begins or "paragraph", number
            if begins == "note":
                rest = (re.fullmatch(r'[\w -]*?"(.*)"\s*', rest) or ("", rest if '"' in rest else ""))[1]
            parts.append(rest)
            if begins in ("heading", "note"):
                found += _block(kind, start, parts)
                parts = []
    found += _block(kind, start, parts)
    return tuple(found)


def sentences(text: str, markers: bool = False) -> Iterator[Block]:
    """Every sentence of a Markdown text; a heading, list item or table cell without a full stop counts as one."""
    for block in blocks(text, markers):
        for sentence in SENTENCE_END.split(block.text):
            if WORD.search(sentence):
                yield Block(block.kind, block.line, sentence.strip())


def count_words(text: str) -> int:
    """Number of words; a number such as 1.5 or a hyphenated word counts as one."""
    return len(WORD.findall(text))
