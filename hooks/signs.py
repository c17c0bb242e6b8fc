"""One sign, one level: [chest pain](emergency:lung) links to a row of warning-signs.yml and says the level that the
writer means.

The build turns it into a link to that row on /get-help/, and stops where the row has another level. A Markdown
extension that knows no site generator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import plaintext
import yamlfile
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from problems import Problem, nearest
from sources import Sources, relative

LEVELS = ("emergency", "same-day", "call", "normal")  # the most urgent first
MARK = re.compile(rf"(?<=\]\()(?P<level>{'|'.join(LEVELS)}):(?P<id>[^\s()]*)(?=\))")
PAGE = "get-help.md"
MARKED = {("conditions", "check_first")}  # data file and field that are shown on pages alone


def wrongs(level: str, sign: str, sources: Sources) -> list[tuple[str, str]]:
    """What is wrong with a mark, and what to write."""
    rows = sources.by_key("warning-signs", "id")
    if sign not in rows:
        return [
            (
                f'there is no warning sign "{sign}".',
                nearest(sign, rows) or "The ids stand in docs/_data/warning-signs.yml.",
            )
        ]
    right = rows[sign].get("urgency")
    return (
        []
        if level == right
        else [
            (
                f'the sign "{sign}" has the level {right}, and here it is called {level}.',
                (
                    f"Write ({right}:{sign}), and say so in the sentence; or change the level of the row, which is the"
                    " same everywhere."
                ),
            )
        ]
    )


def check_data(sources: Sources) -> Iterator[Problem]:
    """Marks in data files: wrong ones, and those in a text that no page turns into links."""
    for name, document in sources.data.items():
        for where, text in yamlfile.strings(document.data):
            for mark in MARK.finditer(text):
                if (name, where[-1]) in MARKED:
                    yield from (document.problem(where, *wrong) for wrong in wrongs(mark["level"], mark["id"], sources))
                else:
                    yield document.problem(
                        where,
                        f"a mark such as ({mark[0]}) may not stand here, because this text also goes out without"
                        " links.",
                        "Write the words alone.",
                    )


def linked(text: str, page: str) -> str:
    """A Markdown text whose marks are links to the rows; code stays as it is."""
    hidden = plaintext.without_code(text)
    return MARK.sub(
        lambda match: relative(f"{PAGE}#{match['id']}", page) if hidden[match.start()] != " " else match[0], text
    )


class SignPreprocessor(Preprocessor):
    """Runs after data blocks (31), which hold marks too."""

    def __init__(self, md: Markdown, extension: SignExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        return linked("\n".join(lines), self.extension.page).split("\n")


class SignExtension(Extension):
    """`page` is the uri of the page being rendered; whoever renders sets it."""

    page = "index.md"

    def extendMarkdown(self, md: Markdown) -> None:
        """Register between data blocks (31) and fenced code (25)."""
        md.preprocessors.register(SignPreprocessor(md, self), "signs", 30.5)
