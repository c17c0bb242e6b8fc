"""The link kit: what a clinic copies into emails, portals, text messages and print, for every page and the sections
sent most often.

Pure functions from text to text. A card must survive mail programs: tables and inline styles, nothing remote, short
lines, and only tags, attributes and properties that caniemail.com reports for Outlook, Gmail and Apple Mail
(tests/extensions/test_kit.py lists them).
"""

import html
import io
import pathlib
from collections.abc import Iterator
from urllib.parse import quote

import segno

from extensions.kit_links import KitLink, entries, entry
from extensions.lines import Row, link
from sources import Sources, addresses
from sources.disk_cache import cached
from sources.identity import Colours, colours
from sources.syntax import KIT_PLACE

WHITE = "#ffffff"  # always with a dark colour: pairs stay readable when a mail program inverts them
FONT = "font-family:Arial,Helvetica,sans-serif"
SITE = "[name of this site]"  # in the letters of kit.yml
SUBJECT = "Something to read from your clinic"  # says nothing about health: a lock screen shows it


def card(title: str, summary: str, address: str, site_name: str, colours: Colours) -> str:
    """The email card as HTML, a tag or a text to a line."""
    ink, brand = colours.words, colours.header
    title, summary, address, site_name = map(html.escape, (title, summary, address, site_name))

    def row(style: str, *lines: str) -> list[str]:
        return [f'<tr><td bgcolor="{WHITE}" style="padding:{style};{FONT};color:{ink}">', *lines, "</td></tr>"]

    table = '<table role="presentation" cellpadding="0" cellspacing="0" border="0"'
    return "\n".join(
        [
            f'{table} width="100%" bgcolor="{WHITE}"',
            f' style="max-width:560px;border:1px solid {brand};background-color:{WHITE}">',
            *row(
                "14px 16px 4px 16px;font-size:18px;line-height:24px",
                f'<a href="{address}"',
                f' style="color:{brand};text-decoration:underline"><strong>{title}</strong></a>',
            ),
            *row("4px 16px;font-size:16px;line-height:24px", summary),
            *row(
                "8px 16px;font-size:16px;line-height:20px",
                f"{table}><tr>",
                f'<td bgcolor="{brand}" style="padding:6px 10px;{FONT};background-color:{brand};color:{WHITE}">',
                f'<a href="{address}"',
                f' style="display:inline-block;padding:6px 10px;color:{WHITE};text-decoration:none"><strong>Read this'
                " page</strong></a>",
                "</td></tr></table>",
            ),
            *row(
                "4px 16px 0 16px;font-size:14px;line-height:20px",
                f"From {site_name}. Free to read, no sign-in. Or type this address:",
            ),
            *row("0 16px 14px 16px;font-size:14px;line-height:20px", address),
            "</table>",
        ]
    )


def plain(title: str, summary: str, address: str, site_name: str) -> str:
    """The same as plain text, for portals; the address stands alone on its line."""
    return f"{title}\n{summary}\n\n{address}\n\nFrom {site_name}. Free to read, no sign-in."


def message(words: str, address: str) -> str:
    """The text message."""
    return f"{words}{'' if words.endswith(('?', '!', '.')) else ':'} {address}"


def mailto(subject: str, text: str) -> str:
    """A link that opens a new email with this text."""
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:?subject={quote(subject, safe='')}&body={body}"


def qr(address: str, kind: str, title: str = "") -> bytes:
    """The QR code of an address, "svg" or "png"; printed as it is, about 4 cm wide.

    A seventh of it may be lost, and its margin is as wide as the standard (ISO/IEC 18004) wants.
    """

    def draw() -> bytes:
        file = io.BytesIO()
        options: dict[str, Row] = {
            "svg": {"scale": 1, "unit": "mm", "title": title, "xmldecl": False, "svgclass": None, "lineclass": None},
            "png": {"scale": 12, "dpi": 300},
        }
        code = segno.make(address, error="m", micro=False)
        code.save(file, kind=kind, border=4, dark="#000000", light="#ffffff", **options[kind])
        return file.getvalue()

    return cached("qr", [pathlib.Path(__file__), segno.__version__, address, kind, title], draw)


