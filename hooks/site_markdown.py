"""All our Markdown extensions as one: the page's title and lead, citations, certainty, data blocks, glossary links,
tables.

It knows no site generator. MkDocs gets it through attach_markdown.py; a generator that runs no hooks loads it by name,
`markdown_extensions: [site_markdown]`, and says which page it renders by a preprocessor with a `page` (as Zensical
does).
"""

from __future__ import annotations

import dataclasses
from typing import Any

import accessible_tables
import certainty
import citations
import datablocks
import glossary
import signs
import untranslated
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from sources import ROOT, SNIPPET, Sources, read

CARD_FIRST = '--8<-- "emergency-card.md"'


class OpeningPreprocessor(Preprocessor):
    """Opens the page with its title and description; runs before shared texts (32) are put in."""

    def __init__(self, md: Markdown, extension: SiteMarkdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        for preprocessor in self.md.preprocessors:
            if path := getattr(getattr(preprocessor, "page", None), "path", None):
                self.extension.on_page(path)
        page = self.extension.sources.pages.get(self.extension.page)
        if not page:
            return lines
        # a shared text that is not there would end the build with a traceback; the checks name it
        text = SNIPPET.sub(
            lambda match: match[0] if match["name"] in self.extension.sources.snippets else "", "\n".join(lines)
        )
        title = page.meta.get("title") or page.uri
        lede = [str(page.meta.get("description", "")), "{: .lede }", ""]
        body = text.strip().split("\n")
        at = 1 if body[0] == CARD_FIRST else 0  # help comes before words about it
        return [f"# {title} {{#page-title}}", "", *body[:at], "", *lede, *body[at:]]


class SiteMarkdown(Extension):
    """`on_page` says which page is rendered next, by its uri in docs/."""

    def __init__(self, sources: Sources | None = None, **options: object) -> None:
        super().__init__(**options)
        self.sources = sources or Sources()
        self.page = ""
        self.parts: list[Any] = [
            citations.CitationExtension(self.sources.by_key("references")),
            certainty.CertaintyExtension(),
            datablocks.DataBlockExtension(self.sources),
            signs.SignExtension(),
            glossary.GlossaryExtension(self.sources.rows("glossary")),
            accessible_tables.TableExtension(),
            untranslated.UntranslatedExtension(),
        ]

    def on_page(self, uri: str) -> None:
        """Tell every part which page it is on."""
        for extension in (self, *self.parts):
            extension.page = uri

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the parts, and the opening before all of them."""
        for extension in self.parts:
            extension.extendMarkdown(md)
        md.preprocessors.register(OpeningPreprocessor(md, self), "opening", 33)


def makeExtension(**options: Any) -> SiteMarkdown:
    """For `markdown_extensions: [site_markdown: {site_name: ..., site_url: ...}]`; reads docs/ itself."""
    return SiteMarkdown(dataclasses.replace(read(ROOT / "docs"), **options))
