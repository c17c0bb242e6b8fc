"""The grammar of what people write: every mark once, as a pattern, and what is read out of it."""

import re
from functools import lru_cache

FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
SNIPPET = re.compile(r"^[ \t]*--8<-- \"(?P<name>[^\"]+)\"[ \t]*$", re.M)  # a shared text, on a line of its own
DATA_BLOCK = re.compile(r"^(?P<indent>[ \t]*)\{\{ *(?P<name>[\w-]+)(?: +(?P<argument>[\w-]+))? *\}\}[ \t]*$", re.M)
HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<text>.+?)(?:[ \t]*\{(?P<attributes>[^}\n]*)\})?[ \t]*$", re.M)
ANCHOR = re.compile(r"\{:?[^}\n]*?#(?P<listed>[\w-]+)|\bid=\"(?P<written>[\w-]+)\"")  # where something gets its id
FENCE = re.compile(
    r"^(?P<indent>[ >]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)(?:\n|\Z)(?P<code>.*?)"
    r"(?:(?P<end>^[ >]*(?P=fence)[`~]*[ \t]*$)|\Z)",
    re.M | re.S,
)
CODE = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.S)  # a code span
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
CALLOUT = re.compile(
    r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===)(?P<space> ?)(?P<type>[\w -]*?) ?"
    r"(?P<title>\"[^\"\n]*\"?|[“”][^\n]*)?[ \t]*$",
    re.M,
)

# --- links ------------------------------------------------------------------------------------------------------------
LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<rest>[^)\n]*)\)"
    r"(?P<attributes>\{[^}\n]*\})?"
)
TARGET = re.compile(r"\]\((?P<target>[^()\s]*)")  # also where the words of a link hold brackets in brackets
REFERENCE = re.compile(r"(?<![!\]])\[(?P<text>[^\[\]@^\n][^\[\]\n]*)\]\[(?P<name>[^\[\]\n]*)\]")
DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\]^@\n]+)\]:[ \t]*\n?[ \t]*(?P<target>\S*)", re.M)
AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][\w+.-]*:[^\s<>]+)>")
KIT_PLACE = re.compile(r"\{(?P<page>[^{}#\n]+)(?:#(?P<section>[^{}\n]+))?\}")  # {page.md#part} in an email of the kit

# --- warning signs: [chest pain](emergency:lung) ----------------------------------------------------------------------
URGENCIES = ("emergency", "same-day", "call", "normal")  # the most urgent first
SIGN = re.compile(rf"(?<=\]\()(?P<level>{'|'.join(URGENCIES)}):(?P<id>[^\s()]*)(?=\))")

# --- certainty: (low certainty) ---------------------------------------------------------------------------------------
CERTAINTIES = ("high certainty", "moderate certainty", "low certainty", "very low certainty")  # of an effect, as GRADE
NO_STUDY, NOT_GRADED, THEORY = "no study found", "not graded", "theory"
SHOWN = ("shown in people", "shown in animals")


def marked(*words: str) -> str:
    """A pattern for these words in brackets; the words are its first group."""
    return r"\((" + "|".join(map(re.escape, words)) + r")\)"


EFFECT = re.compile(marked(*CERTAINTIES))
MEASURED = re.compile(marked(*CERTAINTIES, *SHOWN))
CERTAINTY = re.compile(marked(*CERTAINTIES, NO_STUDY, NOT_GRADED, *SHOWN, THEORY))

# --- citations, in Pandoc's syntax: [@a], [@a; @b], [@a, p. 3] --------------------------------------------------------
CITATION = re.compile(r"\[(?=[^\[\]\n]*@)([^\[\]\n]*)\](?!\()")
CITED = re.compile(r"@(?P<key>[a-z][a-z0-9_]*)(?:, (?P<locator>[^@;]+))?")
OURS = "ours"  # who gave a grade, where no review did
CITABLE = "cite"  # what `use` says of a source that may be cited


def citation(inside: str) -> list[tuple[str, str]]:
    """Keys and locators of what stands between the brackets: "@a, p. 3; @b" gives [("a", "p. 3"), ("b", "")].

    Raises ValueError when it is not a citation.
    """
    found = []
    for item in inside.split(";"):
        if not (match := CITED.fullmatch(item.strip())):
            raise ValueError(inside)
        found.append((match["key"], (match["locator"] or "").strip()))
    return found


def cited_keys(text: str) -> list[str]:
    """Every key cited in a Markdown text, in order, without repeats; malformed citations are left out."""
    found: dict[str, None] = {}
    for match in CITATION.finditer(without_code(text)):
        try:
            found.update(dict.fromkeys(key for key, _ in citation(match[1])))
        except ValueError:
            continue
    return list(found)


def blank(match: re.Match[str]) -> str:
    """Spaces in place of what was matched, line ends kept."""
    return re.sub(r"[^\n]", " ", match[0])


@lru_cache(maxsize=20_000)
def without_code(text: str) -> str:
    """The text with fenced code and code spans blanked; every other character keeps its place.

    Comments stay, because they are refused.
    """
    for pattern in (FENCE, CODE):
        text = pattern.sub(blank, text)
    return text
