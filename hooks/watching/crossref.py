"""Crossref REST API: which notices update our DOIs, and which are updated by one; 25 DOIs in a call.

A filter that stands several times in a call is an "or" (CrossRef/rest-api-doc, issue 234). One list in a second may be
asked for without an address, three with one (Crossref, "Announcing changes to REST API rate limits", 2025).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from watching.asking import Call, NotLooked, read_json, within
from watching.records import CROSSREF, Notice

NAME = "Crossref"
START = "https://api.crossref.org/works?"
SOME, ROWS = 25, 1000


def pause(email: str) -> float:
    """Seconds between two lists."""
    return 0.5 if email else 1.1


def calls(field: str, dois: Iterable[str], email: str = "") -> Iterator[Call]:
    """The calls that ask for works by `field`: "doi", our own works with what updates them; "updates", the notices."""
    every = sorted({doi.lower() for doi in dois})
    for first in range(0, len(every), SOME):
        wanted = ",".join(f"{field}:{doi}" for doi in every[first : first + SOME])
        yield Call(START + urlencode({"filter": wanted, "rows": ROWS, **({"mailto": email} if email else {})}))


def works(body: bytes) -> list[Mapping[str, Any]]:
    """The works of an answer; raises NotLooked where it failed, has another shape or was cut short."""
    data = read_json(NAME, body)
    if not isinstance(data, dict) or data.get("status") != "ok":
        raise NotLooked("Crossref failed inside its answer")
    items: list[Mapping[str, Any]] = within(NAME, data, "message", "items", kind=list)
    total = within(NAME, data, "message", "total-results", kind=int)
    if total != len(items):
        raise NotLooked(f"Crossref gave {len(items)} of {total} works")
    if not all(isinstance(item, dict) and isinstance(item.get("DOI"), str) for item in items):
        raise NotLooked("Crossref sent an answer of another shape: a work without its DOI")
    return items


def of_notices(items: Iterable[Mapping[str, Any]], keys: Mapping[str, str]) -> Iterator[Notice]:
    """The notices among works, for those of our sources (`keys`, by DOI in small letters) that they update."""
    for item in items:
        for update in updates(item, "update-to"):
            if source := keys.get(update["DOI"].lower()):
                yield notice(source, update, item["DOI"].lower())


def of_works(items: Iterable[Mapping[str, Any]], keys: Mapping[str, str]) -> Iterator[Notice]:
    """The same from our own works, which say by what they were updated."""
    for item in items:
        for update in updates(item, "updated-by"):
            if source := keys.get(item["DOI"].lower()):
                yield notice(source, update, update["DOI"].lower())


def updates(item: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """What a work says it updates or is updated by; raises NotLooked where that has another shape."""
    said = item.get(name, [])
    if not isinstance(said, list) or not all(isinstance(one, dict) and isinstance(one.get("DOI"), str) for one in said):
        raise NotLooked(f"Crossref sent an answer of another shape: {name}")
    return said


def notice(source: str, update: Mapping[str, Any], doi: str) -> Notice:
    """One notice; a kind that we do not know keeps its own word, and is told."""
    kind = str(update.get("type") or "notice of no kind")
    return Notice(source, CROSSREF.get(kind, kind.replace("_", " ")), doi, by=(NAME,))
