"""The weekly look, from answers made by hand in the true shape: what it tells; no failure passes for "none"."""

from __future__ import annotations

import datetime
import functools
import json
import pathlib
import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from extensions.citations import cited_in
from sources import read, weekly_answers
from watching import answers, asking, crossref, pubmed, query, registered, report, titles
from watching.asking import Call, NotLooked, Reply, Service
from watching.look import Asker, known, plan
from watching.records import Notice, joined

HERE = pathlib.Path(__file__).parent
SOURCES = read(HERE.parent.parent / "docs")
DAY = datetime.date(2026, 11, 30)
KNOWN = known(SOURCES)


def sample(name: str) -> bytes:
    return (HERE / name).read_bytes()


class Made:
    """The services, as the samples answer: our own papers all there, of which three have a notice."""

    def __init__(self, **instead: Reply) -> None:
        self.instead = instead  # a reply in place of one of: ours, search, papers, works, notices, trials
        self.waits: list[float] = []

    def __call__(self, call: Call) -> Reply:
        kind, body = self.kind(call)
        return self.instead.get(kind) or Reply(200, body)

    def kind(self, call: Call) -> tuple[str, bytes]:
        form = dict(call.form or {})
        if "esearch" in call.address and "reldate" not in form:
            return "titles", b'{"esearchresult": {"count": "0", "idlist": []}}'
        if "esearch" in call.address:
            return "search", sample("esearch.json")
        if "efetch" in call.address:
            if form["id"].startswith("9900000"):
                return "papers", sample("efetch.xml")
            noted = sample("efetch-our-sources.xml").decode()
            rest = "".join(
                f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID></MedlineCitation></PubmedArticle>"
                for pmid in form["id"].split(",")
                if f">{pmid}<" not in noted
            )
            return "ours", noted.replace("</PubmedArticleSet>", rest + "</PubmedArticleSet>").encode()
        if "crossref" in call.address and "updates" in call.address:
            return "notices", sample("crossref-updates.json") if "peds.2011-1091" in call.address else nothing()
        if "crossref" in call.address:
            asked = parse_qs(urlsplit(call.address).query)["filter"][0].split(",")
            items = json.loads(sample("crossref-work-list.json"))["message"]["items"]
            dois = {doi.removeprefix("doi:") for doi in asked} - {items[0]["DOI"]}
            ours = items * ("jcm9103300" in call.address) + [{"DOI": doi.upper()} for doi in dois]
            return "works", nothing(*ours)
        return "trials", sample("ctgov.json").replace(b'"nextPageToken": "made"', b'"end": ""')

    def asker(self, email: str = "") -> Asker:
        names = (pubmed.NAME, pubmed.PAUSE), (crossref.NAME, crossref.pause(email)), (registered.NAME, registered.PAUSE)
        return Asker(*(Service(name, pause, self, self.waits.append) for name, pause in names), email)


def nothing(*items: dict) -> bytes:
    return json.dumps({"status": "ok", "message": {"total-results": len(items), "items": items}}).encode()


def look(day: datetime.date = DAY, seen: tuple = (), **instead: Reply):
    return Made(**instead).asker().look(SOURCES, seen, day)


def test_every_kind_of_notice_is_told_with_its_source_and_once():
    found = {(notice.kind, notice.doi or notice.pmid, notice.by) for notice in look().notices}
    assert found >= {
        ("retraction", "10.5555/made.ret", ("Crossref",)),
        ("retraction", "99000011", ("PubMed",)),
        ("expression of concern", "", ("PubMed",)),
        ("newer version", "99000012", ("PubMed",)),
        ("erratum", "10.5555/made.err", ("Crossref",)),
        ("erratum", "10.5555/made.err", ("PubMed",)),
    }
    assert len(look().notices) == 6 and Counter(notice.grave for notice in look().notices) == {True: 3, False: 3}
    assert {notice.source for notice in look().notices} <= set(SOURCES.by_key("references"))


@pytest.mark.parametrize("ref_type", pubmed.PUBMED)
def test_every_type_of_pubmed_is_told(ref_type):
    body = sample("efetch-our-sources.xml").replace(b'"ErratumIn"', f'"{ref_type}"'.encode())
    notices = pubmed.papers(body)[0].notices
    assert [notice.kind for notice in notices] == [pubmed.PUBMED[ref_type]] and notices[0].doi == "10.5555/made.err"


