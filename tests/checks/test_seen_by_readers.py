"""What readers would see wrong, one row each: what is changed in sample.md, a part of the message, the line. And what
looks like it and is right, of which nothing is said.
"""

from __future__ import annotations

import dataclasses
import datetime
import pathlib

import pytest

from checks import everything, numbers, template_sentences, word_slips
from conftest import ROOT
from sources import Problem, Sources, from_files, read

SAMPLE = (pathlib.Path(__file__).parent / "sample.md").read_text("utf-8")
WHOLE = read(ROOT / "docs")
DAY = datetime.date(2026, 11, 30)
PART = "a space parts the words of a link from its address"
TEXT, LINK, CITED = "It is thin and solid.", "[after your session](aftercare.md#do)", "[@brady2014]"
LIST, HEADING = "1. First\n2. Second\n    - Nested", "## The needle {#the-needle}"
CALLOUT, NOTE, SHARED = '!!! note "A title"', "[^1]: The text of the note.", '--8<-- "other-options.md"'

SEEN = [  # old text, new text, a part of the message, lines below the first that differs
    # what becomes code
    (TEXT, "    It is thin and solid.", "became code, because it is indented", 0),
    (TEXT, "It is thin.\n\n     And solid.", '"And solid." became code', 2),
    (LIST, "1. First\n\n        And more.\n\n2. Second", '"And more." became code', 1),
    # links
    (LINK, "[after your session] (aftercare.md#do)", f"{PART}. Write {LINK}", 0),
    (LINK, "(after your session)[aftercare.md#do]", f"the wrong way round. Write {LINK}", 0),
    (LINK, "[after your session(aftercare.md#do)", f"the bracket ] after the words of a link is lost. Write {LINK}", 0),
    (LINK, "session](aftercare.md#do)", "the bracket [ before the words of a link is lost", 0),
    (LINK, "[after your session](aftercare.md#do", "Write (aftercare.md#do) with both brackets", 0),
    (LINK, "[after your session]( aftercare.md#do )", f"a space stands in the address of a link. Write {LINK}", 0),
    (LINK, "[after your session](after care.md)", "Write [after your session](aftercare.md)", 0),
    (LINK, "[aftercare.md](after your session)", "have changed places. Write [after your session](aftercare.md)", 0),
    (LINK, "[aftercare.md#do](aftercare.md#do)", "the words of the link are an address", 0),
    (LINK, "[https://www.nice.org.uk/x](https://www.nice.org.uk/x)", "the words of the link are an address", 0),
    (TEXT, "See https://www.nice.org.uk/x today.", "stands in the text, where nobody can press it", 0),
    # sources
    (CITED, " @brady2014", "@brady2014 has no brackets, so it is no source. Write [@brady2014]", 0),
    (CITED, " (@brady2014)", "has no brackets, so it is no source", 0),
    (CITED, " @brady2015", "Did you mean brady2014?", 0),
    (CITED, "[brady2014]", "[brady2014] has no @, so it is no source. Write [@brady2014]", 0),
    (LINK, "[after [@brady2014] your session](aftercare.md#do)", "stands in the words of a link", 0),
    # marks of type
    (TEXT, "**How thin. It is solid.", 'the star of "**How" has no other', 0),
    (TEXT, "** How thin. ** It is solid.", 'the star of "**" has no other', 0),
    (TEXT, "It is *thin and solid.", 'the star of "*thin" has no other', 0),
    (TEXT, "It is thin* and solid.", 'the star of "thin*" has no other', 0),
    (TEXT, "It is _thin and solid.", 'the line under "_thin" has no other', 0),
    (TEXT, "It is `thin and solid.", "a sign for code opens here and does not close", 0),
    (TEXT, "It is *thin* and solid.", '"thin" is in italics', 0),
    (TEXT, "It is _thin_ and solid.", '"thin" is in italics', 0),
    (TEXT, "It is **thin** and solid.", '"thin" is in bold type', 0),
    (TEXT, "**It is thin and solid.**", "in bold type", 0),
    (TEXT, "**It** is thin and solid.", '"It" is in bold type', 0),
    ("| Soreness |", "| **Soreness.** |", "in bold type", 0),
    (TEXT, "It is ~~thin~~ and solid.", 'readers see the signs "~~"', 0),
    (TEXT, "It is ==thin== and solid.", 'readers see the signs "=="', 0),
    (TEXT, "It is thin^2^ and solid.", 'readers see the signs "^"', 0),
    # signs that stay
    (TEXT, "It is thin { .x } and solid.", '"{ .x }" stands on the page as text', 0),
    (TEXT, "It is thin and solid. {#thin}", '"{#thin}" stands on the page as text', 0),
    (TEXT, "It is thin. {: .check-first }", '"{: .check-first }" stands on the page as text', 0),
    (HEADING, "## The needle{#the-needle}", '"{#the-needle}" stands on the page as text', 0),
    (TEXT, "It is \\thin and solid.", "readers see a backslash", 0),
    (TEXT, "It is thin\\\nand solid.", "readers see a backslash", 0),
    (TEXT, "It is thin | and solid.", "readers see a |", 0),
    (TEXT, "It is&amp;nbsp;thin.", 'readers see "&nbsp;"', 0),
    (TEXT, "It is &bullet thin.", 'readers see "&bullet"', 0),
    # headings, lists and breaks
    (HEADING, "## {#the-needle}", "a heading has no words", 0),
    (HEADING, "##", "a heading has no words", 0),
    (HEADING, "##The needle {#the-needle}", f"a heading has no space after its mark. Write: {HEADING}", 0),
    (TEXT, "It is thin\n---\n\nand solid.", "the signs below a text make it a heading", 1),
    (TEXT, "It is thin\n====\n\nand solid.", "the signs below a text make it a heading", 1),
    (LIST, f"Some words:\n{LIST}", "a list runs into the text above it", 1),
    (TEXT, "Some words:\n- one\n- two", "a list runs into the text above it", 1),
    (TEXT, "- one\n- two\nand more words", "the text runs into the list above it", 2),
    (LIST, "• First\n• Second", "a sign that makes no list. Write - or 1. and a space", 0),
    (LIST, "\u2013 First\n\u2013 Second", "a sign that makes no list", 0),
    (LIST, "1) First\n2) Second", "a sign that makes no list", 0),
    (LIST, "- [ ] First\n- [x] Second", "boxes to tick are not made here", 0),
    (LIST, "1. First\n2.\n3. Third", "a list item is empty", 0),
    (TEXT, "It is thin  \nand solid.", "two spaces at the end of the line", 0),
    # call-outs, notes, shared texts
    (CALLOUT, '!! note "A title"', 'begins with three signs. Write: !!! note "A title"', 0),
    (CALLOUT, "!!! note A title", 'no quotation marks. Write !!! note "A title"', 0),
    (NOTE, "[^1] The text of the note.", "a note has no colon after its name. Write [^1]: and its text", 0),
    (SHARED, "--8<-- other-options.md", 'Write --8<-- "other-options.md" on a line of its own', 0),
    # words
    (TEXT, "It is is thin.", '"is" stands here twice', 0),
    (TEXT, "The the needle is thin.", '"The" stands here twice', 0),
    (TEXT, "It is thin and\nand solid.", '"and" stands here twice', 0),
    (TEXT, "It is thin. TODO", '"TODO" is a note to yourself', 0),
    (TEXT, "About XX needles are used.", '"XX" is a note to yourself', 0),
    (TEXT, "Lorem ipsum dolor sit amet.", "is a note to yourself", 0),
    (TEXT, "It is thin???", '"???" is a note to yourself', 0),
    (TEXT, "???", '"???" is a note to yourself', 0),
    (TEXT, "It is “thin and solid.", "has no other. Write one at the beginning and one at the end", 0),
    (TEXT, 'It is "thin and solid.', "has no other", 0),
    (TEXT, "It is thin” and solid.", "closes what nothing opened", 0),
    (TEXT, 'It is "thin” and solid.', "opened by one kind of mark and closed by another", 0),
    (TEXT, "It is “a ‘thin” needle’.", "a quotation in the one at", 0),
    # counts
    ("19 small harms in every 100", "110 small harms in every 100", '"110 small harms in every 100": the part is', 0),
    (TEXT, f"About 23 in every 10 people had it.{CITED}", '"23 in every 10": the part is more than the whole', 0),
    (TEXT, f"It was seen in 12 of 10 people.{CITED}", '"12 of 10": the part is', 0),
    (TEXT, f"It was seen in 110 in 100 people.{CITED}", '"110 in 100": the part is', 0),
    (TEXT, "Eleven in ten people had it.", '"Eleven in ten": the part is', 0),
    (TEXT, f"It was seen in 41 out of the 40.{CITED}", '"41 out of the 40": the part is', 0),
    ("A page that holds one", "A page that holds holds one", '"holds" stands here twice', 0),
    ("A page that holds one", "A page that *holds one", 'the star of "*holds"', 0),
    ("what: First version.", "what: TODO say more.", '"TODO" is a note to yourself', 0),
]

