"""Data blocks: a line such as {{ conditions }} in a page is replaced by what the data file says, as Markdown.

Each name has a function from the sources to lines, and the words that may stand after it.
"""

import re
import textwrap
from collections.abc import Callable, Collection

from markdown.preprocessors import Preprocessor

from extensions import effect_blocks as effects
from extensions import link_kit
from extensions import list_blocks as lists
from extensions import safety_blocks as safety
from extensions.rendering import Rendering
from sources import Page, Sources
from sources.syntax import DATA_BLOCK, without_code

Lines = Callable[[Sources, str, str], list[str]]  # from the sources, the page and the word after the name
BLOCKS: dict[str, tuple[Lines, tuple[str, ...]]] = {
    "conditions": (effects.conditions, ("",)),
    "effects": (effects.effects, tuple(effects.REGIONS)),
    "effect-table": (effects.effect_table, ("",)),
    "charts": (effects.charts, ("side-effects", "stiffness", "agreement", "twitch")),
    "forest": (effects.forest, (*effects.REGIONS, "all")),
    "warning-signs": (safety.warning_signs, tuple(safety.URGENCY)),
    "sign-list": (safety.sign_list, tuple(safety.URGENCY)),
    "contraindications": (safety.contraindications, tuple(safety.LEVELS)),
    "aftercare": (safety.aftercare, ("do", "do-not", "clinic")),
    "emergency-numbers": (safety.emergency_numbers, ("", "deaf")),
    "glossary": (lists.glossary, ("",)),
    "claims": (lists.claims, ("",)),
    "verdict-counts": (lists.verdict_counts, ("",)),
    "certainty-key": (lists.certainty_key, ("",)),
    "changes": (lists.changes, ("",)),
    "references": (lists.references, ("",)),
    "kit": (link_kit.block, ("letters", "most", "rest")),
}
HTML = {"kit", "references"}  # blocks that are HTML and no Markdown: nothing in them is looked at again


def expand(text: str, sources: Sources, page: str, without: Collection[str] = ()) -> str:
    """A Markdown text with every known data block in place, `without` some; lines inside code are left alone."""
    hidden = without_code(text)

    def replace(match: re.Match[str]) -> str:
        if hidden[match.start() : match.end()] != match[0] or match["name"] in without:
            return match[0]
        made = written(match, sources, page)
        return match[0] if made is None else textwrap.indent(made, match["indent"])

    return DATA_BLOCK.sub(replace, text)


def written(match: re.Match[str], sources: Sources, page: str) -> str | None:
    """What a data block becomes on a page; None where there is no such block or its data are broken, as checks tell."""
    name, argument = match["name"], match["argument"] or ""
    make, arguments = BLOCKS.get(name, (None, ()))
    if not make or argument not in arguments:
        return None
    try:
        return sources.once(("block", name, argument, page), lambda: "\n".join(make(sources, page, argument)))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def filled(page: Page, sources: Sources) -> str:
    """The Markdown of a page as readers get it: shared texts and data blocks in place. Many checks ask for it."""
    return sources.once(("filled", page.uri), lambda: expand(sources.expanded(page), sources, page.uri))


class DataBlockPreprocessor(Preprocessor):
    """Puts the data blocks in place that are Markdown."""

    now: Rendering

    def run(self, lines: list[str]) -> list[str]:
        return expand("\n".join(lines), self.now.sources, self.now.page, HTML).split("\n")


class HtmlBlockPreprocessor(Preprocessor):
    """Puts those aside that are HTML already, so that nothing looks at them again."""

    now: Rendering

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        for match in [*DATA_BLOCK.finditer(text)]:
            made = written(match, self.now.sources, self.now.page) if match["name"] in HTML else None
            if made is not None:
                text = text.replace(match[0], f"\n{self.md.htmlStash.store(made)}\n", 1)
        return text.split("\n")
