"""What a program mends: a table of bytes before and after; what it leaves alone; and words that all stay."""

from __future__ import annotations

import re

import pytest

from checks import data_files, mending
from conftest import ROOT
from sources import plaintext, read, syntax

FRONT = "---\ntitle: A page\n---\n\n"
CURLY = "\u201c{}\u201d"
# name, file, before, after, what is said
R = "_data/references.yml"
MENDED = [
    ("byte-order mark", "a.md", "\ufeff" + FRONT + "One.\n", FRONT + "One.\n", "an invisible mark"),
    ("Windows line ends", "a.md", "One.\r\n\r\nTwo.\r\n", "One.\n\nTwo.\n", "line ends as Windows"),
    ("old Mac line ends", "a.md", "One.\rTwo.\r", "One.\nTwo.\n", "line ends as Windows"),
    ("Windows line ends in data", "_data/a.yml", "- a: b\r\n", "- a: b\n", "line ends as Windows"),
    ("no newline at the end", "a.md", "One.", "One.\n", "no line end"),
    ("no newline at the end of data", "_data/a.yml", "- a: b", "- a: b\n", "no line end"),
    ("zero-width space", "a.md", "One\u200b two.\n", "One two.\n", "an invisible character"),
    ("soft hyphen", "a.md", "acu\u00adpuncture\n", "acupuncture\n", "an invisible character"),
    ("zero-width joiner in data", "_data/a.yml", "- a: b\u200dc\n", "- a: bc\n", "an invisible character"),
    ("word joiner in the header", "a.md", "---\ntitle: A\u2060 page\n---\n", "---\ntitle: A page\n---\n", "an inv"),
    ("wide space", "a.md", "One\u3000two.\n", "One two.\n", "an invisible character"),
    ("em space", "a.md", "One\u2003two.\n", "One two.\n", "an invisible character"),
    ("trailing space", "a.md", "One. \nTwo.\n", "One.\nTwo.\n", "a space at the end"),
    ("trailing spaces before an empty line", "a.md", "One.  \n\nTwo.   \n", "One.\n\nTwo.\n", "a space at the end"),
    ("trailing tab", "a.md", "One.\t\n", "One.\n", "a space at the end"),
    ("trailing space in the header", "a.md", "---\ntitle: A page  \n---\n", "---\ntitle: A page\n---\n", "a space"),
    ("trailing space in data", "_data/a.yml", "- a: b \n", "- a: b\n", "a space at the end"),
    ("a line of spaces", "a.md", "One.\n    \nTwo.\n", "One.\n\nTwo.\n", "a space at the end"),
    ("tab before an item", "a.md", "- a\n\t- b\n", "- a\n    - b\n", "a tab"),
    ("tab in a line", "a.md", "One\ttwo.\n", "One two.\n", "a tab"),
    ("tab in data", "_data/a.yml", "- a: b\n\tc: d\n", "- a: b\n  c: d\n", "a tab"),
    ("star", "a.md", "* a\n* b\n", "- a\n- b\n", "a list item"),
    ("plus", "a.md", "+ a\n", "- a\n", "a list item"),
    ("bullet", "a.md", "• a\n• b\n", "- a\n- b\n", "a list item"),
    ("bullet without a space", "a.md", "•a\n", "- a\n", "a list item"),
    ("middle dot", "a.md", "· a\n", "- a\n", "a list item"),
    ("dash", "a.md", "So:\n\n\u2013 a\n\u2013 b\n", "So:\n\n- a\n- b\n", "a list item"),
    ("star inside a call-out", "a.md", '!!! note "A"\n    * a\n', '!!! note "A"\n    - a\n', "a list item"),
    ("star before bold words", "a.md", "* **a** b\n", "- **a** b\n", "a list item"),
    ("curly title of a link", "a.md", f"[a](b.md {CURLY.format('c')})\n", '[a](b.md "c")\n', "curly"),
    ("curly attribute", "a.md", f"![a](b.svg){{ width={CURLY.format('1')} }}\n", '![a](b.svg){ width="1" }\n', "curly"),
    ("curly tag", "a.md", f"<div class={CURLY.format('x')} markdown>\n", '<div class="x" markdown>\n', "curly"),
    ("curly title of a call-out", "a.md", f"!!! note {CURLY.format('A')}\n    b\n", '!!! note "A"\n    b\n', "curly"),
    ("curly shared text", "a.md", f"--8<-- {CURLY.format('a.md')}\n", '--8<-- "a.md"\n', "curly"),
    (
        "curly value of the header",
        "a.md",
        f"---\ntitle: {CURLY.format('A: b')}\n---\n",
        '---\ntitle: "A: b"\n---\n',
        "curly",
    ),
    ("curly value in data", "_data/a.yml", f"- number: {CURLY.format('911')}\n", '- number: "911"\n', "curly"),
    ("DOI as a link", R, "  doi: https://doi.org/10.1000/ab\n", "  doi: 10.1000/ab\n", "a DOI"),
    ("DOI as an old link", R, "  doi: http://dx.doi.org/10.1000/ab\n", "  doi: 10.1000/ab\n", "a DOI"),
    ("DOI with its name", "_data/references.yml", '  doi: "doi:10.1000/ab"\n', "  doi: 10.1000/ab\n", "a DOI"),
    ("true minus", "_data/effects.yml", "  value: \u22122.31\n", "  value: -2.31\n", "a minus"),
    ("dash for a minus", "_data/effects.yml", "  low: \u20130.5\n", "  low: -0.5\n", "a minus"),
    ("minus in a row", "_data/charts.yml", "  - {value: \u22121, high: 2}\n", "  - {value: -1, high: 2}\n", "a minus"),
    ("heading without an id", "a.md", "## What to do\n", "## What to do {#what-to-do}\n", "a heading"),
    ("heading with code", "a.md", "## Use `x` now\n", "## Use `x` now {#use-now}\n", "a heading"),
    ("heading with a quotation mark", "a.md", "### It doesn't\n", "### It doesn't {#it-doesnt}\n", "a heading"),
]
LEFT = [
    ("code in a fence", "a.md", "```text\n* a \n\tb\u200b\n## C\n```\n"),
    ("code in a line", "a.md", "Write `* a\t` or `[a](b \u201cc\u201d)`.\n"),
    ("a fence without an end", "a.md", "```text\n* a \n"),
    ("a line break", "a.md", "One  \ntwo.\n"),
    ("a thematic break", "a.md", "One.\n\n* * *\n\n***\n"),
    ("bold words", "a.md", "**a** b\n"),
    ("a dash in a sentence", "a.md", "It may help\n\u2013 or not.\n"),
    ("a number with a minus in a sentence", "a.md", "It was \u22122 points.\n"),
    ("a range in data", "_data/effects.yml", "  note: 2\u20133 points\n"),
    ("a minus in a note", "_data/effects.yml", "  note: the value: \u22122 points\n"),
    ("quotation marks in a sentence", "a.md", "They say \u201cit works\u201d.\n"),
    ("quotation marks in a value", "_data/a.yml", "- a: the \u201cknot\u201d\n"),
    ("a fixed space", "a.md", "5\u00a0kg and 10\u202fkg\n"),
    ("a heading whose id is taken", "a.md", "## One {#two}\n\n## Two\n"),
    ("a first heading", "a.md", "# One\n"),
    ("a file that is not UTF-8", "a.md", b"caf\xe9 \n"),
    ("the sign that stands for code", "a.md", "a\ue0000\ue001 \n"),
    ("an empty file", "a.md", ""),
]


