"""One slip, one line: mistakes as clinicians make them, each with the whole line that it gives, and what to write then.

Where a line says "Write: `...`", the test writes that, and nothing is left to say.
"""

from __future__ import annotations

import datetime
import functools
import pathlib
import re

import pytest

from checks import data_files, headers_and_headings, unreadable
from sources import Problem, form, from_files, read

DOCS = pathlib.Path(__file__).parent.parent.parent / "docs"
BASE = read(DOCS).raw
TODAY = datetime.date(2026, 12, 1)
PAGE = "aftercare.md"
TITLE, LIST, AGE = "title: After your session", "reviewed_by: []", "sources_checked: 2026-11-29"
CHANGES = "changes:\n  - date: 2026-11-30\n    what: Late"
KEYS = "sources: [salommoreno2017, diciolla2021]"
VALUE, LEAD = "  value: -1.53", "- {from: achilles/, to: indications/arm-and-leg.md#achilles-pain}"
ADVICE = "  advice: Sit up slowly. Lie down if you feel faint."

# file, what stands there, what is written, and a part of the line that is told
ROWS = [
    (PAGE, LIST, "reviewed_by: jane-example", "must be a list. Write: `reviewed_by: [jane-example]`."),
    (PAGE, LIST, "reviewed_by: a-b, c-d", "Write: `reviewed_by: [a-b, c-d]`."),
    (PAGE, LIST, "reviewed_by: none", "Write: `reviewed_by: []`."),
    (PAGE, LIST, "reviewed_by:", "`reviewed_by` is empty. Write: [] while no clinician"),
    *(
        (PAGE, "audience: patients", f"audience: {word}", f"`audience` is {word}. It must be one of: patients, prof")
        for word in ("no", "yes", "on")
    ),
    (PAGE, "audience: patients", "audience: Patients", "Write: `audience: patients`."),
    (PAGE, "audience: patients", "audience: patient", "Did you mean patients? It must be one of"),
    (PAGE, TITLE, "Title: After your session", "`Title` is not a known field. Write: `title:`."),
    (PAGE, TITLE, "title:After your session", f"no space after the colon. Write: `{TITLE}`."),
    (PAGE, TITLE, "title After your session", f"the colon after `title` is lost. Write: `{TITLE}`."),
    (PAGE, TITLE, "title = After your session", f"`title` needs a colon. Write: `{TITLE}`."),
    (PAGE, TITLE, 'title: "After your session', 'not closed. Write: `title: "After your session"`.'),
    (PAGE, TITLE, "title: 'After your session", 'not closed. Write: `title: "After your session"`.'),
    (
        PAGE,
        TITLE,
        "title: “After your session”",
        'curly quotation marks do not hold a value together. Write: `title: "',
    ),
    (PAGE, TITLE, "title: After: your session", 'a value with a colon needs quotation marks. Write: `title: "After:'),
    (PAGE, TITLE, "\ttitle: After your session", "a tab is used to indent. Write spaces in its place."),
    (PAGE, TITLE, " title: After your session", "the line begins after 1 space, and should after 0. Write no spaces"),
    (PAGE, TITLE, "title: 'After' your session", "the text goes on after its quotation marks."),
    (PAGE, TITLE, "title: 2026", '`title` must be text. Write: `title: "2026"`,'),
    (PAGE, TITLE, "title:", "`title` is empty. Write: the heading of the page"),
    (PAGE, TITLE, f"{TITLE}\n{TITLE} now", "`title` stands here twice. Keep one and delete the other."),
    (PAGE, "type: leaflet", "type: Leaflet", "Write: `type: leaflet`."),
    (PAGE, "type: leaflet", "typ: leaflet", "`typ` is not a known field. Did you mean type?"),
    (PAGE, "leaflet: 2", "leaflet: two", "Write: `leaflet: 2`."),
    *(
        (PAGE, AGE, f"sources_checked: {day}", f"Write: `{AGE}`.")
        for day in ("29.11.2026", "29/11/2026", "2026/11/29", "29 November 2026", "November 29, 2026", "29th Nov 2026")
    ),
    (PAGE, AGE, "sources_checked: 2026\u201311\u201329", f"Write: `{AGE}`."),
    (PAGE, AGE, "sources_checked: 2026-11-9", "Write: `sources_checked: 2026-11-09`."),
    (PAGE, AGE, "sources_checked: today", "not of the right form. Write: a date such as 2026-11-20"),
    (PAGE, AGE, "sources checked: 2026-11-29", "`sources checked` is not a known field. Write: `sources_checked:`."),
    (PAGE, AGE, "sources-checked: 2026-11-29", "`sources-checked` is not a known field. Write: `sources_checked:`."),
    (
        PAGE,
        CHANGES,
        f"changes:\n  - 2026-12-01: New.{CHANGES[8:]}",
        "Write: `- date: 2026-12-01`, below it `what: New.`",
    ),
    (PAGE, CHANGES, CHANGES.replace("    what", "  what"), "begins after 2 spaces, and should after 4."),
    (PAGE, CHANGES, CHANGES.replace("- date", "* date"), "a plain dash. Write: `- date: 2026-11-30`."),
    (PAGE, CHANGES, CHANGES.replace("- date", "-date"), "no space after the dash. Write: `- date: 2026-11-30`."),
    (PAGE, CHANGES, CHANGES.replace("what: Late", "what: Note: late"), "with a colon needs quotation marks."),
    (PAGE, CHANGES, CHANGES.replace("changes", "change"), "`change` is not a known field. Did you mean changes?"),
    ("_data/references.yml", "  year: 2011", "  year: 2011.", "Write: `year: 2011`."),
    ("_data/references.yml", "  pmid: 33452105", "  pmid: 33 452 105", "Write: `pmid: 33452105`."),
    *(
        (
            "_data/references.yml",
            "  doi: 10.1542/peds.2011-1091",
            f"  doi: {doi}",
            "Write: `doi: 10.1542/peds.2011-1091`.",
        )
        for doi in ("10.1542/peds.2011\u20131091",)
    ),
    ("_data/references.yml", "  doi: 10.1542", "  DOI: 10.1542", "`DOI` is not a known field. Write: `doi:`."),
    (
        "_data/references.yml",
        "  authors: [Adams D, Cheng F, Jou H, Aung S, Yasui Y, Vohra S]",
        "  authors: Adams D, Cheng F",
        "`authors` must be a list. Write: `authors: [Adams D, Cheng F]`.",
    ),
    ("_data/references.yml", "- key: adams2011", "- key: Adams 2011", "Write: `key: adams2011`."),
    ("_data/references.yml", "- key: adams2011", "- key: [@adams2011]", "in a data file keys stand without @."),
    ("_data/effects.yml", VALUE, "  value: \u20131.53", "`value` must be a number or null. Write: `value: -1.53`."),
    ("_data/effects.yml", VALUE, "  value: \u22121.53", "Write: `value: -1.53`."),
    ("_data/effects.yml", VALUE, "  value: -1,53", "Write: `value: -1.53`."),
    ("_data/effects.yml", VALUE, "  value: - 1.53", "between minus and number. Write: `value: -1.53`."),
    ("_data/effects.yml", VALUE, '  value: "-1.53"', "Write: `value: -1.53`."),
    ("_data/effects.yml", VALUE, "  value: -.53", "Write: `value: -0.53`."),
    ("_data/effects.yml", VALUE, "  value: one and a half", "Write: a number such as -1.5, or null"),
    ("_data/effects.yml", "  trials: null", "  trials: twelve", "Write: `trials: 12`."),
    ("_data/effects.yml", "  trials: null", "  trials: unknown", "Write: `trials: null`."),
    ("_data/effects.yml", "  people: null", "  people: 1,206", "Write: `people: 1206`."),
    ("_data/effects.yml", "  people: null", "  people: 90 people", "Write: `people: 90`."),
    ("_data/effects.yml", "  plot: true", "  plot: True.", "Write: `plot: true`."),
    ("_data/effects.yml", "  plot: true", "  plot: maybe", "`plot` must be true or false. Write: true or false."),
    ("_data/effects.yml", "  scale: 0 to 10\n", "  scale: 0-10\n", "Write: `scale: 0 to 10`."),
    ("_data/effects.yml", "  group: sham or waiting", "  group: Sham or waiting", "Write: `group: sham or waiting`."),
    (
        "_data/effects.yml",
        "  source: navarrosantana2020neck",
        "  source: [navarrosantana2020neck]",
        "Write: `source: nav",
    ),
    ("_data/conditions.yml", "- id: neck-pain", "- id: Neck pain", "Write: `id: neck-pain`."),
    (
        "_data/conditions.yml",
        "certainty: low certainty",
        "certainty: (Low certainty)",
        "Write: `certainty: low certainty`.",
    ),
    ("_data/aftercare.yml", KEYS, "sources: salommoreno2017, diciolla2021", f"must be a list. Write: `{KEYS}`."),
    ("_data/aftercare.yml", KEYS, "sources: salommoreno2017; diciolla2021", f"Write: `{KEYS}`."),
    ("_data/aftercare.yml", KEYS, "sources: [salommoreno2017; diciolla2021]", f"Write: `{KEYS}`."),
    (
        "_data/aftercare.yml",
        KEYS,
        "sources: [@salommoreno2017; @diciolla2021]",
        f"keys stand without @. Write: `{KEYS}`.",
    ),
    (
        "_data/aftercare.yml",
        KEYS,
        "sources: [salommoreno2017, diciolla2021",
        "the bracket ] is lost. Write ] at its end",
    ),
    ("_data/aftercare.yml", KEYS, "sources: none", "Write: `sources: []`."),
    ("_data/aftercare.yml", KEYS, "sources:", "`sources` is empty. Write: a list of keys"),
    (
        "_data/aftercare.yml",
        "  kind: do\n",
        "  kind: don't\n",
        "Did you mean do-not? It must be one of: do, do-not, clinic.",
    ),
    ("_data/aftercare.yml", ADVICE, ADVICE.replace("advice", "Advice"), "Write: `advice:`."),
    ("_data/aftercare.yml", ADVICE, ADVICE.replace(". L", ": l"), "a value with a colon needs quotation marks."),
    ("_data/aftercare.yml", "  kind: do\n", "  kind: do, advice: Rest.\n", "two fields stand on one line."),
    ("_data/warning-signs.yml", "urgency: same-day", "urgency: same day", "Write: `urgency: same-day`."),
    ("_data/emergency-numbers.yml", '  number: "999"', "  number: 999", 'must be text. Write: `number: "999"`,'),
    ("_data/emergency-numbers.yml", '  number: "000"', '  number: "000 / 112"', "Write: `number: 000 or 112`."),
    (
        "_data/emergency-numbers.yml",
        '  number: "000"',
        '  number: "0900 123 456"',
        "Write: digits in quotation marks, for",
    ),
    (
        "_data/glossary.yml",
        "  see: effects/neurophysiological.md#nerve-fibres",
        "  see: /effects/neurophysiological/#nerve-fibres",
        "Write: `see: effects/neurophysiological.md#nerve-fibres`.",
    ),
    (
        "_data/glossary.yml",
        "  see: effects/neurophysiological.md#nerve-fibres",
        "  see: [nerves](effects/neurophysiological.md#nerve-fibres)",
        "a link has no place here. Write the page alone: `see: effects/neurophysiological.md#nerve-fibres`.",
    ),
    ("_data/claims.yml", "  verdict: 'true'", "  verdict: true", 'Write: `verdict: "true"`,'),
    ("_data/claims.yml", "  verdict: 'true'", "  verdict: partly true", "Write: `verdict: partly-true`."),
    (
        "_data/claims.yml",
        "  page: what-is-dry-needling.md",
        "  page: what-is-dry-needling",
        "Write: `page: what-is-dry-needling.md`.",
    ),
    ("_data/claims.yml", "  anchor: the-needle\n", '  anchor: "#the-needle"\n', "Write: `anchor: the-needle`."),
    (
        "_data/claims.yml",
        "  anchor: the-needle\n",
        "  anchor: #the-needle\n",
        "is a note, and is not read. Write: `anchor: the-needle`.",
    ),
    ("_data/grades.yml", "  imprecision: 'no'", "  imprecision: no", 'Write: `imprecision: "no"`,'),
    ("_data/charts.yml", "value: 11.5,", "value: 11,5,", "a comma stands in a number. Write: `value: 11.5`."),
    ("_data/charts.yml", "value: 11.5, low", "value: 11.5 low", "a comma is lost before `low`. Write: `, low:`."),
    ("_data/redirects.yml", LEAD, LEAD.replace("achilles/", "achilles"), "Write: `from: achilles/`."),
    (
        "_data/redirects.yml",
        LEAD,
        LEAD.replace("from: ", "from:"),
        "no space after its colon. Write: `from: achilles/`.",
    ),
    (
        "_data/redirects.yml",
        LEAD,
        LEAD.replace(", to", "; to"),
        "a semicolon stands for a comma before `to`. Write: `, to:`.",
    ),
    (
        "_data/search-words.yml",
        "[cookies, gdpr, tracking, my data]",
        "cookies, gdpr",
        "Write: `words: [cookies, gdpr]`.",
    ),
    ("_data/search-words.yml", "- to: about.md\n", "- to: about\n", "Write: `to: about.md`."),
    ("_data/abbreviations.yml", "- short: HIV", "- short: NO", 'Write: `short: "NO"`,'),
    ("_data/abbreviations.yml", "  long: the second", "  meaning: the second", "not a known field. Write: `long:`."),
    ("_data/contraindications.yml", "level: ask-first", "level: ask first", "Write: `level: ask-first`."),
]


