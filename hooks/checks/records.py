"""What a source says of itself: a key that fits its author and year, identifiers that can be, and each paper once."""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sources import Problem, Sources, Wrong, mistakes
from sources.dates import day as day_of

KEY = re.compile(r"(?P<name>[a-z]+?)(?P<year>(?:19|20)\d\d)[a-z]*")  # of a paper: navarrosantana2020neck
# promised keys from before the rule, which name a group of authors, a subject, a journal or a second author
KEPT = set(
    "cnsnp2025 drysrd2020 fdlp2011 fdlp2022 fdlpdommerholt2018 fdlpnijs2019 fsbpt2015 infraspinatus2017 ltrus2021"
    " metal2025 neurophys2025 paacseh2025 polish2024 sing2022 syncope1990 wales2024".split()
)
STROKES = str.maketrans(
    {"\u0131": "i", "\u00f8": "o", "\u0142": "l", "\u0141": "l"}
)  # letters that no rule takes apart
PLACES = {
    place: re.compile(words, re.I)
    for place, words in {
        "head": "headache|migraine|temporomandibular|orofacial|tinnitus",
        "neck": "neck|cervical|whiplash",
        "shoulder": "shoulder|subacromial|rotator",
        "elbow-hand": "elbow|epicondyl|carpal",
        "back-buttock": "low.back|lumbar|piriformis|pelvic",
        "hip-thigh": "hip|trochanteric|hamstring",
        "knee": "knee|patell",
        "foot-calf": "heel|plantar|achilles|ankle|calf",
    }.items()
}
ONCE = ("doi", "pmid", "pmcid")
PAST = {"conditions": "date", "notices": "decided", "seen": "seen"}  # days of data files on which something was done


def check(sources: Sources, day: datetime.date) -> Iterator[Problem]:
    """Everything that can be said of the records of sources."""
    document = sources.document("references")
    for index, row in sources.entries("references"):
        for field, wrong in wrongs(row, day):
            yield document.problem((index, field), *wrong)
    for field in ONCE:
        what = f'the {field.upper()} "{{}}" stands here twice: one paper, two entries.'
        yield from document.twice(sources.named("references", field), what, "Keep one key, and cite that one.")
    for name, field in PAST.items():
        for where, value in sources.document(name).texts:
            if where[-1] == field and (then := day_of(value)) and then > day:
                yield sources.document(name).problem(where, f"{value} is in the future.", f"Today is {day}.")


def wrongs(row: dict[str, Any], day: datetime.date) -> Iterator[tuple[str, Wrong]]:
    """What cannot be in a record, with the field that holds it."""
    key, year = str(row.get("key")), row.get("year")
    match = KEY.fullmatch(key)
    authors = row.get("authors")
    first = str(authors[0]) if isinstance(authors, list) and authors else ""
    for wrong in mistakes(
        (
            match and key not in KEPT and isinstance(year, int) and int(match["year"]) != year,
            f'the key "{key}" names another year than {year}.',
            "Look up the year of the issue, or begin a new key.",
        ),
        (
            match and key not in KEPT and first and not fits(match["name"], first),
            f'the key "{key}" does not begin with the first author, {first}.',
            "Begin the key with the family name in plain small letters, or correct the authors.",
        ),
    ):
        yield "key", wrong
    for wrong in mistakes(
        (isinstance(year, int) and year > day.year, f"the year {year} has not come yet.", "Look it up."),
    ):
        yield "year", wrong
    for wrong in mistakes(
        ("isbn" in row and not isbn(str(row["isbn"])), "an ISBN of this form does not exist.", "Copy it again."),
    ):
        yield "isbn", wrong


def notes(sources: Sources) -> Iterator[str]:
    """Sources of a problem whose title names other parts of the body only: told, and no reason to stop."""
    titles = {key: places(str(row.get("title"))) for key, row in sources.by_key("references").items()}
    problems = sources.by_key("conditions", "id")
    document = sources.document("effects")
    for index, row in sources.entries("effects"):
        here = problems.get(str(row.get("condition")), {}).get("place")
        named = titles.get(str(row.get("source")), set())
        if here in PLACES and named and here not in named:
            what = f'the title of "{row.get("source")}" is about {" and ".join(sorted(named))}, and the row is not.'
            yield str(document.problem((index, "source"), what, "Is it the right source?"))


def places(title: str) -> set[str]:
    """The places of conditions.yml that a title names."""
    return {place for place, words in PLACES.items() if words.search(title)}


def plain(text: str) -> str:
    """A name in plain small letters: "Fernández-de-las-Peñas C" becomes "fernandezdelaspenasc"."""
    folded = unicodedata.normalize("NFKD", text.translate(STROKES))
    return "".join(letter for letter in folded.lower() if letter in "abcdefghijklmnopqrstuvwxyz")


def fits(name: str, first: str) -> bool:
    """Whether the word before the year in a key is the first author's family name, or the initials of a body."""
    family = plain(first.rpartition(" ")[0] or first)
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", first)).lower()
    return name.startswith(family) or family.startswith(name) or initials.startswith(name)


def isbn(text: str) -> bool:
    """Whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    digits = [10 if sign == "X" else int(sign) for sign in text if sign.isdigit() or sign == "X"]
    if len(digits) == 13:
        return sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10 == 0
    return len(digits) == 10 and sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
