"""MkDocs hook: the files that `python3 dev.py pdf` makes from a finished build: the leaflets, and the copy that opens from disk.

A page may link to them like to any other file: MkDocs knows them while it checks links, and forgets them before it writes files.
"""

from __future__ import annotations

import pathlib
import re
from typing import Any

from mkdocs.structure.files import File

from sources import Page, read

PAPER = {"A4": "a4", "US Letter": "letter"}  # what people call a sheet, and how the file name ends
serving = False


def leaflets(page: Page) -> dict[str, str]:
    """The leaflets of a page by paper, as uris inside the site; none when its front matter does not ask for one."""
    stem = page.uri.removesuffix(".md").replace("/", "-")
    return {paper: f"leaflets/{stem}-{end}.pdf" for paper, end in PAPER.items()} if page.meta.get("leaflet") else {}


def copy_name(site_name: str) -> str:
    """The file name of the copy that opens from disk: "dry-needling-explained.zip"."""
    return "-".join(re.findall(r"[a-z0-9]+", site_name.lower())) + ".zip"


def on_startup(command: str, **_: Any) -> None:
    """While a writer looks at the site there are no such files, so no page offers them."""
    global serving
    serving = command == "serve"


def on_files(files: Any, config: Any) -> Any:
    """Runs before links are checked."""
    for uri in [copy_name(config.site_name), *(uri for page in read(pathlib.Path(config.docs_dir)).pages.values() for uri in leaflets(page).values())]:
        files.append(File.generated(config, uri, content=b""))
    return files


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Runs after links were checked and before files are written."""
    for file in [file for file in files if file.src_uri == copy_name(config.site_name) or file.src_uri.startswith("leaflets/")]:
        files.remove(file)
    return env


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Hand the leaflets to overrides/partials/page-facts.html, where they will be there to open."""
    source = read(pathlib.Path(config.docs_dir)).pages.get(page.file.src_uri)
    context["leaflets"] = leaflets(source) if source and not serving and not config.extra.get("preview") else {}
    return context
