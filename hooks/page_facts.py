"""MkDocs hook: what every page says of itself at its end: dates, reviewer, version, address."""

from __future__ import annotations

import datetime
import pathlib
from typing import Any

import checks
from sources import read


def human(day: str) -> str:
    """2026-11-20 as "20 November 2026"."""
    date = datetime.date.fromisoformat(day)
    return f"{date.day} {date:%B %Y}"


def facts(meta: dict[str, Any], people: dict[str, dict[str, Any]], today: datetime.date) -> dict[str, Any]:
    """Dates in words, the version (the day of the last change of meaning), the reviewers, and whether a check is overdue.

    Fields that are missing or broken are left out; the checks report them.
    """
    found: dict[str, Any] = {"reviewers": [people[name] for name in meta.get("reviewed_by") or [] if name in people]}
    for name in ("sources_checked", "review_due", "reviewed_on"):
        try:
            found[name] = human(str(meta[name]))
        except (KeyError, ValueError):
            continue
    days = sorted(str(change["date"]) for change in meta.get("changes") or [] if isinstance(change, dict) and "date" in change)
    if days:
        found["version"] = human(days[-1])
    found["overdue"] = "review_due" in found and str(meta["review_due"]) < str(today)
    return found


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Hand the facts to overrides/partials/page-facts.html."""
    people = read(pathlib.Path(config.docs_dir)).by_key("people", "id")
    context["facts"] = facts(page.meta, people, checks.today())
    return context
