"""The lines that a writer copies out of a message, whole and as they shall stand in the file.

Who writes in a browser runs no command and sees no built page. So nothing is shortened here, and "..." stands only for
words that nobody but the writer knows; the checks stop where it is left in.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

import yaml

from extensions.effect_tables import DOMAINS
from sources import Found, Page, day
from sources.syntax import OURS

GIVEN = "..."  # what the writer fills in
HALF_A_YEAR = ("safety", "leaflet")  # pages that are looked at twice a year
DAYS = {True: 181, False: 365}  # until the next check, whether a page is one of these or not


def copied(instead: str, lines: Iterable[str]) -> str:
    """What to do, and the lines with which to do it, each on a line of its own."""
    return "\n".join([f"{instead}:", *lines])


def addresses(new: Sequence[str]) -> str:
    """What to do with addresses that are not on the list, however many they are."""
    these = "this line" if len(new) == 1 else f"these {len(new)} lines"
    return copied(f"Run: python3 dev.py publish, or copy {these} to the end of the file. It is a promise for good", new)


def no_addresses(text: str) -> Iterator[Found]:
    """Lines of the list, by their number, that are neither an address nor a remark, such as those with a space before
    them.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line and not re.match(r"#|/\S*$", line):
            address = re.sub(r"^[^/]*|\s", "", line)
            yield number, f'"{line}" is no address.', f"Write: {address}" if address else "Delete the line."


def nowhere(mine: Sequence[str]) -> str:
    """What to do with addresses that a change itself put on the list, and that lead nowhere."""
    these = "this line" if len(mine) == 1 else f"these {len(mine)} lines"
    return copied(f"Delete {these}, as nobody has such an address yet", mine)


def field(name: str, value: str) -> str:
    """A field with its value, in quotation marks where they need them."""
    return yaml.safe_dump({name: value}, allow_unicode=True, width=1000).strip()


def menu(page: Page, pages: Iterable[Page], text: str) -> str:
    """Where the line of a page belongs in the menu of mkdocs.yml, `text`: under a page of its folder or of its type."""
    lines = text.splitlines()
    named = ((number, re.search(r"^ +- (?:.*: )?([\w/-]+\.md) *$", line)) for number, line in enumerate(lines))
    places = {match[1]: number for number, match in named if match}
    folder, kind = page.uri.rpartition("/")[0], page.meta.get("type")
    there = [other for other in pages if other.uri in places and other.uri != "index.md"]
    near = max(
        there,
        key=lambda other: (
            other.uri.rpartition("/")[0] == folder,
            other.meta.get("type") == kind,
            places[other.uri],
        ),
        default=None,
    )
    if near is None:
        return f"Add a line to nav in mkdocs.yml, for example:  - {field(page.title, page.uri)}"
    above = lines[places[near.uri]]
    indent = " " * (len(above) - len(above.lstrip()))
    where = f"Copy this line into mkdocs.yml, under line {places[near.uri] + 1}, or where else it belongs"
    return copied(where, [f"{indent}- {field(page.title, page.uri)}"])


def header(page: Page, today: datetime.date) -> dict[str, list[str]]:
    """The lines of every field that a page needs, with its value where only one makes sense."""
    kind = str(page.meta.get("type", ""))
    due = (day(page.meta.get("sources_checked")) or today) + datetime.timedelta(DAYS[kind in HALF_A_YEAR])
    title = page.uri.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()
    return {
        "title": [field("title", title)],
        "description": [f"description: {GIVEN}"],
        "audience": ["audience: patients"],
        "type": ["type: explainer"],
        "sources_checked": [f"sources_checked: {today}"],
        "review_due": [f"review_due: {due}"],
        "reviewed_by": ["reviewed_by: []"],
        "changes": ["changes:", f"  - date: {today}", "    what: First version."],
    }


def grades(condition: str, answers: Iterable[tuple[str, str]]) -> str:
    """A row of grades.yml for each answer of a problem that has none: its question and its certainty."""
    rows = [
        line
        for ask, mark in answers
        for line in (
            f"- condition: {condition}",
            f"  ask: {ask}",
            "  outcome: pain",
            f"  against: {GIVEN}",
            f"  when: {GIVEN}",
            f"  certainty: {mark}",
            f"  by: {OURS}",
            *(f"  {name}: {GIVEN}" for name in DOMAINS),
        )
    ]
    where = "Copy these lines into docs/_data/grades.yml, in the order of conditions.yml, and fill in each"
    return copied(f"{where} {GIVEN}", rows)


def abbreviation(short: str, known: Iterable[str]) -> str:
    """Where an abbreviation belongs among those that are explained, with its lines."""
    return copied(
        f"Write it out, or add it to docs/_data/abbreviations.yml{above(short, known)}, and fill in {GIVEN}",
        [f"- short: {short}", f"  long: {GIVEN}"],
    )


def redirect(start: str, to: str, known: Iterable[str]) -> str:
    """The line of an address that shall lead to a place, and where it belongs."""
    return copied(f"Copy into docs/_data/redirects.yml,{above(start, known)}", [f"- {{from: {start}, to: {to}}}"])


def above(name: str, names: Iterable[str]) -> str:
    """Where a name belongs in a list in alphabetical order."""
    after = min((other for other in names if other.lower() > name.lower()), key=str.lower, default="")
    return f' above "{after}"' if after else " at the end"


def in_order(values: Sequence[str], at: int) -> str:
    """Which of two entries to move, and where to, when the one at `at` should stand before the one above it."""
    rest = [value for index, value in enumerate(values) if index != at - 1]
    moved = at - 1 if at < 2 or rest[at - 2].lower() <= values[at].lower() else at
    others = [value for index, value in enumerate(values) if index != moved]
    return f'Keep the entries in alphabetical order: move "{values[moved]}"{above(values[moved], others)}.'
