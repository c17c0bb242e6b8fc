"""The answers of a look as a file, from which the next look and the published pages know what was asked, and when."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sources.weekly_answers import FORM
from watching import backlog
from watching.look import NEWS, Look
from watching.query import kind
from watching.records import same


def written(look: Look, day: datetime.date, last: Mapping[str, Any] | None = None) -> str:
    """The file: the same bytes for the same look. A notice keeps the day on which it was seen first."""
    before = list(zip(backlog.notices(last), (last or {}).get("notices", []), strict=True))
    notices, papers = [], []
    for notice in look.notices:
        days = [row["first_seen"] for other, row in before if same(notice, other)]
        notices.append({**asdict(notice), "first_seen": min(days, default=str(day))})
    for paper in look.papers:
        row = {**asdict(paper), "kind": kind(paper)}
        del row["notices"]  # each is a paper of its own
        papers.append(row)
    asked = all(not part.failed for part in look.parts if part.name.startswith(NEWS))
    data = {
        "form": FORM,
        "day": str(day),
        "looked": str(day) if asked else (last or {}).get("looked", ""),
        "parts": [asdict(part) for part in look.parts],
        "notices": notices,
        "papers": papers,
        "without": look.without,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(text: str) -> dict[str, Any] | None:
    """The answers of an earlier look; None where they are none, or of another form."""
    try:
        data = json.loads(text)
        datetime.date.fromisoformat(data["day"])
        usable = data["form"] == FORM and isinstance(data["looked"], str)
        usable = usable and all(notice["first_seen"] for notice in data["notices"])
        backlog.notices(data)
        backlog.papers(data)
        usable = usable and all("failed" in part and part["name"] for part in data["parts"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return data if usable else None


def of_last_week(last: Mapping[str, Any] | None, today: datetime.date) -> str:
    """What was not looked at last week; empty when all was. `last` is None when there is no file of it."""
    if last is None:
        return "no answers of last week were kept, so nobody knows whether that look was made."
    days = (today - datetime.date.fromisoformat(last["day"])).days
    if days > 10:
        return f"the look before this one was made {days} days ago."
    failed = [part["name"] for part in last["parts"] if part["failed"]]
    return f"not looked then: {'; '.join(failed)}." if failed else ""
