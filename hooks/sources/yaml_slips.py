"""The line of a data file on which a writer's slip is: YAML itself often stumbles over it only pages later.

Our data files are lists of entries, and every value stands on one line; so what is lost shows on its own line.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sources.problems import Wrong

Slip = tuple[int, int, str, str]  # line and column from 1, what is wrong, what to write
Row = tuple[re.Pattern[str], str, str]  # what a value or a line looks like, what is wrong with it, what to write

LINE = re.compile(r"(?P<indent> *)(?P<dash>- +|-$)?(?:(?P<key>[A-Za-z_][\w-]*):(?: +|$))?(?P<value>.*)")
DOUBLE, SINGLE = r'"(?:[^"\\]|\\.)*"', r"'(?:[^']|'')*'"
QUOTED = re.compile(rf"(?<![^\s\[{{,])(?:{DOUBLE}|{SINGLE})")  # in a list in brackets
OPENED = re.compile(r"(?<![^\s\[{,])[\"']")
TEXT_BLOCK = re.compile(r"[|>][-+\d]*(?: +#.*)?")  # the lines below it are text
TAB = re.compile(r"(?:-\s*)?(?:[\w-]+:)?\s*\t")


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
    (r"(?P<inner>(?:[@`%&*!|>,\]}]|[-?] ).*)", OTHER_MEANING, "{start}{quoted}"),
    (r"(?P<inner>[^\"]*(?:\"[^\"]*\"[^\"]*)*)\"", "the quotation mark before the text is lost.", "{start}{quoted}"),
    (r"(?P<inner>[^'{[].*: .*)'", "the quotation mark before the text is lost.", "{start}{quoted}"),
    (r"(?P<inner>[^\[{][^\[]*)\]", "the bracket [ before the list is lost.", "{start}[{inner}]"),
    (r"(?P<inner>[^\[{][^{]*)\}", "the bracket {{ of this entry is lost.", "- {{{field}{inner}}}"),
    (r"(?P<inner>[^\[{].*:(?: .*)?|:(?: .*)?)", "a value with a colon needs quotation marks.", "{start}{quoted}"),
)  # fmt: skip
LINES = (  # of lines that are neither `field: value` nor `- item`; KNOWN stands for the fields of the file
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
STRAY = "this line is neither a field nor an entry.", "Delete it, or put # before it if it is a note."


def shown(text: str) -> str:
    """A text as a message shows it: its first and last words when it is long."""
    words = text.split(" ")
    return text if len(text) <= 100 else f"{' '.join(words[:6])} ... {' '.join(words[-3:])}"


def quoted(text: str) -> str:
    """A text in those quotation marks that it does not hold itself."""
    if '"' in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\") + '"'


def fitting(table: list[Row], text: str, **known: str) -> Wrong | None:
    """What the first row that fits says of a text."""
    for pattern, what, fix in table:
        if match := pattern.fullmatch(text):
            found = {**known, **match.groupdict("")}
            inner = shown(found.get("inner", ""))
            parts = {**found, "inner": inner, "quoted": quoted(inner)}
            return (what.format(**parts), f"Write: `{fix.format(**parts).strip()}`.") if what else None
    return None


@dataclass
class Line:
    """A line of a data file, with those over which a list in brackets goes on."""

    number: int
    column: int
    dash: str
    key: str
    value: str

    @property
    def start(self) -> str:
        """What stands before the value."""
        return self.dash + self.field

    @property
    def field(self) -> str:
        """Its field, with the colon."""
        return f"{self.key}: " if self.key else ""

    def wrong(self) -> Wrong | None:
        """What is wrong with the value."""
        if self.value[:1] in ("[", "{"):
            return self.wrong_brackets()
        value = self.value if self.value[:1] in ("'", '"') else re.sub(r"(?:^|\s+)#.*", "", self.value)
        return fitting(VALUES, value, start=self.start, field=self.field)

    def wrong_brackets(self) -> Wrong | None:
        """What is wrong with a value in brackets."""
        if any(OPENED.search(QUOTED.sub("", line)) for line in self.value.split("\n")):
            return "a quotation mark is opened here and not closed.", "Write the same mark at the end of that text."
        bare = QUOTED.sub(lambda match: "x" * len(match[0]), self.value)
        if 0 not in (open_brackets := depths(bare)):
            end = "]" if bare[0] == "[" else "}"
            instead = f"Write {end} at its end; a text that begins with {bare[0]} needs quotation marks."
            return f"the bracket {end} is lost.", instead
        if re.fullmatch(r"\s*(?:#.*)?", bare[open_brackets.index(0) + 1 :]):
            return None
        return "the text goes on after its bracket.", f"Write: `{self.start}{quoted(shown(self.value))}`."


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold fields or entries; notes and blocks of text are left out."""
    lines, number, skip = text.split("\n"), 0, -1
    while number < len(lines):
        line = lines[number]
        number += 1
        match = LINE.fullmatch(line.rstrip())
        if not match or not line.strip() or line.lstrip(" ").startswith("#"):
            continue
        indent, dash, key, value = (found or "" for found in match.groups())
        if len(indent) > skip >= 0:
            continue
        skip = len(indent) if TEXT_BLOCK.fullmatch(value) else -1
        begun = number
        while number < len(lines) and goes_on(value, lines[number]):
            value += "\n" + lines[number]
            number += 1
        yield Line(begun, len(indent), dash, key, value)


