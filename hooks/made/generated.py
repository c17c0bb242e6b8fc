"""Every file that the build makes from the sources and that is no page: its name, and what makes it."""

import contextlib
from collections.abc import Callable, Mapping

from extensions import link_kit
from made import directory, downloads
from sources import Sources, addresses

TEXTS: Mapping[str, Callable[[Sources], str]] = {
    addresses.BIBTEX: downloads.bibtex,
    addresses.RIS: downloads.ris,
    addresses.CLAIMS: downloads.claims_json,
    addresses.CONDITIONS: downloads.conditions_csv,
    addresses.ANSWERS: downloads.answers_csv,
    addresses.GRADES: downloads.grades_csv,
    addresses.LINKS: directory.entries,
    addresses.LINKS_SCHEMA: directory.schema,
    addresses.FEED: directory.feed,
}
BROKEN = (KeyError, TypeError, ValueError, AttributeError)  # what broken data raise


def files(sources: Sources) -> dict[str, bytes]:
    """Every file by its place in the site; of broken data an empty one, because the checks say what is wrong there."""
    made = dict.fromkeys(TEXTS, b"")
    for uri, make in TEXTS.items():
        with contextlib.suppress(*BROKEN):
            made[uri] = make(sources).encode()
    with contextlib.suppress(*BROKEN):
        made |= link_kit.files(sources)
    return made