@pytest.mark.parametrize("kind", [*crossref.CROSSREF, "of_a_new_kind", ""])
def test_every_type_of_crossref_is_told_in_both_directions_also_an_unknown_one(kind):
    update = {"DOI": "10.1542/PEDS.2011-1091", "type": kind}
    said = crossref.CROSSREF.get(kind, "of a new kind" if kind else "notice of no kind")
    assert [note.kind for note in crossref.of_notices([{"DOI": "10.5/x", "update-to": [update]}], KNOWN.dois)] == [said]
    ours = {"DOI": "10.1542/PEDS.2011-1091", "updated-by": [{"DOI": "10.5/X", "type": kind}]}
    assert [(note.kind, note.doi) for note in crossref.of_works([ours], KNOWN.dois)] == [(said, "10.5/x")]


def test_a_paper_marked_retracted_without_a_notice_is_told():
    body = sample("efetch-our-sources.xml").replace(b'"RetractionIn"', b'"CommentIn"')
    assert [notice.kind for notice in pubmed.papers(body)[1].notices] == ["retraction"]


def test_two_errata_of_one_source_stay_two():
    one, two = Notice("a", "erratum", "10.5/x", by=("Crossref",)), Notice("a", "erratum", "10.5/y", by=("Crossref",))
    assert len(joined([one, two, one])) == 2
    assert joined([one, Notice("a", "erratum", "10.5/X", "7", by=("PubMed",))])[0].by == ("Crossref", "PubMed")
    told = [Notice("a", "retraction", "10.5/x", by=("Crossref",)), Notice("a", "retraction", "", "7", by=("PubMed",))]
    assert joined(told) == [Notice("a", "retraction", "10.5/x", "7", by=("Crossref", "PubMed"))], "retracted once"


def test_new_papers_are_sorted_by_kind_and_protocols_stand_apart():
    kinds = {paper.pmid: query.kind(paper) for paper in pubmed.papers(sample("efetch.xml"))}
    assert kinds == {"99000001": "trial", "99000002": "review", "99000003": "protocol", "99000004": "notice"}
    text = report.text(look(), cited_in(SOURCES))
    assert "## New trials (1)" in text and "## New reviews (1)" in text and "## Protocols, not evidence yet (1)" in text
    assert "in `spa`" in text and "made-up people were randomised" not in text, "the language, and no abstract"
    news = "2 new candidates, 2 retractions, 1 expression of concern, 2 errata, 1 newer version"
    assert report.title(look(), DAY) == f"Evidence, week of 30 November 2026: {news}"


def test_what_a_person_said_no_to_and_what_is_ours_is_left_out():
    pmids = {paper.pmid for paper in look(seen=({"pmid": "99000001"}, {"doi": "10.5555/MADE.2026.1"})).papers}
    assert pmids == {"99000002", "99000003", "99000004"}
    ours = next(iter(KNOWN.pmids))
    body = sample("efetch.xml").replace(b">99000002<", f">{ours}<".encode())
    search = sample("esearch.json").replace(b"99000002", ours.encode())
    assert "99000002" not in {paper.pmid for paper in look(search=Reply(200, search), papers=Reply(200, body)).papers}