def depths(bare: str) -> list[int]:
    """How many brackets are open after each sign of a text."""
    return list(itertools.accumulate((sign in "[{") - (sign in "]}") for sign in bare))


def goes_on(value: str, below: str) -> bool:
    """Whether a list in brackets goes on in the line below it: one that begins no field and no entry."""
    if value[:1] not in ("[", "{") or depths(QUOTED.sub("", value))[-1] <= 0:
        return False
    begins = re.match(r"\s*(?:- |[\w-]+:(?: |$))", below)
    return not begins or (value[0] == "{" and value.rstrip().endswith(","))


@dataclass
class Reader:
    """What is open while the lines of a file go by: the columns at which lists and fields stand."""

    fields: str  # those of the file, as a pattern
    first: str  # the field with which entries begin
    open: list[tuple[int, str]] = field(default_factory=list)
    deeper: bool = False  # whether the field before has no value, so that more may stand below it
    plain: bool = False  # whether its value may go on in the next line
    began: int = 0  # the line on which the entry began

    def slip(self, line: Line) -> Wrong | None:
        """What is wrong with a line after those before it."""
        if TAB.match(line.value):
            return "a tab is used to indent.", "Write spaces in its place."
        is_entry = bool(line.dash) and (not self.open or line.column == self.open[0][0])
        if not line.key and (not line.dash or (is_entry and line.value[:1] not in ("{", ""))):
            return self.stray(line)
        wrong = self.misplaced(line) or line.wrong()
        if is_entry:
            self.began = line.number
        if line.dash and line.key:
            self.open.append((line.column + len(line.dash), "fields"))
        self.deeper = not line.value or line.value.startswith("#")
        self.plain = not self.deeper and line.value[0] not in "\"'[{"
        return wrong

    def stray(self, line: Line) -> Wrong | None:
        """What is wrong with a line that is neither a field nor an entry: nothing, where it goes on a text."""
        begins_file = not self.open and line.value[:1] == "["
        if begins_file or line.value == "---" or (self.plain and not line.dash and line.column > self.open[-1][0]):
            return None
        names = {"KNOWN": self.fields, "FIRST": self.first}
        table = rows(
            *((re.sub("KNOWN|FIRST", lambda name: names[name[0]], row), what, fix) for row, what, fix in LINES)
        )
        return fitting(table, line.dash + line.value) or STRAY

    def misplaced(self, line: Line) -> Wrong | None:
        """What is wrong with the place of a line; notes what it opens and closes."""
        kind, before = "list" if line.dash else "fields", list(self.open)
        while self.open and (self.open[-1][0] > line.column or self.open[-2:-1] == [(line.column, kind)]):
            self.open.pop()
        if self.open and self.open[-1] == (line.column, kind):
            twice = line.key == self.first and len(self.open) == 2 and line.number > self.began + 1
            return self.no_dash(line) if twice and not line.dash else None
        if self.may_open(line, before):
            self.open.append((line.column, kind))
            return None
        return self.shifted(line, kind, before)

    def shifted(self, line: Line, kind: str, before: list[tuple[int, str]]) -> Wrong:
        """What to say of a line at a column where nothing stands that is open `before` it."""
        at_left = not before or (line.key == self.first and line.column == before[0][0])
        if at_left and not line.dash:
            return self.no_dash(line)
        columns = [column for column, known in before if known == kind] or [0]
        wanted = min(columns, key=lambda column: abs(column - line.column))
        what = f"the {'entry' if line.dash else 'line'} begins after {line.column} spaces, and should after {wanted}."
        return what.replace("after 1 spaces", "after 1 space"), f"Write {wanted or 'no'} spaces before it."

    def may_open(self, line: Line, before: list[tuple[int, str]]) -> bool:
        """Whether a list or fields may begin on this line: the entries at the very left, others below a bare field."""
        if not before:
            return bool(line.dash) and line.column == 0
        top = self.open[-1][0] if self.open else -1
        return self.deeper and (line.column > top or (bool(line.dash) and line.column == top))

    def no_dash(self, line: Line) -> Wrong:
        """What to say where an entry begins like a field."""
        return "the dash before this entry is lost.", f"Write: `- {line.field}{shown(line.value)}`."


def slip(text: str) -> Slip | None:
    """The first slip in a data file."""
    first = re.search(r"^- +([\w-]+):", text, re.M)
    known = dict.fromkeys(re.findall(r"^(?:- +| +)([\w-]+):(?: |$)", text, re.M))
    reader = Reader("|".join(known) or "-", first[1] if first else "-")
    empty = 0
    for line in lines_of(text):
        if empty and line.dash:
            return empty, 1, "the file says that it is empty, and has entries.", "Delete this line."
        if wrong := reader.slip(line):
            return line.number, line.column + 1, *wrong
        empty = empty or (line.number if line.value == "[]" and not line.key else 0)
    return None
