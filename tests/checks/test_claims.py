"""What a page may claim: two tables of sentences, those that stop and those that pass, and what a writer is told."""

from __future__ import annotations

import collections
import pathlib

import pytest
import yaml

from checks import claim_words, claims, evidence, house_style
from conftest import ROOT
from guard import banned_words
from processor import within
from sources import from_files, read

HERE = pathlib.Path(__file__).parent
STOP, PASS = (yaml.safe_load((HERE / f"claims-that-{what}.yml").read_text("utf-8")) for what in ("stop", "pass"))
KINDS = yaml.safe_load((HERE / "claims-of-kinds.yml").read_text("utf-8"))
SITE = 40
HEAD = "---\ntitle: {title}\ndescription: What it is.\naudience: patients\ntype: explainer\n---\n"
BASE = read(ROOT / "docs")
SURE = "End it, or its paragraph, with (low certainty) or another fixed mark"
COUNT = "Say how often harm happened and who counted, with the source"
NUMBER = "Write the number"


def told(body: str, title: str = "A page") -> list[str]:
    """Every problem with the evidence and the words of a page for patients that says this."""
    page = from_files({"a.md": (HEAD.format(title=title) + body + "\n").encode()}).pages["a.md"]
    return sorted({str(found) for found in (*evidence.check(page, BASE), *house_style.check(page, BASE, ""))})


def in_data(name: str, entry: str) -> list[str]:
    """Every claim of a data file that holds this entry."""
    return [str(found) for found in claims.check_data(from_files({**WORDS, f"_data/{name}.yml": entry.encode()}))]


WORDS = {"_data/claim-words.yml": BASE.raw["_data/claim-words.yml"]}


def test_the_tables_are_as_large_as_they_should_be_and_no_sentence_stands_twice():
    assert (len(STOP), len(PASS)) == (80, 120)
    assert all(row.keys() == {"kind", "say"} for row in STOP + PASS)
    assert collections.Counter(row["kind"] for row in PASS)["site"] >= SITE
    said = collections.Counter(row["say"] for row in STOP + PASS)
    assert not [sentence for sentence, times in said.items() if times > 1]


def test_every_sentence_that_claims_too_much_stops_with_one_line():
    lines = {row["say"]: told(row["say"]) for row in STOP}
    assert {sentence: found for sentence, found in lines.items() if len(found) != 1} == {}


def test_no_sentence_that_may_stand_stops():
    lines = {row["say"]: told(row["say"]) for row in PASS}
    assert {sentence: found for sentence, found in lines.items() if found} == {}


def test_a_claim_said_in_another_way_stops_and_what_looks_like_one_passes():
    said = collections.Counter(row["say"] for row in STOP + PASS + KINDS)
    assert not [sentence for sentence, times in said.items() if times > 1]
    wrong = {row["say"]: found for row in KINDS if len(found := told(row["say"])) != row["stops"]}
    assert wrong == {}


@pytest.mark.parametrize(
    ("body", "what", "instead"),
    [
        ("There are no side effects.", 'says "no side effects" without a number and its source', COUNT),
        ("It is safe (high certainty).[@brady2014]", 'says "safe" without a number and its source', COUNT),
        ("A rare event in 9 treatments. Bruises are common.", 'says "common" without a number', NUMBER),
        ("Needling relaxes the muscle.", 'states an effect without saying how sure we are: "relaxes"', SURE),
        ("It is better than massage.", 'sets one thing over another without saying how sure we are: "better"', SURE),
        ("Needling eased her pain.", 'says what was found, without a source: "eased"', "Write [@key]"),
        ("It is thin. You will feel better. It is solid.", '"You will feel better. ..." states', SURE),
        ("- It is thin.\n- It boosts healing.", "a.md:8: the sentence", SURE),
        ("| It is thin. | It boosts healing. |", "states an effect", SURE),
        ("## No risk at all {#no-risk}", 'says "no risk"', COUNT),
    ],
)
def test_a_message_says_what_is_claimed_and_what_to_write(body, what, instead):
    (line,) = told(body)
    assert what in line and instead in line


def test_the_title_and_the_description_are_read_for_words_of_safety():
    (line,) = told("It is thin.", "Dry needling is safe")
    assert line.startswith('docs/a.md:2:1: the sentence "Dry needling is safe ..." says "safe" without a number')
    assert told("It is thin.", "Is dry needling safe?") == told("It is thin.", "What may help") == []


