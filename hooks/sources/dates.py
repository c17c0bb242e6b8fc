"""Days: which one it is, what counts as one, and how a reader says it."""

import datetime
import os
import re
import sys
import time

LATEST = 253_402_300_799  # the last second of the year 9999


def today() -> datetime.date:
    """Today, or the day of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), in UTC.

    Ends the command with a sentence where it is set to something else than seconds since 1970.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", str(int(time.time())))
    if not (re.fullmatch("[0-9]{1,12}", given) and int(given) <= LATEST):
        sys.exit(
            f'SOURCE_DATE_EPOCH is "{given}", which names no day. Set it to whole seconds since 1970, for example'
            " 1795651200, or unset it."
        )
    return datetime.datetime.fromtimestamp(int(given), datetime.UTC).date()


def day(value: object) -> datetime.date | None:
    """The day that a text names as 2026-11-20 (ISO 8601), or None where it names none of the calendar."""
    try:
        found = datetime.date.fromisoformat(str(value))
    except ValueError:
        return None
    return found if str(found) == value else None


def changes(rows: object) -> list[tuple[str, str]]:
    """Day and words of every change in a list of them, oldest first; what is broken is left to the checks."""
    return sorted(
        (str(row["date"]), str(row.get("what", "")))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and "date" in row
    )


def human(value: object) -> str:
    """2026-11-20 as "20 November 2026"; empty where that is no day."""
    found = day(value)
    return f"{found.day} {found:%B %Y}" if found else ""
