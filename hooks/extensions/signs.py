"""One sign, one level: [chest pain](emergency:lung) becomes a link to its row of warning-signs.yml on /get-help/.

The level is what the writer means; the checks stop where the row has another one.
"""

from markdown.preprocessors import Preprocessor

from extensions.rendering import Rendering
from sources import relative
from sources.syntax import SIGN, without_code

PAGE = "get-help.md"


def linked(text: str, page: str) -> str:
    """A Markdown text whose marks are links to the rows; code stays as it is."""
    hidden = without_code(text)
    return SIGN.sub(
        lambda match: relative(f"{PAGE}#{match['id']}", page) if hidden[match.start()] != " " else match[0], text
    )


class SignPreprocessor(Preprocessor):
    """Turns marks into links."""

    now: Rendering

    def run(self, lines: list[str]) -> list[str]:
        return linked("\n".join(lines), self.now.page).split("\n")
