"""The answers of a look as a file, from which the next look and the published pages know what was asked, and when."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sources.weekly_answers import FORM
from watching.look import NEWS, Look
from watching.query import kind


def written(look: Look, day: datetime.date, last: Mapping[str, Any] | None = None) -> str:
    """The file: the same bytes for the same look. A notice keeps the day on which it was seen first."""
    before = {name(notice): notice["first_seen"] for notice in (last or {}).get("notices", [])}
    notices = [{**asdict(notice), "first_seen": before.get(name(asdict(notice)), str(day))} for notice in look.notices]
    papers = [
        {"pmid": paper.pmid, "doi": paper.doi, "title": paper.title, "kind": kind(paper)} for paper in look.papers
    ]
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


def name(notice: Mapping[str, Any]) -> tuple[str, str, str]:
    """By what a notice is known again."""
    return notice["source"], notice["kind"], (notice["doi"] or notice["pmid"]).lower()


def read(text: str) -> dict[str, Any] | None:
    """The answers of an earlier look; None where they are none, or of another form."""
    try:
        data = json.loads(text)
        datetime.date.fromisoformat(data["day"])
        usable = data["form"] == FORM and isinstance(data["looked"], str)
        usable = usable and all(name(notice) and notice["first_seen"] for notice in data["notices"])
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