REFUSALS = {
    "nobody answers": Reply(0),
    "refused": Reply(403),
    "too often": Reply(429),
    "broken": Reply(500),
    "away": Reply(503),
    "a page": Reply(200, b"<html>maintenance"),
    "nothing": Reply(200, b""),
    "too often, with status 200": Reply(200, sample("rate-limit.json")),
    "another shape": Reply(200, b'{"esearchresult": [], "message": 3, "studies": {}, "status": "ok"}'),
    "a list": Reply(200, b"[]"),
}
FAILURES = [
    (part, name, reply) for part in ("ours", "search", "papers", "works", "notices") for name, reply in REFUSALS.items()
]
FAILURES += [
    ("search", "an error inside", Reply(200, sample("esearch-error.json"))),
    ("search", "a lost phrase", Reply(200, sample("esearch-lost-phrase.json"))),
    ("search", "a cut list", Reply(200, sample("esearch.json").replace(b'"count": "4"', b'"count": "812"'))),
    ("papers", "a cut list", Reply(200, sample("efetch.xml")[:2000])),
    ("papers", "fewer than it found", Reply(200, b"<PubmedArticleSet></PubmedArticleSet>")),
    ("papers", "a record without number", Reply(200, sample("efetch.xml").replace(b">99000001<", b"><", 1))),
    ("ours", "another document", Reply(200, b"<eFetchResult><ERROR>no</ERROR></eFetchResult>")),
    (
        "notices",
        "a cut list",
        Reply(200, sample("crossref-updates.json").replace(b'"total-results": 3', b'"total-results": 30')),
    ),
    ("notices", "a failure inside", Reply(200, sample("crossref-updates.json").replace(b'"ok"', b'"failed"'))),
    (
        "works",
        "an update of another shape",
        Reply(200, sample("crossref-work-list.json").replace(b'"updated-by": [', b'"updated-by": [1, ')),
    ),
]


@pytest.mark.parametrize(("part", "name", "reply"), FAILURES, ids=[f"{part}: {name}" for part, name, _ in FAILURES])
def test_a_failure_is_told_by_part_and_never_as_none(part, name, reply):
    found = look(**{part: reply})
    failed = [each for each in found.parts if each.failed]
    assert failed, "the failure passed for an answer"
    text, title = report.text(found, {}), report.title(found, DAY)
    assert "not looked: " in title
    for each in failed:
        assert f"| {each.name} | **no: {each.failed}** | {each.asked} | **not looked** |" in text
        assert f"- **{each.name}**: {each.failed}" in text
    answered = [each.name for each in found.parts if not each.failed]
    assert answered and all(f"| {name} | yes |" in text for name in answered), "the other parts are told"


def test_a_busy_service_is_asked_three_times_with_pauses_and_a_refusal_once():
    waits: list[float] = []
    busy = Service("Crossref", 1.1, lambda call: Reply(429, wait=30), waits.append)
    with pytest.raises(NotLooked, match="Crossref answered 429, after 3 tries"):
        busy.ask(Call("x"))
    assert waits == [30, 1.1, 30, 1.1] and len(busy.calls) == 3
    waits.clear()
    with pytest.raises(NotLooked, match="answered 403, after 1 try"):
        Service("Crossref", 1.1, lambda call: Reply(403), waits.append).ask(Call("x"))
    assert waits == []
    replies = iter([Reply(503), Reply(200, b"well")])
    assert (
        Service("PubMed", 0.4, lambda call: next(replies), waits.append).ask(Call("x")) == b"well" and len(waits) == 2
    )


def test_a_source_that_no_service_knows_is_named_with_the_reason():
    said = look().without
    rows = SOURCES.by_key("references")
    assert set(said) == {key for key, row in rows.items() if not {"doi", "pmid"} & row.keys()}
    assert set(said.values()) == {"no DOI and no PMID"}
    text = report.text(look(), {})
    assert f"- no DOI and no PMID: {', '.join(f'`{key}`' for key in sorted(said))}" in text
    while_away = look(ours=Reply(503), works=Reply(503)).without
    assert set(while_away.values()) == {"no DOI and no PMID"}, "a service that is away is no reason"


def test_at_least_95_in_100_of_our_papers_can_be_asked_about():
    """A paper has a journal and authors; those without a number are asked about by title."""
    rows = [row for row in SOURCES.rows("references") if row.get("journal") and row.get("authors")]
    asked = [row for row in rows if {"doi", "pmid"} & row.keys() or str(row["key"]) in titles.without_number(SOURCES)]
    assert len(asked) / len(rows) >= 0.95
    assert sum(bool({"doi", "pmid"} & row.keys()) for row in rows) / len(rows) >= 0.85, "and most of them by number"


