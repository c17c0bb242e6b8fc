"""MkDocs hook: makes the search find what patients type, and keeps its results clean.

The search knows no synonyms. docs/_data/search-words.yml says which words lead where;
they become a field of their own in the search index, which is searched and never shown. What a reader does not look for
(footnote marks, lists of sources, texts that stand on many pages) is left out, which also halves the index.
"""

from __future__ import annotations

import json
import logging
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import links
from mkdocs.plugins import event_priority
from problems import Problem
from sources import Page, Sources, read

log = logging.getLogger("mkdocs.search_words")
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
addresses: dict[str, str] = {}  # of every page built, by its name in docs/


def check(sources: Sources) -> Iterator[Problem]:
    """Words that lead to a page or section that is not there, and words that stand twice."""
    seen: set[str] = set()
    for index, row in enumerate(sources.rows(FILE)):
        for wrong in links.target_wrongs(
            str(row.get("to", "")), Page("index.md", "", sources.data[FILE], "", 1), sources
        ):
            yield sources.data[FILE].problem((index, "to"), *wrong)
        for number, word in enumerate(row["words"] if isinstance(row.get("words"), list) else []):
            if str(word).lower() in seen:
                yield sources.data[FILE].problem(
                    (index, "words", number),
                    f'"{word}" stands here twice.',
                    "Let it lead to one place, and delete the other.",
                )
            seen.add(str(word).lower())


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


@event_priority(-100)
def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Runs last of all that change a page's HTML, and before the search reads it."""
    page.as_shown = html
    for old, new in AS_SEARCHED.items():
        html = html.replace(old, new)
    return html


def on_page_context(context: Any, page: Any, **_: Any) -> Any:
    """Runs after the search has read the page: what readers get is as it was."""
    page.content = page.as_shown
    addresses[page.file.src_uri] = page.url
    return context


def on_post_build(config: Any, **_: Any) -> None:
    """Runs after the search has written its index."""
    path = pathlib.Path(config.site_dir) / "search" / "search_index.json"
    if not path.exists():
        return
    words = {
        str(row["to"]): row["words"]
        for row in read(pathlib.Path(config.docs_dir)).rows(FILE)
        if isinstance(row.get("words"), list) and "to" in row
    }
    index, lost = improve(json.loads(path.read_text("utf-8")), words, addresses)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
    for target in lost:
        log.warning(
            "docs/_data/%s.yml: the search has no section %s. Name a heading of the page, or the page alone.",
            FILE,
            target,
        )
