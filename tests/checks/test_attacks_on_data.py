"""Values of data files are text: what is none is named on its line, and what looks like mark-up stays words, on pages
and in every file that leaves the build.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import html
import io
import json
import re

import attacks_on_data as attacks
import bibtexparser
import feedparser
import markdown
import pytest
import rispy
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from checks import data_files, everything, numbers
from conftest import ROOT
from extensions import plot_blocks, plots, values
from extensions.page import SiteMarkdown
from guard import banned_words, characters, unsafe_values
from made import directory, downloads, page_facts
from processor import within
from sources import Problem, Sources, from_files, place, read, yamlfile

BASE = read(ROOT / "docs")
DAY = datetime.date(2026, 11, 30)


def put(uri: str, old: str, new: str) -> tuple[bytes, int]:
    """A file of docs/ with one text changed, behind its notes, and the line of the change."""
    text = BASE.raw[uri].decode()
    start = max(text.find("\n- "), 0) if uri.startswith("_data/") else 0
    assert old in text[start:], "the row does not fit the file"
    at = text.index(old, start)
    return (text[:at] + new + text[at + len(old) :]).encode(), place(text, at)[0]


def problems(uri: str, raw: bytes) -> list[Problem]:
    """What the checks of values say of one file alone."""
    alone = from_files({uri: raw})
    found = [*numbers.check(alone), *unsafe_values.check_data(alone), *banned_words.check(alone)]
    for name, document in alone.data.items():
        found += [*document.problems, *data_files.broken_rules(document, data_files.schemas()[name])]
    return found + [problem for page in alone.pages.values() for problem in everything.of_page(page, alone, DAY)]


@pytest.mark.parametrize(
    ("name", "uri", "old", "new", "message"), attacks.REFUSED, ids=[row[0] for row in attacks.REFUSED]
)
def test_what_is_no_text_is_named_on_its_line(name, uri, old, new, message):
    raw, line = put(uri, old, new)
    found = problems(uri, raw)
    hits = [problem for problem in found if message in str(problem)]
    assert hits, "\n".join(map(str, found)) or "nothing was found"
    here = range(line - 1, line + new.count("\n") + 2)  # an entry in a list is named on the line of the list
    assert all(problem.path == f"docs/{uri}" and problem.fix for problem in hits)
    assert any(problem.line in here for problem in hits), hits


def test_the_files_themselves_are_clean():
    for uri in {row[1] for row in attacks.REFUSED if row[1].startswith("_data/")}:
        assert problems(uri, BASE.raw[uri]) == [], uri


def test_there_are_rows_of_many_kinds_and_six_of_one_at_most():
    kinds = [name.partition(":")[0] for name, *_ in attacks.REFUSED]
    assert len(set(kinds)) >= 8 and len(kinds) >= 30 and max(map(kinds.count, kinds)) <= 6


# --- the door: values on pages ----------------------------------------------------------------------------------------
SHOWN = [  # data block, file, entry, field, and what of the page shows that field
    ("{{ warning-signs emergency }}", "warning-signs", 0, "sign", "tbody tr th"),
    ("{{ warning-signs emergency }}", "warning-signs", 0, "do", "tbody tr td:last-child"),
    ("{{ claims }}", "claims", 1, "claim", "#m02 .claim__text"),
    ("{{ glossary }}", "glossary", 0, "plain", "dd"),
    ("{{ aftercare do }}", "aftercare", 0, "advice", "li span"),
    ("{{ effects neck-and-shoulder }}", "conditions", 0, "answer", ".answer"),
    ("{{ contraindications do-not }}", "contraindications", 0, "advice", "tbody tr td"),
]


@pytest.fixture(scope="module")
def render():
    """Markdown as the site reads it, with these sources."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    theirs = [name for name in config.markdown_extensions if isinstance(name, str)]

    def made(text: str, sources: Sources) -> LexborHTMLParser:
        reader = markdown.Markdown(
            extensions=[*theirs, SiteMarkdown(sources, ("data-blocks", "citations", "tables"))],
            extension_configs=config.mdx_configs,
        )
        return LexborHTMLParser(reader.convert(text))

    return made


def with_value(name: str, index: int, field: str, value: str) -> Sources:
    """The sources with another value in one entry."""
    rows = [dict(row) for row in BASE.document(name).data]
    rows[index][field] = value
    return dataclasses.replace(BASE, data={**BASE.data, name: dataclasses.replace(BASE.data[name], data=rows)})


def words(node) -> str:
    """The words of a part of a page."""
    return " ".join(node.text().split())


@pytest.mark.parametrize(
    ("block", "name", "index", "field", "part"), SHOWN, ids=[f"{row[1]}-{row[3]}" for row in SHOWN]
)
def test_no_value_changes_the_block_in_which_it_stands(render, block, name, index, field, part):
    plain = render(block, with_value(name, index, field, "Only words"))
    shape = [node.tag for node in plain.root.traverse()]
    for value in attacks.HARMLESS:
        page = render(block, with_value(name, index, field, value))
        assert " ".join(value.split()) in words(page.css_first(part)), value
        assert [node.tag for node in page.root.traverse()] == shape, value


