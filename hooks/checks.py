"""Every check on what people write, in one place: sources in, sorted problems out."""

from __future__ import annotations

import datetime
import os
import time

import certainty
import citations
import datablocks
import prose
import structure
from problems import Problem
from sources import Sources


def today() -> datetime.date:
    """Today, or the day of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), in UTC."""
    return datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), datetime.UTC).date()


def problems(sources: Sources, day: datetime.date | None = None) -> list[Problem]:
    """All problems in the sources, sorted by file and line."""
    day = day or today()
    rules = [rule for rule in sources.rows("style") if {"find", "why", "write"} <= rule.keys()]
    references = sources.by_key("references")
    found: set[Problem] = {*structure.check_titles(sources), *structure.check_data(sources), *citations.check_data(sources)}
    broken = any(document.problems for document in sources.data.values()) or bool(found)
    for page in sources.pages.values():
        expanded = page.body if broken else datablocks.expand(sources.expanded(page), sources, page.uri)
        found.update(structure.check(page, day), citations.check(page, references), certainty.check(page),
                     datablocks.check(page), prose.check(page, rules, expanded))
    for snippet in sources.snippets.values():
        found.update(citations.check(snippet, references), certainty.check(snippet), structure.headings(snippet),
                     prose.check(snippet, rules, ""))
    return sorted(found)
