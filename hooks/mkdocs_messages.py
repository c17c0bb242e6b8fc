"""MkDocs' own warnings get file and line, and those that our checks have given better are dropped."""

import logging
import re
from collections.abc import Iterable

from sources import ROOT

LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?link '(?P<link>[^']*)'")
DIRTY = "A 'dirty' build"  # so MkDocs calls what `serve` does; steps.py sees to it that nothing is out of date
UNREAD = re.compile(r"Error (?:reading|building) page '(?P<page>[^']+)': (?P<why>.*)", re.S)
MENU = re.compile(r"'nav' configuration|\"nav\" configuration")

# where a problem makes pages lack what they should show; what they say of that would only drown the cause
DATA = "docs/_data/"


def told(reported: Iterable[str], place: str) -> bool:
    """Whether our checks have reported something of this place: a folder, a file, or a line of it."""
    return any(line.startswith(place) for line in reported)


def placed(reported: Iterable[str], record: logging.LogRecord) -> bool:
    """Put the place in front of a message, and say whether it is worth saying after what was `reported` so far."""
    message = record.getMessage()
    if match := LINK.search(message):
        text = (ROOT / "docs" / match["page"]).read_text("utf-8", "replace")
        line = text.count("\n", 0, max(text.find(match["link"]), 0)) + 1
        place = f"docs/{match['page']}:{line}"
        if told(reported, DATA) or told(reported, f"{place}:"):
            return False
        record.msg, record.args = f"{place}: the page {message[message.index('contains') :]}", ()
    if match := UNREAD.search(message):
        if told(reported, "docs/"):  # that is why
            return False
        instead = "Undo the last change to it, and open an issue with this line."
        record.msg, record.args = f"docs/{match['page']}: the page cannot be made ({match['why']}). {instead}", ()
    if message.startswith(DIRTY):
        return False
    return not (MENU.search(message) and any("menu" in line for line in reported))
