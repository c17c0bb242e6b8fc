"""MkDocs hook: citations, certainty labels, data blocks, glossary links and readable tables become part of Markdown.

The extensions know no generator; only this file knows MkDocs' objects.
"""

from __future__ import annotations

import dataclasses
import pathlib
from typing import Any

from mkdocs.exceptions import ConfigurationError

import accessible_tables
import certainty
import citations
import datablocks
import glossary
from sources import SNIPPET, Sources, read

extensions: list[Any] = []
written = Sources()


def on_config(config: Any) -> None:
    """Give the extensions what the data files say; made anew for every build, because `serve` builds again."""
    for name, variable in (("site_url", "SITE_URL"), ("edit_uri", "EDIT_URI")):
        if not config[name]:
            raise ConfigurationError(f"{variable} is set but empty. Give it an address, or unset it to build for this machine.")
    global written
    written = sources = dataclasses.replace(read(pathlib.Path(config.docs_dir)), site_name=config.site_name, site_url=config.site_url)
    extensions[:] = [citations.CitationExtension(sources.by_key("references")), certainty.CertaintyExtension(),
                     datablocks.DataBlockExtension(sources), glossary.GlossaryExtension(sources.rows("glossary")), accessible_tables.TableExtension()]
    config.markdown_extensions.extend(extensions)


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Tell the extensions which page they are on, and open the page with its title and its description."""
    for extension in extensions:
        extension.page = page.file.src_uri
    markdown = SNIPPET.sub(lambda match: match[0] if match["name"] in written.snippets else "", markdown)  # else it would crash
    title, description = page.meta.get("title", page.title), page.meta.get("description", "")
    return f"# {title} {{#page-title}}\n\n{description}\n{{: .lede }}\n\n{markdown}"
