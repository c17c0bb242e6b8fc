"""MkDocs' own warnings get file and line, and those that our checks have given better are dropped."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sources import ROOT, Problem

LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?link '(?P<link>[^']*)'")
DIRTY = "A 'dirty' build"  # so MkDocs calls what `serve` does; steps.py sees to it that nothing is out of date
UNREAD = re.compile(r"Error (?:reading|building) page '(?P<page>[^']+)': (?P<why>.*)", re.S)
MENU = re.compile(r"'nav' configuration|\"nav\" configuration")
UNMADE = ": the page cannot be made ("
AT = re.compile(r"docs/[^\s:]+:\d+:")  # where a located message begins

# where a problem makes pages lack what they should show; what they say of that would only drown the cause
DATA = "docs/_data/"


def told(reported: Iterable[str], place: str) -> bool:
    """Whether our checks have reported something of this place: a folder, a file, or a line of it."""
    return any(line.startswith(place) for line in reported)


def unsaid(problems: Iterable[Problem], reported: Iterable[str]) -> list[str]:
    """Problems of files of which nothing was reported yet."""
    reported = list(reported)
    return [str(problem) for problem in problems if not told(reported, problem.path + ":")]


def located(record: logging.LogRecord) -> str:
    """Put the place in front of a message, and give the page it is of: `aftercare.md`, or "" for anything else."""
    message = record.getMessage()
    if match := LINK.search(message):
        path = ROOT / "docs" / match["page"]
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        line = text.count("\n", 0, max(text.find(match["link"]), 0)) + 1
        record.msg = f"docs/{match['page']}:{line}: the page {message[message.index('contains') :]}"
    elif match := UNREAD.search(message):
        instead = "Undo the last change to it, and open an issue with this line."
        record.msg = f"docs/{match['page']}{UNMADE}{match['why']}). {instead}"
    else:
        return ""
    record.args = ()
    return match["page"]


def worth(reported: Iterable[str], message: str) -> bool:
    """Whether a located message is worth saying after what was `reported` so far."""
    if UNMADE in message:
        return not told(reported, "docs/")  # that is why
    if match := AT.match(message):
        return not (told(reported, DATA) or told(reported, match[0]))
    if message.startswith(DIRTY):
        return False
    return not (MENU.search(message) and any("menu" in line for line in reported))


def placed(reported: Iterable[str], record: logging.LogRecord) -> bool:
    """Put the place in front of a message, and say whether it is worth saying after what was `reported` so far."""
    located(record)
    return worth(reported, record.getMessage())


@dataclass
class Heard:
    """What MkDocs said of each page when it was made last, because it says it only then; "" is for everything else."""

    of: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, record: logging.LogRecord) -> bool:
        """Keep a warning for later, in place of its being shown now."""
        page = located(record)
        if record.levelno >= logging.WARNING:
            self.of.setdefault(page, []).append(record.getMessage())
        return record.levelno < logging.WARNING

    def of_all(self, uris: Iterable[str]) -> list[str]:
        """What still holds, by the pages that there are."""
        return [message for uri in ("", *uris) for message in self.of.get(uri, [])]
