"""A text in another language than English, which this site cannot hold: its emergency card, its labels and every check
that keeps a reader safe are English.

English shows in its small words. In any longer paragraph of ours they are a fifth of all words at least; in languages
that share some of them less than a tenth.
"""

import re
from collections.abc import Iterator

from sources import Page, Problem
from sources.plaintext import blocks

SMALL = frozenset(  # and words of our pages; none that Dutch or Afrikaans has too, such as "is"
    "the and to a in it you that for on are with they at be this have from or by not but what all were when there can"
    " an your which their said if do will each about how up out them then she many some these would other into has"
    " more no way could my than been who its now may after before only also any where does did our us most because one"
    " two people pain needle needling less studies study weeks without muscle trial review low".split()
)
WORD = re.compile(r"[^\W\d_]+")
OTHER_SCRIPT = re.compile(r"(?![ªº\u00c0-\u024f])[^\W\d_a-z]", re.I)  # a letter that is not Latin
JUDGED = 20  # words, or letters of another script; less does not show its language
LEAST = 0.13  # of the words of a paragraph
INSTEAD = (
    "Write it in English. A translation stands on a site of its own, whose people can read it and answer for its"
    ' emergency card: MAINTAINERS.md, "Make it your own".'
)


def whole(page: Page) -> Iterator[Problem]:
    """A page that is not English, in one line: it is said alone, because every other check would only misread it."""
    said = page.meta.get("language", "en")
    judged = paragraphs(page)
    if said != "en":
        what = f'all pages are in English, and this one says "{said}".'
        yield page.front.problem(("language",), what, INSTEAD)
    elif sum(not english for _, english in judged) * 2 > len(judged):
        yield page.on(0, "this page is not in English, so nobody here can check it.", INSTEAD, 1)


def check(page: Page) -> Iterator[Problem]:
    """The first paragraph of an English page that is not English."""
    for line in [line for line, english in paragraphs(page) if not english][:1]:
        yield page.on(line, "this paragraph is not in English, so nobody here can check it.", INSTEAD)


def paragraphs(page: Page) -> list[tuple[int, bool]]:
    """The line of each paragraph that is long enough to show its language, and whether it is English."""
    return [(block.line, found) for block in blocks(page.body) if (found := is_english(block.text)) is not None]


def is_english(text: str) -> bool | None:
    """Whether a paragraph is English; None when it is too short to say."""
    words = WORD.findall(text.lower())
    if len(OTHER_SCRIPT.findall(text)) >= JUDGED:
        return False
    if len(words) < JUDGED:
        return None
    return sum(word in SMALL for word in words) / len(words) >= LEAST
