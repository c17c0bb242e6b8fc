"""The files that we promise beside the pages: downloads, leaflets, QR codes, link pictures, the copy to take along."""

import pathlib
from collections.abc import Iterable, Iterator

from made import redirects
from sources import Sources, addresses

DRAWN = ("qr", "previews")  # folders of which every file is promised: all have the name of a page or of its section

BACK = {  # what brings a file of a folder back
    "leaflets": "Put `leaflet: 1` back into the header of its page.",
    "qr": "Put its row back into docs/_data/kit.yml, or the page that it is named after.",
    "previews": "Bring back the page that it is named after.",
}


def made(site: pathlib.Path, sources: Sources) -> list[str]:
    """The files of a built site, by their place in it, with those that `dev.py pdf` adds later; `sources` knows the
    name of the site. An empty one is none: that is what broken data make of it.
    """
    later = [uri for page in sources.pages.values() for uri in addresses.leaflets(page).values()]
    drawn = [path.relative_to(site).as_posix() for room in DRAWN for path in (site / room).rglob("*.*")]
    names = (*addresses.MADE, addresses.SECURITY_TXT, *drawn)
    there = [name for name in names if (site / name).is_file() and (site / name).stat().st_size]
    return [*there, *later, addresses.offline_copy(sources.site_name)]


def moved(listed: Iterable[str], sources: Sources) -> set[str]:
    """The published files that were named after a page or a section which has moved or was withdrawn since; those of
    the new page have its name. A file cannot lead on, so this much of the promise ends there.
    """
    gone = {f"/{page.url}" for page in sources.pages.values() if page.is_withdrawn}
    gone |= {f"/{start}" for start in redirects.stubs(sources)}
    gone |= {f"/{page.url}#{name}" for page in sources.pages.values() for name in redirects.moved(sources, page.uri)}
    return {
        f"/{uri}"
        for address in listed
        if address in gone or address.partition("#")[0] in gone
        for uri in named_after(address)
    }


def named_after(address: str) -> Iterator[str]:
    """The files that can have the name of a published address, as the functions of addresses.py name them."""
    page, _, section = address.strip("/").partition("#")
    page = page.strip("/")
    name = "-".join(filter(None, [page.replace("/", "-") or "home", section]))
    yield from (addresses.qr_code(name, kind) for kind in ("svg", "png"))
    if not section:
        yield from (f"leaflets/{name}-{end}.pdf" for end in addresses.PAPER.values())
        yield from (f"previews/{page}{end}.png" for end in ("", "/index"))
