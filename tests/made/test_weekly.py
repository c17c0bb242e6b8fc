"""What readers and programs are told of the weekly look: the two days, and sources that were corrected or retracted."""

from __future__ import annotations

import datetime
import json
import pathlib
from xml.etree import ElementTree

import jsonschema
import pytest
from markdown import Markdown

from checks import records
from extensions import list_blocks
from extensions.effect_blocks import box
from extensions.page import SiteMarkdown
from made import directory, page_facts
from sources import Sources, dates, from_files, read, weekly_answers
from sources.weekly_answers import SeenNotice, WeeklyAnswers

FILES = read(pathlib.Path(__file__).parent.parent.parent / "docs").raw
SEEN, DAY = datetime.date(2026, 11, 2), datetime.date(2026, 11, 30)
RETRACTED = SeenNotice("navarrosantana2020neck", "retraction", "10.5555/made.ret", "", SEEN)
CORRECTED = SeenNotice("adams2011", "erratum", "10.5555/made.err", "99000010", SEEN)
ANSWERS = WeeklyAnswers(DAY, 2, (RETRACTED, CORRECTED))
DECIDED = "- {{source: {}, kind: {}, decided: 2026-11-29, decision: stands, why: No number changes.{}}}\n"


def sources(notices: str = "[]\n", answers: WeeklyAnswers = ANSWERS) -> Sources:
    files = {**FILES, "_data/notices.yml": notices.encode()}
    return from_files(files, site_url="https://example.org/", answers=answers)


def render(written: Sources, text: str, page: str = "aftercare.md") -> str:
    ours = SiteMarkdown(written, ("citations",))
    ours.now.page = page
    return Markdown(extensions=["footnotes", ours]).convert(text)


def test_the_word_stands_beside_the_number_until_a_line_decides():
    text = "Less sore.[@navarrosantana2020neck] More.[@adams2011] Same.[@mpz2016]"
    for page in ("aftercare.md", "get-help.md"):  # with a list of sources, and without
        html = render(sources(), text, page)
        assert html.count("<small>(source retracted)</small>") == html.count("<small>(source corrected)</small>") == 1
        assert html.index("(source retracted)") < html.index("More.") < html.index("(source corrected)")
    decided = DECIDED.format("adams2011", "erratum", "")
    assert "corrected" not in (html := render(sources(decided), text)) and "(source retracted)" in html


@pytest.mark.parametrize(
    ("line", "waits"),
    [
        (DECIDED.format("adams2011", "erratum", ""), False),
        (DECIDED.format("adams2011", "erratum", ", doi: 10.5555/MADE.err"), False),
        (DECIDED.format("adams2011", "erratum", ", pmid: '99000010'"), False),
        (DECIDED.format("adams2011", "erratum", ", doi: 10.5555/another"), True),
        (DECIDED.format("adams2011", "retraction", ""), True),
        (DECIDED.format("mpz2016", "erratum", ""), True),
    ],
)
def test_a_line_decides_on_its_notice_and_on_no_other(line, waits):
    assert ("adams2011" in ANSWERS.undecided(sources(line).rows("notices"))) == waits


def facts(day: datetime.date, written: Sources | None = None, page: str = "acupuncture.md") -> dict:
    written = written or sources()
    return page_facts.facts(written.pages[page], written, day)


def test_after_14_days_it_stands_at_the_top_of_each_page_that_cites_the_source(monkeypatch):
    shown = []
    for days in (13, 14):
        then = datetime.datetime.combine(SEEN, datetime.time(12), datetime.UTC) + datetime.timedelta(days)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(then.timestamp())))
        shown.append(facts(dates.today())["noticed"])
    before, after = shown
    assert before == [] and [(source["what"], source["grave"], source["address"]) for source in after] == [
        ("was corrected", False, "../sources/#adams2011")
    ]
    assert facts(DAY, page="about.md")["noticed"] == []
    assert facts(DAY, sources(DECIDED.format("adams2011", "erratum", "")))["noticed"] == []


def test_the_day_of_the_program_is_never_the_day_of_a_person():
    said = facts(DAY)
    assert said["looked"] == "30 November 2026, by a program; 2 wait to be read"
    later = facts(datetime.date(2027, 3, 1), sources(answers=WeeklyAnswers(datetime.date(2027, 2, 28))))
    assert later["looked"].startswith("28 February 2027") and later["sources_checked"] == said["sources_checked"]
    assert facts(DAY + datetime.timedelta(days=10))["looked"].startswith("30 November 2026, by")
    assert facts(DAY + datetime.timedelta(days=11))["looked"] == "not since 30 November 2026"
    assert facts(DAY, sources(answers=WeeklyAnswers()))["looked"] == "not since then"
    assert facts(DAY, sources(answers=WeeklyAnswers(DAY, 1)))["looked"].endswith("; 1 waits to be read")
    assert facts(DAY, sources(answers=WeeklyAnswers(DAY)))["looked"].endswith("; none waits to be read")


