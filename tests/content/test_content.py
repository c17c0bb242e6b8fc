"""The pages as they stand: no problem at all, and what the numbers in their text promise is there."""

from __future__ import annotations

import re

from checks import claim_rules, everything, evidence, house_style
from commands import ready
from conftest import ROOT
from extensions import certainty, citations, data_blocks, list_blocks
from sources import plaintext


def test_sources_have_no_problem(texts):
    assert [str(problem) for problem in everything.problems(texts)] == []


def test_reading_grades(texts, capsys):
    grades = {
        uri: house_style.grade(data_blocks.expand(texts.expanded(page), texts, uri))
        for uri, page in texts.pages.items()
        if page.meta["audience"] == "patients"
    }
    with capsys.disabled():
        print("\nreading grades:", ", ".join(f"{uri} {grade:.1f}" for uri, grade in sorted(grades.items())))
    assert grades and all(0 < grade <= 8 for grade in grades.values())


def test_the_number_of_problems_is_the_number_of_rows(texts):
    rows = len(texts.rows("conditions"))
    text = texts.pages["indications/index.md"].text + texts.pages["index.md"].text
    assert {int(number) for number in re.findall(r"\b(\d+) problems", text)} == {rows}


def test_every_answer_has_a_source_unless_it_says_that_no_study_was_found(texts):
    answers = [answer for row in texts.rows("conditions") for answer in row["asked"]]
    assert len(answers) > 100
    assert all(answer["sources"] or answer["certainty"] == "no study found" for answer in answers)


def test_every_place_of_the_pain_map_leads_to_a_muscle_and_every_muscle_has_a_map(texts):
    """Links on the picture lead to the list, the list to the maps; each map tells that it is a rough guide and when to
    get checked.
    """
    body = texts.pages["trigger-points.md"].body
    places = re.findall(r"\]\(#place-(\d+)\)\{ \.body-map__place \.body-map__place--(\d+) \}", body)
    listed = dict(re.findall(r'<span id="place-(\d+)">[^<]+</span>: (.+)', body))
    maps = re.findall(
        r"^### [^{]+\{#(map-[\w-]+)\}\n\n!\[[^\]]+\]\(assets/figures/(map-[\w-]+)\.svg\)[^\n]+\n/// caption\n(.+)",
        body,
        re.M,
    )
    assert [number for number, _ in places] == [number for _, number in places] == list(listed) and len(maps) == len(
        [page for page in texts.raw if "figures/map-" in page]
    ) >= 8
    assert {target for line in listed.values() for target in re.findall(r"\(#(map-[\w-]+)\)", line)} == {
        name for name, _, _ in maps
    }
    assert all(
        name == picture and "rough guide" in caption and "(#get-checked)" in caption for name, picture, caption in maps
    )


def test_the_emergency_card_says_every_sign_in_few_words(texts):
    """The signs come from the rows; five numbers can be tapped, and each is a number of the list for that place."""
    card = data_blocks.expand(texts.snippets["emergency-card.md"].body, texts, "get-help.md")
    signs = [
        words for row in texts.rows("warning-signs") if row["urgency"] == "emergency" for words in row.get("short", ())
    ]
    assert re.findall(r"^    - (.+)", card, re.M) == signs and len(signs) >= 11
    assert (
        all(plaintext.count_words(words) <= 18 for words in signs)
        and plaintext.count_words(plaintext.words_only(card)) <= 220
    )
    numbers = {row["place"]: row["number"].split(" or ") for row in texts.rows("emergency-numbers")}
    short = {"USA": "United States", "UK": "United Kingdom", "Europe": "European Union"}
    taps = re.findall(r"\[\*\*(\d+)\*\* ([^\]]+)\]\(tel:(\d+)\)", card)
    assert len(taps) == card.count("](") == 5
    assert all(
        said == called and called in numbers[short.get(place, place)]
        for said, places, called in taps
        for place in places.split(", ")
    )
    said = " ".join(plaintext.words_only(card).split())
    assert "Do not drive yourself" in said and "Not listed? Try 112 on a mobile phone." in said
    assert {
        row["id"] for row in texts.rows("warning-signs") if row["urgency"] == "emergency" and "short" not in row
    } == {"current"}, "chest pain and collapse say it"


MAJOR = (
    "US therapists counted about 1 major event in every 1,000 treatments: a collapsed lung, heavy bleeding, or pain"
    " that stayed worse."
)
NONE = "Irish therapists counted none that was significant in 7,629 treatments."


