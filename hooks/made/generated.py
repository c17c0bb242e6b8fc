"""Every file that the build makes from the sources and that is no page: its name, and what makes it."""

from collections.abc import Callable, Mapping

from extensions import link_kit
from made import downloads, feed, link_list
from sources import Sources, addresses

TEXTS: Mapping[str, Callable[[Sources], str]] = {
    addresses.BIBTEX: downloads.bibtex,
    addresses.RIS: downloads.ris,
    addresses.CLAIMS: downloads.claims_json,
    addresses.CONDITIONS: downloads.conditions_csv,
    addresses.LINKS: link_list.entries,
    addresses.LINKS_SCHEMA: link_list.schema,
    addresses.FEED: feed.feed,
}


def files(sources: Sources) -> dict[str, bytes]:
    """Every file by its place in the site; of broken data an empty one, because the checks say what is wrong there."""
    made: dict[str, bytes] = {}
    for uri, make in TEXTS.items():
        try:
            made[uri] = make(sources).encode()
        except (KeyError, TypeError, AttributeError):
            made[uri] = b""
    try:
        return made | link_kit.files(sources)
    except (KeyError, TypeError, AttributeError):
        return made
