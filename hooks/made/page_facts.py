"""What a page says of itself to readers: when its sources were checked, who reviewed it, which version it is."""

import datetime
from typing import Any

from sources import Page, Sources, human


def facts(page: Page, sources: Sources, today: datetime.date) -> dict[str, Any]:
    """Dates in words, the version (the day of the last change of meaning), the reviewers, whether a check is overdue.

    Fields that are missing or broken are left out; the checks report them.
    """
    meta, people = page.meta, sources.by_key("people", "id")
    days = {name: human(meta.get(name)) for name in ("sources_checked", "review_due", "reviewed_on")}
    days["version"] = human(page.changes[-1][0]) if page.changes else ""
    return {
        "reviewers": [people[name] for name in meta.get("reviewed_by") or [] if name in people],
        **{name: said for name, said in days.items() if said},
        "overdue": bool(days["review_due"]) and str(meta["review_due"]) < str(today),
    }
