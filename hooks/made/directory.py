"""What other programs read: every page and part with its address, the schema of that list, and the feed."""

import json
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from extensions import citations, noticed, outline
from made import redirects
from sources import Sources, addresses, dates
from sources.identity import LICENCE

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
                **({"noticed": waiting(sources, page.uri)} if waiting(sources, page.uri) else {}),
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
                "licence": LICENCE,
                "links": rows,
                "redirects": old,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def waiting(sources: Sources, uri: str) -> list[dict[str, str]]:
    """The sources of a page that were corrected or retracted, while nobody has decided what that changes."""
    return [
        {"source": each.source, "kind": each.kind, "seen": str(each.first_seen)}
        for each in noticed.of_page(sources, uri, citations.cited_in(sources))
    ]


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
    link["properties"]["noticed"] = {"type": "array", "items": record(source=text, kind=text, seen=day)}
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


def news(sources: Sources) -> Iterator[tuple[str, str, str, str, str]]:
    """What the feed tells: day, title, a name that stays, address and words of every change of a page or a problem, and
    of every notice on a source while nobody has decided what it changes.
    """
    pages = sorted(sources.pages.values(), key=lambda page: page.url)
    for page in pages:
        for number, (day, what) in enumerate(page.changes, 1):
            yield day, str(page.meta.get("title", "")), f"{page.url}{number}", page.url, what
    for row in sources.rows("conditions"):
        if place := sources.pages.get(f"indications/{row.get('region')}.md"):
            for number, (day, what) in enumerate(dates.changes(row.get("changes")), 1):
                address = f"{place.url}#{row['id']}"
                yield day, str(row["name"]), f"{place.url}{row['id']}-{number}", address, what
    titles = sources.by_key("references")
    for key, notices in noticed.undecided(sources).items():
        for each in notices:
            address, what = f"sources/#{key}", f"{each.kind.capitalize()}. Nobody has decided yet what it changes here."
            name = f"sources/{key}-{each.kind.replace(' ', '-')}-{each.number}"
            yield str(each.first_seen), str(titles[key]["title"]), name, address, what


def feed(sources: Sources) -> str:
    """Every change of meaning as an Atom entry, newest first."""
    url, host = sources.site_url, urlsplit(sources.site_url).hostname
    found = sorted(news(sources), key=itemgetter(0), reverse=True)

    def add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, tag, attributes)
        element.text = NO_XML.sub("\ufffd", text) or None
        return element

    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    add(root, "title", f"{sources.site_name}: changes of meaning")
    add(
        root,
        "subtitle",
        "An entry for each page whose advice, grade or facts changed. Changes of wording are not listed.",
    )
    add(root, "id", url)
    add(root, "updated", f"{found[0][0] if found else '1970-01-01'}T00:00:00Z")
    add(add(root, "author"), "name", sources.site_name)
    add(root, "rights", LICENCE)
    add(root, "link", rel="self", type="application/atom+xml", href=url + addresses.FEED)
    add(root, "link", rel="alternate", type="text/html", href=url)
    for day, title, name, address, what in found:
        entry = add(root, "entry")
        add(entry, "title", title)
        add(entry, "id", f"tag:{host},{day}:/{name}")
        add(entry, "updated", f"{day}T00:00:00Z")
        add(entry, "link", rel="alternate", type="text/html", href=url + address)
        add(entry, "summary", what)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