def named(file: str) -> str:
    """A data file by its name."""
    return file.removeprefix("_data/").removesuffix(".yml")


def said(file: str, text: str) -> list[Problem]:
    """What is said of the form of a page's header or a data file."""
    written = from_files({file: text.encode()})
    if not file.startswith("_data/"):
        return list(headers_and_headings.header(written.pages[file], TODAY))
    document = written.data[named(file)]
    return unreadable.data(written) or [
        *document.problems,
        *form.broken_rules(document, data_files.schemas()[named(file)]),
    ]


@functools.cache
def whole(file: str) -> tuple[str, str]:
    """A file in two parts: notes with the sample entry, and what counts."""
    text = BASE[file].decode()
    start = text.index("\n- ") + 1 if file.startswith("_data/") else 0
    return text[:start], text[start:]


def mended(text: str, problem: Problem) -> str | None:
    """A text in which the line of a problem is what its message says; None where it says no whole line."""
    literal = re.search(r"Write(?: the page alone)?: `([\w-]+):(?: ([^`]*[^`:,. ]\S*))?`", problem.fix)
    if not literal or "`, below" in problem.fix or " ... " in problem.fix:
        return None
    name, value = literal.groups()
    lines = text.split("\n")
    line, at = lines[problem.line - 1], problem.line - 1
    field = r"[\w-]+(?: [\w-]+)*?"
    if line.startswith("- {") or re.match(r"\s+- \{", line):
        here = re.search(rf"{re.escape(name)}: ?[^,}}]*(?:,\d+)?", line)
        lines[at] = line.replace(here[0], f"{name}: {value}", 1) if here else line
    elif value is None:
        lines[at] = re.sub(rf"^(\s*(?:- )?){field}:", rf"\g<1>{name}:", line)
    else:
        lines[at] = re.match(r"\s*(?:- +|-(?=\w)|\* )?", line)[0] + f"{name}: {value}"
    return "\n".join(lines)


