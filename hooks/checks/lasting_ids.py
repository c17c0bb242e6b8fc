"""An id that is published stands at the text for which it was given out, and that text has words.

Only words are compared, so whoever rewrites a section and moves its id in one change is seen by `dev.py summary`, not
here.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extensions import data_blocks, outline
from sources import Page, Problem, Sources, relative
from sources.plaintext import WORD, words_only
from sources.syntax import ANCHOR, HEADING, without_code

ALIKE = 0.3  # of two words in a row, the share from which two texts are one, edited; of texts on two things it is 0.1
CLEARLY = 0.2  # how much more alike the text elsewhere must be before an id counts as moved
NEARLY_ALL = 0.3  # of the words of a section: fewer than this are left of one that was emptied
COMMON = 3  # pages from which on an id, such as next-step, stands on pages as a matter of course
PAGE = "page-title"  # the id of a page as a whole
LIST_ALONE = re.compile(r"[ \t]*\{:[^}\n]*\}[ \t]*")  # an attribute list on a line of its own
Spot = tuple[str, str]  # a page and an id on it
Words = Counter[tuple[str, str]]  # every word with the one after it


@dataclass(frozen=True)
class Part:
    """What stands at an id: its Markdown, and the words of its heading, of all under it, and of both up to the next
    heading.
    """

    text: str
    head: Words
    whole: Words
    own: Words


def count(text: str) -> Words:
    """The words that a reader sees of a Markdown text, each with the one after it."""
    words = WORD.findall(words_only(text).lower())
    return Counter(zip(words, [*words[1:], ""], strict=False))


def alike(one: Words, other: Words) -> float:
    """How much two texts have in common: from 0 to 1, the same words."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def named(text: str) -> Iterator[tuple[str, int]]:
    """Every id that a Markdown text gives, and where."""
    for match in ANCHOR.finditer(without_code(text)):
        yield match["listed"] or match["written"], match.start()


