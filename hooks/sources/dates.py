"""Days: which one it is, what counts as one, and how a reader says it."""

import datetime
import os
import time


def today() -> datetime.date:
    """Today, or the day of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), in UTC."""
    return datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), datetime.UTC).date()


def day(value: object) -> datetime.date | None:
    """The day that a text names as 2026-11-20 (ISO 8601), or None where it names none of the calendar."""
    try:
        found = datetime.date.fromisoformat(str(value))
    except ValueError:
        return None
    return found if str(found) == value else None


def human(value: object) -> str:
    """2026-11-20 as "20 November 2026"; empty where that is no day."""
    found = day(value)
    return f"{found.day} {found:%B %Y}" if found else ""
