"""The files that clinicians download, read back with a parser of each format."""

from __future__ import annotations

import csv
import json

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors
from selectolax.lexbor import LexborHTMLParser

from conftest import SITE

DATA = SITE / "data"


@pytest.fixture(scope="module")
def cited(texts):
    return {row["key"]: row for row in texts.rows("references") if row["use"] == "cite"}


def test_bibtex(cited):
    library = bibtexparser.parse_file(str(DATA / "references.bib"), append_middleware=[SeparateCoAuthors()])
    assert library.failed_blocks == [] and {entry.key for entry in library.entries} == set(cited)
    for entry in library.entries:
        row, fields = cited[entry.key], {field.key: field.value for field in entry.fields}
        assert fields["title"].strip("{}").replace("\\", "") == row["title"]
        assert fields.get("doi") == row.get("doi") and str(fields.get("year", "")) == str(row.get("year", ""))
        assert len(fields.get("author", [])) == len(row.get("authors", []))
        assert entry.entry_type in ("article", "book", "misc") and (entry.entry_type != "article" or fields["journal"])


def test_ris(cited):
    entries = rispy.loads((DATA / "references.ris").read_text("utf-8"))
    assert {entry["id"] for entry in entries} == set(cited) and len(entries) == len(cited)
    for entry in entries:
        row = cited[entry["id"]]
        assert (
            entry["title"] == row["title"]
            and entry.get("doi") == row.get("doi")
            and len(entry.get("authors", [])) == len(row.get("authors", []))
        )


def test_claims_json(texts):
    claims = json.loads((DATA / "claims.json").read_text("utf-8"))["claims"]
    assert [claim["id"] for claim in claims] == [row["id"] for row in texts.rows("claims")]
    assert all("note" not in claim for claim in claims)
    for claim in claims:
        if "address" in claim:
            path, _, anchor = claim["address"].partition("#")
            assert LexborHTMLParser((SITE / path / "index.html").read_text("utf-8")).css_first(f"[id='{anchor}']"), (
                claim["address"]
            )
        else:
            assert claim["left_out"]


def test_conditions_csv(texts):
    with open(DATA / "conditions.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert {row["id"] for row in rows} == {row["id"] for row in texts.rows("conditions")}
    effects = [row for row in rows if row["value"]]
    assert [(row["id"], float(row["value"]), row["source"]) for row in effects] == [
        (condition["id"], float(effect["value"]), effect["source"])
        for condition in texts.rows("conditions")
        for effect in texts.rows("effects")
        if effect["condition"] == condition["id"] and effect["value"] is not None
    ]
    words = {row["said"] for row in texts.rows("effects") if row["value"] is None}
    assert words and words <= {row["said"] for row in rows}