def test_harms_are_said_in_the_same_words_everywhere(texts):
    """What a survey calls major is not called serious, and the count has one wording on all pages, in the shared texts
    and in the claims.
    """
    said = {
        page.path: data_blocks.expand(texts.expanded(page), texts, page.uri)
        for page in texts.pages.values()
        if page.meta["audience"] == "patients"
    }
    named = {
        path: text
        for path, text in said.items()
        if "1 in every 1,000 treatments" in text or "7,629" in re.sub(r"\|[^\n]*", "", text)
    }
    assert len(named) >= 10 and [path for path, text in named.items() if MAJOR not in text] == []
    assert [path for path, text in named.items() if "7,629" in text and NONE not in text] == []
    near = re.compile(r"[^.]*\bserious\b[^.]*(?:1 in (?:every )?1,000|7,629)[^.]*", re.I)
    assert [found[0] for text in said.values() for found in near.finditer(text)] == []


def test_every_line_that_waits_for_a_clinician_is_listed_for_the_maintainers(texts):
    listed = (ROOT / "MAINTAINERS.md").read_text("utf-8")
    waiting = [(row["id"], row["confirm"]) for name in ready.LISTS for row in texts.rows(name) if "confirm" in row]
    assert waiting and [f"- `{key}`: {asks}" for key, asks in waiting if f"- `{key}`: {asks}" not in listed] == []
    assert len(re.findall(r"^- `[\w-]+`: ", listed, re.M)) == len(waiting)


def test_effects_name_a_comparison_and_a_time(texts):
    """Sentences with a grade say against what and when; the few that do not are about a single course or guidance."""
    when = re.compile(
        r"\b(?:weeks?|months?|years?|days?|hours?|term|at once|straight|follow-up|end of treatment|later)\b", re.I
    )
    against = re.compile(r"\b(?:than|compared|with or without|as well as|without|as well|as acupuncture)\b", re.I)
    for page in texts.pages.values():
        for block in plaintext.blocks(texts.expanded(page), markers=True):
            graded = [
                said
                for said, mark in evidence.marked(block.text, claim_rules.of(texts))
                if re.match("high|moderate|low", mark)
            ]
            if graded and block.kind != "cell":
                said = " ".join(graded)  # a mark at the end of a paragraph is that of several sentences
                assert when.search(said), f"{page.path}: no time in: {said}"
                assert against.search(said), f"{page.path}: no comparison in: {said}"


def test_every_cited_source_can_be_opened(texts):
    cited = citations.cited_in(texts)
    assert cited and all(
        citations.links(row) or {"isbn", "registration"} & row.keys() or {"journal", "volume", "pages"} <= row.keys()
        for row in texts.rows("references")
        if row["key"] in cited
    )


def test_questions_are_answered_briefly(texts):
    """At least 30, each with 60 words at most and a link to the page that holds the claim."""
    body = texts.pages["questions.md"].body
    questions = re.split(r"^### ", body, flags=re.M)[1:]
    assert len(questions) >= 30
    for question in questions:
        title, _, answer = question.partition("\n")
        answer = re.split(r"^(?:## |--8<--)", answer, flags=re.M)[0]
        said = answer.partition("Read more:")[0]
        assert title.partition("{")[0].strip().endswith("?"), title
        assert 0 < plaintext.count_words(re.sub(r"\[@[^\]]*\]", "", said)) <= 60, title
        assert re.search(r"\]\([\w/-]+\.md", answer), f"no link: {title}"


def test_the_glossary_is_short_and_plain(texts):
    rows = texts.rows("glossary")
    assert len(rows) >= 60 and [row["term"].lower() for row in rows] == sorted(row["term"].lower() for row in rows)
    assert all(
        plaintext.count_words(row["plain"]) <= 25 and plaintext.count_words(row["technical"]) <= 40 for row in rows
    )


def test_claims_are_worded_briefly_and_all_verdicts_are_told_apart(texts, capsys):
    rows = texts.rows("claims")
    counts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in list_blocks.VERDICTS}
    with capsys.disabled():
        print("\nverdicts:", counts, "left out:", sum("left_out" in row for row in rows))
    assert len(rows) == 224 and all(counts.values()) and len(set(list_blocks.VERDICTS.values())) == len(counts)
    assert all(plaintext.count_words(row["answer"]) <= 60 and plaintext.count_words(row["claim"]) <= 25 for row in rows)


def test_labels_of_certainty_are_all_explained(texts):
    assert "{{ certainty-key }}" in texts.pages["about.md"].body
    assert len({certainty.anchor(words) for words in certainty.GRADES}) == len(certainty.GRADES)
