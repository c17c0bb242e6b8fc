"""MkDocs hook: every problem in the sources becomes a warning, and MkDocs' own warnings get a line number.

Checks only warn; `strict: true` in mkdocs.yml makes a build stop on any warning, and `serve --no-strict` goes on.
"""

from __future__ import annotations

import logging
import pathlib
import re
from typing import Any

import checks
from sources import read

log = logging.getLogger("mkdocs.problems")
LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains (?:a|an (?:absolute|unrecognized relative)) link '(?P<link>[^']*)'")


class Where(logging.Filter):
    """Puts file, line and column in front of MkDocs' messages about links, which name only the file."""

    def __init__(self, docs: pathlib.Path) -> None:
        super().__init__()
        self.docs = docs

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        match = LINK.search(message)
        if match and not message.startswith("docs/"):
            text = (self.docs / match["page"]).read_text("utf-8", "replace")
            found = re.search(re.escape(match["link"]) + r"(?=[)\s\"'>])", text)
            offset = found.start() if found else 0
            line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
            record.msg, record.args = f"docs/{match['page']}:{line}:{column}: {message[message.index('contains'):]}", ()
            record.msg = record.msg.replace("contains a", "the page contains a")
        return True


def on_startup(**_: Any) -> None:
    """Loggers outlive a build, so the filter is put on once."""
    for name in ("mkdocs.structure.pages", "mkdocs.structure.nav", "mkdocs.commands.build"):
        logging.getLogger(name).addFilter(Where(pathlib.Path("docs")))


def on_files(files: Any, config: Any) -> Any:
    """Check all sources before any page is rendered, so that all problems come in one run."""
    for problem in checks.problems(read(pathlib.Path(config.docs_dir))):
        log.warning(str(problem))
    return files
