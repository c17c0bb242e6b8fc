"""Citations, [@kietrys2013], [@a; @b], [@a, p. 3], against docs/_data/references.yml.

A citation becomes a footnote, so that numbers, back-links, tooltips and print come from the footnotes extension; the
list stands at the end of the page under "Sources".
"""

import html
import re
from collections.abc import Sequence
from urllib.parse import quote

from markdown.preprocessors import Preprocessor

from extensions import noticed, values
from extensions.lines import Row
from extensions.rendering import Rendering, outside_code
from extensions.untranslated import untranslated
from sources import Sources, relative
from sources.syntax import CITATION, DATA_BLOCK, citation, cited_keys, without_code

UNLISTED = {"get-help.md"}  # in an emergency a list of sources is in the way, and heavy; the numbers lead to it
MOST = 26  # sources at the end of a page; of a page with more, too, the numbers lead to the list of all
SHOWS = {  # data blocks that show other files than the one of their name
    "effects": ("conditions", "effects"),
    "effect-table": ("conditions", "effects"),
    "forest": ("effects",),
}
AS_IT_IS = "/:?#@!$&'*+,;=%~"  # of an address: what ends no link of Markdown
LINKS = (  # the most lasting first
    ("doi", "doi:{}", "https://doi.org/{}"),
    ("pmid", "PubMed {}", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    ("pmcid", "{}", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    ("url", "{publisher}", "{}"),
)


def cited_in(sources: Sources) -> dict[str, list[str]]:
    """For every key, the uris of the pages that cite it: in their text, or through a data block that they show."""

    def work_out() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for page in sources.pages.values():
            text = sources.expanded(page)
            blocks = DATA_BLOCK.finditer(without_code(text))
            theirs = [key for match in blocks for key in shown(sources, match["name"], match["argument"] or "")]
            for key in dict.fromkeys([*cited_keys(text), *theirs]):
                found.setdefault(key, []).append(page.uri)
        return found

    return sources.once(("cited in",), work_out)


def shown(sources: Sources, block: str, argument: str) -> list[str]:
    """The keys that a data block cites; of problems only those of the region that it names."""
    regions = {row.get("id"): row.get("region") for row in sources.rows("conditions")}
    found = []
    for name in SHOWS.get(block, (block,)):
        rows = dict(sources.entries(name))
        for where, key in sources.cited_by(name):
            row = rows.get(int(where[0]), {})
            if argument not in regions.values() or argument == regions.get(row.get("condition", row.get("id"))):
                found.append(key)
    return found


def links(reference: Row) -> list[tuple[str, str]]:
    """Text and address of every link of a source, the most lasting first."""
    publisher = reference.get("publisher") or "Owner's page"
    return [
        (text.format(reference[name], publisher=publisher), address.format(reference[name]))
        for name, text, address in LINKS
        if reference.get(name)
    ]


def printed(reference: Row) -> str:
    """Where to find a source that has no address: its ISBN, or where it was printed."""
    if "isbn" in reference:
        return f"ISBN {reference['isbn']}"
    if "registration" in reference:
        return f"Registered as {reference['registration']}"
    if "pages" in reference:
        return f"Volume {reference.get('volume')}, pages {reference['pages']}"
    return f"Printed by {reference.get('publisher')}"


def first(authors: Sequence[str], most: int) -> str:
    """Authors up to so many, and that there are others, as lists of references do."""
    return ", ".join(authors[:most]) + (" and others" if len(authors) > most else "")


def who(authors: Sequence[str]) -> str:
    """Authors as a reader needs them: all up to three, else the first and "and others"."""
    if len(authors) > 3:
        return f"{untranslated(authors[0])} and others."
    return untranslated(ended(", ".join(authors))) if authors else ""


def ended(words: str) -> str:
    """Words with a mark at their end."""
    return words if words.endswith("?") or not words else words.rstrip(".") + "."


def named(reference: Row, *names: str) -> str:
    """What stands in these fields of a source, with a mark at its end."""
    return ended(", ".join(str(reference[name]) for name in names if reference.get(name)))


def entry(reference: Row, page: str) -> str:
    """A source as one line of Markdown: who, what, where and when, what kind, its most lasting link."""
    title = untranslated(" ".join(filter(None, [named(reference, "title"), named(reference, "journal", "year")])))
    addresses = ((text, quote(html.unescape(address), safe=AS_IT_IS)) for text, address in links(reference))
    found = next((f"[{text}]({address})" for text, address in addresses), "") or printed(reference)
    parts = [who(reference.get("authors") or []), title, named(reference, "type", "size").capitalize(), found]
    return f"{' '.join(filter(None, parts))}. [What it found]({relative('sources.md#' + str(reference['key']), page)})"


class CitationPreprocessor(Preprocessor):
    """Rewrites citations as footnotes and appends the notes."""

    now: Rendering

    def run(self, lines: list[str]) -> list[str]:
        references, page = values.as_markdown(self.now.sources).by_key("references"), self.now.page
        cited: list[str] = []
        unlisted = page in UNLISTED or len(set(cited_keys("\n".join(lines))) & references.keys()) > MOST

        def mark(key: str, locator: str) -> str:
            if key not in cited:
                cited.append(key)
            said = noticed.beside(self.now.sources, key)
            if unlisted:
                return f"<sup>[{cited.index(key) + 1}]({relative('sources.md#' + key, page)})</sup>{said}"
            return f"[^{key}]" + (f'<span class="locator">{locator}</span>' if locator else "") + said

        def replace(match: re.Match[str]) -> str:
            try:
                items = citation(match[1])
            except ValueError:
                return match[0]
            return "<sup>, </sup>".join(mark(*item) for item in items if item[0] in references) or match[0]

        lines = outside_code(CITATION, replace, "\n".join(lines)).split("\n")
        if not cited:
            return lines
        if unlisted:
            where = relative("sources.md", page)
            notes = [f"Each number leads to its source, on [the list of all]({where})."]
        else:
            count = f"the {len(cited)} sources" if len(cited) > 1 else "the source"
            notes = [f"[Show {count}](#sources)", "{: .show-sources }", ""]
            notes += [f"[^{key}]: {entry(references[key], page)}" for key in cited]
        return [*lines, "", "## Sources {#sources}", "", *notes]
