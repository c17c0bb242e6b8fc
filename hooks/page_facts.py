"""MkDocs hook: what every page says of itself: dates, reviewer and version at its end, and JSON-LD for machines."""

from __future__ import annotations

import datetime
import pathlib
from typing import Any

import checks
import structured_data
from sources import read


def human(day: str) -> str:
    """2026-11-20 as "20 November 2026"."""
    date = datetime.date.fromisoformat(day)
    return f"{date.day} {date:%B %Y}"


def facts(meta: dict[str, Any], people: dict[str, dict[str, Any]], today: datetime.date) -> dict[str, Any]:
    """Dates in words, the version (the day of the last change of meaning), the reviewers, and whether a check is
    overdue.

    Fields that are missing or broken are left out; the checks report them.
    """
    found: dict[str, Any] = {"reviewers": [people[name] for name in meta.get("reviewed_by") or [] if name in people]}
    for name in ("sources_checked", "review_due", "reviewed_on"):
        try:
            found[name] = human(str(meta[name]))
        except (KeyError, ValueError):
            continue
    days = sorted(
        str(change["date"]) for change in meta.get("changes") or [] if isinstance(change, dict) and "date" in change
    )
    if days:
        found["version"] = human(days[-1])
    found["overdue"] = "review_due" in found and str(meta["review_due"]) < str(today)
    return found


def on_page_markdown(markdown: str, page: Any, **_: Any) -> None:
    """Let sitemap.xml say when the meaning of a page last changed, not when the site was built."""
    days = [
        str(change["date"])
        for change in page.meta.get("changes") or []
        if isinstance(change, dict) and "date" in change
    ]
    page.update_date = max(days, default=page.update_date)


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Hand the facts to overrides/partials/page-facts.html, and the JSON-LD to overrides/main.html."""
    sources = read(pathlib.Path(config.docs_dir))
    context["facts"] = facts(page.meta, sources.by_key("people", "id"), checks.today())
    if page.file.src_uri in sources.pages:
        context["structured_data"] = structured_data.script(
            structured_data.of_page(sources.pages[page.file.src_uri], sources, config.site_url, config.site_name)
        )
    return context