RIGHT = [
    "He had had one before, and that that hurt is known.",
    "It hurts so. So it stops.",
    "- so\n- so",
    "Write `a` or `b` or `c`.",
    "In 2019, 60 of 100 people had it.[@brady2014]",
    "In 2024 doctors saw one in every 10 people.[@brady2014]",
    "They had 30 sessions in 5 weeks, and 12 in 10 weeks.[@brady2014]",
    "About 19 in every 100, and 1 in 2 million up to 13 in 10,000.[@brady2014]",
    "Five of six weak papers, and 10 of the 10 people, saw it.[@brady2014]",
    "**How thin.** It is solid.",
    "**Is it thin?** It is solid.",
    "- **The tip.** It is thin.",
    "[**How thin?** What it is](what-is-dry-needling.md)",
    "A star * in the text, 2 * 3 = 6, and a_name_with_lines.",
    "An asterisk\\*, a line\\_ and a stroke \\| on purpose.",
    "Less pain: ______",
    "1. ________",
    "R&D, Q&A, AT&amp;T and 3 &lt; 4.",
    "It is thin&nbsp;and solid.",
    'A needle of 5" and a "thin" one.',
    "It is “thin”, ‘solid’ and the reader’s own.",
    "“It is ‘thin’ and solid.”",
    "Really? Yes.",
    "He said [sic] (see below) and [so on] too.",
    "Pain may fall (low certainty).[@gattie2017]",
    "See <https://www.nice.org.uk/guidance> or [www.nice.org.uk](https://www.nice.org.uk/guidance).",
    "```text\n  [a] (b.md) ** TODO the the\n```",
    "`** [a] (b.md)` and `{ .x }`.",
    "- one\n    - two\n\n- three",
    "Term\n:   Its meaning.",
    "It is thin.\n{: .check-first }",
    "[what it is](what-is-dry-needling.md 'A title')",
    "A - B and A \u2013 B, from 3 - 5.",
    "Aδ fibres, 10 \u00d7 20 mm, 5 to 10 °C.",
]


