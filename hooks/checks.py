"""Every check on what people write, in one place: sources in, sorted problems out."""

from __future__ import annotations

import datetime
import os
import pathlib
import time
from collections.abc import Iterator

import accidents
import certainty
import citations
import config_checks
import datablocks
import guard
import kit
import ledger
import levels
import links
import prose
import search_words
import signs
import structure
import unsafe
from problems import Problem
from sources import Page, Sources, read


def today() -> datetime.date:
    """Today, or the day of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), in UTC."""
    return datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), datetime.UTC).date()


def of_page(page: Page, sources: Sources, day: datetime.date, snippet: bool = False) -> Iterator[Problem]:
    """All problems of one page or shared text."""
    if found := list(unsafe.too_much(page)):
        yield from found
        return
    references = sources.by_key("references")
    rules = [rule for rule in sources.rows("style") if {"find", "why", "write"} <= rule.keys()]
    yield from citations.check(page, references)
    yield from certainty.check(page)
    yield from certainty.unmarked(page)
    yield from accidents.check(page, sources, snippet)
    yield from links.check(page, sources)
    yield from unsafe.check(page)
    if snippet:
        yield from structure.headings(page)
        yield from prose.check(page, rules, "")
        return
    yield from structure.check(page, day)
    yield from unsafe.check_header(page)
    yield from citations.uncited(page)
    yield from datablocks.check(page)
    yield from prose.check(page, rules, datablocks.expand(sources.expanded(page), sources, page.uri))


def shared(sources: Sources) -> Iterator[Problem]:
    """All problems of the data files, the pictures, and of pages seen together."""
    for part in (
        structure.check_titles,
        structure.check_data,
        structure.check_use,
        structure.check_people,
        citations.check_data,
        certainty.check_data,
        unsafe.check_data,
        unsafe.check_drawings,
        links.check_images,
        links.check_data,
        links.check_redirects,
        ledger.check,
        search_words.check,
        kit.check,
        signs.check_data,
        levels.check,
    ):
        yield from part(sources)


def problems(sources: Sources, day: datetime.date | None = None) -> list[Problem]:
    """All problems in the sources, sorted by file and line."""
    found = set(shared(sources))
    for page in sources.pages.values():
        found.update(of_page(page, sources, day or today()))
    for snippet in sources.snippets.values():
        found.update(of_page(snippet, sources, day or today(), snippet=True))
    return sorted(found)


def of_project(root: pathlib.Path) -> list[Problem]:
    """All problems of a project before it is built: sources, configuration, links to other files."""
    sources = read(root / "docs")
    return sorted({*problems(sources), *config_checks.check(root, sources), *guard.check(root)})
