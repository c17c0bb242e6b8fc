"""MkDocs' own warnings get file and line, and those that our checks have given better are dropped."""

import logging
import re
from collections.abc import Callable

from sources import ROOT

LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?link '(?P<link>[^']*)'")
DIRTY = "A 'dirty' build"  # so MkDocs calls what `serve` does; steps.py sees to it that nothing is out of date
MENU = re.compile(r"'nav' configuration|\"nav\" configuration")


class Placed(logging.Filter):
    """Knows what our checks have `reported` of this build so far, and whether a data file is broken."""

    def __init__(self, reported: list[str], data_is_broken: Callable[[], bool]) -> None:
        super().__init__()
        self.reported, self.data_is_broken = reported, data_is_broken

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the place in front of a message, and say whether it is worth saying."""
        message = record.getMessage()
        if match := LINK.search(message):
            text = (ROOT / "docs" / match["page"]).read_text("utf-8", "replace")
            line = text.count("\n", 0, max(text.find(match["link"]), 0)) + 1
            place = f"docs/{match['page']}:{line}"
            if self.data_is_broken() or any(said.startswith(place + ":") for said in self.reported):
                return False
            said = message[message.index("contains") :].replace("contains", "the page contains", 1)
            record.msg, record.args = f"{place}: {said}", ()
        if message.startswith(DIRTY):
            return False
        return not (MENU.search(message) and any("menu" in said for said in self.reported))