class Texts:
    """The parts of all pages of one version, each read when it is asked for."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.spots = [(uri, name) for uri, page in sources.pages.items() for name in self.of(page)]
        self.often = Counter(name for _, name in self.spots)
        self.part, self.lines = functools.cache(self.read), functools.cache(self.written)

    def of(self, page: Page) -> dict[str, str]:
        """The Markdown at every id of a page."""
        return outline.sections(page, self.sources)

    def read(self, spot: Spot) -> Part:
        """What stands at an id, without words where there is no such id. The own words of a page are its title, its
        description, and what stands before its first heading.
        """
        page = self.sources.pages.get(spot[0])
        text = self.of(page).get(spot[1], "") if page else ""
        if page and LIST_ALONE.fullmatch(text):  # it belongs to the paragraph before
            text = data_blocks.filled(page, self.sources).partition(text)[0].rstrip().rpartition("\n\n")[2]
        heading = HEADING.match(text) if spot[1] != PAGE else None
        first, under = (heading["text"], text[heading.end() :]) if heading else ("", text)
        if page and heading and heading[0].strip() not in self.lines(page.uri):
            under = self.made(under, page.uri)
        if page and spot[1] == PAGE:
            first = f"{page.title}. {page.meta.get('description', '')}"
        end = HEADING.search(without_code(under))
        own = under[: end.start() if end else None]
        if page and (heading or spot[1] == PAGE):  # what pages share says nothing of which section this is
            theirs = set(page.body.split("\n"))
            ours = "\n".join(line for line in own.split("\n") if line in theirs)
            own = ours if WORD.search(words_only(ours)) else own
        return Part(text, count(first), count(under), count(f"{first}\n\n{own}"))

    def written(self, uri: str) -> set[str]:
        """The lines with words in the file of a page and in the shared texts."""
        texts = (self.sources.pages[uri].body, *(shared.body for shared in self.sources.snippets.values()))
        return {line.strip() for text in texts for line in text.split("\n") if WORD.search(line)}

    def made(self, under: str, uri: str) -> str:
        """Of what stands under a heading from the data only the entry, and not what the page goes on with."""
        lines = under.split("\n")
        return "\n".join(itertools.takewhile(lambda line: line.strip() not in self.lines(uri), lines))


class LastingIds:
    """The ids of a version that is published, `old`, and of the one that shall be, `new`; `moved` are the parts, such
    as aftercare.md#ice, that redirects.yml says have left their page.
    """

    def __init__(self, old: Sources, new: Sources, moved: Collection[str]) -> None:
        self.were, self.are, self.moved = Texts(old), Texts(new), moved

    def check(self, page: Page, to: Page) -> Iterator[Problem]:
        """Ids of a page that stand at another text now, or at none; `to` is the page that now answers for it."""
        sections, now = self.were.of(page), self.are.of(to)
        same_head = (page.title, page.meta.get("description")) == (to.title, to.meta.get("description"))
        for name, text in sections.items():
            if name not in now or (now[name] == text and (same_head or name != PAGE)):
                continue
            was, here = (page.uri, name), (to.uri, name)
            there = self.elsewhere(was, here)
            if there and not self.links(here, there):
                yield self.led_away(here, there)
            elif not there and self.is_emptied(was, here):
                yield self.wrong(
                    here,
                    f'hardly a word is left of what is published at the id "{name}".',
                    "Put the text back. Or delete the part with its id, and say in docs/_data/redirects.yml where it"
                    " moved or why it was withdrawn.",
                )

    def elsewhere(self, was: Spot, here: Spot) -> Spot | None:
        """Where the text of an id stands now, when that is clearly elsewhere."""
        before, after = self.were.part(was), self.are.part(here)
        kept = alike(before.own, after.own)
        if before.head and before.head != after.head and here[1] != PAGE:
            for name in self.are.of(self.are.sources.pages[here[0]]):
                part, then = self.are.part((here[0], name)), self.were.part((was[0], name))
                if part.head == before.head != then.head and alike(before.own, part.own) > kept:
                    return here[0], name
        if kept >= ALIKE:
            return None
        others = [spot for spot in self.are.spots if spot != here and self.may_hold(spot, was)]
        score, there = max(((self.gained(before, spot), spot) for spot in others), default=(0.0, here))
        return there if score > max(ALIKE, kept + CLEARLY) else None

    def may_hold(self, spot: Spot, was: Spot) -> bool:
        """Whether a text can have gone there: a page to a page, and nothing to an id that many pages have."""
        return (spot[1] == PAGE) == (was[1] == PAGE) and (
            spot[1] == PAGE or spot[1] != was[1] or self.were.often[spot[1]] < COMMON
        )

    def gained(self, before: Part, spot: Spot) -> float:
        """How much of a text stands at a spot where it did not stand before."""
        likeness = alike(before.own, self.are.part(spot).own)
        return 0.0 if likeness < ALIKE or alike(before.own, self.were.part(spot).own) >= ALIKE else likeness

    def is_emptied(self, was: Spot, here: Spot) -> bool:
        """Whether a section lost its words, and redirects.yml does not say where they went."""
        before = self.were.part(was)
        gone = [name for name, _ in named(before.text) if f"{was[0]}#{name}" in self.moved]
        left = sum((self.were.part((was[0], name)).whole.total() for name in gone), self.are.part(here).whole.total())
        is_section = self.are.part(here).head or here[1] == PAGE or not before.head  # else merged into a larger one
        return left < (NEARLY_ALL * before.whole.total() if is_section else min(1, before.whole.total()))

    def links(self, here: Spot, there: Spot) -> bool:
        """Whether a reader who comes to one spot finds a link to the other."""
        to = there[0] if there[1] == PAGE else f"{there[0]}#{there[1]}"
        ways = {relative(to, here[0]), *([f"#{there[1]}"] if there[0] == here[0] else [])}
        return any(f"]({way})" in self.are.part(here).text for way in ways)

    def led_away(self, here: Spot, there: Spot) -> Problem:
        """An id that stands at another text."""
        if here[1] == PAGE:
            what = f"the page that is published at this address is docs/{there[0]} now."
            return self.wrong(here, what, "Give each page its file name back.")
        what = f'the id "{here[1]}" is published for the text that stands at docs/{there[0]}#{there[1]} now.'
        return self.wrong(here, what, f"Give that text its id {here[1]} back, or link to it from here.")

    def wrong(self, spot: Spot, what: str, fix: str) -> Problem:
        """A problem where an id is written: in the page, in the data that it shows, or else at its head."""
        page = self.are.sources.pages[spot[0]]
        if (offset := dict(named(page.body)).get(spot[1])) is not None:
            return page.at(offset, what, fix)
        for document in self.are.sources.data.values() if spot[1] != PAGE else ():
            for index, row in enumerate(document.data if isinstance(document.data, list) else []):
                if isinstance(row, dict) and row.get("id") == spot[1]:
                    return document.problem((index, "id"), what, fix)
        return page.on(0, what, fix)
