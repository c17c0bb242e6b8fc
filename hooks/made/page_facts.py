"""What a page says of itself: to readers, its dates, reviewers and version; to machines, JSON-LD in the vocabulary of
schema.org (release 30.0).

Only what is true: no reviewer whom nobody named, no date of a review that did not happen, no claim of an effect.
"""

import datetime
import html
import json
from typing import Any

from extensions import citations, noticed
from sources import Page, Sources, human
from sources.identity import LICENCE_ADDRESS
from sources.syntax import cited_keys

MEDICAL = {"home", "explainer", "evidence", "safety", "action", "leaflet", "decision", "faq", "professional"}
THERAPY = "what-is-dry-needling.md"  # the page that describes the treatment; the others name it
MOST_CITATIONS = 20  # a longer list stands on the page and in the downloads


def reviewers(page: Page, sources: Sources) -> list[dict[str, Any]]:
    """The people who reviewed a page, as far as people.yml holds them."""
    people = sources.by_key("people", "id")
    return [people[name] for name in page.reviewers if name in people]


def facts(page: Page, sources: Sources, today: datetime.date) -> dict[str, Any]:
    """Dates in words, the version (the day of the last change of meaning), the reviewers, whether a check is overdue.

    Fields that are missing or broken are left out; the checks report them.
    """
    days = {name: human(page.meta.get(name)) for name in ("sources_checked", "review_due", "reviewed_on")}
    days["version"] = human(page.changes[-1][0]) if page.changes else ""
    return {
        "reviewers": [
            {name: html.escape(str(said), quote=False) for name, said in person.items()}
            for person in reviewers(page, sources)
        ],
        **{name: said for name, said in days.items() if said},
        "overdue": bool(days["review_due"]) and str(page.meta["review_due"]) < str(today),
        "looked": looked(sources, today),
        "noticed": [
            {
                "title": sources.by_key("references")[each.source]["title"],
                "address": f"{sources.from_page('sources.md', page.uri)}#{each.source}",
                "what": each.meaning,
                "grave": each.grave,
            }
            for each in noticed.of_page(sources, page.uri, citations.cited_in(sources))
            if each.overdue(today)
        ],
    }


def looked(sources: Sources, today: datetime.date) -> str:
    """When a program last looked for new studies, and how many wait to be read."""
    answers = sources.answers
    if not answers.looked:
        return "not since then"
    if not answers.is_fresh(today):
        return f"not since {human(str(answers.looked))}"
    waits = {0: "none waits", 1: "1 waits"}.get(answers.waiting, f"{answers.waiting} wait")
    return f"{human(str(answers.looked))}, by a program; {waits} to be read"


def therapy(sources: Sources, url: str) -> dict[str, Any]:
    """Dry needling itself, in the words with which our own pages describe its sides."""
    said = {
        "description": THERAPY,
        "howPerformed": "your-session.md",
        "followup": "aftercare.md",
        "contraindication": "who-should-not-have-it.md",
    }
    return {
        "@type": "MedicalTherapy",
        "@id": f"{url}#dry-needling",
        "name": "Dry needling",
        "alternateName": "Trigger point dry needling",
        "procedureType": "https://schema.org/PercutaneousProcedure",
        "url": f"{url}what-is-dry-needling/",
        **{name: sources.pages[uri].meta.get("description") for name, uri in said.items() if uri in sources.pages},
    }


def about(page: Page, sources: Sources, url: str) -> list[dict[str, Any]]:
    """What a page is about: dry needling, and on a page for a body region the problems there, with nothing said of an
    effect.
    """
    named = [
        {"@type": "MedicalCondition", "name": row["name"], "url": f"{url}{page.url}#{row['id']}"}
        for row in sources.rows("conditions")
        if page.uri == f"indications/{row['region']}.md"
    ]
    return [therapy(sources, url) if page.uri == THERAPY else {"@id": f"{url}#dry-needling"}, *named]


def structured_data(page: Page, sources: Sources) -> str:
    """The JSON-LD of a page, as it may stand inside a script element: no "<" ends it early."""
    meta, url = page.meta, sources.site_url
    medical = meta.get("type") in MEDICAL
    days = [day for day, _ in page.changes]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if medical else "WebPage",
        "@id": f"{url}{page.url}",
        "url": f"{url}{page.url}",
        "name": meta.get("title"),
        "description": meta.get("description"),
        "inLanguage": "en-GB",
        "license": LICENCE_ADDRESS,
        "isPartOf": {"@type": "WebSite", "@id": f"{url}#site", "url": url, "name": sources.site_name},
    }
    if days:
        found |= {"datePublished": days[0], "dateModified": days[-1], "version": days[-1]}
    if medical:
        found |= {
            "about": about(page, sources, url),
            "audience": {
                "@type": "MedicalAudience",
                "audienceType": "Patient" if page.for_patients else "Clinician",
            },
        }
    named = [
        {"@type": "Person", "name": person["name"], "jobTitle": person["profession"], "identifier": person["register"]}
        for person in reviewers(page, sources)
    ]
    if named and meta.get("reviewed_on"):
        found |= {"reviewedBy": named, "lastReviewed": str(meta["reviewed_on"])}
    keys = cited_keys(sources.expanded(page))
    references = sources.by_key("references")
    if 0 < len(keys) <= MOST_CITATIONS:
        found["citation"] = [
            links[0][1] for key in keys if key in references and (links := citations.links(references[key]))
        ]
    if page.uri == "glossary.md":
        found["mainEntity"] = {
            "@type": "DefinedTermSet",
            "name": meta.get("title"),
            "url": f"{url}{page.url}",
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "name": row.get("term"),
                    "description": row.get("plain"),
                    "url": f"{url}{page.url}#{row.get('id')}",
                }
                for row in sources.rows("glossary")
            ],
        }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