def files(sources: Sources) -> dict[str, bytes]:
    """The QR codes of the kit, by their place in the site."""
    return {
        addresses.qr_code(item.name, kind): qr(sources.site_url + item.path, kind, item.title)
        for item in entries(sources)
        for kind in ("svg", "png")
    }


def letter(sources: Sources, text: str) -> str:
    """The text of an email with every {page.md} as an address, and with the name of the site."""
    named = text.strip().replace(SITE, sources.site_name)
    return KIT_PLACE.sub(lambda match: sources.site_url + entry(sources, match.groupdict(default="")).path, named)


def targets(row: Row) -> Iterator[tuple[str, str]]:
    """The pages and sections that an entry of kit.yml names, and the field each stands in."""
    yield "page", f"{row.get('page')}{'#' if 'section' in row else ''}{row.get('section', '')}"
    if isinstance(row.get("letter"), dict):
        yield from (("letter", match[0][1:-1]) for match in KIT_PLACE.finditer(str(row["letter"].get("text"))))


def part(name: str, text: str, *shown: str) -> list[str]:
    """One thing to copy: its name, how it looks, and its text; kit.js adds the button."""
    text = f'<pre translate="no">{html.escape(text, quote=False)}</pre>'
    source = f"<details><summary>The HTML of the card</summary>{text}</details>" if shown else text
    return [
        f'<div class="kit__part" data-copy="{name}"><p class="kit__label">{name.capitalize()}</p>',
        *shown,
        source,
        "</div>",
    ]


def fold(title: str, note: str, *lines: str, opened: str = "") -> list[str]:
    """A part of the page that opens, as HTML."""
    small = f' <small translate="no">{html.escape(note)}</small>' if note else ""
    return [
        f'<details class="kit"{opened}>',
        f"<summary>{html.escape(title)}{small}</summary>",
        *lines,
        "</details>",
    ]


def of_entry(sources: Sources, item: KitLink, page: str) -> list[str]:
    """All that the kit has for one address, on the page `page`."""
    address = sources.site_url + item.path
    words = (item.title, item.summary, address, sources.site_name)
    title, summary, there = html.escape(item.title), html.escape(item.summary), html.escape(address)
    text = plain(*words)
    look = (
        '<div class="kit__card content" translate="no"><p><a'
        f' href="{there}"><strong>{title}</strong></a></p><p>{summary}</p><p><a class="kit__button" href="{there}">Read'
        f" this page</a></p><p><small>From {html.escape(sources.site_name)}. Free to read, no sign-in. Or type this"
        f" address:<br>{there}</small></p></div>"
    )
    more = [
        link("Start an email with this text", mailto(SUBJECT, text)),
        *(link(f"Leaflet, PDF, {paper}", sources.site_url + uri) for paper, uri in item.leaflets.items()),
    ]
    svg, png = (sources.from_page(addresses.qr_code(item.name, kind), page) for kind in ("svg", "png"))
    return fold(
        item.title,
        "/" + item.path,
        "<div>",
        *part("address", address),
        *part("email card", card(*words, colours(sources)), look),
        *part("plain text", text),
        *part("text message", message(item.message, address)),
        f'<p class="kit__more">{" ".join(more)}</p>',
        "</div>",
        f'<p class="kit__qr"><img alt="QR code that opens: {title}" class="off-glb" height="150" loading="lazy"'
        f' src="{svg}" width="150"> {link("QR code, SVG", svg)} {link("QR code, PNG", png)}</p>',
    )


def block(sources: Sources, page: str, argument: str) -> list[str]:
    """The kit on its page: `letters` are whole emails, the other parts are addresses of pages for patients."""
    if argument != "letters":
        patients = {other.url for other in sources.pages.values() if other.for_patients}
        items = [item for item in entries(sources, argument) if item.path.partition("#")[0] in patients]
        return [line for item in items for line in of_entry(sources, item, page)]
    lines = []
    for row in (row["letter"] for row in sources.rows("kit") if "letter" in row):
        text = letter(sources, row["text"])
        lines += fold(
            row["about"],
            "",
            "<div>",
            *part("subject", row["subject"]),
            *part("email", text),
            f'<p class="kit__more">{link("Start an email with this text", mailto(row["subject"], text))}</p>',
            "</div>",
            opened=' open="open"',
        )
    return lines
