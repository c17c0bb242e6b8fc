"""While somebody writes: checks in a thread of their own, which tell only of the newest text, and all of it at once.

A check that is overtaken by a newer build stops, and is never told. So no warning stands that no longer holds.
"""

import contextlib
import dataclasses
import functools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sources import ROOT, Sources, contents, yamlfile

log = logging.getLogger("mkdocs.steps")
WAIT = 0.1  # seconds between two looks at files that somebody is writing just now
MOST = 50  # such looks


class Overtaken(Exception):
    """Something newer is being built: what is worked out now is of no use."""


Pause = Callable[[], None]  # raises Overtaken
Told = tuple[dict[str, bytes], list[str]]  # the files that something is said of, and what
Look = Callable[[Pause], Told]


@dataclass
class WatchedSources(Sources):
    """Sources that let no check go on with them when they are no longer the newest."""

    pause: Pause = lambda: None

    def document(self, name: str) -> yamlfile.Document:
        """A data file, for which every check asks many times."""
        self.pause()
        return super().document(name)

    @classmethod
    def of(cls, sources: Sources, pause: Pause) -> "WatchedSources":
        """The same sources, watched."""
        read = (each.name for each in dataclasses.fields(Sources) if each.init)
        return cls(**{name: getattr(sources, name) for name in read}, pause=pause)


class Checker:
    """One thread, which works out and tells only what was asked last."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.newest = 0
        self.asked: Look | None = None
        self.thread = threading.Thread(target=self.work, daemon=True)

    def overtake(self) -> None:
        """Let what is worked out now stop: a newer build has begun."""
        with self.changed:
            self.newest += 1
            self.asked = None

    def ask(self, look: Look) -> None:
        """Look in the thread, and tell what is found, unless something newer comes."""
        with self.changed:
            self.newest += 1
            self.asked = look
            self.changed.notify_all()
            if not self.thread.ident:
                self.thread.start()

    def pause(self, number: int) -> None:
        """Stop what is not the newest."""
        if number != self.newest:
            raise Overtaken

    def work(self) -> None:
        """Take what was asked, again and again."""
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.asked)
                look, number, self.asked = self.asked, self.newest, None
            with contextlib.suppress(Overtaken):
                if look:
                    self.look(look, functools.partial(self.pause, number))

    def look(self, look: Look, pause: Pause) -> None:
        """Work out, and tell when nobody is writing; a fault of our own is told with its place in the program."""
        try:
            read, found = again(look, pause)
        except Overtaken:
            raise
        except Exception:
            pause()
            log.exception("The checks stopped. Open an issue with these lines; the next save checks again.")
            return
        while read != on_disk():  # a newer build is about to begin, unless the change is taken back
            pause()
            time.sleep(WAIT)
        with self.changed:
            pause()
            tell(found)


def again(look: Look, pause: Pause) -> Told:
    """What `look` gives; a file that cannot be read is tried a few times, because somebody may be saving it."""
    for _ in range(MOST):
        with contextlib.suppress(OSError):
            return look(pause)
        pause()
        time.sleep(WAIT)
    return look(pause)


def on_disk() -> dict[str, bytes]:
    """What is in docs/ now; nothing while a file vanishes."""
    try:
        return contents(ROOT / "docs")
    except OSError:
        return {}


def tell(found: list[str]) -> None:
    """Every problem that there is now, and their number, so that nobody has to remember what no longer holds."""
    for line in found:
        log.warning(line)
    log.info({0: "No problems now.", 1: "1 problem now."}.get(len(found), f"{len(found)} problems now."))
