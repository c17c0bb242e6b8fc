"""Sizes at which a reader or a program gives up. What is larger is told alone: nothing else is looked at then.

The limits leave the largest real page half as much again, and no page within them takes a check or Markdown five
seconds of a processor: tests/checks/test_time.py.
"""

import dataclasses
import re
from collections.abc import Iterator

from sources import Page, Problem, Sources, Wrong, mistakes
from sources.syntax import DATA_BLOCK

PAGE, HEADER, LINE, BLOCK = 45_000, 6_000, 1_800, 6_000  # characters; a block ends at an empty line
REST = "The rest is checked when this is mended."
DEPTH = 7  # marks of quotes, and indents of four, in front of a line
DATA = 320_000  # bytes of a data file
MOST = {"<": 100, "[^": 100, "[@": 200, "///": 60, "===": 60}  # of a page: each is looked ahead from, or nested
FRONT = re.compile(r"(?:[ \t>]|(?:[-*+:]|\d+\.)(?=[ \t]))*")
INSIDE = re.compile(r">|\t| {4}|[-*+:.]")  # quotes, indents, entries of lists
FILLED_IN = 20  # shared texts of a page, and data blocks
SHARED = re.compile("8<-")
BLANK = re.compile(r"\n[ \t]*(?=\n)")
ROW = re.compile(r"([^\w\s-])\1{7,}")  # dashes make lines and tables; seven are a merge that was left unfinished
MARKS, MOST_MARKS = "[]!*`<>&{}~^\\", 60  # of one kind in a block: Markdown looks ahead from each


def check(sources: Sources) -> Iterator[Problem]:
    """What is too large in all that a build reads, told alone."""
    for problem in of_all(sources):
        yield dataclasses.replace(problem, fix=f"{problem.fix} {REST}")


def of_all(sources: Sources) -> Iterator[Problem]:
    """What is too large in data files, pages and shared texts."""
    for name, document in sources.data.items():
        if (size := len(sources.raw.get(f"_data/{name}.yml", b""))) > DATA:
            what = f"the file has {size // 1000} kB; {DATA // 1000} are the most."
            yield Problem(document.path, 1, 0, what, "Take out what no page shows.")
    for page in [*sources.pages.values(), *sources.snippets.values()]:
        yield from of_page(page)


def of_page(page: Page) -> Iterator[Problem]:
    """What is too large in a page or a shared text."""
    yield from (Problem(page.path, 1, 0, *wrong) for wrong in of_file(page))
    for number, line in enumerate(page.text.split("\n"), 1):
        yield from (Problem(page.path, number, 0, *wrong) for wrong in of_line(line)[:1])
    first = page.body_line
    for block in BLANK.split(page.body):
        yield from (Problem(page.path, first + block.startswith("\n"), 0, *wrong) for wrong in of_block(block)[:1])
        first += block.count("\n") + 1


def of_file(page: Page) -> list[Wrong]:
    """What is too large in a whole file."""
    header = len(page.text) - len(page.body)
    shared, blocks = len(SHARED.findall(page.body)), len(DATA_BLOCK.findall(page.body))
    two = "Make two pages of it."
    return mistakes(
        (len(page.text) > PAGE, f"the file has {len(page.text) // 1000} kB; {PAGE // 1000} are the most.", two),
        (header > HEADER, f"the header has {header} characters; {HEADER} are the most.", "Make its texts shorter."),
        (shared > FILLED_IN, f"{shared} shared texts stand in the file; {FILLED_IN} are the most.", two),
        *(
            (
                (count := page.body.count(mark)) > most,
                f'"{mark}" stands {count} times in the file; {most} are the most.',
                "Take most of them away.",
            )
            for mark, most in MOST.items()
        ),
        (blocks > FILLED_IN, f"{blocks} data blocks stand in the file; {FILLED_IN} are the most.", two),
    )


def of_line(line: str) -> list[Wrong]:
    """What is too large in one line."""
    front = FRONT.match(line)
    depth = len(INSIDE.findall(front[0])) if front else 0
    row = ROW.search(line)
    return mistakes(
        (depth > DEPTH, "the text is nested too deeply.", "Take away marks in front of it."),
        (len(line) > LINE, f"the line has {len(line)} characters; {LINE} are the most.", "Make paragraphs of it."),
        (row, f'"{row[1] if row else ""}" stands too often in a row.', "Take most of them away."),
    )


def of_block(block: str) -> list[Wrong]:
    """What is too large in lines without an empty one between them."""
    most = max(MARKS, key=block.count)
    count = block.count(most)
    return mistakes(
        (
            len(block) > BLOCK,
            f"{len(block)} characters stand here without an empty line; {BLOCK} are the most.",
            "Make paragraphs of it.",
        ),
        (
            count > MOST_MARKS,
            f'"{most}" stands {count} times here without an empty line; {MOST_MARKS} are the most.',
            "Make paragraphs of it, or take marks away.",
        ),
    )
