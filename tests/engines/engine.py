"""What the tour may ask of any browser. Each engine has a file of its own that says how."""

from __future__ import annotations

import abc
import pathlib
import time
from typing import Any

PATIENCE = 20.0  # seconds until what should happen counts as not happening
# when nothing moves any more: the middle of the first visible element that fits, brought into view
MIDDLE = """async selector => {
  const moving = document.getAnimations().filter(({playState, effect}) =>
    playState === "running" && effect.getComputedTiming().endTime < Infinity);
  await Promise.all(moving.map(({finished}) => finished.catch(() => {})));
  const part = [...document.querySelectorAll(selector)].find(part =>
    part.getClientRects().length && getComputedStyle(part).visibility === "visible");
  if (!part) return null;
  part.scrollIntoView({block: "center", behavior: "instant"});
  const box = part.getClientRects()[0];
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
}"""


class Fault(Exception):
    """What a reader would have met."""


class NotAsked(Exception):
    """What this engine or its driver cannot be asked, and why."""


class Engine(abc.ABC):
    """A browser with one page open. Sizes are CSS pixels; scripts are functions in text; promises are waited for."""

    name = ""
    version = ""
    narrowest = 320  # width that its window can have
    quiet = "ok"  # what it means that no message came

    @abc.abstractmethod
    def open(self, url: str) -> None:
        """Go to an address and wait until the page has loaded."""

    @abc.abstractmethod
    def run(self, function: str, *values: Any) -> Any:
        """What a function gives in the page, as JSON knows it."""

    @abc.abstractmethod
    def press(self, x: int, y: int, *, finger: bool = False) -> None:
        """Press and let go at a place of the window, with the mouse or a finger."""

    @abc.abstractmethod
    def key(self, key: str) -> None:
        """Press and let go one key: a letter, or Enter, Escape, Tab, ArrowDown, Space."""

    @abc.abstractmethod
    def size(self, width: int, height: int) -> None:
        """Give the page's view a size."""

    @abc.abstractmethod
    def picture(self, path: pathlib.Path) -> None:
        """A picture of the view as PNG."""

    def pdf(self) -> bytes:
        """The page as printed."""
        raise NotAsked("its driver cannot print")

    def messages(self) -> list[str]:
        """What the console said since the last time, in engines that let us read it."""
        return []

    @abc.abstractmethod
    def close(self) -> None:
        """End the browser."""

    def wait(self, function: str, *values: Any, what: str) -> Any:
        """Ask until the answer is true and give it; a Fault when it never is."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                if answer := self.run(function, *values):
                    return answer
            except Fault as fault:  # the page may go away meanwhile
                answer = fault
            if time.monotonic() > end:
                raise Fault(f"{what} ({answer})" if answer else what)

    def hit(self, selector: str, *, finger: bool = False) -> None:
        """Press the first visible element that fits."""
        if not (at := self.run(MIDDLE, selector)):
            raise Fault(f"nothing to press: {selector}")
        self.press(*at, finger=finger)

    def write(self, words: str) -> None:
        """Type letter by letter."""
        for letter in words:
            self.key(letter)
