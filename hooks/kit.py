"""The link kit: what a clinic copies into emails, portals, text messages and print, for every page and the sections
sent most often.

Pure functions from text to text. A card must survive mail programs: tables and inline styles, nothing remote, short
lines, and only tags, attributes and properties that caniemail.com reports for Outlook, Gmail and Apple Mail
(tests/unit/test_kit.py lists them).
"""

from __future__ import annotations

import functools
import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import plaintext
import prose
import segno
from problems import Problem
from sources import Sources

INK, TEAL, WHITE = (
    "#17303a",
    "#0f4c5c",
    "#ffffff",
)  # white and dark in pairs: they stay readable when a mail program inverts them
FONT = "font-family:Arial,Helvetica,sans-serif"
SUBJECT = "Something to read from your clinic"  # says nothing about health: a lock screen shows it
LONGEST_MESSAGE = (
    160  # one part of a text message in the alphabet GSM-7 (3GPP TS 23.038); any other character leaves 70
)
LONGEST_ADDRESS = 57
GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_TWICE = set("^{}\\[~]|€")  # sent as two characters
PLACE = re.compile(r"\{(?P<page>[^{}#\n]+)(?:#(?P<section>[^{}\n]+))?\}")
LEAFLETS = {"A4": "a4", "US Letter": "letter"}


@dataclass(frozen=True)
class Entry:
    """An address inside the site and the words that go out with it; `name` is that of its QR files and leaflets."""

    name: str
    path: str
    title: str
    summary: str
    message: str
    leaflet: bool = False


def entry(sources: Sources, row: dict[str, Any]) -> Entry:
    """An entry of kit.yml; what it leaves out comes from the page."""
    page, section = sources.pages[row["page"]], row.get("section", "")
    title = row.get("title") or page.title
    name = "-".join(filter(None, [page.url.strip("/").replace("/", "-") or "home", section]))
    return Entry(
        name,
        page.url + ("#" + section if section else ""),
        title,
        row.get("summary") or str(page.meta.get("description", "")),
        row.get("message") or title,
        bool(page.meta.get("leaflet")) and not section,
    )


def entries(sources: Sources, part: str = "") -> list[Entry]:
    """The kit: `most`, what kit.yml lists in its order; `rest`, every other page by title; or both."""
    rows = sources.rows("kit")
    listed = {row["page"] for row in rows if "section" not in row}
    most = [entry(sources, row) for row in rows if part != "rest"]
    rest = [entry(sources, {"page": uri}) for uri in sources.pages if uri not in listed and part != "most"]
    return most + sorted(rest, key=lambda other: other.title.lower())


