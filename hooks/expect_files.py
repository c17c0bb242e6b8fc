"""MkDocs hook: pages may link to the files that are made after the build (made_later.py) like to any other file.

MkDocs knows them while it checks links, and forgets them before it writes files.
"""

from __future__ import annotations

import pathlib
from typing import Any

import made_later
from mkdocs.structure.files import File
from sources import read

serving = False


def on_startup(command: str, **_: Any) -> None:
    """While a writer looks at the site there are no such files, so no page offers its leaflets."""
    global serving
    serving = command == "serve"


def on_files(files: Any, config: Any) -> Any:
    """Runs before links are checked."""
    leaflets = [
        uri for page in read(pathlib.Path(config.docs_dir)).pages.values() for uri in made_later.leaflets(page).values()
    ]
    for uri in [made_later.copy_name(config.site_name), *leaflets]:
        files.append(File.generated(config, uri, content=b""))
    return files


def on_env(env: Any, files: Any, **_: Any) -> Any:
    """Runs after links were checked and before files are written."""
    for file in [file for file in files if made_later.URI.fullmatch(file.src_uri)]:
        files.remove(file)
    return env


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Hand the leaflets to overrides/partials/page-facts.html, where they will be there to open."""
    source = read(pathlib.Path(config.docs_dir)).pages.get(page.file.src_uri)
    context["leaflets"] = (
        made_later.leaflets(source) if source and not serving and not config.extra.get("preview") else {}
    )
    return context