def as_bytes(text: str | bytes) -> bytes:
    """The bytes of a file."""
    return text if isinstance(text, bytes) else text.encode()


@pytest.mark.parametrize(("name", "uri", "before", "after", "what"), MENDED, ids=[row[0] for row in MENDED])
def test_a_slip_is_mended_once_and_for_good_and_said_with_its_line(name, uri, before, after, what):
    raw, changes = mending.mended(uri, before.encode())
    assert raw == after.encode()
    assert {said.startswith(what) for _, said in changes} == {True}
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert all(1 <= line <= len(lines) for line, _ in changes)
    assert mending.mended(uri, raw) == (raw, [])


@pytest.mark.parametrize(("name", "uri", "text"), LEFT, ids=[row[0] for row in LEFT])
def test_what_means_something_stays(name, uri, text):
    assert mending.mended(uri, as_bytes(text)) == (as_bytes(text), [])


def test_lines_are_those_of_the_file_as_it_was():
    _, changes = mending.mended("a.md", (FRONT + "One.\n\n* a \n\n## Two\n").encode())
    assert changes == [
        (7, "a space at the end of the line"),
        (7, "a list item with another sign than -"),
        (9, "a heading without an id"),
    ]


def test_every_number_field_of_the_data_is_known():
    named = re.findall(r"'(\w+)': \{[^{}]*'number'", str(data_files.schemas()))
    assert all(mending.MINUS.search(f"{name}: \u22121") for name in set(named) - {"boost", "items"})


FILES = {path.relative_to(ROOT / "docs").as_posix(): path.read_bytes() for path in sorted((ROOT / "docs").rglob("*.*"))}


def test_the_repository_needs_nothing():
    changed = {
        uri for uri, raw in FILES.items() if uri.endswith((".md", ".yml", ".svg")) and mending.mended(uri, raw)[1]
    }
    assert changed == set()


def broken(text: str) -> str:
    """A page with many slips at once, outside its code."""

    def spoil(part: str) -> str:
        part = re.sub(r"^( *)- ", r"\1* ", part, flags=re.M)
        part = re.sub(r"(?<=[a-z])$", " ", part, flags=re.M)
        return re.sub(r"(?<=[a-z]) (?=[a-z])", "\u200b ", part).replace("    ", "\t")

    return mending.outside_code(text, spoil).replace("\n", "\r\n")


def test_the_words_of_every_page_are_the_same_after_it():
    sources = read(ROOT / "docs")
    for page in [*sources.pages.values(), *sources.snippets.values()]:
        front = page.text[: len(page.text) - len(page.body)]
        raw, changes = mending.mended(page.uri, ("\ufeff" + front + broken(page.body)).encode())
        body = raw.decode().removeprefix(front)
        assert changes and raw.decode().startswith(front), page.uri
        words = [re.sub(r"\s+", " ", plaintext.words_only(text)).strip() for text in (body, page.body)]
        assert words[0] == words[1], page.uri
        code = [syntax.FENCE.findall(text) for text in (body, page.body)]
        assert code[0] == code[1], page.uri
