"""What a writer pastes out of a message is whole and right, and the limits of what people add have their line."""

from __future__ import annotations

import datetime
import re

import pytest

from checks import data_files, grading, headers_and_headings, limits, lines_to_copy, settings
from checks import published_addresses as promise
from checks.published_addresses import Place
from commands.report import listed, report
from conftest import ROOT
from sources import from_files, read, yamlfile

RAW = read(ROOT / "docs").raw
TODAY = datetime.date(2026, 11, 30)
MENU = (ROOT / "mkdocs.yml").read_text("utf-8")


def lines(problem: object) -> list[str]:
    """The lines to copy at the end of a message."""
    return str(problem).split("\n")[1:]


def changed(name: str, old: str, new: str):
    """The site with one change in a file."""
    text = RAW[name].decode()
    assert old in text
    return from_files({**RAW, name: text.replace(old, new, 1).encode()})


# ---- published.txt ---------------------------------------------------------------------------------------------------
LIST = promise.grown("", ["/", "/#a"], begin=True)
SITE = {"/": Place(["a"])}
MANY = {**SITE, "/new/": Place([f"part-{number:03}" for number in range(115)])}


def test_all_new_addresses_are_printed_and_accepted_in_any_order():
    (found,) = promise.check(LIST, MANY, {"/", "/#a"})
    assert len(lines(found)) == 116 and "copy these 116 lines to the end of the file" in str(found)
    assert list(promise.check(LIST + "\n".join(reversed(lines(found))) + "\n", MANY, {"/", "/#a"})) == []


@pytest.mark.parametrize(
    ("pasted", "message"),
    [
        ("  /new/\n", 'published.txt:6: "  /new/" is no address. Write: /new/'),
        ("- /new/\n", 'published.txt:6: "- /new/" is no address. Write: /new/'),
        ("/new/ \n", 'published.txt:6: "/new/ " is no address. Write: /new/'),
        ("new\n", 'published.txt:6: "new" is no address. Delete the line.'),
        ("/nwe/\n", "published.txt:6: /nwe/: new on this list, and the built site has nothing there. Delete this line"),
    ],
)
def test_a_line_pasted_wrongly_is_named(pasted, message):
    found = [*map(str, promise.check(LIST + pasted, SITE, {"/", "/#a"}))]
    assert any(line.startswith(message) for line in found), found


@pytest.mark.parametrize("pasted", ["\n", "# a remark\n", "/\n", "/#a\n"])
def test_a_line_that_does_no_harm_is_passed_over(pasted):
    assert list(promise.check(LIST + pasted, SITE, {"/", "/#a"})) == []


def test_an_address_that_others_have_is_never_to_be_deleted():
    (found,) = promise.check(LIST + "/gone/\n", SITE, {"/", "/#a", "/gone/"})
    assert "Delete" not in str(found) and "is published, and the built site has nothing there" in str(found)
    assert "Delete" not in "".join(map(str, promise.check(LIST + "/gone/\n", SITE, None))), "without a history"


# ---- how a message with lines is told --------------------------------------------------------------------------------
def test_the_summary_shows_lines_in_a_box_and_the_log_ends_them_with_an_empty_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    report(["published.txt:6: two are new. Copy:\n/a\n/b", "docs/index.md:1: no."])
    assert capsys.readouterr().out.startswith(
        "published.txt:6: two are new. Copy:\n/a\n/b\n\ndocs/index.md:1: no.\n2 problems."
    )
    assert (
        (tmp_path / "summary.md")
        .read_text()
        .endswith(
            "- `published.txt:6`: two are new. Copy:\n\n  ````text\n  /a\n  /b\n  ````\n\n- `docs/index.md:1`: no.\n"
        )
    )
    assert listed("The build stopped") == "- `The build stopped`: The build stopped\n"


# ---- the menu --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "kind", "title", "after", "line"),
    [
        ("effects/cold.md", "explainer", "Cold", "effects/chemical.md", "          - Cold: effects/cold.md"),
        ("who-pays.md", "faq", "Who pays?", "questions.md", "      - Who pays?: who-pays.md"),
        ("odd.md", "explainer", "Odd: a word", "", "- 'Odd: a word': odd.md"),
    ],
)
def test_the_line_of_the_menu_stands_where_such_pages_stand(name, kind, title, after, line):
    page = f'---\ntitle: "{title}"\ntype: {kind}\n---\n\n## A {{#a}}\n'
    written = from_files({**RAW, name: page.encode()})
    (found,) = settings.menu(yamlfile.parse(MENU, "mkdocs.yml", loader=settings.Tolerant), written, MENU)
    number = int(re.search(r"under line (\d+)", found.fix)[1])
    rows = MENU.splitlines()
    assert after in rows[number - 1] and line in lines(found)[0]
    pasted = "\n".join([*rows[:number], *lines(found), *rows[number:], ""])
    assert list(settings.menu(yamlfile.parse(pasted, "mkdocs.yml", loader=settings.Tolerant), written, pasted)) == []


# ---- the header of a page --------------------------------------------------------------------------------------------
HEADER = ["title", "description", "audience", "type", "sources_checked", "review_due", "reviewed_by", "changes"]


def test_a_page_without_a_header_gets_one_that_passes_when_its_description_is_filled_in():
    page = from_files({"cold-packs.md": b"## A {#a}\n"}).pages["cold-packs.md"]
    (found,) = headers_and_headings.header(page, TODAY)
    filled = "\n".join(lines(found)).replace(
        "...", "A pack from the freezer may feel good on a sore muscle, for a while."
    )
    written = from_files({"cold-packs.md": f"{filled}\n\n## A {{#a}}\n".encode()}).pages["cold-packs.md"]
    assert written.title == "Cold packs" and list(written.meta) == HEADER
    assert list(map(str, headers_and_headings.header(written, TODAY))) == []


