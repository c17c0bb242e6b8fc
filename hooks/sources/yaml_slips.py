"""The line of a data file on which a writer's slip is: YAML itself often stumbles over it only pages later.

Our data files are lists of entries, and every value stands on one line; so what is lost shows on its own line.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sources.meant import DASHES, quoted
from sources.problems import Wrong
from sources.slip_tables import DOUBLE, LINES, SINGLE, TEXT_BLOCK, VALUES, fitting, rows, shown

Slip = tuple[int, int, str, str]  # line and column from 1, what is wrong, what to write

LINE = re.compile(r"(?P<indent> *)(?P<dash>- +|-$)?(?:(?P<key>[A-Za-z_][\w-]*):(?: +|$))?(?P<value>.*)")
QUOTED = re.compile(rf"(?<![^\s\[{{,])(?:{DOUBLE}|{SINGLE})")  # in a list in brackets
OPENED = re.compile(r"(?<![^\s\[{,])[\"']")
TAB = re.compile(r"(?:-\s*)?(?:[\w-]+:)?\s*\t")
COMMA = "a comma stands in a number."
STRAY = "this line is neither a field nor an entry.", "Delete it, or put # before it if it is a note."


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
        if note := re.fullmatch(r"#([\w-]+)", self.value) if self.key else None:
            return "what stands after # is a note, and is not read.", f"Write: `{self.start}{note[1]}`."
        if self.value[:1] in ("[", "{"):
            return self.wrong_brackets()
        value = self.value if self.value[:1] in ("'", '"') else re.sub(r"(?:^|\s+)#.*", "", self.value)
        return fitting(VALUES, value, start=self.start, field=self.field)

    def wrong_brackets(self) -> Wrong | None:
        """What is wrong with a value in brackets."""
        if link := re.fullmatch(r"\[[^\]]*\]\(([\w./-]+\.md(?:#[\w-]+)?)\)", self.value):
            return "a link has no place here.", f"Write the page alone: `{self.start}{link[1]}`."
        if any(OPENED.search(QUOTED.sub("", line)) for line in self.value.split("\n")):
            return "a quotation mark is opened here and not closed.", "Write the same mark at the end of that text."
        bare = QUOTED.sub(lambda match: "x" * len(match[0]), self.value)
        if 0 not in (open_brackets := depths(bare)):
            end = "]" if bare[0] == "[" else "}"
            instead = f"Write {end} at its end; a text that begins with {bare[0]} needs quotation marks."
            return f"the bracket {end} is lost.", instead
        if re.fullmatch(r"\s*(?:#.*)?", bare[open_brackets.index(0) + 1 :]):
            return self.wrong_items(bare)
        return "the text goes on after its bracket.", f"Write: `{self.start}{quoted(shown(self.value))}`."

    def wrong_items(self, bare: str) -> Wrong | None:
        """What is wrong between the brackets: keys with @, as in a page, and commas that are lost or too many."""
        if self.value[0] == "[" and re.search(r"[\[,;]\s*@", bare):
            keys = ", ".join(key.strip(" @") for key in re.split("[,;]", self.value[1 : self.value.index("]")]))
            return "in a data file keys stand without @.", f"Write: `{self.start}[{keys}]`."
        if number := re.search(r"(\w+: [-\u2212\u2013]?\d+),(\d+)(?=\s*[,}])", bare):
            return COMMA, f"Write: `{number[1].translate(DASHES)}.{number[2]}`."
        if lost := re.search(r"[^\s,{[](;?) *\s(\w+): ", bare):
            what = "a semicolon stands for a comma" if lost[1] else "a comma is lost"
            return f"{what} before `{lost[2]}`.", f"Write: `, {lost[2]}:`."
        return None


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
    header: bool = False  # of a page, whose fields stand at the very left
    open: list[tuple[int, str]] = field(default_factory=list)
    deeper: bool = False  # whether the field before has no value, so that more may stand below it
    plain: bool = False  # whether its value may go on in the next line
    began: int = 0  # the line on which the entry began

    def slip(self, line: Line) -> Wrong | None:
        """What is wrong with a line after those before it."""
        if TAB.match(line.value):
            return "a tab is used to indent.", "Write spaces in its place."
        if (
            line.value[:1] not in "\"'[{"
            and line.value[-1:] != "}"
            and (two := re.search(rf"[,;] (?:{self.fields}): ", line.value))
        ):
            below = f"{' ' * (line.column + len(line.dash))}{two[0][2:]}..."
            return "two fields stand on one line.", f"Write the second on a line of its own below: `{below}`"
        is_entry = not self.header and bool(line.dash) and (not self.open or line.column == self.open[0][0])
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
        if self.header and re.match(r"[A-Za-z][\w-]*(?: [\w-]+)+:(?: |$)", line.value):
            return None  # form.py knows which field is meant
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
        if at_left and not line.dash and not self.header:
            return self.no_dash(line)
        columns = [column for column, known in before if known == kind] or [0]
        wanted = min(columns, key=lambda column: (abs(column - line.column), -column))
        what = f"the {'entry' if line.dash else 'line'} begins after {line.column} spaces, and should after {wanted}."
        return what.replace("after 1 spaces", "after 1 space"), f"Write {wanted or 'no'} spaces before it."

    def may_open(self, line: Line, before: list[tuple[int, str]]) -> bool:
        """Whether a list or fields may begin on this line: the entries at the very left, others below a bare field."""
        if not before:
            return bool(line.dash) != self.header and line.column == 0
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
    return first_slip(text, reader)


def slip_of_header(text: str, fields: Iterable[str]) -> Slip | None:
    """The first slip in the header of a page, which may have these fields."""
    return first_slip(text, Reader("|".join(fields), "-", header=True))


def first_slip(text: str, reader: Reader) -> Slip | None:
    """The first line at which a reader stumbles."""
    empty = 0
    for line in lines_of(text):
        if empty and line.dash:
            return empty, 1, "the file says that it is empty, and has entries.", "Delete this line."
        if wrong := reader.slip(line):
            return line.number, line.column + 1, *wrong
        empty = empty or (line.number if line.value == "[]" and not line.key else 0)
    return None
