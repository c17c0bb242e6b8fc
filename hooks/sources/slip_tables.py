"""How slips in data files and headers look, and what to say of each: tables of patterns, read from top to bottom."""

import re

from sources.meant import quoted
from sources.problems import Wrong

Row = tuple[re.Pattern[str], str, str]  # what a value or a line looks like, what is wrong with it, what to write

DOUBLE, SINGLE = r'"(?:[^"\\]|\\.)*"', r"'(?:[^']|'')*'"
TEXT_BLOCK = re.compile(r"[|>][-+\d]*(?: +#.*)?")  # the lines below it are text


def rows(*found: tuple[str, str, str]) -> list[Row]:
    """A table of slips; the first row that fits counts, and one that says nothing is no slip."""
    return [(re.compile(pattern), what, fix) for pattern, what, fix in found]


OTHER_MEANING = "a value begins with a sign that has another meaning here."
VALUES = rows(  # `start` is what stands before a value, `inner` the text that the writer meant, `quoted` that in marks
    (rf"(?:{DOUBLE}|{SINGLE})(?:\s+#.*)?", "", ""),
    (r"([\"'])(?P<inner>.+)\1", "a quotation mark stands inside the quotation marks.", "{start}{quoted}"),
    (rf"(?!{DOUBLE}|{SINGLE})[\"'](?P<inner>.*)", "a quotation mark is opened here and not closed.", "{start}{quoted}"),
    (r"(?P<inner>[\"'].*)", "the text goes on after its quotation marks.", "{start}{quoted}"),
    (r"[“”„«](?P<inner>[^“”]*)[“”»]", "curly quotation marks do not hold a value together.", "{start}{quoted}"),
    (TEXT_BLOCK.pattern, "", ""),
    (r"[-\u2212\u2013] +(?P<inner>\d+(?:[.,]\d+)?)", "a space stands between minus and number.", "{start}-{inner}"),
    (r"(?P<inner>(?:[@`%&*!|>,\]}]|[-?] ).*)", OTHER_MEANING, "{start}{quoted}"),
    (r"(?P<inner>[^\"]*(?:\"[^\"]*\"[^\"]*)*)\"", "the quotation mark before the text is lost.", "{start}{quoted}"),
    (r"(?P<inner>[^'{[].*: .*)'", "the quotation mark before the text is lost.", "{start}{quoted}"),
    (r"(?P<inner>[^\[{][^\[]*)\]", "the bracket [ before the list is lost.", "{start}[{inner}]"),
    (r"(?P<inner>[^\[{][^{]*)\}", "the bracket {{ of this entry is lost.", "- {{{field}{inner}}}"),
    (r"(?P<day>20[\d-]{8}): (?P<inner>.+)", "the day needs its field.", "- date: {day}`, below it `what: {inner}"),
    (r"(?P<inner>[^\[{].*:(?: .*)?|:(?: .*)?)", "a value with a colon needs quotation marks.", "{start}{quoted}"),
)  # fmt: skip
LINES = (  # of lines that are neither `field: value` nor `- item`; KNOWN stands for the fields of the file
    (r"(?P<dash>(?:- +)?)(?P<key>KNOWN) *(?:=|: *=) *(?P<inner>.*)", "`{key}` needs a colon.", "{dash}{key}: {inner}"),
    (r"(?P<dash>(?:- +)?)(?P<key>KNOWN):(?P<inner>\S.*)", "there is no space after the colon.", "{dash}{key}: {inner}"),
    (
        r"(?P<dash>(?:- +)?)(?P<key>KNOWN)(?: +(?P<inner>.*))?",
        "the colon after `{key}` is lost.",
        "{dash}{key}: {inner}",
    ),
    (r"-(?P<inner>[\w{].*)", "there is no space after the dash.", "- {inner}"),
    (r"[\u2013\u2014\u2022*] *(?P<inner>(?:[\w-]+:|\{).*)", "an entry begins with a plain dash.", "- {inner}"),
    (r"(?P<inner>\{.*)", "the dash before this entry is lost.", "- {inner}"),
    (r".*?\b(?P<inner>(?:FIRST): .*)", "an entry begins with a dash and nothing else.", "- {inner}"),
)


def shown(text: str) -> str:
    """A text as a message shows it: its first and last words when it is long."""
    words = text.split(" ")
    return text if len(text) <= 160 else f"{' '.join(words[:6])} ... {' '.join(words[-3:])}"


def fitting(table: list[Row], text: str, **known: str) -> Wrong | None:
    """What the first row that fits says of a text."""
    for pattern, what, fix in table:
        if match := pattern.fullmatch(text):
            found = {**known, **match.groupdict("")}
            inner = shown(found.get("inner", ""))
            parts = {**found, "inner": inner, "quoted": quoted(inner)}
            return (what.format(**parts), f"Write: `{fix.format(**parts).strip()}`.") if what else None
    return None
