"""Every mistake we know of, one row each: the class, what is changed in sample.md, and the message it must give.

The line is that of the change unless the row names another. 0 means: somewhere on the page.
"""

from __future__ import annotations

import datetime
import pathlib
import re
import shutil
import subprocess

import pytest

from checks import data_files, everything, folding, headers_and_headings, house_style
from commands import check
from conftest import ROOT
from sources import from_files, read

HERE = pathlib.Path(__file__).parent
DOCS = HERE.parent.parent / "docs"
TODAY = datetime.date(2026, 11, 20)
SAMPLE = (HERE / "sample.md").read_text("utf-8")
BASE = read(DOCS).raw
LONG = "a long list of words that goes on and on"

# class, old text, new text, a part of the message, the line (None: where the text differs)
PAGE = [
    # 1 front matter
    (1, "title: A sample page", "title: A sample: page", 'Write: `title: "A sample: page"`', None),
    (1, "    what: First version.\n---\n", "    what: First version.\n", "the page header has no end", 1),
    (1, "audience: patients", "audience: patient", "must be one of: patients, professionals", None),
    (1, "audience: patients", "audiance: patients", "Did you mean audience?", None),
    (1, "audience: patients\n", "", "`audience` is missing. Add: audience: patients or professionals", 2),
    (1, "type: explainer", "type: explainer\ntype: explainer", "`type` stands here twice", None),
    (1, "reviewed_by: []", "reviewed_by: nobody", "must be a list", None),
    (1, "reviewed_by: []", "reviewed_by: [jane-example]", 'there is no "jane-example" in docs/_data/people.yml', None),
    (1, "review_due: 2027-11-20", "review_due: 2027-02-30", "not of the right form. Write: a date such as", None),
    (1, "sources_checked: 2026-11-20", "sources_checked: 2026-12-20", "2026-12-20 is in the future", None),
    (1, "  - date: 2026-11-20", "  - date: 2027-11-20", "2027-11-20 is in the future", None),
    (
        1,
        "description: A page that holds one of everything, so that the table of mistakes can break each thing once.",
        "description: Too short.",
        "needs at least 50",
        None,
    ),
    (
        1,
        "so that the table of mistakes can break each thing once.",
        "so that the table of mistakes can break each thing once. " + LONG + LONG,
        "155 at most",
        None,
    ),
    (1, "title: A sample page", "title: Side effects and harms", "has the same title", None),
    (1, "---\ntitle", "title", "the page has no header", 1),
    (1, "title: A sample page", "title: A sample page\nauthor: me", "`author` is not a known field", None),
    (
        1,
        "changes:\n  - date: 2026-11-20\n    what: First version.\n",
        "changes: []\n",
        "`changes` needs at least 1",
        None,
    ),
    # 2 links and ids
    (2, "(aftercare.md#do)", "(aftercar.md#do)", "there is no file aftercar.md. Did you mean aftercare.md?", None),
    (2, "(aftercare.md#do)", "(Aftercare.md)", "capitals count. Write aftercare.md", None),
    (2, "(aftercare.md#do)", "(aftercare.md#dos)", 'docs/aftercare.md has no section "#dos". Did you mean do?', None),
    (2, "(aftercare.md#do)", "(#the-nedle)", "Did you mean the-needle?", None),
    (2, "(aftercare.md#do)", "(effects\\index.md)", "Write effects/index.md", None),
    (2, "(aftercare.md#do)", "(/aftercare/)", "begins with a slash", None),
    (2, "(aftercare.md#do)", "(/aftercare/#do)", "Write aftercare.md#do", None),
    (2, "(aftercare.md#do)", "(/#do)", "Write index.md#do", None),
    (2, "(aftercare.md#do)", "(aftercare/)", "is an address, not a file. Write aftercare.md", None),
    (2, "(aftercare.md#do)", "(effects/)", "Write effects/index.md", None),
    (2, "[after your session](aftercare.md#do)", "[](aftercare.md)", "a link has no text", None),
    (2, "[after your session]", "[click here]", 'the link text "click here" does not say', None),
    (
        2,
        "[after your session](aftercare.md#do)",
        "[after your session][after]",
        "leads nowhere. Write [after your session](page.md)",
        None,
    ),
    (2, "(aftercare.md#do)", "(ftp://example.org/x)", 'may not begin with "ftp:"', None),
    (2, "(aftercare.md#do)", "(http://example.org/x)", "Write https://example.org/x", None),
    (2, "(aftercare.md#do)", "()", "a link leads nowhere", None),
    (
        2,
        "## The needle {#the-needle}",
        "## The needle {#key-facts}",
        'the id "key-facts" stands in line 14 already',
        None,
    ),
    (2, "## The needle {#the-needle}", "## The needle", "Write: ## The needle {#the-needle}", None),
    (2, "## The needle {#the-needle}", "## The needle {#The_Needle}", "not of the form we promise", None),
    (2, "assets/figures/twitch.svg", "assets/figures/twich.svg", "Did you mean assets/figures/twitch.svg?", None),
    # 3 citations and notes
    (3, "[@brady2014]", "[@brady2015]", 'there is no source "brady2015". Did you mean brady2014?', None),
    (3, "[@brady2014]", "[@Brady2014]", "is not a citation. Write [@key]", None),
    (3, "[@brady2014]", "[@brady2014, @boyce2020]", "is not a citation. Write [@key], [@a; @b]", None),
    (3, "[@brady2014]", "[@brady2014", "a citation has no closing bracket", None),
    (3, "[@brady2014]", "[@brady2014][@boyce2020]", "Join them: [@a; @b]", None),
    (3, "[@brady2014]", "[@brady2014](sources.md)", "a citation cannot be a link", None),
    (3, "## The needle {#the-needle}", "## The needle [@brady2014] {#the-needle}", "a heading holds a citation", None),
    (3, "100 treatments.[@brady2014]", "100 treatments.", "stands here without a source", None),
    (3, "(low certainty).[@gattie2017]", "(low certainty).", "stands here without a source", None),
    (3, "[^1]: The text of the note.", "", "there is no note [^1]", 40),
    (3, "A note stands here.[^1]", "A note stands here.", "the note [^1] is never used", 42),
    (
        3,
        "[^1]: The text of the note.",
        "[^1]: The text of the note.\n[^1]: Another text.",
        "the note [^1] stands here twice",
        43,
    ),
    # 4 certainty and house style
    (4, "Pain may fall", "Pain fell", "marked (low certainty) but not worded so", None),
    (4, "Pain may fall", "Pain may probably fall", 'says "probably", which does not fit (low certainty)', None),
    (4, "Pain may fall", "Pain may fall, we think, as it works", 'says "works"', None),
    (4, "(low certainty)", "(moderate certainty)", "marked (moderate certainty) but not worded so", None),
    (4, "(low certainty)", "(high certainty)", 'says "may", which does not fit (high certainty)', None),
    (4, "(low certainty)", "(very low certainty)", "we do not know if", None),
    (4, "(low certainty)", "(some certainty)", "(some certainty) is not one of the fixed certainty marks", None),
    (4, "(low certainty).", "(no study found).", "marked (no study found) but not worded so", None),
    (
        4,
        "One idea is that a band is let go (theory)",
        "A band is let go (theory)",
        "marked (theory) but not worded so",
        None,
    ),
    (4, "In 20 healthy people blood", "Blood", "marked (shown in people) but not worded so", None),
    (
        4,
        "compared with sham needling (low certainty)",
        "compared with sham needling",
        "states an effect without saying how sure",
        None,
    ),
    (4, "It is thin and solid.", "Needling relieves pain.", "states an effect without saying how sure", None),
    (4, "It is thin and solid.", "It is a proven cure.", '"cure": Do not promise a cure. Write: may ease.', None),
    (4, "It is thin and solid.", "It is painless and natural.", '"natural": As praise it says nothing', None),
    (4, "It is thin and solid.", "It flushes toxins.", '"toxins": No known toxin is released', None),
    (4, "It is thin and solid.", "It is safe.", 'says "safe" without a number', None),
    (4, "It is thin and solid.", "Bruises are common.", 'says "common" without a number', None),
    (4, "It is thin and solid.", "Harm is rare.", 'says "rare" without a number', None),
    (4, "It is thin and solid.", "It is 90% steel.", "percentages are hard to read", None),
    (4, "It is thin and solid.", "It isn't thick.", "Write it out: do not", None),
    (4, "It is thin and solid.", "It is a filiform needle.", "Write: thin, solid", None),
    (
        4,
        "It is thin and solid.",
        f"It is {LONG} and {LONG} and {LONG} and on.",
        "readers lose the thread after 25",
        None,
    ),
    (
        4,
        "It is thin and solid.",
        "The percutaneous musculotendinous manipulation of it and the electrophysiological stimulation of it"
        " necessitates appropriately differentiated considerations. " * 8,
        "the reading grade of this page is",
        1,
    ),
    (4, '--8<-- "harms.md"\n', "", 'needs the shared text "harms.md"', 1),
    (4, '--8<-- "other-options.md"\n', "", 'needs the shared text "other-options.md"', 1),
    (4, "{#what-we-do-not-know}", "{#unknown}", 'needs a section "What we do not know"', 1),
    (4, "## Key facts {#key-facts}", "## Facts {#facts}", 'needs a section "Key facts"', 1),
    (4, "{#next-step}", "{#next}", 'needs a section "Next step"', 1),
    (4, "type: explainer", "type: safety", 'needs the shared text "emergency-card.md"', 1),
    (4, '!!! note "A title"', '!!! emergency "Call"', "the emergency card has one text for all pages", None),
    # 5 Markdown accidents
    (5, "It is thin and solid.", "```\nIt is thin and solid.", "code begins here and never ends", None),
    (5, "It is thin and solid.", "<!-- It is thin and solid.", "a comment begins here and never ends", None),
    (5, "It is thin and solid.", '<div class="x" markdown>\n\nIt is thin.', "a box begins here and never ends", None),
    (5, "It is thin and solid.", "It is thin.\n\n</div>", "closes a box that was not opened", 50),
    (5, "What it shows.\n///", "What it shows.", "a caption begins here and never ends", 23),
    (5, "    Text of the call-out.", "Text of the call-out.", "must be indented. Put four spaces", 32),
    (5, '!!! note "A title"', '!!! nota "A title"', 'there is no call-out "nota". Did you mean note?', None),
    (5, '!!! note "A title"', "!!! note “A title”", "a call-out has a broken first line", None),
    (5, "    - Nested", "  - Nested", "the list item is indented by 2 spaces", None),
    (5, "    - Nested", "\t- Nested", "the line holds a tab", None),
    (5, "2. Second", "2.Second", "a list item has no space after its mark", None),
    (5, "| Fever | See a doctor |", "| Fever | See a doctor | now |", "the row has 3 cells and the head has 2", None),
    (5, "| --- | --- |\n", "", "no line of dashes", 27),
    (5, "## The needle {#the-needle}", "## The needle {#the-needle", "is not closed or not of the right form", None),
    (5, "It is thin and solid.", "It is thin. :material-needle:", "is not an icon of this site", None),
    (5, '--8<-- "harms.md"', '--8<-- "harm.md"', 'there is no shared text "harm.md". Did you mean harms.md?', None),
    (5, '--8<-- "harms.md"', "--8<-- harms.md", "not called in the right form", None),
    (5, "It is thin and solid.", "It is seen on MRI.", '"MRI" is an abbreviation that we do not explain', None),
    (5, "## The needle {#the-needle}", "# The needle {#the-needle}", "a page has one first-level heading", None),
    (5, "### Its size", "#### Its size", "jumps from level 2 to level 4", None),
    (
        5,
        "It is thin and solid.",
        "<<<<<<< HEAD\nIt is thin.\n=======\nIt is solid.\n>>>>>>> other",
        "a merge of two versions was left unfinished",
        None,
    ),
    (5, "(aftercare.md#do)", "(“aftercare.md”)", "curly quotation marks", None),
    (
        5,
        "It is thin and solid.",
        "{{ condtions }}",
        'there is no data block "condtions". Did you mean conditions?',
        None,
    ),
    (5, "It is thin and solid.", "{{ warning-signs }}", "Write {{ warning-signs emergency }} or", None),
    (5, "It is thin and solid.", "{ conditions }}", "is not a data block", None),
    (
        5,
        "It is thin and solid.",
        "A [tight chest](same-day:lung) needs a doctor.",
        'the sign "lung" has the level emergency, and here it is called same-day',
        None,
    ),
    (
        5,
        "It is thin and solid.",
        "A [tight chest](emergency:lungs) is an emergency.",
        'there is no warning sign "lungs". Did you mean lung?',
        None,
    ),
    # 6 unsafe content
    (6, "It is thin and solid.", "It is thin. <script>alert(1)</script>", "<script> may not stand in a page", None),
    (6, "It is thin and solid.", '<span onclick="x()">It is thin.</span>', 'the attribute "onclick" of', None),
    (6, "It is thin and solid.", '<span style="display:none">hidden</span>', 'the attribute "style" of', None),
    (6, "It is thin and solid.", "<span hidden>It is thin.</span>", 'the attribute "hidden" of', None),
    *(
        (6, "It is thin and solid.", f"<{tag}>It is thin.", f"<{tag}> may not stand in a page", None)
        for tag in ("iframe", "form", "style", "meta", "base", "link", "object", "embed", "input", "svg")
    ),
    (6, "It is thin and solid.", '<img src="https://example.org/x.png">', "Write ![what it shows]", None),
    (6, "It is thin and solid.", '<a href="aftercare/">after</a>', "Write [text](page.md)", None),
    (6, "It is thin and solid.", 'It is thin.{ onclick="x()" }', "stands on the page as text", None),
    (6, "(aftercare.md#do)", "(javascript:alert(1))", 'may not begin with "javascript:"', None),
    (6, "(aftercare.md#do)", "(JaVaScRiPt:alert)", 'may not begin with "javascript:"', None),
    (6, "(aftercare.md#do)", "(&#106;avascript&colon;alert)", 'may not begin with "javascript:"', None),
    (6, "(aftercare.md#do)", "(java&#10;script&#58;alert)", 'may not begin with "javascript:"', None),
    (6, "(aftercare.md#do)", "(data:text/html;base64,xx)", 'may not begin with "data:"', None),
    (6, "(aftercare.md#do)", "(vbscript:msgbox)", 'may not begin with "vbscript:"', None),
    (6, "It is thin and solid.", "<javascript:alert(1)>", "is an address that we do not link to", None),
    (6, "(assets/figures/twitch.svg)", "(https://example.org/twitch.svg)", "the picture is on another site", None),
    (6, "It is thin and solid.", "It is thin\u200b and solid.", "an invisible character (U+200B)", None),
    (6, "It is thin and solid.", "It is \u202ethin\u202c and solid.", "an invisible character (U+202E)", None),
    (6, "It is thin and solid.", "It is thin&#8203; and solid.", "an invisible character (&#8203;)", None),
    # 8 spelling and images (spelling itself: test_linters)
    (8, "![A needle goes through the skin]", "![]", "an image has no text for people who cannot see it", None),
    (8, "![A needle goes through the skin]", "![twitch.svg]", "the text of the image is its file name", None),
    (8, "![A needle goes through the skin]", f"![{LONG * 4}]", "it may have 125", None),
    (8, '{ width="400" height="300" }', "", "the image has no size", None),
]


