"""What a page may claim: two tables of sentences, those that stop and those that pass."""

from __future__ import annotations

import collections
import pathlib

import yaml

HERE = pathlib.Path(__file__).parent
STOP, PASS = (yaml.safe_load((HERE / f"claims-that-{what}.yml").read_text("utf-8")) for what in ("stop", "pass"))
SITE = 40


def test_the_tables_are_as_large_as_they_should_be_and_no_sentence_stands_twice():
    assert (len(STOP), len(PASS)) == (80, 120)
    assert all(row.keys() == {"kind", "say"} for row in STOP + PASS)
    assert collections.Counter(row["kind"] for row in PASS)["site"] >= SITE
    said = collections.Counter(row["say"] for row in STOP + PASS)
    assert not [sentence for sentence, times in said.items() if times > 1]
