"""Data blocks: a line such as {{ conditions }} in a page is replaced by what the data file says, as Markdown.

Each name has a function from the sources to lines, and the words that may stand after it. Values come by one door,
extensions/values.py, which leaves of Markdown in them only what data may hold. One sign, one level: a mark
such as [chest pain](emergency:lung), which may stand in data too, becomes a link to its row of warning-signs.yml on
/get-help/. The level is what the writer means; the checks stop where the row has another one.
"""

import re
import textwrap
from collections.abc import Callable, Collection

from markdown.preprocessors import Preprocessor

from extensions import effect_blocks as effects
from extensions import effect_tables as numbers
from extensions import link_kit, plot_blocks, values
from extensions import list_blocks as lists
from extensions import place_blocks as places
from extensions import safety_blocks as safety
from extensions.rendering import Rendering, outside_code
from sources import Page, Sources, relative
from sources.syntax import DATA_BLOCK, SIGN

Lines = Callable[[Sources, str, str], list[str]]  # from the sources, the page and the word after the name
BLOCKS: dict[str, tuple[Lines, tuple[str, ...]]] = {
    "counts": (places.counts, ("", *effects.REGIONS)),
    "places": (places.places, ("",)),
    "conditions": (places.conditions, ("",)),
    "effects": (effects.effects, tuple(effects.REGIONS)),
    "effect-table": (numbers.effect_table, ("",)),
    "graded": (numbers.graded, ("",)),
    "grades": (numbers.grades, ("",)),
    "charts": (plot_blocks.charts, ("side-effects", "stiffness", "agreement", "twitch")),
    "forest": (plot_blocks.forest, ("all",)),
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
    "kit": (link_kit.block, ("letters", "most", "problems", "rest")),
}
HTML = {"kit", "references"}  # blocks that are HTML and no Markdown: nothing in them is looked at again


def expand(
    text: str, sources: Sources, page: str, without: Collection[str] = (), aside: Callable[[str], str] | None = None
) -> str:
    """A Markdown text with every known data block in place, `without` some; lines inside code are left alone.

    `aside` takes those that are HTML and gives what stands for them, so that nothing looks at them again.
    """

    def replace(match: re.Match[str]) -> str:
        made = None if match["name"] in without else written(match, sources, page)
        if made is None:
            return match[0]
        if aside and match["name"] in HTML:
            return f"\n{aside(made)}\n"
        return textwrap.indent(made, match["indent"])

    return outside_code(DATA_BLOCK, replace, text)


def written(match: re.Match[str], sources: Sources, page: str) -> str | None:
    """What a data block becomes on a page; None where there is no such block or its data are broken, as checks tell."""
    name, argument = match["name"], match["argument"] or ""
    make, arguments = BLOCKS.get(name, (None, ()))
    if not make or argument not in arguments:
        return None
    try:
        given = sources if name in HTML else values.as_markdown(sources)
        return sources.once(("block", name, argument, page), lambda: "\n".join(make(given, page, argument)))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def filled(page: Page, sources: Sources) -> str:
    """The Markdown of a page as readers get it: shared texts and data blocks in place. Many checks ask for it."""
    return sources.once(("filled", page.uri), lambda: expand(sources.expanded(page), sources, page.uri))


def linked(text: str, page: str) -> str:
    """A Markdown text whose marks of warning signs are links to the rows; code stays as it is."""
    return outside_code(SIGN, lambda match: relative(f"get-help.md#{match['id']}", page), text)


class DataBlockPreprocessor(Preprocessor):
    """Puts the data blocks in place; the marks of signs, theirs too, become links."""

    now: Rendering

    def run(self, lines: list[str]) -> list[str]:
        text = expand("\n".join(lines), self.now.sources, self.now.page, aside=self.md.htmlStash.store)
        return linked(text, self.now.page).split("\n")
