"""What an earlier look told and nobody has decided on: it waits, and an answer that is missing takes nothing back.

PubMed is asked for the papers of the last weeks only, and a service that is away tells of no notice: without the last
answers a retraction would go from the pages, and a paper that nobody has read would no longer wait.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from sources import Sources
from sources.weekly_answers import NO_CANDIDATES, SeenNotice
from watching.look import DAYS, Look, known
from watching.query import kind
from watching.records import Notice, Paper, joined, same

FIRST, MOST = 90, 365  # days of the first look, and of one after the longest silence
AGAIN = 14  # days that a look goes back behind the last one that was answered: records come late


def days(last: Mapping[str, Any] | None, day: datetime.date) -> int:
    """How many days back a look asks for new papers, so that a look that failed loses none."""
    if not last or not last["looked"]:
        return FIRST
    return max(DAYS, min(MOST, (day - datetime.date.fromisoformat(last["looked"])).days + AGAIN))


def notices(last: Mapping[str, Any] | None) -> list[Notice]:
    """The notices of the last answers. Raises KeyError or TypeError for another form."""
    return [
        Notice(row["source"], row["kind"], row["doi"], row["pmid"], row["where"], tuple(row["by"]))
        for row in (last or {}).get("notices", [])
    ]


def papers(last: Mapping[str, Any] | None) -> list[Paper]:
    """The papers of the last answers. Raises KeyError or TypeError for another form."""
    return [
        Paper(row["pmid"], row["title"], row["doi"], row["journal"], row["year"], row["language"], tuple(row["types"]))
        for row in (last or {}).get("papers", [])
    ]


def decided(notice: Notice, rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a line of notices.yml decides on a notice."""
    seen = SeenNotice(notice.source, notice.kind, notice.doi, notice.pmid, datetime.date.min)
    return any(seen.decided(row) for row in rows)


def with_backlog(look: Look, last: Mapping[str, Any] | None, sources: Sources) -> Look:
    """A look with what still waits of the last one, and without what a person has decided on."""
    keys, decisions = sources.by_key("references"), sources.rows("notices")
    told = [notice for notice in notices(last) if notice.source in keys]
    found = joined([*look.notices, *unanswered(look, told)])
    undecided = [notice for notice in found if not decided(notice, decisions)]
    look.notices = sorted(undecided, key=lambda notice: not notice.grave)
    look.told = [notice for notice in look.notices if any(same(notice, other) for other in told)]
    ours, now = known(sources, sources.rows("seen")), {paper.pmid for paper in look.papers}
    look.waiting = {paper.pmid for paper in papers(last)}
    unread = [paper for paper in papers(last) if kind(paper) not in NO_CANDIDATES and not ours.has(paper)]
    look.papers += [paper for paper in unread if paper.pmid not in now]
    return look


def unanswered(look: Look, told: list[Notice]) -> list[Notice]:
    """Those told before that this look cannot take back, as a part of it failed or said nothing of their source."""
    asked = [part for part in look.parts if part.is_on_ours]
    if any(part.failed for part in asked):
        return told
    lacking = {key for part in asked for key in part.lacking}
    return [notice for notice in told if notice.source in lacking]
