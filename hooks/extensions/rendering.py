"""What every step of Markdown may know: what people wrote, which page is rendered, and where code stands in a text."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sources import Sources
from sources.syntax import without_code


@dataclass
class Rendering:
    """`page` is the uri of the page being rendered; whoever renders sets it."""

    sources: Sources
    page: str = "index.md"


def outside_code(pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str) -> str:
    """A Markdown text with every match replaced that does not stand in code."""
    hidden = without_code(text)
    return pattern.sub(
        lambda match: match[0] if hidden[match.start() : match.end()].isspace() else replace(match), text
    )
