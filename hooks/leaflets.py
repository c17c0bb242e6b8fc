"""`python3 dev.py pdf`, first half: leaflets as tagged PDF, made by Chromium from the pages of a finished build as they
are.

A page prints here as for any reader. Two things are added: a QR code of its address, and the typeface in hooks/fonts,
so that a leaflet takes as many sides on every machine. Scripts are off, and what is not of this site is not loaded.
"""

from __future__ import annotations

import base64
import datetime
import io
import mimetypes
import os
import pathlib
import re
import sys
from collections.abc import Iterator

import check
import checks
import pypdf
import segno
from made_later import leaflets
from playwright.sync_api import Error, Route, sync_playwright
from previews import FONTS
from problems import Problem
from sources import ROOT, Page, Sources, read

FACTS = re.compile(r'<section class="page-facts"[^>]*>')
SCALES = (1, 0.97, 0.94, 0.91)  # a page that is a little too long is printed a little smaller
STYLE = """<style>{faces}
:root {{ --md-text-font: Leaflet !important; --md-code-font: Leaflet !important }}
@page {{ @bottom-right {{ font-family: Leaflet }} }}
.page-facts {{ display: flow-root }}
.leaflet-code {{ float: right; width: 25mm; height: 25mm; margin-left: 3mm; image-rendering: pixelated }}
</style></head>"""


def code(address: str) -> bytes:
    """The QR code of an address as PNG: a seventh may be lost, and its margin is as wide as the standard wants."""
    file = io.BytesIO()
    segno.make(address, error="m", micro=False).save(file, kind="png", scale=8, border=4)
    return file.getvalue()


def dressed(html: str, address: str) -> str:
    """A built page with the typeface and the QR code; ValueError when it has no place for the code."""

    def data(kind: str, content: bytes) -> str:
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"

    faces = " ".join(
        f"@font-face {{ font-family: Leaflet; font-weight: {weight}; src:"
        f" url({data('font/woff2', path.read_bytes())}) }}"
        for weight, path in FONTS.items()
    )
    picture = (
        f'<img class="leaflet-code" alt="QR code of the address of this page" src="{data("image/png", code(address))}">'
    )
    html, places = FACTS.subn(lambda place: place[0] + picture, html)
    if places != 1:
        raise ValueError(f"{address} has no page facts, where the QR code of its leaflet belongs")
    return html.replace("</head>", STYLE.format(faces=faces), 1)


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
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
        root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        browser = playwright.chromium.launch(executable_path=os.environ.get("BROWSER") or None, args=[*quiet, *root])
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
                (site / uri).write_bytes(steady(pdf, checks.today()))
                problems += too_long(page, paper, sides)
    return problems


def main() -> int:
    """Make the leaflets of the site in the folder named; 1 when something is wrong with any."""
    site = pathlib.Path(sys.argv[1]).resolve()
    try:
        home = re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))
        problems = make(site, read(ROOT / "docs"), home[1] if home else "")
    except (OSError, Error, ValueError) as error:
        print(f"The leaflets could not be made: {str(error).splitlines()[0]}")
        return 1
    if home and re.match(r"http://(127\.|localhost|\[::1\])", home[1]):
        print(
            f"The leaflets name {home[1]}, which is this machine's own address. Set SITE_URL before you print any for"
            " patients."
        )
    if problems:
        check.report([str(problem) for problem in sorted(problems)])
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