def found(text: str) -> list[Problem]:
    """What is said of a page with this text."""
    page = from_files({"sample.md": text.encode()}).pages["sample.md"]
    written = dataclasses.replace(WHOLE, pages={**WHOLE.pages, page.uri: page})
    return sorted({*everything.of_page(page, written, DAY), *numbers.of_page(page, written)})


@pytest.mark.parametrize(("old", "new", "message", "below"), SEEN, ids=[f"{row[1][:40]!r}" for row in SEEN])
def test_what_readers_would_see_is_told_once_with_its_line(old, new, message, below):
    assert old in SAMPLE, "the row does not fit sample.md"
    broken = SAMPLE.replace(old, new, 1)
    first = next(n for n, (a, b) in enumerate(zip(SAMPLE.split("\n"), broken.split("\n"), strict=False), 1) if a != b)
    told = [problem for problem in found(broken) if problem.line != 1]  # of the whole page: what it now lacks
    assert [message in str(problem) for problem in told] == [True], "\n".join(map(str, told)) or "nothing was found"
    assert (told[0].path, told[0].line) == ("docs/sample.md", first + below) and told[0].fix


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_passes(text):
    told = [problem for problem in found(SAMPLE.replace(TEXT, text)) if "abbreviation" not in problem.what]
    assert told == []


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("It may may help.", '"may" stands here twice'),
        ("About 23 in every 10 people.", "the part is more than the whole"),
        ("See @brady2014 for more.", "Write [@brady2014]"),
        ("What it is. TBC", "is a note to yourself"),
        ('It is "thin.', "has no other"),
        ("It is *thin and solid.", 'the star of "*thin" has no other'),
        ("It is *thin* and solid.", "in italics"),
        ("It is a \\x here.", "readers see a backslash"),
        ("See [this] (https://example.org/x).", "a space parts the words"),
        ("It may help.[@brady2014; @gattie2017]", ""),
        ("It was about 13 in 10,000, and had had more.", ""),
    ],
)
def test_the_same_in_data_is_told_with_its_line(value, message):
    text = f"- id: x\n  kind: do\n  advice: '{value}'\n"
    data = from_files({"_data/aftercare.yml": text.encode()}).data
    written = Sources(data={**data, "references": WHOLE.data["references"]})
    told = [problem for problem in everything.problems(written, DAY) if problem.path.endswith("aftercare.yml")]
    hits = [problem for problem in told if problem.line == 3]
    assert [message in str(problem) for problem in hits] == [True] * bool(message), hits


@pytest.mark.parametrize("name", ["style", "search-words", "sign-words"])
def test_words_to_look_for_are_not_read(name):
    written = from_files({f"_data/{name}.yml": b"- id: x\n  find: 'what what *now @x'\n"})
    assert list(word_slips.check_data(written)) == []


TEMPLATES = sorted((ROOT / "docs/_templates").glob("*.md"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_what_a_template_says_is_told_until_it_is_changed(path):
    copied = from_files({"x.md": path.read_bytes()})
    told = list(template_sentences.check(ROOT, copied))
    assert {"title", "description"} <= {problem.what.split()[1] for problem in told}
    lines = path.read_text("utf-8").split("\n")
    assert any('"Name one thing to do" still stands here' in problem.what for problem in told)
    assert all(problem.what.split('"')[1] in lines[problem.line - 1] for problem in told if '"' in problem.what)


def test_our_pages_say_nothing_of_a_template_and_a_source_may_stay():
    assert list(template_sentences.check(ROOT, WHOLE)) == []
    assert list(template_sentences.check(ROOT, from_files({"sample.md": SAMPLE.encode()}))) == []
