"""MkDocs hook: our Markdown extensions (site_markdown.py) become part of the build.

The extensions know no generator; only this file knows MkDocs' objects.
"""

from __future__ import annotations

import dataclasses
import pathlib
from typing import Any

from mkdocs.exceptions import ConfigurationError
from site_markdown import SiteMarkdown
from sources import read


def on_config(config: Any) -> None:
    """Give the extensions what the data files say; made anew for every build, because `serve` builds again."""
    for name, variable in (("site_url", "SITE_URL"), ("edit_uri", "EDIT_URI")):
        if not config[name]:
            raise ConfigurationError(
                f"{variable} is set but empty. Give it an address, or unset it to build for this machine."
            )
    sources = dataclasses.replace(
        read(pathlib.Path(config.docs_dir)), site_name=config.site_name, site_url=config.site_url
    )
    config.markdown_extensions.append(SiteMarkdown(sources))


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> None:
    """Tell the extensions which page they are on."""
    next(extension for extension in config.markdown_extensions if isinstance(extension, SiteMarkdown)).on_page(
        page.file.src_uri
    )