def test_the_list_of_sources_says_what_was_seen_and_what_was_decided():
    page = "\n".join(list_blocks.references(sources(), "sources.md", ""))
    assert "<p>Retraction (doi 10.5555/made.ret), seen on 2 November 2026. Nobody has decided yet" in page
    page = "\n".join(list_blocks.references(sources(DECIDED.format("adams2011", "erratum", "")), "sources.md", ""))
    assert "<p>Erratum, read on 29 November 2026: No number changes.</p>" in page and "Erratum (10." not in page


def test_the_feed_and_links_json_tell_it_while_nobody_has_decided():
    root = ElementTree.fromstring(directory.feed(sources()).split("\n", 1)[1])
    names = [entry.findtext(f"{{{directory.ATOM}}}id") for entry in root.iter(f"{{{directory.ATOM}}}entry")]
    assert "tag:example.org,2026-11-02:/sources/adams2011-erratum-10.5555/made.err" in names
    assert len(names) == len(set(names))
    links = json.loads(directory.entries(sources()))
    jsonschema.validate(links, json.loads(directory.schema(sources())))
    told = {row["id"]: row.get("noticed") for row in links["links"]}
    assert told["acupuncture"] == [{"source": "adams2011", "kind": "erratum", "seen": "2026-11-02"}]
    assert told["about"] is None
    decided = sources(DECIDED.format("adams2011", "erratum", "") + DECIDED.format(RETRACTED.source, "retraction", ""))
    assert "erratum" not in directory.feed(decided) and "noticed" not in directory.entries(decided)


def test_a_notice_on_a_source_that_is_ours_no_more_is_told_nowhere():
    """Somebody took the source out after the look."""
    gone = sources(answers=WeeklyAnswers(DAY, 0, (SeenNotice("gone2020", "retraction", "", "7", SEEN), CORRECTED)))
    assert "sources/#adams2011" in directory.feed(gone) and "gone2020" not in directory.feed(gone)
    assert "gone2020" not in directory.entries(gone)


@pytest.mark.parametrize("order", ["newest first", "oldest first"])
def test_a_problem_says_when_its_answer_changed_and_the_feed_does_too(order):
    text = FILES["_data/conditions.yml"].decode()
    line = "  unknown: We do not know how much of the early relief comes from the needle, or who will feel better.\n"
    assert line in text
    rows = ["    - {date: 2026-11-28, what: Graded lower.}\n", "    - {date: 2026-11-20, what: First version.}\n"]
    change = "".join(["  changes:\n", *(reversed(rows) if order == "oldest first" else rows)])
    files = {**FILES, "_data/conditions.yml": text.replace(line, line + change, 1).encode()}
    written = from_files(files, site_url="https://example.org/")
    row = written.by_key("conditions", "id")["neck-pain"]
    assert "    Changed on 28 November 2026: Graded lower." in box(written, row, "indications/neck-and-shoulder.md")
    feed = directory.feed(written)
    assert "https://example.org/indications/neck-and-shoulder/#neck-pain" in feed and "Graded lower." in feed
    root = ElementTree.fromstring(feed.split("\n", 1)[1])
    names = [entry.findtext(f"{{{directory.ATOM}}}id") for entry in root.iter(f"{{{directory.ATOM}}}entry")]
    assert "tag:example.org,2026-11-28:/indications/neck-and-shoulder/neck-pain-2" in names
    assert len(names) == len(set(names))


def test_answers_are_read_from_the_file_that_the_environment_names(tmp_path, monkeypatch):
    file = tmp_path / "answers.json"
    notice = {"source": "adams2011", "kind": "erratum", "doi": "", "pmid": "7", "first_seen": "2026-11-02"}
    papers = [{"kind": kind} for kind in ("trial", "review", "protocol", "notice")]
    data = {"form": 1, "looked": "2026-11-30", "notices": [notice], "papers": papers}
    file.write_text(json.dumps(data))
    monkeypatch.setenv("ANSWERS", str(file))
    assert weekly_answers.given() == WeeklyAnswers(DAY, 2, (SeenNotice("adams2011", "erratum", "", "7", SEEN),))
    for broken in ({}, {**data, "form": 2}, {**data, "notices": [{}]}, {**data, "papers": 3}, []):
        file.write_text(json.dumps(broken))
        assert weekly_answers.given() == WeeklyAnswers(), broken
    file.write_text("<html>")
    assert weekly_answers.given() == WeeklyAnswers()
    monkeypatch.setenv("ANSWERS", str(tmp_path / "gone.json"))
    assert weekly_answers.given() == WeeklyAnswers()


@pytest.mark.parametrize(
    ("name", "row", "line"),
    [
        ("notices", "- {source: adams2011, kind: erratum, decided: 2027-01-01, decision: stands, why: No.}\n", 1),
        ("conditions", "- id: heel-pain\n  changes:\n    - {date: 2027-01-01, what: A.}\n", 3),
        ("seen", '- {pmid: "1", title: A paper, seen: 2027-01-01, decision: "no", why: No.}\n', 1),
    ],
)
def test_nobody_has_decided_tomorrow(name, row, line):
    found = records.check(from_files({f"_data/{name}.yml": row.encode()}), DAY)
    assert [(one.path, one.line, one.what) for one in found] == [
        (f"docs/_data/{name}.yml", line, "2027-01-01 is in the future.")
    ]
