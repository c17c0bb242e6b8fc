"""What a clinician reads before signing off: every sentence, what its sources found, grades, what is to agree to."""

from __future__ import annotations

import html
import pathlib

import pytest
from selectolax.lexbor import LexborHTMLParser

from commands import reading_copy, review
from sources import from_files, read

SOURCES = read(pathlib.Path(__file__).parent.parent.parent / "docs")
FILES = SOURCES.raw
SENTENCE = "For most aftercare advice there is no study, so each line says what it rests on."


def shown(wanted: str, sources=SOURCES, before=None) -> str:
    tree = LexborHTMLParser(review.sheet(wanted, sources, before))
    tree.strip_tags(["style"])
    return " ".join(tree.body.text(separator=" ").split())


@pytest.mark.parametrize("uri", ["aftercare.md", "get-help.md", "indications/arm-and-leg.md", "effects/chemical.md"])
def test_every_citation_of_a_page_stands_with_what_its_source_found(uri):
    text, references = shown(uri), SOURCES.by_key("references")
    keys = {key for sentence in reading_copy.of_page(uri, SOURCES) for key in sentence.keys}
    assert len(keys) > 3
    for key in keys:
        assert f"[{key}] " in text and " ".join(str(references[key]["finding"]).split()) in text, key


def test_a_problem_has_its_sentences_its_grades_and_their_five_reasons():
    text = shown("heel-pain")
    row = SOURCES.by_key("conditions", "id")["heel-pain"]
    for answer in row["asked"]:
        for sentence in answer["say"].split(". "):
            assert sentence.rstrip(".") in text, sentence
    for grade in SOURCES.rows("grades", condition="heel-pain"):
        assert f"{grade['certainty']}, by {grade['by']}" in text and str(grade["imprecision"]) in text
    assert "Tennis elbow" not in text, "a problem stands alone"


def test_what_a_clinician_must_agree_to_stands_first():
    text = shown("get-help.md")
    waiting = [row for row in SOURCES.rows("warning-signs") if "confirm" in row]
    assert len(waiting) > 10 and f"must still agree to ({len(waiting)})" in text
    assert all(f"warning-signs, {row['id']}: {row['confirm']}" in text for row in waiting)
    assert text.index("must still agree") < text.index("Every sentence")
    assert "must still agree to (0) Nothing." in shown("effects/chemical.md")


def test_what_is_new_and_what_is_gone_since_the_sign_off_is_marked():
    before = from_files(
        {**FILES, "aftercare.md": FILES["aftercare.md"].replace(SENTENCE.encode(), b"An old sentence.")}
    )
    made = review.sheet("aftercare.md", SOURCES, before)
    new = [part.text() for part in LexborHTMLParser(made).css("p.new")]
    assert new == [SENTENCE] and "Gone: An old sentence." in made
    assert LexborHTMLParser(review.sheet("aftercare.md", SOURCES, None)).css("p.new") == []
    assert "What changed: nobody has signed this page off yet" in shown("aftercare.md")
    signed = FILES["aftercare.md"].replace(b"reviewed_by: []", b"reviewed_by: [a]\nreviewed_on: 2026-11-25")
    text = shown("aftercare.md", from_files({**FILES, "aftercare.md": signed}), SOURCES)
    assert "What changed since 25 November 2026" in text and "20 November 2026: First version" not in text


def test_no_text_comes_alive():
    evil = FILES["aftercare.md"].replace(SENTENCE.encode(), b"Five R&D < two.")
    made = review.sheet("aftercare.md", from_files({**FILES, "aftercare.md": evil}), None)
    assert not LexborHTMLParser(made).css("script, b, img") and html.escape("Five R&D < two.") in made


def test_a_name_that_is_none_is_refused(capsys):
    assert review.main("nothing.md") == 1 and review.main() == 1
    assert "Name a page, such as aftercare.md" in capsys.readouterr().out


def test_what_was_published_on_a_day_is_asked_of_git():
    assert review.signed_off("") is None and review.signed_off("1999-01-01") is None
