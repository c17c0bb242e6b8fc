"""What a page says of itself."""

from __future__ import annotations

import json

from conftest import ROOT
from made import page_facts
from sources import Document, Page, Sources, read


def test_page_facts_of_a_reviewed_and_of_an_overdue_page():
    import datetime

    meta = {
        "sources_checked": "2026-01-02",
        "review_due": "2026-06-01",
        "reviewed_by": ["a-b"],
        "reviewed_on": "2026-02-03",
        "changes": [{"date": "2026-01-05", "what": "x"}, {"date": "2025-01-01", "what": "y"}],
    }
    person = {"id": "a-b", "name": "A B", "profession": "doctor", "register": "R 1", "interests": "None declared."}
    page = Page("x.md", "", Document("", meta), "", 1)
    facts = page_facts.facts(page, Sources(data={"people": Document("", [person])}), datetime.date(2026, 6, 2))
    assert facts == {
        "reviewers": [person],
        "sources_checked": "2 January 2026",
        "review_due": "1 June 2026",
        "reviewed_on": "3 February 2026",
        "version": "5 January 2026",
        "overdue": True,
        "looked": "not since then",
        "noticed": [],
    }
    assert not page_facts.facts(page, Sources(), datetime.date(2026, 6, 1))["overdue"]


def test_the_treatment_is_described_to_programs_on_its_own_page_and_named_on_the_others():
    """On the home page the description would cost bytes that a new page in the menu needs."""
    written = read(ROOT / "docs", site_url="https://example.org/")

    def about(uri: str) -> dict:
        return json.loads(page_facts.structured_data(written.pages[uri], written))["about"][0]

    described = about("what-is-dry-needling.md")
    assert described["@type"] == "MedicalTherapy" and described["url"] == "https://example.org/what-is-dry-needling/"
    assert described["followup"] == written.pages["aftercare.md"].meta["description"]
    assert about("index.md") == about("aftercare.md") == {"@id": described["@id"]}
