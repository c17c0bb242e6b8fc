"""A page in another language is refused in one line; English of any kind passes."""

from __future__ import annotations

import datetime

import pytest
import yaml

from checks import everything, language
from conftest import ROOT
from sources import from_files, read

DAY = datetime.date(2026, 11, 30)
HEADER = (ROOT / "docs/aftercare.md").read_text("utf-8").split("---\n")[1]
SAMPLES = yaml.safe_load((ROOT / "tests/checks/languages.yml").read_text("utf-8"))
OTHERS, ENGLISH = SAMPLES["others"], SAMPLES["english"]


def page(*paragraphs: str, header: str = HEADER):
    text = f"---\n{header}---\n\n" + "\n\n".join(paragraphs) + "\n"
    return from_files({"seite.md": text.encode()})


@pytest.mark.parametrize("name", OTHERS)
def test_a_page_in_another_language_is_one_line(name):
    """Alone: every other check of its words would only misread them."""
    sources = page(f"## Nach der Behandlung {{#next-step}}\n\n{OTHERS[name]}", OTHERS[name])
    found = list(everything.of_page(sources.pages["seite.md"], sources, DAY))
    assert [str(problem) for problem in found] == [
        f"docs/seite.md:1:1: this page is not in English, so nobody here can check it. {language.INSTEAD}"
    ]


@pytest.mark.parametrize("name", OTHERS)
def test_one_paragraph_in_another_language_is_named_where_it_stands(name):
    good = (ROOT / "docs/aftercare.md").read_text("utf-8").split("---\n", 2)[2]
    sources = page(good, OTHERS[name])
    found = list(language.check(sources.pages["seite.md"]))
    assert [problem.what for problem in found] == ["this paragraph is not in English, so nobody here can check it."]
    assert sources.pages["seite.md"].text.split("\n")[found[0].line - 1].startswith(OTHERS[name][:10])


@pytest.mark.parametrize("name", ENGLISH)
def test_english_of_any_kind_passes(name):
    assert list(language.check(page(ENGLISH[name]).pages["seite.md"])) == []


def test_all_our_pages_are_english_by_far():
    """The nearest paragraph of ours has half as many small words again as it needs."""
    shares = [
        sum(word in language.SMALL for word in words) / len(words)
        for page in read(ROOT / "docs").pages.values()
        for block in language.blocks(page.body)
        if len(words := language.WORD.findall(block.text.lower())) >= language.JUDGED
    ]
    assert len(shares) > 400 and min(shares) > language.LEAST * 1.4


def test_no_other_language_comes_near():
    for name, text in OTHERS.items():
        words = language.WORD.findall(text.lower())
        share = sum(word in language.SMALL for word in words) / len(words)
        assert share < language.LEAST * 0.8, (name, share)


@pytest.mark.parametrize("text", ["", OTHERS["German"]])
def test_a_header_that_names_another_language_is_refused_in_one_line(text):
    sources = page(text, header=HEADER + "language: de\n")
    found = [str(problem) for problem in everything.of_page(sources.pages["seite.md"], sources, DAY)]
    number = HEADER.count("\n") + 2
    assert found == [f'docs/seite.md:{number}:1: all pages are in English, and this one says "de". {language.INSTEAD}']
