"""The words of others: between quotation marks, in a paragraph that names its source. They are no claim of ours."""

import re
from functools import lru_cache

from sources.syntax import CITATION, blank, without_code

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-*+|#]|\d+[.)]))[^\n]+)*")
QUOTED = re.compile(r"[“][^“”\n]*[”]|(?<!\w)\"[^\"\n]*\"(?!\w)")


@lru_cache(maxsize=512)
def blanked(text: str) -> str:
    """A Markdown text with its quotations blanked; everything else keeps its place."""
    known = without_code(text)
    return PARAGRAPH.sub(lambda match: QUOTED.sub(blank, match[0]) if CITATION.search(match[0]) else match[0], known)
