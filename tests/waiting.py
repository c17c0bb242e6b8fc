"""The one place that waits: for what shall happen, with a limit that only a fault reaches; never for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from playwright.sync_api import Error, Frame, Page

LIMIT = 60.0  # seconds; so long that a busy machine makes a test slow, not red
Found = TypeVar("Found")
FRAME = "() => new Promise(requestAnimationFrame)"
# loaded, nothing moves any more, and what that has set off is drawn
REST = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const moving = () => document.getAnimations().filter(one =>
    one.playState === 'running' && one.effect.getComputedTiming().endTime < Infinity);
  if (document.readyState !== 'complete') await new Promise(done => addEventListener('load', done, {once: true}));
  do {
    await Promise.allSettled(moving().map(one => one.finished));
    await frame();
    await frame();
  } while (moving().length);
}"""


def until(page: Page, happened: Callable[[], Found], what: str = "what was waited for") -> Found:
    """Let the browser go on, frame by frame, until `happened` gives something true, and give that; AssertionError at
    the limit.
    """
    end = time.monotonic() + LIMIT
    while not (found := happened()):
        assert time.monotonic() < end, f"{what} did not happen in {LIMIT:.0f} seconds"
        with suppress(Error):  # the page may go away meanwhile
            page.evaluate(FRAME)
    return found


def rest(page: Page | Frame) -> None:
    """Wait until the page is loaded and nothing on it moves; the page must be able to run scripts."""
    page.evaluate(REST)
