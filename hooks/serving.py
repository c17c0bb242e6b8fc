"""While somebody writes: what to make anew after a change, and what is said of it.

Saves come at any moment, in halves too. A build makes what it has read and nothing newer; then all that is wrong is
said, and only of the newest text (checks/newest.py).
"""

import functools
import hashlib
import pathlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.utils import clean_directory

from checks import everything, folding, lost_places, published_addresses, whole_site
from checks.built_pages import BuiltSite
from checks.newest import Checker, Pause, Told, WatchedSources, on_disk
from extensions.citations import cited_in
from finished import pages
from mkdocs_messages import DATA, told, unsaid, worth
from sources import ROOT, Problem, Sources, read

CONFIG = ROOT / "mkdocs.yml"


class ReadFile(File):
    """A file of docs/ as it was read; what a save changes meanwhile belongs to the next build."""

    def __init__(self, file: File, content: str | bytes, anew: bool) -> None:
        super().__init__(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)
        self._content = content
        self.anew = anew or not pathlib.Path(self.abs_dest_path).is_file()

    def is_modified(self) -> bool:
        """Whether it is made anew; MkDocs asks (`--dirty`)."""
        return self.anew


def as_read(files: Files, sources: Sources, docs: str, before: Mapping[str, bytes]) -> None:
    """Put what was read in the place of the files of `docs`; what is as it was `before` is not made again."""
    for file in [file for file in files if file.src_dir == docs]:
        uri, raw = file.src_uri, sources.raw.get(file.src_uri)
        files.remove(file)
        if raw is not None:
            content = sources.pages[uri].text if uri in sources.pages else raw
            files.append(ReadFile(file, content, raw != before.get(uri)))


def forget(site: pathlib.Path, sources: Sources, before: str) -> str:
    """When something has changed that other pages show too, `site` is emptied, so that MkDocs makes all; gives the
    fingerprint of that.
    """
    shared = shown_elsewhere(sources)
    if shared != before:
        clean_directory(str(site))
    return shared


def shown_elsewhere(sources: Sources) -> str:
    """A fingerprint of all that pages show of other files: data, shared texts, headers, who cites what, templates."""
    shown = [f"{uri} ".encode() + raw for uri, raw in sorted(sources.raw.items()) if uri not in sources.pages]
    shown += [repr((page.uri, page.meta)).encode() for page in sources.pages.values()]
    shown += [repr(cited_in(sources)).encode(), CONFIG.read_bytes()]
    shown += [repr(path.stat().st_mtime_ns).encode() for path in sorted((ROOT / "overrides").rglob("*"))]
    return hashlib.sha256(b"\0".join(shown)).hexdigest()


@dataclass
class Made:
    """What a build has made, kept beside the files, which the next build writes again."""

    site: BuiltSite  # its files were noted
    texts: dict[str, str]  # the built pages by name
    found: list[Problem]
    heard: list[str]

    def look(self, pause: Pause) -> Told:
        """All that is wrong with what was written and with what was made of it."""
        sources = WatchedSources.of(self.site.sources, pause)
        problems = everything.of_project(ROOT, sources)
        reported = [str(problem) for problem in problems]
        lines = [str(problem) for problem in folding.few(problems)]
        lines += [message for message in dict.fromkeys(self.heard) if worth(reported, message)]
        if not told(reported, DATA) and not lost_places.check(ROOT, sources):
            built = BuiltSite(self.site.site, sources.site_url, sources, self.site.own, files=self.site.files)
            seen = pages.through(self.texts.items(), [built.look])[1]
            built.places |= self.site.places
            past = published_addresses.history(ROOT)
            lines += unsaid([*self.found, *whole_site.problems(built, seen, ROOT, past)], reported)
        return sources.raw, lines


def look_at_files(why: str, pause: Pause) -> Told:
    """All that is wrong with what was written, when nothing could be made of it; `why` where we know no better."""
    sources = WatchedSources.of(read(ROOT / "docs"), pause)
    return sources.raw, [str(problem) for problem in folding.few(everything.of_project(ROOT, sources))] or [why]


def calm(build: Callable[[], None], checker: Checker) -> Callable[[], None]:
    """A build that says in one line that it failed, and begins again at once when a file was being written meanwhile.
    Then all that is wrong is said as after any other.
    """

    def state() -> tuple[dict[str, bytes], bytes]:
        return on_disk(), CONFIG.read_bytes() if CONFIG.is_file() else b""

    def built() -> None:
        while True:
            before = state()
            try:
                return build()
            except Exception as error:
                if before == state():
                    why = f"The pages cannot be made: {' '.join(str(error).split()) or type(error).__name__}"
                    checker.ask(functools.partial(look_at_files, why))
                    raise Abort(
                        "The pages stay as they were. What is wrong is said below; the next save tries again."
                    ) from None

    return built
