"""Mistakes in data files and drawings, one row each: the file, what is changed in it, the message."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import pathlib
import random

import pytest
import yaml

from checks import everything, folding, signs, unreadable
from extensions import data_blocks
from sources import Problem, Sources, from_files, read

DOCS = pathlib.Path(__file__).parent.parent.parent / "docs"
BASE = read(DOCS).raw
TODAY = datetime.date(2026, 11, 20)

ROWS = [
    # 7 data files
    (
        "_data/references.yml",
        "- key: adams2011",
        "- key: Adams2011",
        "`key` is 'Adams2011', which is not of the right form",
    ),
    (
        "_data/references.yml",
        "  doi: 10.1542/peds.2011-1091",
        "  doi: https://doi.org/peds.2011-1091",
        "Write: only the DOI",
    ),
    (
        "_data/references.yml",
        "  doi: 10.1542/peds.2011-1091",
        "  doi: 11.1542/peds.2011-1091",
        "not of the right form. Write: only the DOI",
    ),
    ("_data/references.yml", "  pmid: 33452105", "  pmid: 0", "`pmid` is 0, which cannot be"),
    ("_data/references.yml", "  pmid: 33452105", "  pmid: PMID33452105", "`pmid` must be a whole number"),
    ("_data/references.yml", "  doi: 10.1542/peds.2011-1091\n", "", "needs one of: doi, pmid, pmcid, url"),
    ("_data/references.yml", "  use: cite", "  use: maybe", "must be one of: cite, check"),
    ("_data/references.yml", "  use: cite", "  use: check", "may not be cited yet"),
    (
        "_data/references.yml",
        "- key: adams2011\n",
        "- key: zzz2011\n",
        'stands after "zzz2011". Keep the entries in alphabetical order',
    ),
    ("_data/references.yml", "- key: alberta_ra\n", "- key: adams2011\n", '"adams2011" stands here twice'),
    ("_data/references.yml", "  year: 2011\n", "  year: 2011\n  year: 2012\n", "`year` stands here twice"),
    ("_data/references.yml", "  finding: 'Harm from", "  findings: 'Harm from", "Did you mean finding?"),
    ("_data/conditions.yml", "certainty: low certainty", "certainty: low", "must be one of: high certainty"),
    (
        "_data/conditions.yml",
        "answer: Needling may ease neck pain",
        "answer: Needling may help as it eases neck pain",
        'says "eases", which does not fit (low certainty)',
    ),
    (
        "_data/conditions.yml",
        "sources: [navarrosantana2020neck,",
        "sources: [navarrosantana2020nek,",
        "Did you mean navarrosantana2020neck?",
    ),
    ("_data/conditions.yml", "  region: neck-and-shoulder\n", "  region: neck\n", "must be one of: neck-and-shoulder"),
    ("_data/conditions.yml", "  name: Neck pain\n", "", "`name` is missing"),
    (
        "_data/conditions.yml",
        "  name: Neck pain\n",
        "  name: Neck pain <script>x</script>\n",
        "<script> may not stand in a data file",
    ),
    ("_data/conditions.yml", "  name: Neck pain\n", "  name: Neck\u200b pain\n", "an invisible character (U+200B)"),
    ("_data/conditions.yml", "  name: Neck pain\n", "  name: \ufeffNeck pain\n", "an invisible character (U+FEFF)"),
    ("_data/conditions.yml", "  name: Neck pain\n", "  name: Neck: pain\n", 'Write: name: "Neck: pain"'),
    ("_data/warning-signs.yml", "urgency: emergency", "urgency: urgent", "must be one of: emergency, same-day"),
    ("_data/emergency-numbers.yml", "  status: official", "  status: press", "`second` is missing"),
    ("_data/emergency-numbers.yml", '  number: "000"', '  number: "0900 123 456"', "`number`"),
    (
        "_data/aftercare.yml",
        "advice: Do not plan complete rest.",
        "advice: Plan no complete rest.",
        'begins with "Do not"',
    ),
    (
        "_data/people.yml",
        "\n[]\n",
        "\n- {id: a-b, name: A B, profession: doctor, register: R 1, interests: None declared.}\n",
        'no page names "a-b"',
    ),
    ("_data/conditions.yml", "      why: People and", "      because: People and", "`because` is not a known field"),
    (
        "_data/effects.yml",
        "- condition: neck-pain\n  outcome: pain",
        "- condition: neck-pian\n  outcome: pain",
        'no problem "neck-pian" in docs/_data/conditions.yml. Did you mean neck-pain?',
    ),
    ("_data/effects.yml", "  value: -1.53", "  value: much", "`value` must be a number"),
    (
        "_data/effects.yml",
        "  source: navarrosantana2020neck",
        "  source: navarrosantana2020nek",
        "Did you mean navarrosantana2020neck?",
    ),
    ("_data/charts.yml", "  kind: bars", "  kind: pie", "must be one of: bars, ranges"),
    (
        "_data/glossary.yml",
        "  see: effects/neurophysiological.md#nerve-fibres",
        "  see: effects/neurophysiological.md#nerve-fibre",
        "Did you mean nerve-fibres?",
    ),
    ("_data/glossary.yml", "- id: a-delta-fibre\n", "- id: abscess\n", '"abscess" stands here twice'),
    (
        "_data/glossary.yml",
        "  plain: A thin nerve fibre",
        "  meaning: A thin nerve fibre",
        "`meaning` is not a known field",
    ),
    ("_data/claims.yml", "  verdict: 'true'", "  verdict: yes it is", "must be one of: true, partly-true"),
    (
        "_data/claims.yml",
        "  page: what-is-dry-needling.md",
        "  page: what-is-needling.md",
        "Did you mean what-is-dry-needling.md?",
    ),
    ("_data/claims.yml", "  anchor: the-needle\n", "  anchor: the-nedle\n", "Did you mean the-needle?"),
    ("_data/claims.yml", "  anchor: the-needle\n", "  anchor: next-step\n", "cites none of the sources of this claim"),
    ("_data/claims.yml", "  anchor: the-needle\n", "", "page and anchor, or left_out"),
    ("_data/claims.yml", "  same_as: ", "  same_as: zz", 'there is no claim "zz'),
    (
        "_data/search-words.yml",
        "- to: about.md\n",
        "- to: abuot.md\n",
        "there is no file abuot.md. Did you mean about.md?",
    ),
    ("_data/search-words.yml", "- to: about.md#privacy", "- to: about.md#privcy", "Did you mean privacy?"),
    ("_data/search-words.yml", "words: [cookies,", "words: [Sponsor,", '"Sponsor" stands here twice'),
    ("_data/search-words.yml", "words: [cookies,", "words: [cookies, cookies,", '"cookies" stands here twice'),
    ("_data/search-words.yml", "- to: about.md#privacy", "- to: about.md", '"about.md" stands here twice'),
    ("_data/search-words.yml", '"999"', "999", "in quotation marks"),
    ("_data/search-words.yml", "- to: about.md\n", "- to: zz.md\n", "Keep the entries in alphabetical order"),
    ("_data/spelling-words.yml", "- word: algometry\n", "- word: zz\n", "Keep the entries in alphabetical order"),
    ("_data/spelling-words.yml", "- word: algometry\n", "- word: two words\n", "Write: `word: twowords`"),
    ("_data/strays.yml", "", "[]\n", "there is no schema for this data file"),
    # 6 and 8 drawings and images
    *(
        ("assets/figures/twitch.svg", "<title id", bad + "<title id", what)
        for bad, what in (
            ("<script>x</script>", "the drawing holds a script"),
            ('<g onload="x()"/>', "an event handler"),
            ("<foreignObject/>", "a foreign object"),
            ('<image href="https://example.org/x.png"/>', "a reference to something outside"),
            ('<a href="javascript:x"/>', "a reference to something outside"),
            ("<style>@import 'x'</style>", "a reference to something outside"),
            ("<g>", "the drawing cannot be read"),
        )
    ),
    ("assets/figures/twitch.svg", "<svg", "<!DOCTYPE svg><svg", "a document type"),
    (
        "assets/figures/twitch.svg",
        '<title id="title">The path of a muscle twitch</title>',
        "",
        "the drawing has no title",
    ),
    (
        "assets/figures/twitch.svg",
        "</svg>",
        "<!--" + "x" * 150_000 + "--></svg>",
        "a phone should not load more than 150",
    ),
]


WHOLE = from_files(BASE)


def touched(file: str, raw: bytes) -> Sources:
    """The sources with another text of one file, and of data and pictures only what that text can change or names."""
    alone = from_files({file: raw})
    named = (
        ("conditions", "references") if file.startswith(("_data/c", "_data/e")) else ()
    )  # other data name their entries
    kept = {name: WHOLE.data[name] for name in named}
    return dataclasses.replace(
        WHOLE,
        raw={uri: text for uri, text in WHOLE.raw.items() if uri.endswith(".md")} | alone.raw,
        data={**kept, **alone.data},
    )


@functools.cache
def before(file: str) -> frozenset[Problem]:
    """What is said of the file as it stands: what else is left out makes some data look unused."""
    return frozenset(everything.shared(touched(file, BASE[file]))) if file in BASE else frozenset()


@pytest.mark.parametrize(("file", "old", "new", "message"), ROWS, ids=[f"{row[0]} {row[3][:40]!r}" for row in ROWS])
def test_mistake_is_caught(file, old, new, message):
    text = BASE.get(file, b"").decode()
    assert old in text, "the row does not fit the file"
    start = (
        text.index("\n- ") if file.startswith("_data/") and "\n- " in text else 0
    )  # not the sample entry in the comment
    broken = text[:start] + text[start:].replace(old, new, 1)
    assert broken != text
    first = next(
        (n for n, (a, b) in enumerate(zip(text.split("\n"), broken.split("\n"), strict=False), 1) if a != b), 1
    )
    written = touched(file, broken.encode())
    found = new = list(everything.shared(written))
    if "cited yet" in message:  # said where a page cites it
        found = new + [
            problem
            for page in written.pages.values()
            if "adams2011" in page.body
            for problem in everything.of_page(page, written, TODAY)
        ]
    hits = [problem for problem in found if message in str(problem) and problem not in before(file)]
    assert hits, "\n".join(map(str, found)) or "nothing was found"
    others = {problem.what for problem in before(file)}  # a line further on
    told = unreadable.data(written) or folding.few(problem for problem in new if problem.what not in others)
    assert len(told) <= 5 or (len(told) == 6 and any(" more places" in problem.what for problem in told)), told
    if "cited yet" not in message:
        assert all(problem.path == f"docs/{file}" for problem in hits)
        assert any(
            not problem.line or abs(problem.line - first) <= 15 or "cannot be read" in message for problem in hits
        ), hits


def test_no_damage_to_a_page_makes_the_checks_crash():
    """Any message is fine, an exception is not."""
    chance = random.Random(20261120)
    page = BASE["effects/chemical.md"]
    marks = [
        b"{{",
        b"}}",
        b"[@",
        b"]",
        b"<",
        b">",
        b"```",
        b"---\n",
        b"|",
        b"{",
        b"}",
        b"#",
        b"\n",
        b"\t",
        b"\xff",
        b"!!! ",
        b"[^",
        b"\\",
        b"&#x",
        b": ",
    ]
    for _ in range(150):
        damaged = bytearray(page)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.choice([0, 0, 1, 5, 200])] = chance.choice(marks)
        alone = from_files({"effects/chemical.md": bytes(damaged)})
        written = dataclasses.replace(WHOLE, pages={**WHOLE.pages, **alone.pages}, raw={**WHOLE.raw, **alone.raw})
        for problem in everything.of_page(written.pages["effects/chemical.md"], written, TODAY):
            assert problem.path == "docs/effects/chemical.md" and problem.what


@pytest.mark.parametrize("name", ["conditions", "references", "people", "warning-signs"])
def test_no_damage_to_data_makes_the_checks_crash(name):
    """Nor one on a page that shows the data: one that reads otherwise without them."""
    file = f"_data/{name}.yml"
    empty = touched(file, b"")
    shows = [
        uri
        for uri, page in WHOLE.pages.items()
        if "{{ " in page.body and data_blocks.expand(page.body, empty, uri) != data_blocks.expand(page.body, WHOLE, uri)
    ]
    assert shows or name == "people"  # nobody has reviewed a page yet
    for junk in (b"", b"- 1\n", b"a: b\n", b"- {id: x}\n", b"[[[", b"\x00", b"- sources: 3\n", b"null\n"):
        written = touched(file, junk)
        assert all(problem.what for problem in everything.shared(written))
        for uri in [*shows, "effects/mechanical.md"]:  # and one that cites sources
            assert all(problem.what for problem in everything.of_page(written.pages[uri], written, TODAY))


FEW = {
    uri: raw for uri, raw in BASE.items() if uri.startswith("_snippets/") or uri in ("for-clinics.md", "glossary.md")
}
ENTRIES = {uri: rows[:2] for uri, raw in BASE.items() if uri.startswith("_data/") and (rows := yaml.safe_load(raw))}


@pytest.mark.parametrize("value", [3, "", ["x"], [["x"]], {"a": "b"}], ids=repr)
def test_no_value_of_another_kind_makes_the_checks_crash(value):
    """In a field of every data file and of a header at once, one field after the other."""
    page = WHOLE.pages["get-help.md"]
    headed = {**ENTRIES, "get-help.md": [page.meta]}
    for place in range(max(len(rows[0]) for rows in headed.values())):
        broken = {
            uri: [{**rows[0], sorted(rows[0])[place % len(rows[0])]: value}, *rows[1:]] for uri, rows in headed.items()
        }
        header = yaml.safe_dump(broken.pop("get-help.md")[0])
        files = {uri: yaml.safe_dump(rows, allow_unicode=True).encode() for uri, rows in broken.items()}
        files["get-help.md"] = f"---\n{header}---\n{page.body}".encode()
        assert everything.problems(from_files({**FEW, **files}), TODAY)


def test_a_sign_named_at_another_level_in_a_data_file_is_named():
    files = {
        "_data/warning-signs.yml": b"- {id: lung, urgency: emergency}\n",
        "_data/conditions.yml": b"- id: shoulder\n  check_first: A [tight chest](call:lung) needs a call.\n",
    }
    assert [str(problem) for problem in signs.check_data(from_files(files))] == [
        'docs/_data/conditions.yml:2:3: the sign "lung" has the level emergency, and here it is called call. Write'
        " (emergency:lung), and say so in the sentence; or change the level of the row, which is the same everywhere."
    ]


def test_a_mark_where_no_page_makes_a_link_of_it_is_named():
    """What claims say also goes out as JSON, and the letters of the kit as plain text."""
    for name, text in {
        "claims": "- answer: A [tight chest](emergency:lung) is an emergency.",
        "kit": "- letter:\n    text: A [tight chest](emergency:lung).",
    }.items():
        found = list(
            signs.check_data(
                from_files(
                    {
                        "_data/warning-signs.yml": b"- {id: lung, urgency: emergency}\n",
                        f"_data/{name}.yml": text.encode(),
                    }
                )
            )
        )
        assert len(found) == 1 and "(emergency:lung) may not stand here" in found[0].what and found[0].line
