"""Data files that cannot be read, one row each; and slips that can be, of which only the first places are told."""

from __future__ import annotations

import functools
import pathlib

import pytest

from checks import everything, folding
from guard import too_large
from sources import Problem, from_files, read
from sources.yaml_slips import slip

DOCS = pathlib.Path(__file__).parent.parent.parent / "docs"
BASE = read(DOCS).raw
SAMPLE = """# A note for writers.
- id: first
  name: The first one
  words: [one, "two, or three",
    four]
  short:
    - some words
    - "more: words"
  sources: [kietrys2013]
- id: second
  name: 'The second: one'
  letter: |
    Hello: you
      - "and you
  sources: []
- id: third
  name: It's the last
  sources: []
"""
MARK = "a quotation mark is opened here and not closed."
LOST = "the quotation mark before the text is lost."
SIGN = "a value begins with a sign that has another meaning here."
COLUMNS = "begins after"

# old text, new text, the line, what is said, what to write
SLIPS = [
    ("'The second: one'", "'The second: one", 11, MARK, '`name: "The second: one"`'),
    ("The first one", '"The first one', 3, MARK, '`name: "The first one"`'),
    ("The first one", "'The first one", 3, MARK, '`name: "The first one"`'),
    ("'The second: one'", "The second: one'", 11, LOST, '`name: "The second: one"`'),
    ("The first one", 'The first one"', 3, LOST, '`name: "The first one"`'),
    ('"more: words"', '"more: words', 8, MARK, '`- "more: words"`'),
    ('"two, or three"', '"two, or three', 4, MARK, "the same mark"),
    ("The first one", 'The first "word" one: here', 3, "with a colon", "`name: 'The first \"word\" one: here'`"),
    ("The first one", '"The" first one', 3, "goes on after its quotation marks", "`name: '\"The\" first one'`"),
    ("The first one", "'It's the first'", 3, "inside the quotation marks", '`name: "It\'s the first"`'),
    ("The first one", "“The first: one”", 3, "curly quotation marks", '`name: "The first: one"`'),
    ("The first one", "The first: one", 3, "a value with a colon", '`name: "The first: one"`'),
    *(("The first one", f"{sign}one", 3, SIGN, f'`name: "{sign}one"`') for sign in "@`%&*!|>,"),
    ("The first one", "- one", 3, SIGN, '`name: "- one"`'),
    ("[kietrys2013]", "[kietrys2013", 9, "the bracket ] is lost", "] at its end"),
    ("[kietrys2013]", "kietrys2013]", 9, "the bracket [ before the list is lost", "`sources: [kietrys2013]`"),
    ("    four]", "    four", 4, "the bracket ] is lost", "] at its end"),
    ("The first one", "[one](call:one) is here", 3, "goes on after its bracket", '`name: "[one](call:one) is here"`'),
    ("- id: second", "  id: second", 10, "the dash before this entry is lost", "`- id: second`"),
    ("- id: second", "id: second", 10, "the dash before this entry is lost", "`- id: second`"),
    ("- id: first", "id: first", 2, "the dash before this entry is lost", "`- id: first`"),
    ("- id: first", "Some id: first", 2, "an entry begins with a dash and nothing else", "`- id: first`"),
    ("- id: second", "\u2013 id: second", 10, "a plain dash", "`- id: second`"),
    ("- id: second", "-id: second", 10, "no space after the dash", "`- id: second`"),
    ("- id: second", "  - id: second", 10, f"the entry {COLUMNS} 2 spaces, and should after 0", "no spaces before"),
    ("- id: first", " - id: first", 2, f"the entry {COLUMNS} 1 space, and should after 0", "no spaces before"),
    ("  name: The first", "   name: The first", 3, f"the line {COLUMNS} 3 spaces, and should after 2", "2 spaces"),
    ("  name: The first", " name: The first", 3, f"the line {COLUMNS} 1 space, and should after 2", "2 spaces"),
    ("    - some", "   - some", 8, f"the entry {COLUMNS} 4 spaces, and should after 3", "3 spaces"),
    ("  name: The first", "\tname: The first", 3, "a tab", "spaces"),
    ("name: The first", "name The first", 3, "the colon after `name` is lost", "`name: The first one`"),
    ("name: 'The", "name 'The", 11, "the colon after `name` is lost", "`name: 'The second: one'`"),
    ("name: The first", "name:The first", 3, "no space after the colon", "`name: The first one`"),
    ("name: 'The", "name:'The", 11, "no space after the colon", "`name: 'The second: one'`"),
    ("- id: second", "- id:second", 10, "no space after the colon", "`- id: second`"),
    ("- id: second", "Some words\n- id: second", 10, "neither a field nor an entry", "# before it"),
    ("  name: The first", "Some words\n  name: The first", 3, "neither a field nor an entry", "# before it"),
    ("- id: first", "[]\n- id: first", 2, "says that it is empty, and has entries", "Delete this line"),
    ("- id: second", "- {id: second, name: two\n- id: more", 10, "the bracket } is lost", "} at its end"),
    ("- id: second", "- id: two, name: two}\n- id: more", 10, "the bracket { of this", "`- {id: two, name: two}`"),
    ("- id: second", "{id: second, name: two}\n- id: more", 10, "the dash before this entry", "`- {id: second, name"),
    (SAMPLE, "", 1, "the file is no list of entries", "[] for none"),
    (SAMPLE, "nobody\n", 1, "neither a field nor an entry", "Delete it"),
]