def test_a_few_of_ours_that_an_answer_leaves_out_are_named_and_many_make_it_none():
    made = Made()
    there = made.kind

    def less(self, call, drop):
        kind, body = there(call)
        return kind, re.sub(drop, b"", body) if kind == "ours" else body

    key = KNOWN.pmids["21785197"] if "21785197" in KNOWN.pmids else next(iter(KNOWN.pmids.values()))
    pmid = next(number for number, name in KNOWN.pmids.items() if name == key)
    one = rb"<PubmedArticle><MedlineCitation><PMID>" + pmid.encode() + rb"</PMID></MedlineCitation></PubmedArticle>"
    made.kind = functools.partial(less, made, drop=one)
    found = made.asker().look(SOURCES, (), DAY)
    assert [part.lacking for part in found.parts if part.lacking] == [(key,)]
    assert f"the answer says nothing of `{key}`" in report.text(found, {})
    made.kind = functools.partial(
        less,
        made,
        drop=rb"<PubmedArticle><MedlineCitation><PMID>1.*?</PubmedArticle>|"
        rb"<PubmedArticle><MedlineCitation><PMID>2.*?</PubmedArticle>",
    )
    assert next(part.failed for part in made.asker().look(SOURCES, (), DAY).parts if part.failed).startswith("only ")


def test_a_paper_without_a_number_is_found_by_its_whole_title_alone():
    wanted = titles.without_number(SOURCES)
    key, title = next(iter(wanted.items()))

    def made_for(said: str) -> list:
        record = f"<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>{said}</ArticleTitle></Article>"
        notes = '<CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn"/></CommentsCorrectionsList>'
        body = f"<PubmedArticleSet>{record}{notes}</MedlineCitation></PubmedArticle></PubmedArticleSet>".encode()
        made, search = Made(), b'{"esearchresult": {"count": "1", "idlist": ["7"]}}'
        there = made.kind
        made.kind = lambda call: (
            ("titles", search)
            if titles.call(title) == call
            else ("papers", body)
            if dict(call.form or {}).get("id") == "7"
            else there(call)
        )
        found = made.asker().look(SOURCES, (), DAY)
        return [found.numbers, [note.source for note in found.notices if note.source == key], key in found.without]

    assert made_for(title.upper() + ".") == [{key: "7"}, [key], False]
    assert made_for("Another " + title) == [{}, [], True]
    unknown = look(titles=Reply(200, sample("esearch-lost-phrase.json")))
    assert not [part for part in unknown.parts if part.failed], "a word that PubMed does not know: no such title"
    assert [part.failed for part in look(titles=Reply(503)).parts if part.failed] == [
        "PubMed answered 503, after 3 tries"
    ]


