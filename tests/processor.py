"""The one place that measures time: seconds of a processor, as they are on a machine with nothing else to do."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

LOOP = 200_000
IDLE = 0.012  # seconds that the loop takes on our machines when they are idle


def slowness() -> float:
    """How many times longer than an idle machine of ours this one takes now, at least 1."""
    begun = time.process_time()
    sum(number % 7 for number in range(LOOP))
    return max(1.0, (time.process_time() - begun) / IDLE)


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Work for which an idle machine needs at most so many seconds; AssertionError where it is more."""
    before, begun = slowness(), time.process_time()
    yield
    took = time.process_time() - begun
    slow = max(before, slowness())
    assert took <= seconds * slow, f"{took:.1f} seconds, {seconds} are the most, on a machine {slow:.1f} times as slow"


def quickest(work: Callable[[], object]) -> float:
    """Seconds that an idle machine needs for some work, by the quickest of three tries."""

    def once() -> float:
        slow, begun = slowness(), time.process_time()
        work()
        return (time.process_time() - begun) / max(slow, slowness())

    return min(once() for _ in range(3))