def problems(text: bytes) -> list:
    """Everything the checks say of a page with this text, alone and among the others."""
    written = from_files({**BASE, "sample.md": text})
    return [
        *everything.of_page(written.pages["sample.md"], written, TODAY),
        *headers_and_headings.check_titles(written),
        *data_files.people(written),
    ]


@pytest.mark.parametrize(
    ("kind", "old", "new", "message", "line"), PAGE, ids=[f"{row[0]} {row[2][:40]!r}" for row in PAGE]
)
def test_mistake_is_caught_with_its_line(kind, old, new, message, line):
    assert old in SAMPLE, "the row does not fit sample.md"
    broken = SAMPLE.replace(old, new, 1)
    differs = next(
        (n for n, (a, b) in enumerate(zip(SAMPLE.split("\n"), broken.split("\n"), strict=False), 1) if a != b), 1
    )
    found = problems(broken.encode())
    hits = [problem for problem in found if message in str(problem) and problem.path == "docs/sample.md"]
    assert hits, "\n".join(map(str, found)) or "nothing was found"
    wanted = differs if line is None else line
    assert not wanted or wanted in {problem.line for problem in hits}, "\n".join(map(str, hits))
    assert all(problem.fix for problem in hits), "a message must say what to write"
    told = folding.few(found)
    assert len(told) <= 5 or (len(told) == 6 and any(" more places" in problem.what for problem in told)), told


