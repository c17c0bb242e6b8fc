"""Data blocks: a line such as {{ conditions }} in a page is replaced by what the data file says, as Markdown.

Each name has a function from the sources to lines, and the words that may stand after it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from markdown.preprocessors import Preprocessor

from extensions import effect_blocks as effects
from extensions import link_kit
from extensions import list_blocks as lists
from extensions import safety_blocks as safety
from extensions.rendering import Rendering
from sources.files import Page, Sources
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


def expand(text: str, sources: Sources, page: str) -> str:
    """A Markdown text with every known data block in place; lines inside code are left alone."""
    hidden = without_code(text)

    def replace(match: re.Match[str]) -> str:
        name, argument = match["name"], match["argument"] or ""
        if hidden[match.start() : match.end()] != match[0] or name not in BLOCKS or argument not in BLOCKS[name][1]:
            return match[0]
        try:
            lines = sources.once(("block", name, argument, page), lambda: BLOCKS[name][0](sources, page, argument))
        except (KeyError, TypeError, ValueError, AttributeError):
            return match[0]  # a field is missing or wrong, which checks/data_files.py reports
        return textwrap.indent("\n".join(lines), match["indent"])

    return DATA_BLOCK.sub(replace, text)


def filled(page: Page, sources: Sources) -> str:
    """The Markdown of a page as readers get it: shared texts and data blocks in place. Many checks ask for it."""
    return sources.once(("filled", page.uri), lambda: expand(sources.expanded(page), sources, page.uri))


class DataBlockPreprocessor(Preprocessor):
    """Puts the data blocks in place."""

    now: Rendering

    def run(self, lines: list[str]) -> list[str]:
        return expand("\n".join(lines), self.now.sources, self.now.page).split("\n")