@pytest.mark.parametrize(
    "body",
    [
        "Needling may ease pain at 4 weeks, compared with rest (low certainty).[@gattie2017]",
        "Needling may ease pain for weeks. Soreness may fall, compared with rest (low certainty).[@gattie2017]",
        "In one trial pain fell after needling.[@gattie2017]",
        "Harm is rare: none in 7,629 treatments.[@brady2014]",
        "| Pain may be less than with sham needling |",
        "> “It is safe and it works.”[@gattie2017]",
        "In one trial needling beat tablets.[@gattie2017]",
    ],
)
def test_what_a_claim_needs_lets_it_pass(body):
    assert told(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "In one trial pain fell after needling.",
        "“It is safe and it works.”",
        "Harm is rare: none in 7,629 treatments.",
        "Needling eases pain.[@gattie2017]",
        "It is not only safe, it is cheap.",
        "There is no doubt that it is safe.",
        "Neither dangerous nor harmful.",
        "There is little or no risk.",
        "Needles beat tablets.[@gattie2017]",
        "What have you got to lose?",
        "Is it risky?\n\nNot at all.",
        "## Does it help?\n\nYes, often.",
        "In a trial, half of the people got better.",
        "Half of the people get a needle.",
        "We are the clinic that says it is safe.",
        '"Harmless" is not an empty word here.',
        "You cannot count on tablets, but needling is safe.",
    ],
)
def test_without_it_it_stops(body):
    assert len(told(body)) == 1


@pytest.mark.parametrize(
    ("name", "entry", "line"),
    [
        ("kit", "- page: a.md\n  letter:\n    about: A\n    subject: B\n    text: |\n      Needling is safe.\n", 5),
        ("kit", "- page: a.md\n  title: A\n  summary: It relieves pain in days.\n", 3),
        ("aftercare", "- id: a\n  advice: Rest.\n  basis: It relieves pain.\n  sources: [gattie2017]\n", 3),
        ("claims", "- id: a\n  claim: It is safe.\n  answer: It has no side effects.\n  sources: [gattie2017]\n", 3),
        ("conditions", "- id: a\n  line: Needling is harmless.\n  certainty: low certainty\n  asked: [{say: A}]\n", 2),
        ("references", "- key: a\n  title: It is safe\n  finding: Needling is safe.\n", 3),
        ("warning-signs", "- id: a\n  short:\n    - there are no risks\n", 3),
    ],
)
def test_a_claim_in_data_that_readers_see_is_told_with_its_line(name, entry, line):
    (found,) = in_data(name, entry)
    assert found.startswith(f"docs/_data/{name}.yml:{line}:")


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("claims", "- id: a\n  claim: It is safe.\n  answer: It may ease pain for weeks.\n  sources: [gattie2017]\n"),
        ("conditions", "- id: a\n  line: It may ease pain.\n  certainty: low certainty\n  asked: [{say: A}]\n"),
        ("references", "- key: a\n  title: It is safe\n  finding: Pain fell more with needling.\n"),
        ("search-words", "- to: a.md\n  words: [safe, no risk]\n"),
    ],
)
def test_what_readers_do_not_see_or_what_has_all_it_needs_passes(name, entry):
    assert in_data(name, entry) == []


@pytest.mark.parametrize(
    ("body", "stops"),
    [
        ("It cures migraine.", True),
        ("Nobody can say that it cures migraine.", False),
        ("It does not release toxins.", False),
        ("It works without drugs and cures migraine.", True),
        ("It is a natural treatment.", True),
        ("The natural curve of the back is no fault.", False),
        ("The doctor gave botulinum toxin.", False),
        ("No clinicians took part.", True),  # a term that patients do not use, denied or not
        ("“It cures all,” one page says.[@gattie2017]", False),
        ('The word "cured" on a packet of ham means salted.', False),
        ('It is "cured" in a week.', True),
    ],
)
def test_a_banned_word_may_stand_where_it_is_denied_or_means_something_else(body, stops):
    assert bool(told(body)) is stops


def test_a_group_that_is_missing_or_unknown_is_told():
    words = BASE.raw["_data/claim-words.yml"].replace(b"- id: safe\n", b"- id: saef\n")
    broken = from_files({**BASE.raw, "_data/claim-words.yml": words})
    found = [str(problem) for problem in claim_words.check(broken)]
    assert len(found) == 2 and "Did you mean safe?" in found[0] and 'the group "safe" is missing' in found[1]


def test_words_of_a_group_have_their_forms_and_pass_over_little_words():
    known = claim_words.ClaimWords(
        [{"id": "eases", "verbs": ["get rid of", "dry"], "words": ["no* risk"], "unless": ["no risk at"]}]
    )
    for text in ("get rid of", "gets rid of", "getting rid of", "dried", "dries", "not any risk"):
        assert known.found(text.split()), text
    for text in ("get rid", "rid of", "no risk at all", "no way risk"):
        assert known.found(text.split()) == [], text


def test_long_sentences_and_many_words_take_no_time():
    with within(20):
        for text in ("no risk " * 4000, "it is safe, " * 4000, "that is not " * 4000, "a " * 8000 + "risk", "(" * 9000):
            told(text)
    assert banned_words.of(BASE).wrong == []
