"""Which words are right, and which word was meant: a British dictionary, and the words of our own pages.

The dictionary is read by Hunspell, as in most office programs. Where it comes from stands in dictionary/origin.yml.
"""

import collections
import difflib
import functools
import pathlib
import re
import string
from collections.abc import Iterable, Iterator

from hunspell import Hunspell

from sources import Sources

DICTIONARY = pathlib.Path(__file__).with_name("dictionary")
NAME = re.compile(r"[^\W\d_]+")
ALIKE = 0.8  # how alike a longer word must be to be offered
OFTEN = 10  # times that our pages say a word that is more than one slip away
GUESSES = 6  # of Hunspell, which takes a third of a second for one
# how American spelling differs; what this makes of a word counts where the dictionary knows it
VERB = re.compile(r"(?<=\w{3}i)z(?=(?:e[ds]?|ers?|ing|ations?|able)$)")  # which the dictionary lets pass
AMERICAN = [(VERB, "s")] + [
    (re.compile(american), instead)
    for american, instead in (
        (r"(?<=y)z(?=(?:e[ds]?|ers?|ing)$)", "s"),
        (r"or(?=(?:s|ed|ing|ites?|able|al)?$)", "our"),
        (r"er(?=s?$)", "re"),
        (r"(?<=o)g(?=s?$)", "gue"),
        (r"e", "ae"),
        (r"e", "oe"),
        (r"l(?=(?:ed|ing|ers?)$)", "ll"),
        (r"ense(?=s?$)", "ence"),
    )
]


@functools.cache
def dictionary() -> Hunspell:
    """The British dictionary; reading it takes a fifth of a second."""
    return Hunspell("en-gb", hunspell_data_dir=str(DICTIONARY))


def named(sources: Sources) -> set[str]:
    """The words that our data explain, the names in them, and those of spelling-words.yml."""

    def texts() -> Iterator[str]:
        for name, field in (
            ("abbreviations", "short"),
            ("emergency-numbers", "place"),
            ("glossary", "abbreviation"),
            ("glossary", "term"),
            ("people", "name"),
        ):
            yield from (text for _, text in sources.named(name, field))
        for name, field in (("glossary", "forms"), ("references", "authors")):
            for row in sources.rows(name):
                yield from map(str, row[field] if isinstance(row.get(field), list) else ())

    def work_out() -> set[str]:
        found = {word for text in texts() for word in NAME.findall(text)}
        first = {word.lower() for _, term in sources.named("glossary", "term") for word in NAME.findall(term)[:1]}
        return found | first | {word for _, word in sources.named("spelling-words", "word")}

    return sources.once(("named",), work_out)


def is_right(word: str, names: set[str]) -> bool:
    """Whether a word, or every part of it between hyphens, is one of ours or one of the dictionary's."""
    word = word.replace("’", "'").removesuffix("'s")
    if is_one(word, names):
        return True
    return "-" in word and all(is_one(part.removesuffix("'s"), names) for part in word.split("-"))


def wrong_part(word: str, names: set[str]) -> str:
    """What of an unknown word is unknown: its first such part between hyphens."""
    return next((part for part in word.split("-") if not is_right(part, names)), word)


def is_one(word: str, names: set[str]) -> bool:
    """Whether a word without hyphens is right; capital letters are an abbreviation, which has a check of its own."""
    one = re.sub(r"(?<=[^ys])s$", "", word)
    if len(word) == 1 or one.isupper() or names & {word, word.lower(), one}:
        return True
    return bool(dictionary().spell(word)) and not (VERB.search(word) and british(word))


def british(word: str) -> str:
    """The British spelling of an American one; empty for any other word."""
    for pattern, instead in AMERICAN:
        for match in pattern.finditer(word):
            other = word[: match.start()] + instead + word[match.end() :]
            if dictionary().spell(other):
                return other
    return ""


def one_off(word: str) -> Iterator[str]:
    """Every word that is one slip of the finger away, letters that changed places first."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1)
    yield from (left + right[1:] for left, right in parts if right)
    for letter in string.ascii_lowercase:
        for left, right in parts:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


class Advice:
    """What to write instead of unknown words, by how often our own pages use the known ones."""

    def __init__(self, right: Iterable[str]) -> None:
        self.ours = collections.Counter(word.lower() for word in right if len(word) > 2)
        self.guesses = GUESSES
        self.said: dict[str, list[str]] = {}

    def of(self, word: str) -> list[str]:
        """The words that may be meant, with a capital where the unknown one has it."""
        if word not in self.said:
            found = self.meant(word.lower())
            self.said[word] = [other.capitalize() if word[0].isupper() else other for other in found]
        return self.said[word]

    def meant(self, word: str) -> list[str]:
        """The British spelling; or what is near; or what Hunspell guesses."""
        if spelled := british(word):
            return [spelled]
        near = [*one_off(word)]
        if found := self.next_to(word, near) or self.alike(word, near):
            return found
        self.guesses -= 1
        guesses = [other for other in dictionary().suggest(word) if NAME.fullmatch(other)] if self.guesses >= 0 else []
        return difflib.get_close_matches(word, guesses, n=1, cutoff=ALIKE)

    def next_to(self, word: str, near: list[str]) -> list[str]:
        """The word of our pages that is one slip away, and one of the dictionary with two letters in another order."""
        swapped = near[: len(word) - 1]
        known = [other for other in near if other in self.ours]
        others = [other for other in swapped if other not in self.ours and dictionary().spell(other)]
        best = max(known, key=lambda other: (other in swapped, len(other), self.ours[other]), default="")
        return [best, *others[:1]] if best else []

    def alike(self, word: str, near: list[str]) -> list[str]:
        """A usual word of ours that is much alike; or one of the dictionary that is one slip away; or any of ours."""
        ours = difflib.get_close_matches(word, self.ours, n=3, cutoff=ALIKE)
        ours.sort(key=lambda other: abs(len(other) - len(word)))
        usual = [other for other in ours if self.ours[other] >= OFTEN and (other[0], other[-1]) == (word[0], word[-1])]
        others = [other for other in near if dictionary().spell(other)] if len(word) > 5 and not usual else []
        others.sort(key=len, reverse=True)  # most slips leave a letter out
        return usual[:1] or others[:1] or ours[:1]
