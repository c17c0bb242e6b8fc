"""Every check on what people write, in one place: sources in, sorted problems out."""

import datetime
import itertools
import pathlib
from collections.abc import Iterable, Iterator

from checks import (
    claims,
    data_files,
    evidence,
    grading,
    headers_and_headings,
    house_style,
    language,
    limits,
    line_slips,
    link_kit,
    links,
    lost_places,
    numbers,
    records,
    rhythm,
    settings,
    sign_levels,
    signs,
    slips,
    spelling,
    template_sentences,
    unreadable,
    word_slips,
)
from extensions import data_blocks
from guard import (
    agreed,
    banned_words,
    configuration,
    drawing_cleaner,
    hosts,
    locks,
    repository,
    too_large,
    unsafe_content,
    unsafe_values,
    written_html,
)
from sources import Page, Problem, Sources, read, today


def of_page(page: Page, sources: Sources, day: datetime.date) -> Iterator[Problem]:
    """All problems of one page, or of a shared text, which is a page without a header."""
    if found := [*too_large.of_page(page), *language.whole(page)]:
        yield from found
        return
    found = list(of_text(page, sources, day))
    seen = list(unsaid(written_html.check(page, sources), found))
    yield from (*found, *seen, *unsaid(word_slips.check(page, sources), seen))


def unsaid(later: Iterable[Problem], found: Iterable[Problem]) -> Iterator[Problem]:
    """What a second look saw on lines of which nothing was said yet: one slip, one line."""
    told = {(problem.path, problem.line) for problem in found}
    yield from (problem for problem in later if (problem.path, problem.line) not in told)


def of_text(page: Page, sources: Sources, day: datetime.date) -> Iterator[Problem]:
    """All problems of a page as it is written."""
    is_page = page.uri in sources.pages
    if is_page and page.body_line == 1:  # what should be its header would be read as its text
        yield from headers_and_headings.header(page, day)
        return
    if is_page:
        yield from headers_and_headings.check(page, day)
    else:
        yield from headers_and_headings.headings(page)
    yield from evidence.check(page, sources)
    yield from slips.check(page, sources, snippet=not is_page)
    yield from line_slips.check(page)
    yield from links.check(page, sources)
    yield from unsafe_content.check(page)
    yield from unsafe_values.check_header(page)
    yield from data_files.blocks(page)
    yield from rhythm.check(page)
    yield from limits.check(page)
    yield from language.check(page)
    yield from house_style.check(page, sources, data_blocks.filled(page, sources) if is_page else "")


def shared(sources: Sources) -> Iterator[Problem]:
    """All problems of the data files, the pictures, and of pages seen together."""
    yield from headers_and_headings.check_titles(sources)
    yield from data_files.check(sources)
    yield from evidence.check_data(sources)
    yield from claims.check_data(sources)
    yield from numbers.check(sources)
    yield from grading.check(sources)
    yield from unsafe_values.check_data(sources)
    yield from word_slips.check_data(sources)
    yield from drawing_cleaner.check(sources)
    yield from link_kit.check(sources)
    yield from limits.check_data(sources)
    yield from signs.check_data(sources)
    yield from sign_levels.check(sources)


def alone(sources: Sources) -> list[Problem]:
    """What is told alone: sizes at which a check or a build would not end, and data that cannot be read."""
    return sorted(too_large.check(sources)) or unreadable.data(sources)


def problems(sources: Sources, day: datetime.date | None = None) -> list[Problem]:
    """All problems in the sources, sorted by file and line."""
    if said := alone(sources):
        return said
    found = {*shared(sources), *records.check(sources, day or today())}
    found |= set(unsaid(written_html.check_data(sources), found))
    for page in [*sources.pages.values(), *sources.snippets.values()]:
        found.update(of_page(page, sources, day or today()))
    found.update(banned_words.check(sources))  # when all pages were looked at
    if sources.rows("references"):  # or every name of an author would be a slip
        found |= set(unsaid(spelling.check(sources), found))
    return sorted(found)


def of_repository(root: pathlib.Path, sources: Sources) -> Iterator[Problem]:
    """All problems of the files of a project, whatever their words say."""
    files = repository.entries(root)
    yield from repository.check(files)
    yield from hosts.check(root, files, sources)
    yield from configuration.first(root)
    yield from agreed.check(root)
    yield from locks.check(root)


def of_project(root: pathlib.Path, sources: Sources | None = None) -> list[Problem]:
    """All problems of a project before it is built."""
    sources = sources or read(root / "docs")
    if said := alone(sources):
        return said
    written = problems(sources)
    found = (
        written,
        template_sentences.check(root, sources),
        settings.check(root, sources),
        of_repository(root, sources),
        lost_places.check(root, sources, parts=not any(problem.entry for problem in written)),
    )
    return sorted(set(itertools.chain(*found)))
