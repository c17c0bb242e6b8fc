"""What a page says of itself."""

from __future__ import annotations

from made import page_facts
from sources import Document, Page, Sources


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
    }
    assert not page_facts.facts(page, Sources(), datetime.date(2026, 6, 1))["overdue"]
