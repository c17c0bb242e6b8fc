"""What other programs read: every page and part with its address, the schema of that list, and the feed."""

import json
import re
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from extensions import outline
from made import redirects
from sources import Sources, addresses

ATOM = "http://www.w3.org/2005/Atom"
NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold, in any spelling
VERSION = 1
NOTE = (
    "Fields and entries are only ever added. An id names the same page for good; its address may lead on, and never"
    " dies."
)


def entries(sources: Sources) -> str:
    """Every page: id, address, its promised parts, title, description, since when, when its sources were checked,
    version.
    """
    rows, url = [], sources.site_url
    for page in sorted(sources.pages.values(), key=lambda page: page.url):
        days = [day for day, _ in page.changes] or [""]
        rows.append(
            {
                "id": str(page.meta.get("id") or page.name),  # kept by `id` in its header when the file was renamed
                "address": url + page.url,
                "title": page.meta.get("title", ""),
                "description": page.meta.get("description", ""),
                "since": days[0],
                "checked": str(page.meta.get("sources_checked", "")),
                "version": days[-1],
                "withdrawn": page.is_withdrawn,
                "anchors": [
                    {"id": anchor, "address": f"{url}{page.url}#{anchor}", "title": words}
                    for anchor, words in outline.headings(page, sources).items()
                    if anchor not in outline.OWN_IDS
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
                "$schema": url + addresses.LINKS_SCHEMA,
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


def schema(sources: Sources) -> str:
    """The JSON Schema of links.json. Unknown fields are allowed, because later ones may come."""

    url = sources.site_url

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
                "$id": url + addresses.LINKS_SCHEMA,
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


def feed(sources: Sources) -> str:
    """Every change of meaning as an Atom entry, newest first."""
    url, host = sources.site_url, urlsplit(sources.site_url).hostname
    pages = sorted(sources.pages.values(), key=lambda page: page.url)
    found = [(day, page, number, what) for page in pages for number, (day, what) in enumerate(page.changes, 1)]
    found.sort(key=itemgetter(0), reverse=True)

    def add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, tag, attributes)
        element.text = NO_XML.sub("\ufffd", text) or None
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
    add(root, "link", rel="self", type="application/atom+xml", href=url + addresses.FEED)
    add(root, "link", rel="alternate", type="text/html", href=url)
    for day, page, number, what in found:
        entry = add(root, "entry")
        add(entry, "title", str(page.meta.get("title", "")))
        add(entry, "id", f"tag:{host},{day}:/{page.url}{number}")
        add(entry, "updated", f"{day}T00:00:00Z")
        add(entry, "link", rel="alternate", type="text/html", href=url + page.url)
        add(entry, "summary", what)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