def test_what_data_may_hold_still_means_something(render):
    sign = "Needling may help.[@brady2014] See [the law](https://www.nice.org.uk/a_b) (low certainty)"
    page = render("{{ glossary }}", with_value("glossary", 0, "plain", sign))
    first = page.css_first("dd")
    assert first.css_first("sup") and first.css_first('a[href="https://www.nice.org.uk/a_b"]')
    check = "Call for [chest pain](emergency:lung)"
    page = render("{{ effects neck-and-shoulder }}", with_value("conditions", 0, "check_first", check))
    assert page.css_first('.check-first a[href$="#lung"]')


def test_a_change_of_a_page_stays_in_its_row(render):
    raw, _ = put("aftercare.md", "what: First version.", "what: First | version.")
    page = render("{{ changes }}", from_files({"aftercare.md": raw}))
    assert "First | version." in [words(cell) for cell in page.css("tbody td:last-child")]


@pytest.mark.parametrize("value", attacks.HARMLESS)
def test_the_door_gives_the_words_back(value):
    made = values.text(value)
    assert html.unescape(made) == " ".join(html.unescape(value).split()) or "&" in value
    assert (not re.search(r"[|{}<`\\\n]", made) and values.text(html.unescape(made)) == made) or "&" in value


# --- what YAML reads --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["- a: " + "9" * 9000, "- " * 5000 + "x", "- a: " + "[" * 5000, "- a: !!int 1", "\x00"]
)
def test_reading_never_raises(text):
    yamlfile.parse(text, "docs/_data/x.yml")


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", "1e400", "0115", "0x4d", "1:17", "1_000", "0b11", "9" * 16])
def test_only_plain_numbers_are_numbers(text):
    assert yamlfile.parse(f"- {text}\n", "x").data == [text]


def test_plain_numbers_stay_numbers():
    assert yamlfile.parse("[0, -1.53, 77, +2, 0.5]", "x").data == [0, -1.53, 77, 2, 0.5]


# --- patterns ---------------------------------------------------------------------------------------------------------
def test_a_slow_pattern_is_named_and_does_not_keep_the_check_busy(monkeypatch):
    monkeypatch.setattr(banned_words, "LONGEST", 0.5)
    raw, line = put(attacks.STYLE, attacks.FIND, r"find: (\w|\s|\w\w)+[0-9][~^]")
    written = from_files({**BASE.raw, attacks.STYLE: raw})
    with within(3):
        rules = banned_words.of(written)
        for page in written.pages.values():
            for rule in rules.known:
                rules.found(rule, page.body)
    assert [(found.line, found.what) for found in banned_words.check(written)] == [
        (line, "`find` takes too long to look for.")
    ]


@pytest.mark.parametrize("find", ["(?R)", "(?i)cure", r"(a)\1", "cure{3}", "(?P<x>cure)"])
def test_patterns_are_made_of_few_parts(find):
    raw, _ = put(attacks.STYLE, attacks.FIND, f"find: '{find}'")
    assert any("`find` holds more" in problem.what for problem in problems(attacks.STYLE, raw))


# --- charts -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ends", [(0, 0.001), (0, 1), (-1, 6), (0, 16), (0, 900_000), (-1_000_000, 1_000_000)])
def test_every_axis_has_a_few_ticks(ends):
    assert 2 <= len(plots.Axis(*ends).ticks()) <= 8


@pytest.mark.parametrize("ends", [(1, 1), (2, 1), (0, float("inf")), (0, float("nan"))])
def test_an_axis_without_a_span_is_none(ends):
    with pytest.raises(ValueError, match="no axis"):
        plots.Axis(*ends)


def test_an_interval_of_nothing_is_drawn():
    rows = [{**row, "value": 0, "low": 0, "high": 0} for row in BASE.rows("effects", plot=True)[:1]]
    assert "svg" in "".join(plot_blocks.panel(rows, {row["condition"]: "x" for row in rows}))


def test_more_bars_than_anybody_can_compare_are_named():
    bar = '    - {label: "Ireland, 7,629 treatments", value: 19.18, said: about 19}\n'
    raw, _ = put(attacks.CHARTS, bar, bar * 1000)
    assert any("1001 bars; 30 are the most" in problem.what for problem in problems(attacks.CHARTS, raw))


def test_a_number_that_is_none_stops_no_check():
    raw, _ = put(attacks.CLAIMS, attacks.CLAIM, "claim: It helps 1.2.3 of 4 people.")
    assert problems(attacks.CLAIMS, raw) == []