def test_copied_words_are_caught(monkeypatch):
    _, fingerprint = next(house_style.runs(["ask", "the", "person", "who", "needled", "you", "what", "to", "do"]))
    monkeypatch.setattr(house_style, "foreign_runs", lambda: frozenset([fingerprint]))
    found = problems(
        SAMPLE.replace("It is thin", "Do *ask* the [person](about.md) who needled\nyou what to do. It is thin").encode()
    )
    assert [(p.line, "is copied from a text that is not ours" in p.what) for p in found] == [(48, True)]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xef\xbb\xbf" + SAMPLE.encode(), "byte-order mark"),
        (SAMPLE.replace("\n", "\r\n").encode(), "as Windows writes them"),
        (SAMPLE.replace("thin", "th\u00efn").encode("latin-1"), "not UTF-8"),
        (SAMPLE[: SAMPLE.index("## Key facts")].encode(), "the page is empty"),
        (b"", "the page has no header"),
    ],
)
def test_bytes_that_an_editor_leaves_behind(raw, message):
    assert any(message in str(problem) for problem in problems(raw))


@pytest.mark.parametrize("template", sorted((DOCS / "_templates").glob("*.md")), ids=lambda path: path.stem)
def test_templates_to_copy_pass(template):
    written = from_files({**BASE, "copied-page.md": template.read_bytes()})
    page = written.pages["copied-page.md"]
    assert page.meta["type"] == template.stem and list(everything.of_page(page, written, TODAY)) == []


