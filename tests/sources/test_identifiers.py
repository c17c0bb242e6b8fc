"""Numbers of sources as people copy them reach every program bare, and a book or a web page needs no DOI."""

from __future__ import annotations

import pytest

from checks import data_files, records
from extensions import citations
from made import downloads
from sources import Document, Sources, from_files, identifiers, today

BARE = "10.1016/S0140-6736(97)90503-0"
ROW = "- key: doe2013\n  type: trial\n  title: A trial\n  year: 2013\n  use: cite\n  finding: It ended.\n"


@pytest.mark.parametrize(
    "written",
    [
        BARE,
        f"https://doi.org/{BARE}",
        f"http://dx.doi.org/{BARE}",
        f"https://www.doi.org/{BARE}",
        f"doi.org/{BARE}",
        "https://doi.org/10.1016/S0140-6736%2897%2990503-0",
        f"doi:{BARE}",
        f'"doi: {BARE}"',
        f"DOI {BARE}",
        f"{BARE}. ",
        f'" {BARE} "',
        f"https://doi.org/{BARE}.",
    ],
)
def test_a_doi_is_taken_however_it_is_copied(written):
    sources = from_files({"_data/references.yml": f"{ROW}  doi: {written}\n".encode()})
    row = sources.rows("references")[0]
    assert row["doi"] == BARE and faults(sources) == []
    assert citations.links(row)[0] == (f"doi:{BARE}", f"https://doi.org/{BARE}")
    assert f"doi = {{{BARE}}}" in downloads.bibtex(sources) and f"DO  - {BARE}" in downloads.ris(sources)


@pytest.mark.parametrize(
    "written",
    ["11.1016/x", "https://example.org/10.1016/x", "https://doi.org/10.1016/x?utm=y", "javascript:10.1016/x", "10.1/x"],
)
def test_what_is_no_doi_is_told(written):
    sources = from_files({"_data/references.yml": f"{ROW}  doi: {written}\n".encode()})
    assert [(problem.line, "is not of the right form" in problem.what) for problem in faults(sources)] == [(7, True)]


@pytest.mark.parametrize(
    ("field", "written", "bare"),
    [
        ("pmid", "PMID 33452105", 33452105),
        ("pmid", '"PMID: 33452105"', 33452105),
        ("pmid", "PMID:33452105", 33452105),
        ("pmid", '"33452105"', 33452105),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/33452105/", 33452105),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3440564/", "PMC3440564"),
        ("pmcid", '"PMCID: PMC3440564"', "PMC3440564"),
        ("isbn", "9789240081789", "9789240081789"),
        ("isbn", "ISBN 978-92-4-008178-9", "978-92-4-008178-9"),
        ("isbn", '"ISBN-13: 978 92 4 008178 9"', "978-92-4-008178-9"),
    ],
)
def test_other_numbers_are_taken_too(field, written, bare):
    sources = from_files({"_data/references.yml": f"{ROW}  {field}: {written}\n".encode()})
    assert sources.rows("references")[0][field] == bare and faults(sources) == []


@pytest.mark.parametrize("value", [None, 3, True, ["x"], {"a": "b"}, "", "x", 1.5])
def test_what_is_no_number_stays_for_the_checks(value):
    rows = [{name: value for name in identifiers.FIELDS}, value]
    assert identifiers.bare(rows) == [{**rows[0], "isbn": "3"} if value == 3 and value is not True else rows[0], value]


def test_the_same_paper_under_two_forms_of_its_doi_is_named():
    other = ROW.replace("doe2013", "doe2013b")
    text = f"{ROW}  doi: {BARE}\n{other}  doi: https://doi.org/{BARE}\n"
    sources = from_files({"_data/references.yml": text.encode()})
    assert ["one paper, two entries" in str(found) for found in records.check(sources, today())] == [True]


BOOK = "- key: doe2013\n  type: textbook\n  title: A book\n  use: cite\n  finding: It says so.\n"


@pytest.mark.parametrize(
    "fields",
    [
        "  year: 2013\n  publisher: Doe Press\n",
        "  isbn: 978-92-4-008178-9\n",
        "  year: 2013\n  url: https://example.org/x\n  publisher: Doe\n",
        "  url: https://example.org/x\n  publisher: Doe\n",
    ],
)
def test_a_book_and_a_web_page_need_no_doi(fields):
    sources = from_files({"_data/references.yml": f"{BOOK}{fields}".encode()})
    assert faults(sources) == []
    row = sources.rows("references")[0]
    assert downloads.kind(row) == ("book", "BOOK") and "None" not in citations.entry(row, "x.md")


def test_a_book_without_an_address_names_its_publisher():
    sources = from_files({"_data/references.yml": f"{BOOK}  year: 2013\n  publisher: Doe Press\n".encode()})
    assert "Printed by Doe Press" in citations.entry(sources.rows("references")[0], "x.md")
    assert "howpublished = {Doe Press}" in downloads.bibtex(sources) and "PB  - Doe Press" in downloads.ris(sources)


def test_an_article_without_any_way_to_find_it_is_told():
    sources = from_files({"_data/references.yml": ROW.encode()})
    assert ["for a book isbn or publisher and year" in problem.what for problem in faults(sources)] == [True]


def faults(sources: Sources) -> list:
    """What breaks the schema of sources."""
    document: Document = sources.data["references"]
    return [*document.problems, *data_files.broken_rules(document, data_files.schemas()["references"])]
