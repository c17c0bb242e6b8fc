"""The feed: every change of meaning as an Atom entry (RFC 4287)."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from sources import Sources
from sources.addresses import FEED

ATOM = "http://www.w3.org/2005/Atom"


def feed(sources: Sources) -> str:
    """Every change of meaning as an Atom entry, newest first."""
    url, host = sources.site_url, urlsplit(sources.site_url).hostname
    found = sorted(
        (
            (day, page.url, number, what, page)
            for page in sources.pages.values()
            for number, (day, what) in enumerate(page.changes)
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
    add(root, "link", rel="self", type="application/atom+xml", href=url + FEED)
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
