"""MkDocs hook: every problem that our checks find becomes a warning, and MkDocs' own warnings get file and line.

Checks only warn; `strict: true` in mkdocs.yml makes a build stop on any warning, and `serve --no-strict` goes on: there
the page comes first and the checks a little later, beside it.
"""

from __future__ import annotations

import logging
import pathlib
import re
import threading
from typing import Any

import checks
import promise
import site_checks
import unsafe
from mkdocs.plugins import event_priority
from sources import ROOT, Sources, read

log = logging.getLogger("mkdocs.problems")
LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?link '(?P<link>[^']*)'")
MENU = re.compile(r"'nav' configuration|\"nav\" configuration")
reported: list[str] = []
serving = False
written = Sources()


def data_is_broken() -> bool:
    """Whether a data file has a problem: then pages lack what it should fill in, and what they say of that would only
    drown the cause.
    """
    return any(line.startswith("docs/_data/") for line in reported)


class Where(logging.Filter):
    """Puts file and line in front of MkDocs' messages, and drops those that our checks have given better."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        match = LINK.search(message)
        if match:
            text = (ROOT / "docs" / match["page"]).read_text("utf-8", "replace")
            offset = max(text.find(match["link"]), 0)
            place = f"docs/{match['page']}:{text.count(chr(10), 0, offset) + 1}"
            if data_is_broken() or any(line.startswith(place + ":") for line in reported):
                return False
            record.msg, record.args = (
                f"{place}: {message[message.index('contains') :].replace('contains', 'the page contains', 1)}",
                (),
            )
        return not (MENU.search(message) and any("menu" in line for line in reported))


def on_startup(command: str, **_: Any) -> None:
    """Loggers outlive a build, so the filter is put on once."""
    global serving
    serving = command == "serve"
    for name in ("mkdocs.structure.pages", "mkdocs.structure.nav", "mkdocs.commands.build"):
        logging.getLogger(name).addFilter(Where())


def on_files(files: Any, config: Any) -> Any:
    """Check all sources before any page is rendered, so that all problems come in one run."""
    global written
    written = read(pathlib.Path(config.docs_dir))
    for uri, page in written.pages.items():
        if "\ufffd" in page.text and (file := files.get_file_from_path(uri)):
            file.content_string = page.text  # not UTF-8: MkDocs would crash on the file itself
    if not serving:
        check_sources()
    return files


def check_sources() -> None:
    """Report every problem of the sources."""
    reported[:] = map(str, checks.of_project(ROOT))
    for line in reported:
        log.warning(line)


@event_priority(100)
def on_page_content(html: str, page: Any, config: Any, **_: Any) -> None:
    """The second look at a page, before any plugin adds its own: what Markdown made of it."""
    source = written.pages.get(page.file.src_uri)
    for problem in unsafe.check_html(html, source, config.site_url) if source else ():
        if not any(line.startswith(problem.path + ":") for line in reported):
            log.warning(str(problem))


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Check the built pages and the promise, after every other step."""
    if serving:
        threading.Thread(target=lambda: (check_sources(), check_site(config)), daemon=True).start()
    else:
        check_site(config)


def check_site(config: Any) -> None:
    """Report every problem of the built pages and the promise, but for what the sources' checks have named."""
    if data_is_broken():
        return
    site, past = pathlib.Path(config.site_dir), promise.history(ROOT)
    found = list(site_checks.check(site, config.site_url))
    if config.use_directory_urls:  # a copy that opens from disk has other addresses
        found += promise.of_site(site, ROOT, read(pathlib.Path(config.docs_dir)), past)
    for notice in promise.notices(ROOT, past):
        log.info(notice)
    for problem in found:
        if not any(line.startswith(problem.path + ":") for line in reported):
            log.warning(str(problem))
