"""Data blocks: a line such as {{ conditions }} in a page is replaced by what the data file says, as Markdown.

A Markdown extension that knows no site generator. The functions behind the names stand in blocks.py.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import plaintext
from blocks import BLOCKS
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from problems import Problem, nearest
from sources import Page, Sources

LINE = re.compile(r"^(?P<indent>[ \t]*)\{\{ *(?P<name>[\w-]+)(?: +(?P<argument>[\w-]+))? *\}\}[ \t]*$", re.M)


def expand(text: str, sources: Sources, page: str) -> str:
    """A Markdown text with every known data block in place; lines inside code are left alone. Many checks ask for the
    same page.
    """
    key = (text, page, sources.site_name, sources.site_url)
    if key not in sources.expansions:
        sources.expansions[key] = _expand(text, sources, page)
    return sources.expansions[key]


def _expand(text: str, sources: Sources, page: str) -> str:
    hidden = plaintext.without_code(text)

    def replace(match: re.Match[str]) -> str:
        name, argument = match["name"], match["argument"] or ""
        if hidden[match.start() : match.end()] != match[0] or name not in BLOCKS or argument not in BLOCKS[name][1]:
            return match[0]
        try:
            return textwrap.indent("\n".join(BLOCKS[name][0](sources, page, argument)), match["indent"])
        except (
            KeyError,
            TypeError,
            ValueError,
            AttributeError,
        ):  # a field is missing or wrong, which structure.check_data reports
            return match[0]

    return LINE.sub(replace, text)


def check(page: Page) -> Iterator[Problem]:
    """Data blocks that do not exist, or with a word after the name that they do not know."""
    for match in re.finditer(r"\{?\{[^{}\n]*\}\}|\{\{.*$", plaintext.without_code(page.body), re.M):
        line, column = plaintext.place(page.body, match.start())
        here = (page.path, line + page.body_line - 1, column)
        whole = LINE.fullmatch(match[0])
        if not whole:
            yield Problem(
                *here, f"{match[0]} is not a data block.", "Write for example {{ conditions }} on a line of its own."
            )
        elif whole["name"] not in BLOCKS:
            yield Problem(
                *here,
                f'there is no data block "{whole["name"]}".',
                nearest(whole["name"], BLOCKS) or f"Known are: {', '.join(BLOCKS)}.",
            )
        elif (whole["argument"] or "") not in BLOCKS[whole["name"]][1]:
            choices = " or ".join(
                f"{{{{ {whole['name']} {word} }}}}".replace("  ", " ") for word in BLOCKS[whole["name"]][1]
            )
            yield Problem(*here, f"{match[0]} names no part of that data.", f"Write {choices}.")


class DataBlockPreprocessor(Preprocessor):
    """Runs after snippets (32) and before fenced code (25)."""

    def __init__(self, md: Markdown, extension: DataBlockExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        return expand("\n".join(lines), self.extension.sources, self.extension.page).split("\n")


class DataBlockExtension(Extension):
    """`sources` and the uri of the `page` being rendered; whoever renders sets both."""

    def __init__(self, sources: Sources | None = None, **options: object) -> None:
        super().__init__(**options)
        self.sources = sources or Sources()
        self.page = "index.md"

    def extendMarkdown(self, md: Markdown) -> None:
        """Register between snippets and fenced code."""
        md.preprocessors.register(DataBlockPreprocessor(md, self), "data-blocks", 31)
