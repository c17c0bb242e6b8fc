"""All our Markdown extensions as one, in the order in which they work: `STEPS`.

It knows no site generator. MkDocs gets it through steps.py; a generator that runs no hooks loads it by name,
`markdown_extensions: [extensions.page]`, and says which page it renders by a preprocessor with a `page` (as Zensical
does).
"""

from collections.abc import Collection
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from extensions import values
from extensions.certainty import CertaintyProcessor
from extensions.citations import CitationPreprocessor
from extensions.data_blocks import DataBlockPreprocessor
from extensions.glossary import GlossaryTreeprocessor
from extensions.rendering import Rendering
from extensions.tables import TableTreeprocessor
from extensions.untranslated import UntranslatedTreeprocessor
from sources import ROOT, Sources, read
from sources.syntax import SNIPPET

CARD_FIRST = '--8<-- "emergency-card.md"'


class OpeningPreprocessor(Preprocessor):
    """Opens the page with its title and description."""

    now: Rendering

    def run(self, lines: list[str]) -> list[str]:
        for preprocessor in self.md.preprocessors:
            if path := getattr(getattr(preprocessor, "page", None), "path", None):
                self.now.page = path
        page = self.now.sources.pages.get(self.now.page)
        if not page:
            return lines
        # a shared text that is not there would end the build with a traceback; the checks name it
        text = SNIPPET.sub(
            lambda match: match[0] if match["name"] in self.now.sources.snippets else "", "\n".join(lines)
        )
        title = values.text(str(page.meta.get("title") or page.uri))
        lede = [values.text(str(page.meta.get("description", ""))), "{: .lede }", ""]
        body = text.strip().split("\n")
        at = 1 if body[0] == CARD_FIRST else 0  # help comes before words about it
        return [f"# {title} {{#page-title}}", "", *body[:at], "", *lede, *body[at:]]


STEPS = {
    "opening": ("preprocessors", OpeningPreprocessor, 33),  # before shared texts are put in (32)
    # after what stands for HTML would be taken out (30), before fenced code (25)
    "data-blocks": ("preprocessors", DataBlockPreprocessor, 29),
    "citations": ("preprocessors", CitationPreprocessor, 24),  # after fenced code is stashed, before raw HTML is (20)
    "certainty": ("inlinePatterns", CertaintyProcessor, 95),  # after code spans (190)
    "glossary": ("treeprocessors", GlossaryTreeprocessor, 5),  # after abbreviations (7), before file names change (0)
    "tables": ("treeprocessors", TableTreeprocessor, 4),  # after attribute lists (8) and contents (5), which give ids
    "untranslated": ("treeprocessors", UntranslatedTreeprocessor, 4),  # after inline patterns (20), which make links
}


class SiteMarkdown(Extension):
    """Adds all steps, or those of these names; `now.page` says which page is rendered next, by its uri in docs/."""

    def __init__(self, sources: Sources | None = None, steps: Collection[str] = tuple(STEPS)) -> None:
        super().__init__()
        self.now = Rendering(sources or Sources())
        self.steps = steps

    def extendMarkdown(self, md: Markdown) -> None:
        """Register every step where it belongs."""
        for name in self.steps:
            kind, make, priority = STEPS[name]
            step: Any = make(md)
            step.now = self.now
            getattr(md, kind).register(step, name, priority)


def makeExtension(**options: Any) -> SiteMarkdown:
    """For `markdown_extensions: [extensions.page: {site_name: ..., site_url: ...}]`; reads docs/ itself."""
    return SiteMarkdown(read(ROOT / "docs", **options))
