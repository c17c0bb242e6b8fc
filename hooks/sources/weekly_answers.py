"""What the weekly look found, as the build gets it: a file that the environment names (ANSWERS), or nothing.

hooks/watching/answers.py writes it. The same file and the same day give the same bytes; no file, one of another form
or an old one says nothing of today.
"""

import datetime
import json
import os
import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sources.dates import day as day_of

FORM = 1  # of the file; another one is not read
OLD = 10  # days after which a weekly look has been missed
WAIT = 14  # days after which a notice that nobody has decided on stands at the top of a page
NO_CANDIDATES = ("protocol", "notice")  # kinds of papers that nobody needs to read for a page
GRAVE = {"retraction", "partial retraction", "retraction, published again", "expression of concern"}
BESIDE = {  # what stands beside the number of a source; another kind of notice keeps its own word
    "retraction": "retracted",
    "partial retraction": "partly retracted",
    "retraction, published again": "retracted and published again",
    "expression of concern": "in doubt",
    "erratum": "corrected",
    "correction, published again": "corrected and published again",
    "newer version": "replaced by a newer version",
    "reinstatement": "reinstated",
}
MEANING = {  # what a reader is told of it at the top of a page
    "retraction": "was retracted: its journal no longer stands behind it",
    "partial retraction": "was retracted in part: its journal no longer stands behind that part",
    "retraction, published again": "was retracted, and then published again with changes",
    "expression of concern": "is in doubt: its journal warns that something in it may be wrong",
    "erratum": "was corrected",
    "correction, published again": "was corrected and published again",
    "newer version": "has a newer version",
    "reinstatement": "was retracted, and then reinstated",
}


@dataclass(frozen=True)
class SeenNotice:
    """A notice on one of our sources, and the day on which the look saw it first."""

    source: str
    kind: str
    doi: str  # of the notice, "" for none
    pmid: str
    first_seen: datetime.date

    @property
    def beside(self) -> str:
        """The word beside the number of the source."""
        return BESIDE.get(self.kind, self.kind)

    @property
    def meaning(self) -> str:
        """What happened to the source, in the words of a reader."""
        return MEANING.get(self.kind, f"has a notice ({self.kind})")

    @property
    def grave(self) -> bool:
        """Whether nobody should rely on the source until a person has looked."""
        return self.kind in GRAVE

    @property
    def named(self) -> str:
        """Its number, with what kind of number it is; "" for none."""
        return f"doi {self.doi}" if self.doi else f"PMID {self.pmid}" if self.pmid else ""

    @property
    def number(self) -> str:
        """Its DOI, else its PMID; "" for none."""
        return self.doi or self.pmid

    def overdue(self, today: datetime.date) -> bool:
        """Whether a person should have decided by now."""
        return (today - self.first_seen).days >= WAIT

    def decided(self, row: Mapping[str, Any]) -> bool:
        """Whether a line of notices.yml decides on it; one without a number decides on all of its kind."""
        numbers = {str(row[name]).lower() for name in ("doi", "pmid") if name in row}
        return (row.get("source"), row.get("kind")) == (self.source, self.kind) and (
            not numbers or bool(numbers & ({self.doi.lower(), self.pmid} - {""}))
        )


@dataclass(frozen=True)
class WeeklyAnswers:
    """The last day on which new studies were looked for and all was answered, the papers that wait, the notices."""

    looked: datetime.date | None = None
    waiting: int = 0
    notices: tuple[SeenNotice, ...] = ()

    def is_fresh(self, today: datetime.date) -> bool:
        """Whether new studies were looked for in the last week or so."""
        return self.looked is not None and (today - self.looked).days <= OLD

    def undecided(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, list[SeenNotice]]:
        """The notices on which no line of notices.yml decides, by the key of their source."""
        decisions, found = list(rows), dict[str, list[SeenNotice]]()
        for notice in self.notices:
            if not any(notice.decided(row) for row in decisions):
                found.setdefault(notice.source, []).append(notice)
        return found


def read(path: str | None) -> WeeklyAnswers:
    """The answers in a file; empty ones where there is none, or it has another form."""
    try:
        data = json.loads(pathlib.Path(path or "").read_text("utf-8")) if path else {}
        return of(data) if data.get("form") == FORM else WeeklyAnswers()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return WeeklyAnswers()


def of(data: Mapping[str, Any]) -> WeeklyAnswers:
    """The answers of a file that was read. Raises KeyError, TypeError or ValueError for another form."""
    notices = [
        SeenNotice(row["source"], row["kind"], row["doi"], row["pmid"], datetime.date.fromisoformat(row["first_seen"]))
        for row in data["notices"]
    ]
    waiting = sum(row["kind"] not in NO_CANDIDATES for row in data["papers"])
    return WeeklyAnswers(day_of(data["looked"]), waiting, tuple(notices))


def given() -> WeeklyAnswers:
    """The answers that the environment names."""
    return read(os.environ.get("ANSWERS"))