# --- characters -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "A\u03b4 fibres",
        "TNF\u03b1",
        "\u03b2-blockers",
        "10 \u03bcg",
        "\u03c7\u00b2 test",
        "Z\u00fcrich",
        "\uc2e0\uace0",
        "I\u00b2, 10\u00b3, \u00bd",
        "e\u0301",
    ],
)
def test_letters_of_science_and_of_names_pass(text):
    assert list(characters.unseen(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "\u0441\u043e\u0440",
        "\u039d\u039f",
        "c\u03b1ll",
        "\uff19\uff11\uff11",
        "\u24b8all",
        "\U0001d41call",
        "\u216dALL",
        "c\u20e0all",
        "\ufe0f",
        "a\u3000b",
        "x\u0085y",
    ],
)
def test_letters_that_pass_for_others_do_not(text):
    assert list(characters.unseen(text))


# --- what leaves the build --------------------------------------------------------------------------------------------
HOSTILE = "A } title \\ with { braces @misc{x, note = {y}} % & # _ $ ~ ^"


@pytest.fixture(scope="module")
def hostile():
    """Sources whose first citable reference and first problem try to leave their field."""
    rows = [dict(row) for row in BASE.document("references").data]
    rows[0] |= {
        "title": HOSTILE,
        "finding": "x\u2028ER  - \r\nTY  - JOUR\nTI  - another",
        "authors": [HOSTILE, "A and B C"],
    }
    rows[0] |= {"pages": "1}, note = {x", "volume": "}{", "journal": HOSTILE, "url": "https://x.org/}{\\"}
    problems = [dict(row) for row in BASE.document("conditions").data]
    problems[0] |= {"name": "=HYPERLINK(1)", "line": "+1 800", "answer": "@SUM(1)"}
    changed = {"references": rows, "conditions": problems}
    data = {name: dataclasses.replace(BASE.data[name], data=entries) for name, entries in changed.items()}
    return dataclasses.replace(BASE, data={**BASE.data, **data}, site_url="https://example.org/")


def test_bibtex_holds_every_value_in_its_field(hostile):
    library = bibtexparser.parse_string(downloads.bibtex(hostile))
    assert library.failed_blocks == []
    assert len(library.entries) == len(hostile.rows("references", use="cite"))
    first = library.entries[0].fields_dict
    assert first["note"].value.startswith("x ER") and len(library.entries[0].fields) == len(first)
    assert "Title" not in first and first["url"].value == "https://x.org/%7D%7B%5C"


def test_ris_holds_every_value_on_its_line(hostile):
    entries = rispy.loads(downloads.ris(hostile))
    assert len(entries) == len(hostile.rows("references", use="cite"))
    assert entries[0]["notes"] == ["x ER - TY - JOUR TI - another"]


def test_no_cell_of_a_table_is_a_formula(hostile):
    for text in (downloads.conditions_csv(hostile), downloads.answers_csv(hostile), downloads.grades_csv(hostile)):
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
            for cell in row.values():
                assert not cell or cell[0] not in "=+-@\t\r" or re.fullmatch(r"-?\d+(\.\d+)?", cell), cell
    first = next(csv.DictReader(io.StringIO(downloads.conditions_csv(hostile), newline="")))
    assert (first["name"], first["line"], first["answer"]) == ("'=HYPERLINK(1)", "'+1 800", "'@SUM(1)")
    assert downloads.cell("-1.5") == "-1.5" and downloads.cell(-1.5) == -1.5 and downloads.cell("\t=1") == "'\t=1"
    assert downloads.cell("a;=1") == "a;'=1" and downloads.cell("a; -2 to 1; b") == "a; -2 to 1; b"


def test_the_feed_is_well_formed_whatever_a_header_holds():
    meta = {
        **BASE.pages["aftercare.md"].meta,
        "title": "a < b & \x07",
        "changes": [{"date": "2026-11-20", "what": "\x00\ufffe"}],
    }
    page = dataclasses.replace(BASE.pages["aftercare.md"], front=yamlfile.Document("docs/aftercare.md", meta))
    feed = feedparser.parse(directory.feed(Sources(pages={"aftercare.md": page}, site_url="https://example.org/")))
    assert not feed.bozo and feed.entries[0].title == "a < b & \ufffd" and feed.entries[0].summary == "\ufffd\ufffd"


def test_json_in_a_page_cannot_close_its_script():
    meta = {**BASE.pages["aftercare.md"].meta, "title": "</script><!--<script>"}
    page = dataclasses.replace(BASE.pages["aftercare.md"], front=yamlfile.Document("docs/aftercare.md", meta))
    text = page_facts.structured_data(page, BASE)
    assert "<" not in text and json.loads(text)["name"] == "</script><!--<script>"


def test_what_a_person_says_of_themselves_is_text():
    row = {"id": "x", "name": "A <b>", "profession": "&lt;", "register": "r", "interests": "None declared."}
    sources = Sources(data={"people": yamlfile.Document("docs/_data/people.yml", [row])})
    page = dataclasses.replace(BASE.pages["aftercare.md"], front=yamlfile.Document("x", {"reviewed_by": ["x"]}))
    assert page_facts.facts(page, sources, DAY)["reviewers"][0]["name"] == "A &lt;b&gt;"
