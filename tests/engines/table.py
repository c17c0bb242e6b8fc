"""The tour through the built site in every engine that is there: a table, and exit code 1 when a reader would have met
a fault.

Called by `python3 dev.py engines`, which says where the programs are, for example: firefox=/usr/bin/firefox. An engine
without a program stands in the table as one that was not asked.
"""

from __future__ import annotations

import contextlib
import pathlib
import sys
from collections.abc import Iterator

import tour
from chromium import Started
from engine import Engine, Fault, NotAsked
from firefox import Firefox
from served import served
from webkit import WebKit

ROOT = pathlib.Path(__file__).parents[2]
PICTURES = ROOT / ".cache" / "engines"
ENGINES = {"chromium": Started, "firefox": Firefox, "webkit": WebKit}
QUIET = "No message in the console on the whole way"
EXPECTED = "the server responded with a status of 404"  # of the addresses that are asked for because they are not there


def answers(
    engine: Engine, url: str, told: list[str], questions: tuple[tour.Question, ...] = tour.QUESTIONS
) -> Iterator[tuple[str, str]]:
    """Each question with its answer: ok, FAULT with what a reader met, or why it was not asked; a fault leaves a
    picture.
    """
    messages: list[str] = []
    for question in questions:
        try:
            question(engine, url)
            answer = "ok"
        except Fault as fault:
            answer = f"FAULT: {fault}"
            PICTURES.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(Fault):
                engine.picture(PICTURES / f"{engine.name}-{question.__name__}.png")
        except NotAsked as reason:
            answer = f"not asked: {reason}"
        yield question.__doc__, answer
        with contextlib.suppress(Fault):
            engine.run("() => window.tourHasTold?.()")
        messages += [message for message in [*engine.messages(), *told] if EXPECTED not in message]
        told.clear()
    yield QUIET, "FAULT: " + "; ".join(dict.fromkeys(messages)) if messages else engine.quiet


def ask(name: str, programs: str) -> tuple[str, dict[str, str]]:
    """One engine's name with its version, and its column of the table."""
    rows = [*(question.__doc__ for question in tour.QUESTIONS), QUIET]
    if not programs:
        return name, dict.fromkeys(rows, "not asked: not on this machine")
    try:
        engine = ENGINES[name](*programs.split(","))
    except (Fault, OSError) as fault:
        return name, dict.fromkeys(rows, f"FAULT: {fault}")
    with contextlib.closing(engine), served(ROOT / "site") as (url, told):
        return f"{engine.name} {engine.version}", dict(answers(engine, url, told))


def main(programs: dict[str, str]) -> int:
    """Print the table as Markdown."""
    table = dict(ask(name, path) for name, path in programs.items())
    print("\n| A reader | " + " | ".join(table) + " |\n|---" + "|---" * len(table) + "|")
    for row in next(iter(table.values())):
        print(f"| {row} | " + " | ".join(column[row] for column in table.values()) + " |")
    faults = sum("FAULT" in answer for column in table.values() for answer in column.values())
    print(f"\n{faults} faults." + (f" What was on the screen then: {PICTURES.relative_to(ROOT)}" if faults else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(dict(argument.split("=", 1) for argument in sys.argv[1:])))
