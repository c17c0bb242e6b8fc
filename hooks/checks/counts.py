"""Counts that are larger than the whole of which they are a part: "23 in every 10", "12 of 10", "eleven in ten"."""

import re
from collections.abc import Iterator

from sources import Found

WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
TEN_BY_TEN = "twenty thirty forty fifty sixty seventy eighty ninety"
COUNTS = {word: count for count, word in enumerate(f"{WORDS} eighteen nineteen".split(), 1)}
COUNTS |= {word: ten * 10 for ten, word in enumerate(TEN_BY_TEN.split(), 2)}
COUNTS |= {"a hundred": 100, "one hundred": 100, "a thousand": 1000, "one thousand": 1000}
COUNT = r"\d[\d,]*(?:\.\d+)?|" + "|".join(sorted(COUNTS, key=len, reverse=True))
OTHER = rf"(?: (?!(?:{COUNT}|half|most|none|fewer|less|more)\b)[a-z-]+){{0,3}}?"  # words between, none of them a count
SPAN = "second minute hour day night week month year session visit study studies trial review country countries centre"
WHOLE = re.compile(
    rf"\b(?:(?:in|of|from) (?P<every>every|each)|(?P<out>out) of(?: the| all| its)?|of(?: the| all| its)?|in)"
    rf" (?P<whole>{COUNT})(?![\w-])",
    re.I,
)
PART = re.compile(rf"(?<![\w.,-])(?P<part>{COUNT})(?P<other>{OTHER}) \Z", re.I)
TENS = {10, 100, 1000, 10_000, 100_000}  # "30 in 5 weeks" is no part of a whole
AFTER = re.compile(rf" (?:{SPAN.replace(' ', '|')})s?\b", re.I)
YEAR = re.compile(r"(?:19|20)\d\d")


def larger(words: str) -> Iterator[Found]:
    """Counts that are larger than the whole of which they are a part."""
    for match in WHOLE.finditer(words) if " " in words else ():
        sure, whole = match["every"] or match["out"], number(match["whole"])
        if match[0][:2].lower() == "in" and not sure and (whole not in TENS or AFTER.match(words, match.end())):
            continue
        part = PART.search(words[max(match.start() - 60, 0) : match.start()])
        if part and (sure or not part["other"]) and number(part["part"]) > whole and not YEAR.fullmatch(part["part"]):
            what = f'"{" ".join((part[0] + match[0]).split())}": the part is more than the whole.'
            yield match.start() - len(part[0]), what, "Exchange or correct them."


def number(word: str) -> float:
    """What a count says: "1,000" and "a thousand" are 1000."""
    return COUNTS.get(word.lower()) or float(word.replace(",", ""))