def alone(text: str) -> list[Problem]:
    """All that is said when the site has this data file."""
    return everything.problems(from_files({**BASE, "_data/people.yml": text.encode()}))


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "fix"), SLIPS, ids=[f"{row[2]} {row[1][:30]!r}" for row in SLIPS]
)
def test_a_file_that_cannot_be_read_is_told_alone_on_the_line_of_the_slip(old, new, line, what, fix):
    assert old in SAMPLE, "the row does not fit the sample"
    found = alone(SAMPLE.replace(old, new, 1))
    assert [(problem.path, problem.line) for problem in found] == [("docs/_data/people.yml", line)], found
    assert what in found[0].what and fix in found[0].fix and found[0].fix.endswith(too_large.REST), found


def test_what_can_be_read_is_no_slip():
    assert slip(SAMPLE) is None and slip("[]\n") is None and slip("- one: a long text\n    that goes on\n") is None
    assert [name for name, raw in BASE.items() if name.startswith("_data/") and slip(raw.decode())] == []
    assert len(alone(SAMPLE)) > 1, "what the schema says of it"


def test_a_slip_that_we_do_not_know_is_told_alone_too():
    assert [str(problem).partition(" cannot be read")[0] for problem in alone('- id: "a \\d"\n')] == [
        "docs/_data/people.yml:1:10: this line"
    ]


def test_every_file_that_cannot_be_read_has_its_line():
    broken = {f"_data/{name}.yml": BASE[f"_data/{name}.yml"] + b'- key: "lost\n' for name in ("claims", "references")}
    assert [problem.path for problem in everything.problems(from_files({**BASE, **broken}))] == [
        "docs/_data/claims.yml",
        "docs/_data/references.yml",
    ]


@functools.cache
def before() -> frozenset[Problem]:
    """What is said of the site as it stands."""
    return frozenset(everything.problems(from_files(BASE)))


def changed(name: str, old: str, new: str) -> list[Problem]:
    """What is told when the first such text of a data file, after its notes, is another one; "" stands for an entry."""
    text = BASE[f"_data/{name}.yml"].decode()
    start = text.index(f"\n{old}") + 1
    end = text.index("\n- ", start) + 1 if new == "" else start + len(old)
    written = from_files({**BASE, f"_data/{name}.yml": (text[:start] + new + text[end:]).encode()})
    return folding.few(set(everything.problems(written)) - before())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("references", "- key: brady2014", ""),
        ("references", "- key: brady2014", "- key: bradi2014"),
        ("references", "- key: brady2014", "- kye: brady2014"),
        ("conditions", "- id: neck-pain", ""),
        ("conditions", "- id: neck-pain", "- id: neckpain"),
        ("conditions", "- id: neck-pain", "- di: neck-pain"),
        ("warning-signs", "- id: lung", "- id: lungs"),
        ("warning-signs", "  urgency: emergency", "  urgency: urgent"),
        ("contraindications", "  advice: ", "  advise: "),
        ("level-words", "- id: emergency", ""),
    ],
)
def test_one_slip_in_an_entry_is_told_first_and_with_few_lines(name, old, new):
    found = changed(name, old, new)
    if name == "level-words":  # which word is lost, no message can tell
        assert len(found) == 6 and any(" more places" in problem.what for problem in found), found
    else:
        assert found[0].path == f"docs/_data/{name}.yml" and len(found) <= 3, found


def test_a_slip_in_a_number_gives_no_line_elsewhere():
    assert len(changed("effects", "  value: ", "  valu: ")) == 1


def test_the_slip_itself_is_told_alone():
    assert ["`kye` is not a known field" in str(found) for found in changed("references", "- key: b", "- kye: b")] == [
        True
    ]


def said(number: int, what: str, path: str = "docs/a.md", entry: str = "") -> Problem:
    """A problem on a line."""
    return Problem(path, number, 1, what, "Mend it.", entry)


def test_what_has_one_cause_is_counted_and_the_rest_is_told_whole():
    source, other = ([said(n, f'there is no source "{key}".') for n in range(9)] for key in ("one2020", "two2020"))
    parts = [said(n, 'docs/b.md has no section "#part".', "docs/c.md") for n in range(9)]
    typed = [
        said(n, "`x` is not a known field.", "docs/_data/references.yml", f"docs/_data/references.yml {n // 8}")
        for n in range(10)
    ]
    assert [str(problem) for problem in folding.few(source)] == [
        'docs/_data/references.yml:1:1: there is no source "one2020". Mend it.'
        " 9 places: docs/a.md 0, 1, 2, 3, 4, 5, 6, 7, 8."
    ]
    assert len(folding.few(source[:5])) == 5 and len(folding.few(source + other)) == 2
    assert [problem.path for problem in folding.few(parts)] == ["docs/b.md"], "a renamed heading of a page"
    counted = [problem.what for problem in folding.few(typed)]
    assert len(counted) == 8 and counted.count("and 3 more places.") == 1, "eight of one entry, two of another"
    slip = Problem(
        "docs/_data/references.yml", 3, 1, "`x` is not a known field.", "", "docs/_data/references.yml 1", True
    )
    assert folding.few([slip, *source, *parts]) == [slip], "what follows from a broken entry"
    other = Problem("docs/_data/people.yml", 1, 1, "`x` is not a known field.", "", "docs/_data/people.yml 0", True)
    assert len(folding.few([other, *parts])) == 2, "an entry from which it cannot follow"


def test_a_file_from_which_many_names_are_missing_is_named_once():
    every = [said(n, f'there is no source "key{n}".') for n in range(30)]
    (told,) = folding.few(every)
    assert str(told).startswith(
        'docs/_data/references.yml:1:1: there is no source "key0". Bring it back, or mend what names it. So it is with'
    )
    assert len(folding.few(every[:20])) == 20, "so many slips can be made"