def card(title: str, summary: str, address: str, site_name: str) -> str:
    """The email card as HTML, a tag or a text to a line."""
    title, summary, address, site_name = map(html.escape, (title, summary, address, site_name))

    def row(style: str, *lines: str) -> list[str]:
        return [f'<tr><td bgcolor="{WHITE}" style="padding:{style};{FONT};color:{INK}">', *lines, "</td></tr>"]

    table = '<table role="presentation" cellpadding="0" cellspacing="0" border="0"'
    return "\n".join(
        [
            f'{table} width="100%" bgcolor="{WHITE}"',
            f' style="max-width:560px;border:1px solid {TEAL};background-color:{WHITE}">',
            *row(
                "14px 16px 4px 16px;font-size:18px;line-height:24px",
                f'<a href="{address}"',
                f' style="color:{TEAL};text-decoration:underline"><strong>{title}</strong></a>',
            ),
            *row("4px 16px;font-size:16px;line-height:24px", summary),
            *row(
                "8px 16px;font-size:16px;line-height:20px",
                f"{table}><tr>",
                f'<td bgcolor="{TEAL}" style="padding:6px 10px;{FONT};background-color:{TEAL};color:{WHITE}">',
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


@functools.cache
def qr(address: str, kind: str, title: str = "") -> bytes:
    """The QR code of an address, "svg" or "png"; printed as it is, about 4 cm wide."""
    file = io.BytesIO()
    shared = {"kind": kind, "border": 4, "dark": "#000000", "light": "#ffffff"}
    own = (
        {"scale": 1, "unit": "mm", "title": title, "xmldecl": False, "svgclass": None, "lineclass": None}
        if kind == "svg"
        else {"scale": 12, "dpi": 300}
    )
    code(address).save(file, **shared, **own)
    return file.getvalue()


@functools.cache
def code(address: str) -> segno.QRCode:
    """The pattern itself, which takes long to find and serves both kinds of file."""
    return segno.make(address, error="m", micro=False)


def files(sources: Sources) -> dict[str, bytes]:
    """The QR codes of the kit, by their place in the site."""
    return {
        f"qr/{item.name}.{kind}": qr(sources.site_url + item.path, kind, item.title)
        for item in entries(sources)
        for kind in ("svg", "png")
    }


def letter(sources: Sources, text: str) -> str:
    """The text of an email with every {page.md} as an address."""
    return PLACE.sub(lambda match: sources.site_url + entry(sources, match.groupdict(default="")).path, text.strip())


def targets(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The pages and sections that an entry of kit.yml names, and the field each stands in; links.py looks for them."""
    yield "page", f"{row.get('page')}{'#' if 'section' in row else ''}{row.get('section', '')}"
    if isinstance(row.get("letter"), dict):
        yield from (("letter", match[0][1:-1]) for match in PLACE.finditer(str(row["letter"].get("text"))))


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
    """A part of the page that opens. The search leaves it out, because it repeats every page."""
    small = f' <small translate="no">{html.escape(note)}</small>' if note else ""
    return [
        "",
        f'<details class="kit" data-search-exclude="true" markdown{opened}>',
        f"<summary>{html.escape(title)}{small}</summary>",
        *lines,
        "</details>",
        "",
    ]


def of_entry(sources: Sources, item: Entry) -> list[str]:
    """All that the kit has for one address."""
    address = sources.site_url + item.path
    words = (item.title, item.summary, address, sources.site_name)
    title, summary, link = html.escape(item.title), html.escape(item.summary), html.escape(address)
    text = plain(*words)
    look = (
        '<div class="kit__card" translate="no"><p><a'
        f' href="{link}"><strong>{title}</strong></a></p><p>{summary}</p><p><a class="kit__button" href="{link}">Read'
        f" this page</a></p><p><small>From {html.escape(sources.site_name)}. Free to read, no sign-in. Or type this"
        f" address:<br>{link}</small></p></div>"
    )
    more = [f'<a href="{html.escape(mailto(SUBJECT, text))}">Start an email with this text</a>']
    if item.leaflet:
        more += [
            f'<a href="{sources.site_url}leaflets/{item.name}-{size}.pdf">Leaflet, PDF, {paper}</a>'
            for paper, size in LEAFLETS.items()
        ]
    code = (
        f'![QR code that opens: {item.title}](qr/{item.name}.svg){{ .off-glb width="150" height="150" loading="lazy" }}'
    )
    return fold(
        item.title,
        "/" + item.path,
        "<div>",
        *part("address", address),
        *part("email card", card(*words), look),
        *part("plain text", text),
        *part("text message", message(item.message, address)),
        f'<p class="kit__more">{" ".join(more)}</p>',
        "</div>",
        f'<p markdown class="kit__qr">{code} [QR code, SVG](qr/{item.name}.svg) [QR code, PNG](qr/{item.name}.png)</p>',
    )


def block(sources: Sources, page: str, argument: str) -> list[str]:
    """The kit on its page: `letters` are whole emails, `most` and `rest` are addresses."""
    if argument != "letters":
        return [line for item in entries(sources, argument) for line in of_entry(sources, item)]
    found = [row["letter"] for row in sources.rows("kit") if "letter" in row]
    return [
        line
        for row in found
        for line in fold(
            row["about"],
            "",
            "<div>",
            *part("subject", row["subject"]),
            *part("email", letter(sources, row["text"])),
            f'<p class="kit__more"><a href="{html.escape(mailto(row["subject"], letter(sources, row["text"])))}">Start'
            " an email with this text</a></p>",
            "</div>",
            opened=' open="open"',
        )
    ]


def check(sources: Sources) -> Iterator[Problem]:
    """Entries that stand twice or lack words, and text messages that do not fit into one part."""
    document, rows = sources.data.get("kit"), sources.rows("kit")
    places = [(row.get("page"), row.get("section")) for row in rows]
    for index, row in enumerate(rows):
        if places[index] in places[:index]:
            yield document.problem((index,), "this address stands in the kit twice.", "Keep one and delete the other.")
        if "section" in row and not {"title", "summary"} <= row.keys():
            yield document.problem(
                (index,),
                "a section needs a title and a summary of its own.",
                "Add both; those of the page do not say where the link leads.",
            )
        if name := next((name for name in ("message", "title") if name in row), ""):
            yield from (document.problem((index, name), *wrong) for wrong in message_wrongs(str(row[name])))
        if isinstance(row.get("letter"), dict):
            yield from (
                document.problem((index, "letter", "text"), *wrong)
                for wrong in letter_wrongs(str(row["letter"].get("text")))
            )
    own = {str(row.get("page")) for row in rows if "message" in row and "section" not in row}
    for uri, page in sources.pages.items():
        yield from (
            page.front.problem(("title",), *wrong)
            for wrong in message_wrongs(str(page.meta.get("title", "")))
            if uri not in own
        )


def letter_wrongs(text: str) -> Iterator[tuple[str, str]]:
    """What would be wrong with the text of an email if it stood on a page for patients."""
    for sentence in plaintext.sentences(text):
        yield from prose.sentence_wrongs(sentence.text)
    if found := prose.CONTRACTION.search(text):
        yield f'"{found[0]}" is a short form that some readers miss.', "Write it out: do not, cannot, is not."
    if (level := prose.grade(PLACE.sub("", text))) > prose.HIGHEST_GRADE:
        yield (
            f"the reading grade of this email is {level:.1f}; it may be {prose.HIGHEST_GRADE:g} at most.",
            "Use shorter words and sentences.",
        )


def message_wrongs(words: str) -> Iterator[tuple[str, str]]:
    """Why the words before an address do not fit into one text message, and what to write."""
    text = message(words, "h" * LONGEST_ADDRESS)
    if strange := sorted(set(text) - GSM7 - GSM7_TWICE):
        yield (
            f"a text message cannot hold {' '.join(strange)} without growing to several.",
            "Write it with plain letters and signs, or give the page a message in docs/_data/kit.yml.",
        )
    elif (length := len(text) + sum(sign in GSM7_TWICE for sign in text)) > LONGEST_MESSAGE:
        yield (
            f"the text message has {length} characters; it may have {LONGEST_MESSAGE}.",
            "Give a shorter message in docs/_data/kit.yml.",
        )
