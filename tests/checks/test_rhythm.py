"""Rhythm: what counts as running text, what stops, and what is only told; and a mark that holds for a paragraph."""

from __future__ import annotations

import pytest

from checks import claim_rules, claims, evidence, rhythm
from conftest import ROOT
from sources import from_files

CLAIM_WORDS = (ROOT / "docs" / "_data" / "claim-words.yml").read_bytes()
HEAD = "---\ntitle: A\naudience: {audience}\ntype: {kind}\n---\n\n"
FOUR = "The needle goes in. It is thin. It may hurt. That soon passes."
LONG = "Because the needle is thin and goes in quickly, many people hardly feel how it passes through the skin at all."


def page(body: str, audience: str = "patients", kind: str = "explainer"):
    text = HEAD.format(audience=audience, kind=kind) + body
    return from_files({"a.md": text.encode(), "_data/claim-words.yml": CLAIM_WORDS})


def row(body: str, **header: str) -> list[str]:
    sources = page(body, **header)
    return [str(found) for found in rhythm.check(sources.pages["a.md"])]


def test_four_short_sentences_in_a_row_stop():
    (found,) = row(f"{LONG}\n\n{FOUR}\n")
    assert found.startswith('docs/a.md:9: 4 sentences of 8 words or fewer stand in a row from "The needle goes in."')


@pytest.mark.parametrize(
    "body",
    [
        FOUR.replace(" That soon passes.", ""),
        FOUR.replace(". It may", f". {LONG} It may"),
        FOUR.replace(". It may", ".\n\n## A heading {#a}\n\nIt may"),
        "- The needle goes in.\n- It is thin.\n- It may hurt.\n- That soon passes.\n",
        '!!! harms "Harms"\n\n    ' + FOUR,
        "| One | Two |\n| --- | --- |\n| It goes in. | It is thin. |\n| It may hurt. | It passes. |\n",
        "[Read on](a.md)\n\n[And on](a.md)\n\n[More](a.md)\n\n[Last](a.md)\n",
    ],
)
def test_what_is_no_row_of_chopped_sentences_passes(body):
    assert row(body) == []


def test_pages_for_professionals_and_instructions_are_left_alone():
    assert row(FOUR, audience="professionals") == row(FOUR, kind="leaflet") == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"{LONG} It is thin.\n\n" * 7, True),  # half are short
        (f"{LONG} {LONG} {LONG}\n\n" * 5, False),
        (f"{LONG} It is thin.\n\n" * 6, False),  # twelve are too few to say
        ("It is a thin needle that goes into you.\n\n" * 13, True),  # nine words each
    ],
)
def test_a_chopped_page_gets_a_note_and_no_stop(body, told):
    sources = page(body)
    notes = list(rhythm.notes(sources))
    assert bool(notes) is told and all("It reads chopped." in note for note in notes)
    assert row(body) == []


EFFECT = "Needling may ease pain for some weeks, compared with sham needling."


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (f"{EFFECT} Soreness may fall as well (low certainty).", ""),
        (f"- {EFFECT} Soreness may fall as well (low certainty).", ""),
        (f"{EFFECT}\n\nSoreness may fall as well (low certainty).", "states an effect without saying how sure"),
        (f"Soreness may fall (low certainty). {EFFECT}", "states an effect without saying how sure"),
        ("Needling will ease pain soon. Soreness may fall (low certainty).", "is marked (low certainty) but not"),
        (f"{EFFECT} Soreness probably falls (moderate certainty).", "is marked (moderate certainty) but not worded so"),
    ],
)
def test_a_mark_at_the_end_of_a_paragraph_is_that_of_every_effect_in_it(body, what):
    sources = page(body + "\n")
    text, rules = sources.pages["a.md"], claim_rules.of(sources)
    found = [problem.what for problem in (*evidence.marks(text, rules), *claims.check(text, sources))]
    assert [what in one for one in found] == [True] if what else found == []