@pytest.mark.parametrize(("file", "old", "new", "message"), ROWS, ids=[f"{row[0]} {row[2][:40]!r}" for row in ROWS])
def test_one_slip_gives_one_line_that_can_be_followed(file, old, new, message):
    notes, text = whole(file)
    assert old in text, "the row does not fit the file"
    broken = notes + text.replace(old, new, 1)
    found = said(file, broken)
    line = next(
        n for n, (a, b) in enumerate(zip((notes + text).split("\n"), broken.split("\n"), strict=False), 1) if a != b
    )
    assert len(found) == 1 and message in str(found[0]) and found[0].fix, found
    assert found[0].path == f"docs/{file}" and 0 <= found[0].line - line <= 1, found
    if (after := mended(broken, found[0])) is not None:
        assert said(file, after) == [], found


def test_our_own_files_have_no_slip():
    files = [PAGE, *(uri for uri in BASE if uri.startswith("_data/"))]
    assert [found for file in files for found in said(file, BASE[file].decode())] == []
    assert sum(mended(f"x: y\n{row[2]}", Problem("", 2, 0, "", row[3])) is not None for row in ROWS) > 40


@pytest.mark.parametrize(
    "header",
    ["title: 48 hours: what then", 'title: "a" or "b"', "title: It's a page", "title: A - b"],
)
def test_what_yaml_reads_is_no_slip_of_a_header_by_itself(header):
    """Only the first of these cannot be read: a colon in a value."""
    text = f"---\n{header}\naudience: patients\n---\n\nText.\n"
    slips = [found for found in said("x.md", text) if "quotation" in found.what + found.fix or "bracket" in found.what]
    assert len(slips) == (header.endswith("then") or header.endswith('"')), slips
