"""What a change does to the data and to the headers of pages, value by value. For commands/summary.py."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from checks.promise_of_base import entry_ids
from commands.facts import facts
from extensions.list_blocks import VERDICTS
from extensions.safety_blocks import LEVELS, URGENCY
from sources import Sources
from sources.inert import code, show

KEYS = ("key", "id", "place", "short", "find", "from", "ask", "label")  # what names an entry, whatever else changes
ABOUT = ("name", "sign", "who", "claim", "place", "advice", "outcome", "title", "term")  # what an entry is about
PLAIN = {"urgency": URGENCY, "level": LEVELS, "verdict": VERDICTS}  # values in plain words
LEVELLED = ("urgency", "level", "verdict", "certainty", "number", "kind", "deaf", "to", "reviewed_by")
WHOLE = {"people", "emergency-numbers", "redirects"}  # files of which every changed value is told
Difference = tuple[str, Any, Any]  # the name of a field, its old value and its new one


def key(row: Any) -> str:
    """What names an entry; nothing where its fields do not."""
    return next((f"{name}: {row[name]}" for name in KEYS if name in row), "") if isinstance(row, dict) else ""


def equal(one: Any, other: Any) -> int:
    """How many fields two entries have in common."""
    both = isinstance(one, dict) and isinstance(other, dict)
    return sum(other.get(name) == value for name, value in one.items()) if both else 0


def paired(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Every entry before and after, by its key or else by most of its fields; None where there is no counterpart."""
    rest = list(new)
    unmatched = []
    for row in old:
        same = row in rest
        match = row if same else next((other for other in rest if key(row) and key(other) == key(row)), None)
        if match is None:
            unmatched.append(row)
        else:
            rest.remove(match)
            yield row, match
    for row in unmatched:
        match = max(rest, key=lambda other: equal(row, other), default=None)
        if match is not None and 2 * equal(row, match) >= len(row):
            rest.remove(match)
        else:
            match = None
        yield row, match
    yield from ((None, row) for row in rest)


def differences(old: Any, new: Any, name: str = "") -> Iterator[Difference]:
    """Every value that is not as it was, also deep inside."""
    if isinstance(old, dict) and isinstance(new, dict):
        for inner in [*old, *(extra for extra in new if extra not in old)]:
            yield from differences(old.get(inner), new.get(inner), str(inner))
    elif isinstance(old, list) and isinstance(new, list):
        if any(isinstance(row, dict) for row in [*old, *new]):
            for was, now in paired(old, new):
                yield from differences(was, now, name)
        elif sorted(map(str, old)) != sorted(map(str, new)):
            yield name, old, new
    elif show(old) != show(new):
        yield name, old, new


def is_told(name: str, old: Any, new: Any, field: str) -> bool:
    """Whether a changed value may change the meaning: it is no prose, or its numbers and negations changed."""
    prose = " " in show(old) + show(new) and not isinstance(old, list) and not isinstance(new, list)
    return name in WHOLE or field in LEVELLED or not prose or facts(show(old)) != facts(show(new))


def said(field: str, value: Any) -> str:
    """A value in plain words."""
    return code(PLAIN.get(field, {}).get(str(value), value))


def sentences(old: Any, new: Any) -> tuple[Any, Any]:
    """Of two texts only the sentences that differ; other values, and texts whose sentences only moved, as they are."""
    if not (isinstance(old, str) and isinstance(new, str)):
        return old, new
    before, after = re.split(r"(?<=[.!?]) +", old), re.split(r"(?<=[.!?]) +", new)
    less, more = ([part for part in one if part not in other] for one, other in ((before, after), (after, before)))
    return (" ".join(less), " ".join(more)) if less or more else (old, new)


def line(name: str, row: Any, found: Difference) -> str:
    """A line of the summary for one value of an entry."""
    field, (old, new) = found[0], sentences(*found[1:])
    about = next((f", {code(row[part])}" for part in ABOUT if row.get(part) and part != field), "")
    named = f", {code(key(row))}" if key(row) else ""
    return f"- {code(name)}{named}{about}: {code(field)} was {said(field, old)}, is {said(field, new)}."


def of_data(old: Sources, new: Sources) -> list[str]:
    """A line for every value of the data that may change the meaning, levels, verdicts and grades first; of an entry
    that is new or gone, these alone.
    """
    told: list[tuple[bool, str]] = []
    for name in sorted(old.data.keys() | new.data.keys()):
        for was, now in paired(rows(old, name), rows(new, name)):
            if was and now:
                found = [each for each in differences(was, now) if is_told(name, *each[1:], each[0])]
            else:
                found = [(field, (was or {}).get(field), (now or {}).get(field)) for field in LEVELLED]
                found = [each for each in found if each[1:] != (None, None)]
            told += [(each[0] not in LEVELLED, line(name, now or was, each)) for each in found]
    return [text for _, text in sorted(told, key=itemgetter(0))]


def rows(sources: Sources, name: str) -> list[Any]:
    """The entries of a data file."""
    return [row for _, row in sources.entries(name)]


def of_headers(old: Sources, new: Sources) -> list[str]:
    """A line for every field in the header of a page that may change the meaning, also when its file was renamed;
    `changes` tells of itself. Of a new page for whom it is, what it is and who reviewed it.
    """
    were = entry_ids(old)
    lines = []
    for name, uri in sorted(entry_ids(new).items()):
        was, now = old.pages.get(were.get(name, uri)), new.pages[uri]
        told = [field for field in now.meta if field in ("audience", "type", "reviewed_by", "reviewed_on")]
        before = was.meta if was else dict.fromkeys(told)
        after = now.meta if was else {field: now.meta[field] for field in told}
        for found in differences(before, after):
            if found[0] not in ("date", "what", "changes") and is_told("", *found[1:], found[0]):
                lines.append(line(now.path, {}, found))
    return lines
