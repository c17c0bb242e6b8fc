"""What other programs read: every page and part with its address at /links.json, its schema, and a feed of changes of
meaning.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import redirects
from sources import Page, Sources

VERSION = 1
NOTE = (
    "Fields and entries are only ever added. An id names the same page for good; its address may lead on, and never"
    " dies."
)
ATOM = "http://www.w3.org/2005/Atom"
EVERY_PAGE = {"page-title", "sources", "page-facts"}  # headings that are not the writer's


def changes(page: Page) -> list[tuple[str, str]]:
    """Day and words of every change of meaning, oldest first; what is broken is left to the checks."""
    rows = page.meta.get("changes")
    return sorted(
        (str(row["date"]), str(row.get("what", "")))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and "date" in row
    )


def name(page: Page) -> str:
    """The id of a page for other programs: from its address, or kept by `id` in its header when it was renamed."""
    return str(page.meta.get("id") or page.url.strip("/").replace("/", "-") or "home")


def links_json(sources: Sources, url: str) -> str:
    """Every page: id, address, its promised parts, title, description, since when, when its sources were checked,
    version.
    """
    rows = []
    for page in sorted(sources.pages.values(), key=lambda page: page.url):
        days = [day for day, _ in changes(page)] or [""]
        rows.append(
            {
                "id": name(page),
                "address": url + page.url,
                "title": page.meta.get("title", ""),
                "description": page.meta.get("description", ""),
                "since": days[0],
                "checked": str(page.meta.get("sources_checked", "")),
                "version": days[-1],
                "withdrawn": page.meta.get("type") == "withdrawn",
                "anchors": [
                    {"id": anchor, "address": f"{url}{page.url}#{anchor}", "title": words}
                    for anchor, words in redirects.headings(page, sources).items()
                    if anchor not in EVERY_PAGE
                ],
            }
        )
    old = [
        {"from": url + start, "to": url + redirects.target(to, sources)}
        for start, to in sorted(redirects.stubs(sources).items())
    ]
    return (
        json.dumps(
            {
                "$schema": f"{url}links.schema.json",
                "version": VERSION,
                "note": NOTE,
                "site": url,
                "licence": "CC BY 4.0",
                "links": rows,
                "redirects": old,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def schema(sources: Sources, url: str) -> str:
    """The JSON Schema of links.json. Unknown fields are allowed, because later ones may come."""

    def record(**fields: Any) -> dict[str, Any]:
        return {"type": "object", "required": list(fields), "properties": fields}

    address, text, day = (
        {"type": "string", "format": "uri", "pattern": "^https?://[a-z0-9.:-]+/[a-z0-9/-]*(#[a-z0-9-]+)?$"},
        {"type": "string", "minLength": 1},
        {"type": "string", "format": "date"},
    )
    word = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
    link = record(
        id=word,
        address=address,
        title=text,
        description=text,
        since=day,
        checked=day,
        version={**day, "description": "The day of the last change of meaning."},
        withdrawn={"type": "boolean"},
        anchors={"type": "array", "items": record(id=word, address=address, title=text)},
    )
    return (
        json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$id": f"{url}links.schema.json",
                "title": "Pages of this site and their lasting addresses",
                "description": NOTE,
                **record(
                    version={"const": VERSION},
                    note=text,
                    site=address,
                    licence=text,
                    links={"type": "array", "minItems": 1, "items": link},
                    redirects={"type": "array", "items": record(**{"from": address, "to": address})},
                ),
            },
            indent=1,
        )
        + "\n"
    )


def feed(sources: Sources, url: str) -> str:
    """Every change of meaning as an Atom entry, newest first."""
    host = urlsplit(url).hostname
    found = sorted(
        (
            (day, page.url, number, what, page)
            for page in sources.pages.values()
            for number, (day, what) in enumerate(changes(page))
        ),
        key=lambda row: ([-int(part) for part in row[0].split("-") if part.isdigit()], row[1:3]),
    )

    def add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, tag, attributes)
        element.text = text or None
        return element

    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    add(root, "title", "Dry Needling Explained: changes of meaning")
    add(
        root,
        "subtitle",
        "An entry for each page whose advice, grade or facts changed. Changes of wording are not listed.",
    )
    add(root, "id", url)
    add(root, "updated", f"{found[0][0] if found else '1970-01-01'}T00:00:00Z")
    add(add(root, "author"), "name", "Dry Needling Explained")
    add(root, "rights", "CC BY 4.0")
    add(root, "link", rel="self", type="application/atom+xml", href=f"{url}feed.xml")
    add(root, "link", rel="alternate", type="text/html", href=url)
    for day, address, number, what, page in found:
        entry = add(root, "entry")
        add(entry, "title", str(page.meta.get("title", "")))
        add(entry, "id", f"tag:{host},{day}:/{address}{number + 1}")
        add(entry, "updated", f"{day}T00:00:00Z")
        add(entry, "link", rel="alternate", type="text/html", href=url + address)
        add(entry, "summary", what)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


FILES: dict[str, Callable[[Sources, str], str]] = {
    "links.json": links_json,
    "links.schema.json": schema,
    "feed.xml": feed,
}