def test_the_plan_is_a_few_calls_within_the_limits_of_each_service():
    calls = plan(SOURCES)
    made = Made().asker()
    made.look(SOURCES, (), DAY)
    asked = [*made.pubmed.calls, *made.crossref.calls]
    assert {call.address for _, call, _ in calls} <= {call.address for call in asked}
    assert len(calls) + len(query.QUESTIONS) == len(asked) <= 90, "each search here found papers, which are fetched"
    dois = len(KNOWN.dois)
    assert sum(name == "Crossref" for name, _, _ in calls) == 2 * -(-dois // crossref.SOME)
    assert crossref.pause("") >= 1 and crossref.pause("a@example.org") >= 1 / 3 and pubmed.PAUSE >= 1 / 3
    assert sum(pause for _, _, pause in calls) < 90, "seconds"
    with_name = next(crossref.calls("doi", ["10.5/x"], "a@example.org")).address
    assert "mailto=a%40example.org" in with_name and "doi%3A10.5%2Fx" in with_name
    assert all(len(call.address) < 4000 for _, call, _ in calls)


def test_titles_of_others_stay_texts_and_are_cut():
    body = sample("efetch.xml").replace(
        b"<ArticleTitle>Dry needling or sham needling for <i>made-up</i> neck pain",
        b"<ArticleTitle>[x](https://evil.example) @octocat #1 &lt;img src=x&gt; ` `` " + b"long " * 100 + b"sham",
    )
    text = report.text(look(papers=Reply(200, body)), {})
    line = next(line for line in text.splitlines() if "octocat" in line)
    assert (
        line.startswith("- [ ] ``` [x](https://evil.example) @octocat #1 <img")
        and len(line) < 330
        and " ... ```" in line
    )


def test_a_grave_notice_has_a_title_of_its_own():
    said = report.urgent(look())
    assert [line.split(":")[0] for line in said] == ["Retraction", "Expression of concern", "Retraction"]
    assert said[0] == "Retraction: halle2016b"


def test_nothing_new_and_all_answered_gives_no_title():
    quiet = {
        "search": Reply(200, b'{"esearchresult": {"count": "0", "idlist": []}}'),
        "notices": Reply(200, nothing()),
    }
    made = Made(**quiet)
    ours = Made.kind

    def plain(self, call):
        kind, body = ours(self, call)
        body = body.replace(b"updated-by", b"cited-by").replace(b"Retracted Publication", b"Article")
        return kind, body.replace(b'RefType="', b'RefType="No')

    made.kind = plain.__get__(made)
    found = made.asker().look(SOURCES, (), DAY)
    assert not [part for part in found.parts if part.failed] and report.title(found, DAY) == ""
    assert "last week was not looked at" in report.title(found, DAY, "the look failed.")


def test_registered_trials_are_asked_about_once_a_quarter_and_page_by_page():
    assert look().trials == []
    found = look(datetime.date(2027, 1, 4))
    assert [trial.number for trial in found.trials] == ["NCT99999999"]
    assert "`NCT99999999` `Dry needling for a made-up knee`: `COMPLETED`, no results in the register" in report.text(
        found, {}
    )
    endless = look(datetime.date(2027, 1, 4), trials=Reply(200, sample("ctgov.json")))
    assert [part.failed for part in endless.parts if part.failed] == ["ClinicalTrials.gov has more than 20 pages"]
    broken = look(datetime.date(2027, 1, 4), trials=Reply(200, b"{}"))
    assert next(part.failed for part in broken.parts if part.failed).endswith("another shape: no studies")


def test_answers_are_kept_and_the_next_look_tells_what_was_not_looked_at():
    first = answers.written(look(works=Reply(503)), DAY)
    assert first == answers.written(look(works=Reply(503)), DAY)
    last = answers.read(first)
    assert last["day"] == last["looked"] == "2026-11-30"
    kept = answers.read(answers.written(look(search=Reply(503)), DAY + datetime.timedelta(days=7), last))
    assert (kept["day"], kept["looked"]) == ("2026-12-07", "2026-11-30"), "new studies were not looked for"
    assert weekly_answers.of(last).notices and weekly_answers.of(last).waiting == 2
    week = DAY + datetime.timedelta(days=7)
    assert answers.of_last_week(last, week).startswith("not looked then: Crossref, our works")
    assert answers.of_last_week(None, week).startswith("no answers of last week were kept")
    assert "14 days ago" in answers.of_last_week(last, week + datetime.timedelta(days=7))
    assert answers.of_last_week(answers.read(answers.written(look(), DAY)), week) == ""
    again = answers.read(answers.written(look(), week, last))
    assert {notice["first_seen"] for notice in again["notices"] if notice["kind"] != "retraction"} == {"2026-11-30"}
    text = report.text(look(), {}, answers.of_last_week(None, week))
    assert "- **Last week**: no answers" in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"form": 1}',
        '{"form": 2, "looked": "", "day": "2026-11-30", "parts": [], "notices": []}',
        '{"form": 1, "looked": "", "day": "x", "parts": [], "notices": [], "papers": []}',
        '{"form": 1, "looked": "", "day": "2026-11-30", "parts": [1], "notices": []}',
    ],
)
def test_answers_of_another_form_are_none(text):
    assert answers.read(text) is None


def test_the_query_finds_our_own_trials_and_reviews():
    """The share of our own trials, reviews and guidelines that speak of needles, in title and finding."""
    kinds = ("trial", "review", "guideline")
    rows = [row for row in SOURCES.rows("references") if any(kind in row["type"] for kind in kinds)]
    rows = [row for row in rows if "needl" in f"{row['title']} {row['finding']}".lower()]
    missed = [row["key"] for row in rows if not query.is_about(f"{row['title']} {row['finding']}")]
    assert len(rows) > 150 and len(missed) <= len(rows) // 20, missed


def test_the_real_network_is_not_asked(monkeypatch):
    def refuse(*_args, **_options):
        raise OSError("no network")

    monkeypatch.setattr(asking.urllib.request, "urlopen", refuse)
    assert asking.send(Call("https://example.org/", {"a": "b"})) == Reply(0)
