"""What an earlier look told stays until a person decides, whatever a service says or does not say this week."""

from __future__ import annotations

import datetime
import json
import re

import pytest
from test_watching import DAY, Made, nothing

from commands import watch
from conftest import ROOT
from sources import Sources, from_files, read
from watching import backlog
from watching.asking import Reply
from watching.look import plan
from watching.records import Notice, Paper, same

FILES = read(ROOT / "docs").raw
QUIET = {"search": Reply(200, b'{"esearchresult": {"count": "0", "idlist": []}}')}
DECIDED = "- {{source: {}, kind: {}, decided: 2026-11-29, decision: stands, why: No number changes.}}\n"
SEEN = '- {pmid: "99000001", title: Dry needling or sham, seen: 2026-11-29, decision: "no", why: Too small.}\n'


def sources(**data: str) -> Sources:
    return from_files({**FILES, **{f"_data/{name}.yml": text.encode() for name, text in data.items()}})


@pytest.fixture
def week(tmp_path, monkeypatch):
    """Looks one after the other, each with the answers of the last, and gives the files that each wrote."""
    last = tmp_path / "answers.json"

    def made(number: int, written: Sources | None = None, **instead: Reply) -> dict[str, str]:
        then = datetime.datetime.combine(DAY, datetime.time(12), datetime.UTC) + datetime.timedelta(weeks=number)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(then.timestamp())))
        files = watch.evidence(written or sources(), Made(**instead).asker(), last)
        last.write_text(files["answers.json"], "utf-8")
        return files

    return made


def told(files: dict[str, str]) -> set[tuple[str, str, str]]:
    """Source, kind and first day of the notices that the pages will show."""
    return {(row["source"], row["kind"], row["first_seen"]) for row in json.loads(files["answers.json"])["notices"]}


def waiting(files: dict[str, str]) -> list[str]:
    return [row["pmid"] for row in json.loads(files["answers.json"])["papers"] if row["kind"] in ("trial", "review")]


@pytest.mark.parametrize("away", [("ours",), ("works",), ("notices",), ("ours", "works", "notices")])
def test_a_service_that_is_away_takes_no_notice_from_the_pages(week, away):
    first = told(week(0))
    files = week(1, **{part: Reply(503) for part in away})
    assert len(first) == 6 and told(files) == first
    assert "not looked: " in files["title"]


def test_an_answer_that_leaves_a_source_out_takes_no_notice_of_it(week):
    first, pmid = told(week(0)), sources().by_key("references")["halle2016b"]["pmid"]
    body = Made().kind(plan(sources())[0][1])[1].decode()
    records = re.findall(r"<PubmedArticle>.*?</PubmedArticle>", body, re.S)
    (left_out,) = [record for record in records if f">{pmid}</PMID>" in record]
    files = week(1, ours=Reply(200, body.replace(left_out, "").encode()))
    assert "the answer says nothing of `halle2016b`" in files["evidence.md"] and told(files) == first


def test_what_an_answered_part_no_longer_tells_is_gone(week):
    first = told(week(0))
    gone = {row for row in first if row[:2] == ("adams2011", "erratum")}
    assert gone and told(week(1, notices=Reply(200, nothing()))) == first - gone


def test_a_paper_waits_until_somebody_has_read_it(week):
    """PubMed tells of it for three weeks only."""
    assert sorted(waiting(week(0))) == ["99000001", "99000002"]
    files = [week(number, **QUIET) for number in range(1, 6)]
    assert all(sorted(waiting(one)) == ["99000001", "99000002"] for one in files)
    assert "## Told before, and nobody has decided yet" in files[-1]["evidence.md"]
    assert "PMID `99000001`, doi `10.5555/made.2026.1`, `Made J Physiother 2026`" in files[-1]["evidence.md"]
    assert "protocol" not in files[-1]["evidence.md"], "which nobody has to decide on"
    assert waiting(week(6, sources(seen=SEEN), **QUIET)) == ["99000002"]


def test_a_source_that_is_ours_no_more_takes_its_notices_with_it(week):
    first = told(week(0))
    rows = FILES["_data/references.yml"].decode()
    start = rows.index("- key: adams2011\n")
    without = sources(references=rows[:start] + rows[rows.index("\n- key:", start) + 1 :])
    assert told(week(1, without, notices=Reply(503))) == {row for row in first if row[0] != "adams2011"}


def test_the_same_answers_are_no_news_in_the_next_week(week):
    """But what nobody should rely on is said until somebody has decided."""
    assert week(0)["title"].startswith("Evidence, week of 30 November 2026: 2 new candidates, 2 retractions, 1 exp")
    again = week(1)
    assert again["title"] == "Evidence, week of 7 December 2026: 3 grave notices undecided"
    assert "## New" not in again["evidence.md"] and again["urgent"].count("\n") == 3
    grave = ["halle2016b", "navarrosantana2020neck"]
    lines = [DECIDED.format(key, "retraction") for key in grave]
    lines.append(DECIDED.format("larapalomo2023", "expression of concern"))
    decided = week(2, sources(notices="".join(lines)))
    assert decided["title"] == decided["urgent"] == "" and len(told(decided)) == 3
    assert {day for _, _, day in told(decided)} == {str(DAY)}, "the day on which each was seen first"
    assert "halle2016b" not in decided["evidence.md"]


def test_a_look_goes_back_behind_the_last_one_that_was_answered(week):
    day = DAY + datetime.timedelta(weeks=1)
    for looked, back in (("", 90), ("2026-11-30", 21), ("2026-11-09", 42), ("2020-01-01", 365)):
        assert backlog.days({"looked": looked}, day) == back
    assert backlog.days(None, day) == 90
    assert "of the last 90 days" in week(0)["evidence.md"]
    week(1, search=Reply(503))
    week(2, search=Reply(503))
    assert "of the last 35 days" in week(3)["evidence.md"], "three weeks and two more"


def test_a_notice_without_a_number_is_known_again_by_where_it_stands():
    one = Notice("adams2011", "erratum", where="Made J. 2026;1(2):5")
    assert same(one, one) and not same(one, Notice("adams2011", "erratum", where="Made J. 2027;1"))
    assert not same(Notice("adams2011", "erratum"), Notice("adams2011", "erratum"))


def test_answers_are_read_as_they_were_written(week):
    last = json.loads(week(0)["answers.json"])
    assert {type(paper) for paper in backlog.papers(last)} == {Paper} and len(backlog.papers(last)) == 4
    assert sum(notice.grave for notice in backlog.notices(last)) == 3
