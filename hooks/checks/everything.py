"""Every check on what people write, in one place: sources in, sorted problems out."""

import datetime
import pathlib
from collections.abc import Iterator

from checks import (
    configuration,
    data_files,
    drawings,
    evidence,
    grading,
    headers_and_headings,
    hosts,
    house_style,
    link_kit,
    links,
    numbers,
    records,
    repository,
    rhythm,
    settings,
    sign_levels,
    signs,
    slips,
    unreadable,
    unsafe_content,
)
from extensions import data_blocks
from sources import Page, Problem, Sources, read, today


def of_page(page: Page, sources: Sources, day: datetime.date) -> Iterator[Problem]:
    """All problems of one page, or of a shared text, which is a page without a header."""
    if found := list(unsafe_content.too_much(page)):
        yield from found
        return
    is_page = page.uri in sources.pages
    texts = ("find", "why", "write")
    rules = [rule for rule in sources.rows("style") if all(isinstance(rule.get(name), str) for name in texts)]
    if is_page:
        yield from headers_and_headings.check(page, day)
    else:
        yield from headers_and_headings.headings(page)
    yield from evidence.check(page, sources.by_key("references"))
    yield from slips.check(page, sources, snippet=not is_page)
    yield from links.check(page, sources)
    yield from unsafe_content.check(page)
    yield from unsafe_content.check_header(page)
    yield from data_files.blocks(page)
    yield from rhythm.check(page)
    yield from house_style.check(page, rules, data_blocks.filled(page, sources) if is_page else "")


def shared(sources: Sources) -> Iterator[Problem]:
    """All problems of the data files, the pictures, and of pages seen together."""
    yield from headers_and_headings.check_titles(sources)
    yield from data_files.check(sources)
    yield from evidence.check_data(sources)
    yield from numbers.check(sources)
    yield from grading.check(sources)
    yield from unsafe_content.check_data(sources)
    yield from drawings.check(sources)
    yield from link_kit.check(sources)
    yield from signs.check_data(sources)
    yield from sign_levels.check(sources)


def problems(sources: Sources, day: datetime.date | None = None) -> list[Problem]:
    """All problems in the sources, sorted by file and line; data that cannot be read are told alone."""
    if alone := unreadable.data(sources):
        return alone
    found = {*shared(sources), *records.check(sources, day or today())}
    for page in [*sources.pages.values(), *sources.snippets.values()]:
        found.update(of_page(page, sources, day or today()))
    return sorted(found)


def of_repository(root: pathlib.Path, sources: Sources) -> Iterator[Problem]:
    """All problems of the files of a project, whatever their words say."""
    files = repository.entries(root)
    yield from repository.check(files)
    yield from hosts.check(root, files, sources)
    yield from configuration.first(root)


def of_project(root: pathlib.Path, sources: Sources | None = None) -> list[Problem]:
    """All problems of a project before it is built."""
    sources = sources or read(root / "docs")
    return unreadable.data(sources) or sorted(
        {*problems(sources), *settings.check(root, sources), *of_repository(root, sources)}
    )
