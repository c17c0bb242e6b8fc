"""The shape of a page: its header, its headings and their ids, and the sections that its type must have."""

import datetime
import functools
import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace

from checks import lines_to_copy, unreadable
from checks.data_files import schemas
from sources import Page, Problem, Sources, day, form, mistakes, yamlfile
from sources.syntax import ANCHOR, EFFECT, HEADING, SNIPPET, cited_keys, without_code

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 40
CHOSEN = ("description", "audience", "type")  # fields of which only the writer knows the value
PAST = ("sources_checked", "reviewed_on", "date")  # fields whose day cannot be in the future
BLOCKS = {  # what the reader of such a page must find; a file name is a shared text
    "home": ("#key-facts", "#what-we-do-not-know", "#next-step"),
    "explainer": ("#key-facts", "#what-we-do-not-know", "#next-step"),
    "evidence": ("#key-facts", "harms.md", "other-options.md", "#what-we-do-not-know", "#next-step"),
    "safety": ("#key-facts", "emergency-card.md", "#what-we-do-not-know", "#next-step"),
    "action": ("emergency-card.md", "#next-step"),
    "leaflet": ("emergency-card.md", "#next-step"),
    "decision": ("harms.md", "other-options.md", "#what-we-do-not-know", "#next-step"),
    "withdrawn": ("#why", "#next-step"),
}
COUNTS_HARMS = {"home", "safety"}  # such a page says in its own words how often harm happens
CITING = {"home", "explainer", "evidence", "safety", "decision", "professional"}


def slug(text: str) -> str:
    """An id for a heading: its words in lower case, joined by hyphens, at most 40 characters."""
    words = " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower())))
    return textwrap.shorten(words, LONGEST_ID, placeholder="", break_long_words=False).replace(" ", "-") or "section"


def check(page: Page, today: datetime.date) -> Iterator[Problem]:
    """Header, headings and ids of one page."""
    yield from header(page, today)
    yield from headings(page)
    yield from needed(page)


@functools.cache
def field_names() -> list[str]:
    """The fields that a header may have, with those inside them."""
    rules = schemas()["front"]["properties"]
    inner = (part.get("properties", {}) for rule in rules.values() for part in (rule, rule.get("items", {})))
    return [*rules, *(name for part in inner for name in part)]


def header(page: Page, today: datetime.date) -> Iterator[Problem]:
    """A broken, missing or wrong header, and dates that cannot be."""
    front = page.front
    if found := unreadable.header(page, field_names()):
        yield from found
    elif not front.places and page.text.startswith("---"):
        yield page.on(0, "the page header has no end.", "Put a line with only --- after its last field.", 1)
    elif not front.places:
        fields = [line for lines in lines_to_copy.header(page, today).values() for line in lines]
        instead = f"Copy these lines to the beginning of the file, and fill in {lines_to_copy.GIVEN}"
        yield page.on(0, "the page has no header.", lines_to_copy.copied(instead, ["---", *fields, "---"]), 1)
    else:
        yield from (given(found, page, today) for found in form.broken_rules(front, schemas()["front"]))
        for where, value in yamlfile.strings(page.meta):
            if where[-1] in PAST and (then := day(value)) and then > today:
                yield front.problem(where, f"{value} is in the future.", f"Today is {today}.")


def given(found: Problem, page: Page, today: datetime.date) -> Problem:
    """What breaks a rule of the header; where a field is missing that can have one value only, with its lines."""
    field = (re.match(r"`(\w+)` is missing", found.what) or ("", ""))[1]
    lines = lines_to_copy.header(page, today).get(field, []) if field not in CHOSEN else []
    return replace(found, fix=lines_to_copy.copied("Add to the header", lines)) if lines else found


def written(level: int, words: str, name: str) -> str:
    """How to write a heading."""
    return f"Write: {'#' * level} {words} {{#{name}}}"


def headings(page: Page) -> Iterator[Problem]:
    """Headings without an id of their own, with a doubled or odd one, a first-level heading, a skipped level."""
    seen: dict[str, int] = {}
    above = 1
    for match in HEADING.finditer(without_code(page.body)):
        level, words = len(match["marks"]), match["text"]
        if words.startswith("{"):
            continue  # no words: line_slips.py
        found = re.search(r"(?:^|\s)#([^\s}]+)", match["attributes"] or "")
        name = found[1] if found else ""
        if words_as_id := re.fullmatch(r"\s*#([\w -]+)", match["attributes"] or ""):
            name = words_as_id[1]
        wrong_level = mistakes(
            (
                level == 1,
                "a page has one first-level heading, and that is its title.",
                written(2, words, slug(words)),
            ),
            (
                level > above + 1,
                f"the heading jumps from level {above} to level {level}.",
                written(above + 1, words, name or slug(words)),
            ),
        )
        wrong_id = mistakes(
            (
                not name,
                "a heading needs an id of its own, because clinics link to headings.",
                written(level, words, slug(words)),
            ),
            (
                not ID.fullmatch(name) or len(name) > LONGEST_ID,
                f'the id "{name}" is not of the form we promise to keep.',
                written(level, words, slug(name)),
            ),
            (
                name in seen,
                f'the id "{name}" stands in line {seen.get(name)} already.',
                "Give one of the two another id.",
            ),
        )
        yield from (page.at(match.start(), *wrong) for wrong in (*wrong_level, *wrong_id[:1]))
        seen.setdefault(name, page.at(match.start(), "").line)
        above = max(level, 2)


def needed(page: Page) -> Iterator[Problem]:
    """Sections and shared texts that a page of its type must have, and balance on a page that states a benefit."""
    text, kind = without_code(page.body), str(page.meta.get("type", ""))
    ids, snippets = {match["listed"] for match in ANCHOR.finditer(text)}, SNIPPET.findall(text)
    names = list(BLOCKS.get(kind, ()))
    if page.for_patients and EFFECT.search(text):
        names += [name for name in ("harms.md", "other-options.md", "#what-we-do-not-know") if name not in names]
        if kind in COUNTS_HARMS:
            names.remove("harms.md")
    for name in names:
        if name.startswith("#") and name[1:] not in ids:
            words = name[1:].replace("-", " ").capitalize()
            what = f'a page of the type "{kind}" needs a section "{words}".'
            yield page.on(0, what, f"Write: ## {words} {{{name}}}")
        elif not name.startswith("#") and name not in snippets and not re.search(rf"8<.*{re.escape(name)}", text):
            what = f'a page that states a benefit, or of the type "{kind}", needs the shared text "{name}".'
            yield page.on(0, what, f'Write on a line of its own: --8<-- "{name}"')
    if kind in CITING and not cited_keys(page.body) and "{{ " not in page.body:
        what = f'a page of the type "{kind}" cites no source.'
        yield page.on(0, what, "Write [@key] after each sentence that rests on a study.")


def check_titles(sources: Sources) -> Iterator[Problem]:
    """Pages that share a title or a description."""
    for name in ("title", "description"):
        pages: dict[str, list[Page]] = {}
        for page in sources.pages.values():
            pages.setdefault(str(page.meta.get(name, "")).strip().lower(), []).append(page)
        for value, same in pages.items():
            for page, other in zip(same, [*same[1:], same[0]], strict=True) if value and len(same) > 1 else ():
                yield page.front.problem(
                    (name,), f"{other.path} has the same {name}.", "Make it say what only this page says."
                )
