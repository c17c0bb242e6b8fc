"""What a writer meant who wrote a value in another form: a list without brackets, a comma in a number, 1.3.2027.

form.py offers a reading only where it keeps the rule that the value breaks, so what a message offers can be written.
"""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml

from sources.plain_yaml import PlainLoader

SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
NOTHING = {"none", "no", "nobody", "nothing", "unknown", "not known", "not given", "n/a", "na", "-", "\u2013"}
YES, NO = {"true", "yes", "y"}, {"false", "no", "n"}
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))  # signs that look like a hyphen
DAYS = "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y-%m-%d", "%Y.%m.%d", "%d %B %Y", "%d %b %Y", "%B %d %Y"
LINK = re.compile(r"!?\[[^\]]*\]\(([^()\s]*)\)")


def readings(value: Any, raw: str, is_free: bool) -> Iterator[Any]:
    """What a value may have been meant to be, the likeliest first; `raw` is how it is written where it is no text, and
    where a text `is_free` it has no form of its own.
    """
    if isinstance(value, list):
        yield from lists(value)
    elif isinstance(value, (str, int, float)):
        text = value if isinstance(value, str) else raw
        yield from (None, []) if text.strip().lower() in NOTHING else ()
        yield from numbers(text.strip().rstrip("."))
        yield from [] if isinstance(value, str) else [text]
        yield from [] if is_free else texts(text)
        yield from lists([text])
        yield from (reading for words, reading in ((YES, True), (NO, False)) if text.lower().strip(" .") in words)


def lists(items: list[Any]) -> Iterator[Any]:
    """The same items, each once, without commas, semicolons, brackets or @ in them."""
    if all(isinstance(item, str) for item in items):
        parts = (part.strip(" \t@[]\u201c\u201d\"'") for item in items for part in re.split("[;,]", item))
        if found := list(dict.fromkeys(filter(None, parts))):
            yield found[0] if len(found) == 1 else found
            yield found
    else:
        yield [item for place, item in enumerate(items) if item not in items[:place]]


def numbers(text: str) -> Iterator[float]:
    """The number that a text names: with another minus, a comma, spaces, or a word beside it."""
    plain = re.sub(r"\s+", " ", text.translate(DASHES)).strip("\"' ")
    plain = re.sub(r"^([-+]) ", r"\1", plain)
    if re.fullmatch(r"[-+]?\d{1,3}(?:[, \u2009]\d{3})+", plain):
        yield int(re.sub("[, \u2009]", "", plain))
    elif match := re.fullmatch(r"([-+]?)(\d*)[.,](\d+)", plain):
        yield float(f"{match[1]}{match[2] or 0}.{match[3]}")
    elif match := re.fullmatch(r"(?:PMID:? ?)?([-+]?\d{1,15})(?: [A-Za-z]+)?", plain):
        yield int(match[1])
    elif plain.lower() in SMALL:
        yield SMALL.index(plain.lower())


def texts(text: str) -> Iterator[str]:
    """Another way to write a text: as a day, a word of ours, an id, a DOI, a file of a page, a place."""
    plain = text.strip(" \t\"'\u201c\u201d").translate(DASHES)
    low = plain.strip("().@#:; ").lower()
    yield from days(plain)
    yield from (low, low.replace(" ", "-"), low.replace("-", " "), low.replace("-", " to ", 1), low.replace("_", "-"))
    if link := LINK.fullmatch(plain):
        yield link[1]
    if doi := re.search(r"10\.[0-9]{4,9}/\S+", plain):
        yield doi[0].rstrip(".,;")
    yield from [f"PMC{low}"] if re.fullmatch(r"\d{4,9}", low) else []
    yield plain.replace(" ", "-")
    yield re.sub(r" *(?:,|/|;|and) *", " or ", low)
    yield from (re.sub("[^a-z0-9]+", "-", low).strip("-"), re.sub("[^a-z0-9_]+", "", low))
    path, mark, part = (link[1] if link else plain).lstrip("/").partition("#")
    yield path.removesuffix("/").removesuffix(".md") + ".md" + mark + part
    yield plain.strip("/") + "/"


def days(text: str) -> Iterator[str]:
    """A day in the form that we write; of 3/4/2027 the day comes first, as in Britain."""
    plain = re.sub(r"(?<=\d)[a-z]{2}\b|,", "", text)
    for form in DAYS:
        with suppress(ValueError):
            yield str(datetime.datetime.strptime(plain, form).date())


def as_written(value: Any) -> str:
    """A value as it is written in a file: bare where that is read as the same, else in quotation marks."""
    if isinstance(value, list):
        return f"[{', '.join(map(as_written, value))}]"
    if not isinstance(value, str):
        return {None: "null", True: "true", False: "false"}.get(value) or f"{value:.15g}"
    with suppress(yaml.YAMLError):
        if yaml.load(f"- [{value}]", PlainLoader) == [[value]]:
            return value
    return quoted(value)


def quoted(text: str) -> str:
    """A text in those quotation marks that it does not hold itself."""
    if '"' in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\") + '"'
