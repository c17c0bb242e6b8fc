"""The search index, made of the finished pages: what patients type is found, and results are clean.

The search knows no synonyms. docs/_data/search-words.yml says which words lead where; they become a field of their own,
which is searched and never shown. What a reader does not look for (footnote marks, lists of sources, texts that stand
on many pages) is left out.
"""

import html
import json
import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborNode

from finished.pages import BuiltPage
from sources import Problem, Sources

FILE = "search-words"
FIELDS = {"title": {"boost": 8.0}, "text": {"boost": 1.0}, "tags": {"boost": 1.0}, "words": {"boost": 24.0}}
SMALL_WORDS = (
    "a am an and are be been being but by can could did do does don dry for from had has i if in into is it its me my"
    " of on or so than that the there this to was were will with would you your"
)
# The theme searches for everything that begins with what was typed, so that "can I drive" would find "cancer". So small
# words, and "dry", which every page says, count as gaps between words, in texts and in queries. Only the first letter
# may be a capital: "IT band" keeps its IT.
GAPS = (
    "|['’](?:s|t|m|d|ve|re|ll)\\b|\\b(?:"
    + "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in SMALL_WORDS.split())
    + ")\\b"
)
# what answers no question: signs, drawings, heads of tables, what stands on every page, what repeats other pages
SKIPPED_TAGS = {"script", "style", "svg", "thead", "button"}
SKIPPED = set(
    "kit headerlink locator footnote-backref page-facts overdue fill-in md-content__button plot-axis show-sources moved"
    "".split()
)
BLOCKS = {"p", "li", "tr", "dt", "pre", "summary", "figcaption", "div"}  # each is a paragraph of a result
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MARK = re.compile(r"\d+|, ")  # all that a footnote mark holds
LEFT_OUT = {"sources", "next-step", "all-sources"}  # sections that answer no question
SHARED = {"get-help-now": "get-help/"}  # stands on many pages, is found on one


@dataclass
class Section:
    """A heading and what stands under it: words by the block that they stand in."""

    location: str
    title: list[str] = field(default_factory=list)
    blocks: dict[int, list[str]] = field(default_factory=dict)

    def entry(self) -> dict[str, Any]:
        """As the theme's search wants it: the text is HTML."""
        said = (" ".join("".join(words).split()) for words in self.blocks.values())
        text = " ".join(f"<p>{html.escape(words, quote=False)}</p>" for words in said if words)
        return {"location": self.location, "title": " ".join("".join(self.title).split()), "text": text}


@dataclass
class Spot:
    """Where text goes that stands in an element: its section, and a list of words there."""

    section: Section
    words: list[str]


def skipped(node: LexborNode) -> bool:
    """Whether nobody looks for what stands in this element."""
    classes = (node.attributes.get("class") or "").split()
    mark = node.tag == "sup" and MARK.fullmatch(node.text())
    return node.tag in SKIPPED_TAGS or bool(mark) or not SKIPPED.isdisjoint(classes)


def sections(page: BuiltPage) -> list[Section]:
    """The parts of a page. A heading inside a box heads the rest of that box."""
    article = page.tree.css_first("article")
    found = [Section(page.address)]
    if not article:
        return found
    places = {article.mem_id: Spot(found[0], found[0].blocks.setdefault(0, []))}
    terms: dict[int, list[str]] = {}  # of a list of words: the block of its last term
    for node in article.traverse(include_text=True):
        around = node.parent.mem_id if node.parent else 0
        above = places.get(around)
        if not above or (node.is_element_node and skipped(node)):
            continue
        if node.is_text_node:
            above.words.append(node.text_content or "")
        elif node.tag in HEADINGS and node.id:
            if node.tag != "h1":
                found.append(Section(f"{page.address}#{node.id}"))
            section = found[-1]
            above.section, above.words = section, section.blocks.setdefault(around, [])
            places[node.mem_id] = Spot(section, section.title)
        elif node.tag == "dd":
            places[node.mem_id] = Spot(above.section, terms.get(around, above.words))
            places[node.mem_id].words.append(": ")
        elif node.tag in BLOCKS and not (node.tag == "p" and node.parent and node.parent.tag == "dd"):
            places[node.mem_id] = Spot(above.section, above.section.blocks.setdefault(node.mem_id, []))
            if node.tag == "dt":
                terms[around] = places[node.mem_id].words
        else:
            places[node.mem_id] = above
            above.words.append(" " if node.tag == "br" else "")
    return found


@dataclass
class SearchIndex:
    """The entries of all pages, by their address."""

    sources: Sources
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def read(self, page: BuiltPage) -> Iterator[Problem]:
        """Add the parts of a page."""
        source = self.sources.at(page.address)
        for section in sections(page) if source else ():
            anchor = section.location.partition("#")[2]
            entry = section.entry()
            elsewhere = SHARED.get(anchor, page.address) != page.address
            if not anchor or (entry["text"] and anchor not in LEFT_OUT and not elsewhere):
                self.entries[section.location] = entry | (source.meta.get("search") or {} if source else {})
        return iter(())

    def write(self, path: pathlib.Path) -> Iterator[Problem]:
        """Put the entries into the index that the theme has written, and the words where they lead."""
        for row in self.sources.rows(FILE):
            uri, _, anchor = str(row.get("to", "")).partition("#")
            page = self.sources.pages.get(uri)
            location = (self.sources.address(page) if page else uri) + (f"#{anchor}" if anchor else "")
            if location in self.entries:
                self.entries[location]["words"] = ", ".join(map(str, row["words"]))
            else:
                what = f"the search has no section {row.get('to')}."
                instead = "Name a heading of the page, or the page alone."
                yield Problem(f"docs/_data/{FILE}.yml", 0, 0, what, instead)
        config = json.loads(path.read_text("utf-8"))["config"]
        config |= {"separator": config["separator"] + GAPS, "pipeline": [], "fields": FIELDS}
        index = {"config": config, "docs": list(self.entries.values())}
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
