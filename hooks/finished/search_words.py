"""Makes the search find what patients type, and keeps its results clean.

The search knows no synonyms. docs/_data/search-words.yml says which words lead where;
they become a field of their own in the search index, which is searched and never shown. What a reader does not look for
(footnote marks, lists of sources, texts that stand on many pages) is left out, which also halves the index.
"""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

from sources.files import Sources
from sources.problems import Problem

FILE = "search-words"
FIELDS = {"title": {"boost": 8.0}, "text": {"boost": 1.0}, "tags": {"boost": 1.0}, "words": {"boost": 24.0}}
SMALL_WORDS = (
    "a am an and are be been being but by can could did do does don dry for from had has i if in into is it its me my"
    " of on or so than that the there this to was were will with would you your"
)
# The theme searches for everything that begins with what was typed, so that "can I drive" would find "cancer": small
# words
# (and "dry", which every page says) count as gaps between words, in texts and in queries. Only the first letter may be
# a capital: "IT band" keeps its IT.
GAPS = (
    "|['’](?:s|t|m|d|ve|re|ll)\\b|\\b(?:"
    + "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in SMALL_WORDS.split())
    + ")\\b"
)
FOOTNOTE_MARK = re.compile(r"<sup>(?:\d+|, )</sup>(?:p{1,2}\. [\d, -]+)?|↩")
# rows of tables and words of the glossary become paragraphs, so that a result shows the one that fits; plots have no
# text
AS_SEARCHED = {
    "<tr": "<p><tr",
    "</tr>": "</tr></p>",
    "<dt": "<p><dt",
    "</dt>": ": </dt>",
    "</dd>": "</dd></p>",
    "<thead": '<thead data-search-exclude=""',
    "<svg": '<svg data-search-exclude=""',
    '<p class="plot': '<p data-search-exclude="" class="plot',
}
LEFT_OUT = {"sources", "next-step", "all-sources"}  # sections that answer no question
SHARED = {"get-help-now": "get-help.md"}  # stands on many pages, is found on one


def improve(
    index: dict[str, Any], words: dict[str, list[str]], urls: dict[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """The search index as it should be, and the targets in `words` ("aftercare.md#do") that it does not have; `urls` is
    the address of every page.
    """
    targets = {urls.get(target.partition("#")[0], "?") + "".join(target.partition("#")[1:]): target for target in words}
    kept: dict[str, dict[str, Any]] = {}
    for entry in index["docs"]:
        page, _, anchor = entry["location"].partition("#")
        entry = {**entry, "text": FOOTNOTE_MARK.sub("", entry["text"])}
        if anchor == "page-title":  # the theme lists every page twice: once empty, once with the text below its title
            kept[page]["text"] = entry["text"]
        elif not anchor or (
            entry["text"] and anchor not in LEFT_OUT and urls.get(SHARED.get(anchor, ""), page) == page
        ):
            kept[entry["location"]] = entry
    for location in targets.keys() & kept.keys():
        kept[location]["words"] = ", ".join(map(str, words[targets[location]]))
    config = {**index["config"], "separator": index["config"]["separator"] + GAPS, "pipeline": [], "fields": FIELDS}
    return {"config": config, "docs": list(kept.values())}, sorted(
        targets[location] for location in targets.keys() - kept.keys()
    )


def as_searched(html: str) -> str:
    """What Markdown made of a page, as the search should read it."""
    for old, new in AS_SEARCHED.items():
        html = html.replace(old, new)
    return html


def rewrite(path: pathlib.Path, sources: Sources) -> Iterator[Problem]:
    """Improve the index in this file, where there is one."""
    if not path.exists():
        return
    words = {
        str(row["to"]): row["words"] for row in sources.rows(FILE) if isinstance(row.get("words"), list) and "to" in row
    }
    urls = {uri: page.url for uri, page in sources.pages.items()}
    index, lost = improve(json.loads(path.read_text("utf-8")), words, urls)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
    for target in lost:
        yield Problem(
            f"docs/_data/{FILE}.yml",
            0,
            0,
            f"the search has no section {target}.",
            "Name a heading of the page, or the page alone.",
        )
