"""MkDocs hook: old addresses lead on, parts that moved leave a note, withdrawn pages stay, and the 404 page knows where
each address leads.
"""

from __future__ import annotations

import pathlib
from typing import Any

import datablocks
import links
import markdown
import redirects
import untranslated
from mkdocs.structure.files import InclusionLevel
from sources import read


def on_files(files: Any, config: Any) -> Any:
    """A withdrawn page stays at its address and leaves the menu."""
    for uri, page in read(pathlib.Path(config.docs_dir)).pages.items():
        if page.meta.get("type") == "withdrawn" and (file := files.get_file_from_path(uri)):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    return files


def on_page_markdown(text: str, page: Any, config: Any, **_: Any) -> str:
    """Runs after the page has its title."""
    return text + redirects.notes(read(pathlib.Path(config.docs_dir)), page.file.src_uri)


def on_template_context(context: Any, template_name: str, config: Any, **_: Any) -> Any:
    """Hand the emergency card, and where every address leads, to overrides/404.html."""
    sources = read(pathlib.Path(config.docs_dir))
    if template_name == "404.html":
        card = sources.snippets.get("emergency-card.md")
        extensions = ["admonition", "attr_list", untranslated.UntranslatedExtension()]
        text = datablocks.expand(card.body, sources, "404.md") if card else ""
        context["emergency_card"] = markdown.markdown(text, extensions=extensions)
        pages = {page.url: " ".join(sorted(links.ids(sources, page))) for page in sources.pages.values()}
        old = {start: redirects.target(to, sources) for start, to in redirects.stubs(sources).items()}
        context["known"] = {"pages": pages, "old": old} if config.use_directory_urls else {}
    return context


def on_post_build(config: Any, **_: Any) -> None:
    """Write the stubs; they are no pages, so neither the sitemap nor the search names them. Before report_problems.py
    looks at the site.
    """
    sources, site = read(pathlib.Path(config.docs_dir)), pathlib.Path(config.site_dir)
    for start, to in redirects.stubs(sources).items() if config.use_directory_urls else ():
        path = site / start / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(redirects.stub(start, to, sources, config.site_url), "utf-8")