def test_there_is_a_template_for_every_type_that_people_add():
    types = set(headers_and_headings.schemas()["front"]["properties"]["type"]["enum"])
    assert types - {path.stem for path in (DOCS / "_templates").glob("*.md")} == {"home", "trust", "writers"}


@pytest.mark.parametrize("name", ["sample.md", "tricky.md"])
def test_correct_markdown_passes_untouched(name):
    written = from_files({**BASE, name: (HERE / name).read_bytes()})
    assert list(everything.of_page(written.pages[name], written, TODAY)) == []


def test_one_mistake_is_named_by_one_tool(tmp_path):
    """A linter adds nothing to what our checks say of a mistake, and still sees what they do not."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "docs").mkdir()
    texts = {f"docs/{number}.md": SAMPLE.replace(row[1], row[2], 1) for number, row in enumerate(PAGE)}
    texts["docs/other.md"] = SAMPLE + "\nA line.\n## A heading that wants an empty line {#a-heading}\n"
    for path, text in texts.items():
        (tmp_path / path).write_text(text, "utf-8")
    done = subprocess.Popen(check.LINTERS["rumdl"], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    # but for spaces and empty lines that a row of the table leaves behind
    linted = [line for line in check.lint({"rumdl": done}) if not re.search(r"\[MD0(?:09|12)\]", line)]
    ours = [
        str(found).replace("docs/sample.md", path)
        for path in {line.partition(":")[0] for line in linted}
        for found in problems(texts[path].encode())
    ]
    found = check.news(linted, ours)
    assert [line.partition(":")[0] for line in found] == ["docs/other.md"] and "MD022" in found[0], found
