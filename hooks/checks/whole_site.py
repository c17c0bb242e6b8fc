"""What is said of a built site as a whole: its pages, what they say of each other, and the promise."""

import pathlib
from collections.abc import Iterable, Iterator

from checks import built_pages, promise_of_base, published_addresses
from sources import Problem


def note_files(built: built_pages.BuiltSite) -> None:
    """Note the files of a built site and what they promise as they are now, because they may be written anew."""
    built.list_files()
    built.places |= published_addresses.files(built.site, built.sources)


def problems(
    built: built_pages.BuiltSite, found: Iterable[Problem], root: pathlib.Path, past: set[str] | None
) -> Iterator[Problem]:
    """All problems of a site of which every page was looked at: those `found` on the pages, then the others. `past` is
    what was ever promised.
    """
    sources = built.sources
    yield from found
    yield from built.at_last()
    if sources.folders:  # a copy that opens from disk has other addresses
        yield from published_addresses.of_site(built.places, root, sources, past)
        yield from promise_of_base.check(root, sources)
