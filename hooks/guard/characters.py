"""Characters that are not what they look like: invisible ones, and letters that pass for others."""

import functools
import html
import re
import unicodedata
from collections.abc import Iterator

import regex

from sources import Found

TYPE_AGAIN = "Delete it and type the text again."
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.I)
# by what Unicode says of them, so that none is forgotten; spaces are the plain, the fixed and the thin one
INVISIBLE = regex.compile(
    r"[[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]--[\t\n]]|[\p{Zs}--[ \u00a0\u2009\u202f]]", regex.V1
)
MARK = regex.compile(r"[\p{L}\p{N}\p{P}]\p{M}")  # of a letter that has no sign of its own for both, such as c\u0336
STRANGE = regex.compile(
    r"[\p{L}\p{N}\p{So}--[\x00-\u024f\u0259\u1e00-\u1eff\p{Greek}\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}\p{So}]]"
    r"|[\u01c0-\u01c3\u24b6-\u24e9\U0001f100-\U0001f1ff]",
    regex.V1,
)
SMALL = regex.compile(r"[\u2070-\u208e\u2150-\u215e]")  # numbers above and below the line, and fractions
WORD = regex.compile(r"[\p{L}\p{M}]+")
LATIN, GREEK = regex.compile(r"\p{Latin}"), regex.compile(r"\p{Greek}")
# letters for quantities, also behind capitals (TNF and alpha) and before a unit (micrograms)
QUANTITY = regex.compile(
    r"\p{Lu}*[\u03b1-\u03be\u03c0-\u03c9\u0393\u0394\u0398\u039b\u03a0\u03a3\u03a6\u03a8\u03a9]|[\u03bc\u0394]\p{Latin}{1,2}"
)


@functools.lru_cache(maxsize=20_000)  # while somebody writes, most texts stay
def unseen(text: str) -> tuple[Found, ...]:
    """Characters that are not what they look like, entities among them."""
    return tuple(_unseen(text))


def _unseen(text: str) -> Iterator[Found]:
    if text.isascii() and text.isprintable() and "&" not in text:
        return  # most values
    hidden = [(match.start(), f"U+{ord(match[0]):04X}") for match in INVISIBLE.finditer(text)]
    hidden += [
        (match.start(), match[0]) for match in ENTITY.finditer(text) if INVISIBLE.search(html.unescape(match[0]))
    ]
    for offset, name in hidden:
        yield offset, f"an invisible character ({name}) hides in the line.", TYPE_AGAIN
    if not text.isascii():
        yield from lookalikes(text)


def lookalikes(text: str) -> Iterator[Found]:
    """Letters and numbers that pass for others: of other alphabets, in circles, with a stroke or a mark over them."""
    for match in MARK.finditer(text):
        if len(unicodedata.normalize("NFC", match[0])) > 1:
            yield match.start(), f"a sign stands over a letter (U+{ord(match[0][-1]):04X}).", TYPE_AGAIN
    for match in WORD.finditer(text):
        word = match[0]
        greek = not QUANTITY.fullmatch(word)
        other = [letter for letter in word if STRANGE.match(letter) or (greek and GREEK.match(letter))]
        if other and LATIN.search(word):
            what = f'a word mixes letters of two alphabets, at "{word}" (U+{ord(other[0]):04X}).'
            yield match.start(), what, TYPE_AGAIN
        elif other:
            what = f'"{word}" is written in letters that pass for others (U+{ord(other[0]):04X}).'
            yield match.start(), what, "Write it in Latin letters."
    for match in STRANGE.finditer(text):
        if not match[0].isalpha() and not SMALL.match(match[0]):
            what = f'"{match[0]}" (U+{ord(match[0]):04X}) passes for another sign.'
            yield match.start(), what, TYPE_AGAIN
