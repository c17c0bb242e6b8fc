"""While somebody writes: what to make anew after a change, so that one edited page is there at once."""

import hashlib
import pathlib

from extensions.citations import cited_in
from sources import ROOT, Sources


def forget(site: pathlib.Path, sources: Sources, before: str) -> str:
    """MkDocs makes only those pages anew whose file is newer than they are (`--dirty`). When something has changed that
    other pages show too, all are taken away from `site`, so that it makes all; gives the fingerprint of that.
    """
    shared = shown_elsewhere(sources)
    for path in site.rglob("*.html") if shared != before else ():
        path.unlink()
    return shared


def shown_elsewhere(sources: Sources) -> str:
    """A fingerprint of all that pages show of other files: data, shared texts, headers, who cites what, templates."""
    shown = [f"{uri} ".encode() + raw for uri, raw in sorted(sources.raw.items()) if uri not in sources.pages]
    shown += [repr((page.uri, page.meta)).encode() for page in sources.pages.values()]
    shown += [repr(cited_in(sources)).encode()]
    shown += [repr(path.stat().st_mtime_ns).encode() for path in sorted((ROOT / "overrides").rglob("*"))]
    return hashlib.sha256(b"\0".join(shown)).hexdigest()