@pytest.mark.parametrize("field", ["sources_checked", "review_due", "reviewed_by", "changes", "title"])
def test_a_field_that_is_missing_is_printed_with_its_value(field):
    text = re.sub(rf"^{field}:.*\n(?:  .*\n)*", "", RAW["aftercare.md"].decode(), count=1, flags=re.M)
    page = from_files({"aftercare.md": text.encode()}).pages["aftercare.md"]
    (found,) = [one for one in headers_and_headings.header(page, TODAY) if f"`{field}` is missing" in one.what]
    mended = "\n".join([*lines(found), ""])
    page = from_files({"aftercare.md": text.replace("---\n", f"---\n{mended}", 1).encode()}).pages["aftercare.md"]
    assert list(map(str, headers_and_headings.header(page, TODAY))) == []


# ---- rows of data ----------------------------------------------------------------------------------------------------
def test_the_rows_of_grades_are_printed_and_stop_until_they_are_filled_in():
    text = re.sub(r"^- condition: scars\n(?:  .*\n)+", "", RAW["_data/grades.yml"].decode(), flags=re.M)
    bare = from_files({**RAW, "_data/grades.yml": text.encode()})
    found = [one for one in grading.check(bare) if "grades.yml has no grade of scars" in one.what]
    pasted = text + "\n".join([*lines(found[0]), ""])
    with_rows = from_files({**RAW, "_data/grades.yml": pasted.encode()})
    document = with_rows.document("grades")
    said = [*map(str, data_files.broken_rules(document, data_files.schemas()["grades"]))]
    assert said and all("is '...', which is not of the right form. Write:" in line for line in said), said
    given = {"against": "waiting", "when": "at 4 weeks", "publication_bias": "not assessed", "inconsistency": "'no'"}
    for name in re.findall(r"^  (\w+): \.\.\.$", pasted, re.M):
        pasted = pasted.replace(f"  {name}: ...", f"  {name}: {given.get(name, 'very serious')}")
    filled = from_files({**RAW, "_data/grades.yml": pasted.encode()})
    assert not data_files.broken_rules(filled.document("grades"), data_files.schemas()["grades"])
    assert [str(one) for one in grading.check(filled) if "scars" in str(one)] == []


@pytest.mark.parametrize(
    ("names", "at", "fix"),
    [
        (["a", "c", "b", "d"], 2, 'move "c" above "d"'),
        (["c", "a", "b", "d"], 1, 'move "c" above "d"'),
        (["a", "b", "d", "a2"], 3, 'move "a2" above "b"'),
        (["z", "a", "b"], 1, 'move "z" at the end'),
    ],
)
def test_the_entry_that_stands_wrong_is_named_with_its_place(names, at, fix):
    assert fix in lines_to_copy.in_order(names, at)


def test_an_abbreviation_is_printed_with_its_place():
    assert lines_to_copy.abbreviation("MRI", ["AA", "US", "NDI"]).endswith(
        'above "NDI", and fill in ...:\n- short: MRI\n  long: ...'
    )


# ---- how short and how complete --------------------------------------------------------------------------------------
WORDS = " ".join(["word"] * 70)


def found(written) -> list[str]:
    """What the limits say of a site."""
    pages = [problem for page in written.pages.values() for problem in limits.check(page)]
    return [*map(str, [*pages, *limits.check_data(written), *data_files.names("glossary", written)])]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("questions.md", "## Next step {", "### Ice {#ice}\n\nYes. [A](index.md)\n\n## Next step {", "Write: Ice?"),
        ("questions.md", "## Next step {", "### Ice? {#ice}\n\nYes.\n\n## Next step {", "this answer leads to no page"),
        (
            "questions.md",
            "## Next step {",
            f"### Ice? {{#ice}}\n\n{WORDS} [A](index.md)\n\n## Next step {{",
            "this answer has 72 words; it may have 60 at most",
        ),
        ("_data/glossary.yml", "\n  plain: ", f"\n  plain: {WORDS} ", "`plain` has"),
        ("_data/glossary.yml", "\n  technical: ", f"\n  technical: {WORDS} ", "`technical` has"),
        ("_data/glossary.yml", "term: Abscess", "term: Zbscess", '"Abstract" stands after "Zbscess"'),
        ("_data/claims.yml", "\n  claim: ", f"\n  claim: {WORDS} ", "`claim` has"),
        ("_data/claims.yml", "\n  answer: ", f"\n  answer: {WORDS} ", "`answer` has"),
        (
            "_data/conditions.yml",
            "sources: [chmielewska2024, trybulski2024]",
            "sources: []",
            "this answer has no source",
        ),
        ("_data/redirects.yml", "- {from: scars/,", "- {from: scarz/,", 'who hears of "Scars" types /scars/'),
        ("_data/conditions.yml", "name: Scars", "name: Scars (old cuts)", "types /old-cuts/, and nothing is there"),
    ],
)
def test_what_is_too_long_or_lacks_something_is_told(name, old, new, message):
    said = found(changed(name, old, new))
    assert (
        len(said) == 1 and message in said[0] and said[0].startswith(f"docs/{name}:" if "redirects" not in name else "")
    ), said


def test_the_site_as_it_stands_is_within_the_limits():
    assert found(from_files(RAW)) == []
    assert found(from_files({**RAW, "_data/redirects.yml": b"[]\n"})) == [], "an empty file is told by the promise"
