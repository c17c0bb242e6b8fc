"""Leaflets as tagged PDF, made by Chromium from the pages of a finished build as they are.

A page prints here as for any reader. Two things are added: a QR code of its address, and the typeface in made/fonts, so
that a leaflet takes as many sides on every machine. Scripts are off, and what is not of this site is not loaded.
"""

import base64
import datetime
import io
import mimetypes
import pathlib
import re
from collections.abc import Iterator

import pypdf
from playwright.sync_api import Route, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from commands.chromium import launch
from extensions.link_kit import qr
from finished.pages import element
from made.previews import FONTS
from sources import Page, Problem, Sources, today
from sources.addresses import leaflets

FACTS = "section.page-facts"  # where the QR code goes
SCALES = (1, 0.97, 0.94, 0.91)  # a page that is a little too long is printed a little smaller
STYLE = """{faces}
:root {{ --md-text-font: Leaflet !important; --md-code-font: Leaflet !important }}
@page {{ @bottom-right {{ font-family: Leaflet }} }}
.page-facts {{ display: flow-root }}
.leaflet-code {{ float: right; width: 25mm; height: 25mm; margin-left: 3mm; image-rendering: pixelated }}
"""


def dressed(html: str, address: str) -> str:
    """A built page with the typeface and the QR code; ValueError when it has no place for the code."""

    def data(kind: str, content: bytes) -> str:
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"

    faces = " ".join(
        f"@font-face {{ font-family: Leaflet; font-weight: {weight}; src:"
        f" url({data('font/woff2', path.read_bytes())}) }}"
        for weight, path in FONTS.items()
    )
    tree = LexborHTMLParser(html)
    facts = tree.css_first(FACTS)
    if not facts or not facts.first_child:
        raise ValueError(f"{address} has no page facts, where the QR code of its leaflet belongs")
    picture = data("image/png", qr(address, "png"))
    code = {"class": "leaflet-code", "alt": "QR code of the address of this page", "src": picture}
    facts.first_child.insert_before(element(tree, "img", code))
    tree.css("head")[0].insert_child(element(tree, "style", {}, STYLE.format(faces=faces)))
    return tree.html or ""


def steady(pdf: bytes, day: datetime.date) -> bytes:
    """The PDF without what differs from run to run: the time of day, and the numbers that Chromium gives to table
    cells.
    """
    pdf = re.sub(rb"(?<=Date \(D:)\d{14}", f"{day:%Y%m%d}000000".encode(), pdf)
    names = {
        name: b"node%08d" % number for number, name in enumerate(sorted(set(re.findall(rb"node\d{8}(?=\))", pdf))))
    }
    return re.sub(rb"node\d{8}(?=\))", lambda match: names[match[0]], pdf)


def too_long(page: Page, paper: str, sides: int) -> Iterator[Problem]:
    """A leaflet that takes more sides than the front matter of its page allows."""
    most = page.meta["leaflet"]
    if sides > most:
        yield page.front.problem(
            ("leaflet",),
            f"the leaflet of this page takes {sides} sides of {paper}, and {most} may be filled.",
            "Shorten the page.",
        )


def make(site: pathlib.Path, sources: Sources, address: str) -> list[Problem]:
    """Write all leaflets of a built site whose address is `address` into it; gives those that are too long."""

    def answer(route: Route) -> None:
        path = site / re.split(r"[?#]", route.request.url.removeprefix(address))[0]
        path = path / "index.html" if path.is_dir() else path
        if not route.request.url.startswith(address) or not path.is_file():
            route.abort()
            return
        content = path.read_bytes()
        if route.request.resource_type == "document":
            content = dressed(content.decode(), route.request.url).encode()
        route.fulfill(body=content, content_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream")

    problems: list[Problem] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(java_script_enabled=False, bypass_csp=True, color_scheme="light")
        context.route("**/*", answer)
        view = context.new_page()
        for page in filter(leaflets, sources.pages.values()):
            view.goto(address + page.url)
            for paper, uri in leaflets(page).items():
                for scale in SCALES:
                    pdf = view.pdf(format=paper.removeprefix("US "), tagged=True, outline=True, scale=scale)
                    sides = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
                    if sides <= page.meta["leaflet"]:
                        break
                (site / uri).parent.mkdir(exist_ok=True)
                (site / uri).write_bytes(steady(pdf, today()))
                problems += too_long(page, paper, sides)
    return problems
