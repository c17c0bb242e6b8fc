"""The files that `python3 dev.py pdf` makes from a finished build: the leaflets, and the copy that opens from disk."""

from __future__ import annotations

import re

from sources import Page

PAPER = {"A4": "a4", "US Letter": "letter"}  # what people call a sheet, and how the file name ends
URI = re.compile(r"leaflets/[\w-]+\.pdf|[\w-]+\.zip")


def leaflets(page: Page) -> dict[str, str]:
    """The leaflets of a page by paper, as uris inside the site; none when its front matter does not ask for them."""
    stem = page.uri.removesuffix(".md").replace("/", "-")
    return {paper: f"leaflets/{stem}-{end}.pdf" for paper, end in PAPER.items()} if page.meta.get("leaflet") else {}


def copy_name(site_name: str) -> str:
    """The file name of the copy that opens from disk: "dry-needling-explained.zip"."""
    return "-".join(re.findall(r"[a-z0-9]+", site_name.lower())) + ".zip"
