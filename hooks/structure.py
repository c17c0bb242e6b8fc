"""The shape of a page: its front matter, its headings and their ids, and the sections that its type must have."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any

import citations
import plaintext
import yaml
import yamlfile
from problems import Problem, nearest
from sources import ROOT, SNIPPET, Page, Sources

HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<text>.+?)(?:[ \t]*\{(?P<attributes>[^}\n]*)\})?[ \t]*$", re.M)
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 40
UNSHOWN = {
    "abbreviations",
    "level-words",
    "people",
    "redirects",
    "search-words",
    "sign-words",
    "style",
}  # data for the checks, the page facts, the addresses and the search
BENEFIT = r"\((?:high|moderate|low|very low) certainty\)"
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
SORTED_BY = {
    "abbreviations": "short",
    "emergency-numbers": "place",
    "level-words": "id",
    "people": "id",
    "redirects": "from",
    "references": "key",
    "search-words": "to",
    "sign-words": "id",
    "style": "find",
}


@functools.cache
def schemas() -> dict[str, Any]:
    """The schemas of front matter and data files."""
    return yaml.safe_load((ROOT / "hooks" / "schemas.yml").read_text("utf-8"))


def slug(text: str) -> str:
    """An id for a heading: its words in lower case, joined by hyphens, at most 40 characters."""
    words, made = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower())), ""
    for word in words:
        if len(made) + len(word) + 1 > LONGEST_ID:
            break
        made += ("-" if made else "") + word
    return made or "section"


def check(page: Page, today: datetime.date) -> Iterator[Problem]:
    """Front matter, headings and ids of one page."""
    yield from front_matter(page, today)
    yield from headings(page)
    yield from blocks(page, SNIPPET.findall(plaintext.without_code(page.body)))


def front_matter(page: Page, today: datetime.date) -> Iterator[Problem]:
    """Broken, missing or wrong front matter, and dates that cannot be."""
    if not page.front.places and not page.front.problems:
        if page.text.startswith("---"):
            yield Problem(
                page.path, 1, 1, "the page header has no end.", "Put a line with only --- after its last field."
            )
        else:
            yield Problem(
                page.path,
                1,
                1,
                "the page has no header.",
                "Begin the file with --- and copy the fields from another page.",
            )
        return
    if page.front.problems:
        yield from page.front.problems
        return
    yield from yamlfile.check(page.front, schemas()["front"])
    changes = page.meta.get("changes")
    dates = {(name,): page.meta.get(name) for name in ("sources_checked", "reviewed_on")}
    dates |= {
        ("changes", index, "date"): change.get("date")
        for index, change in enumerate(changes if isinstance(changes, list) else [])
        if isinstance(change, dict)
    }
    for where, value in dates.items():
        if isinstance(value, str) and is_date(value) and datetime.date.fromisoformat(value) > today:
            yield page.front.problem(where, f"{value} is in the future.", f"Today is {today}.")


def is_date(value: str) -> bool:
    """Whether the text is a date of the calendar, written 2026-11-20."""
    try:
        return bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def headings(page: Page) -> Iterator[Problem]:
    """Headings without an id of their own, with a doubled or odd one, a first-level heading, a skipped level."""
    text = plaintext.without_code(page.body)
    seen: dict[str, int] = {}
    level = 1
    for match in HEADING.finditer(text):
        line = plaintext.place(text, match.start())[0] + page.body_line - 1
        marks, words = match["marks"], match["text"]
        found = re.search(r"(?:^|\s)#([^\s}]+)", match["attributes"] or "")
        if len(marks) == 1:
            yield Problem(
                page.path,
                line,
                1,
                "a page has one first-level heading, and that is its title.",
                f"Write: ## {words} {{#{slug(words)}}}",
            )
        elif len(marks) > level + 1:
            yield Problem(
                page.path,
                line,
                1,
                f"the heading jumps from level {level} to level {len(marks)}.",
                f"Write: {'#' * (level + 1)} {words} {{#{found[1] if found else slug(words)}}}",
            )
        level = max(len(marks), 2)
        if not found:
            yield Problem(
                page.path,
                line,
                1,
                "a heading needs an id of its own, because clinics link to headings.",
                f"Write: {marks} {words} {{#{slug(words)}}}",
            )
        elif not ID.fullmatch(found[1]) or len(found[1]) > LONGEST_ID:
            yield Problem(
                page.path,
                line,
                1,
                f'the id "{found[1]}" is not of the form we promise to keep.',
                f"Write: {marks} {words} {{#{slug(found[1])}}}",
            )
        elif found[1] in seen:
            yield Problem(
                page.path,
                line,
                1,
                f'the id "{found[1]}" stands in line {seen[found[1]]} already.',
                "Give one of the two another id.",
            )
        else:
            seen[found[1]] = line


def blocks(page: Page, snippets: list[str]) -> Iterator[Problem]:
    """Sections and shared texts that a page of its type must have, and balance on a page that states a benefit."""
    ids = {match[1] for match in re.finditer(r"\{[^}\n]*#([\w-]+)", plaintext.without_code(page.body))}
    kind = str(page.meta.get("type", ""))
    needed = list(BLOCKS.get(kind, ()))
    if re.search(BENEFIT, plaintext.without_code(page.body)) and page.meta.get("audience") == "patients":
        needed += [name for name in ("harms.md", "other-options.md", "#what-we-do-not-know") if name not in needed]
        if kind in COUNTS_HARMS:
            needed.remove("harms.md")
    for name in needed:
        if name.startswith("#") and name[1:] not in ids:
            words = name[1:].replace("-", " ").capitalize()
            yield Problem(
                page.path,
                1,
                0,
                f'a page of the type "{kind}" needs a section "{words}".',
                f"Write: ## {words} {{{name}}}",
            )
        elif not name.startswith("#") and name not in snippets:
            yield Problem(
                page.path,
                1,
                0,
                f'a page that states a benefit, or of the type "{kind}", needs the shared text "{name}".',
                f'Write on a line of its own: --8<-- "{name}"',
            )
    if kind in CITING and not citations.keys(page.body) and "{{ " not in page.body:
        yield Problem(
            page.path,
            1,
            0,
            f'a page of the type "{kind}" cites no source.',
            "Write [@key] after each sentence that rests on a study.",
        )


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


def check_use(sources: Sources) -> Iterator[Problem]:
    """Data that no page shows."""
    shown = {name for page in sources.pages.values() for name in re.findall(r"\{\{ *([\w-]+)", page.body)}
    for name, document in sources.data.items():
        if name in schemas() and name not in shown | UNSHOWN:
            yield Problem(
                document.path,
                1,
                1,
                "no page shows this data.",
                f"Write {{{{ {name} }}}} on a page, or delete the file.",
            )


def check_people(sources: Sources) -> Iterator[Problem]:
    """Reviewers that nobody is, people that no page names, and a review without its day."""
    people = sources.by_key("people", "id")
    named = set()
    for page in sources.pages.values():
        for index, name in enumerate(page.meta.get("reviewed_by") or []):
            named.add(name)
            if name not in people:
                yield page.front.problem(
                    ("reviewed_by", index),
                    f'there is no "{name}" in docs/_data/people.yml.',
                    nearest(str(name), people) or "Add the person there first.",
                )
        if page.meta.get("reviewed_by") and not page.meta.get("reviewed_on"):
            yield page.front.problem(
                ("reviewed_by",), "a reviewed page needs the day of the review.", "Add: reviewed_on: 2026-11-20"
            )
    for index, row in enumerate(sources.rows("people")):
        if row.get("id") not in named:
            yield sources.data["people"].problem(
                (index,),
                f'no page names "{row.get("id")}" as its reviewer.',
                "Add reviewed_by to a page, or delete the entry.",
            )


def check_data(sources: Sources) -> Iterator[Problem]:
    """Data files: readable, of the right form, sorted where they must be, every key once, every file known."""
    for name, document in sources.data.items():
        yield from document.problems
        if document.problems:
            continue
        if name not in schemas():
            yield Problem(
                document.path, 1, 1, "there is no schema for this data file.", "Add one to hooks/schemas.yml."
            )
            continue
        yield from yamlfile.check(document, schemas()[name])
        rows = sources.rows(name)
        key = next(
            (key for key in ("key", "id", "find", "place", "short", "from", "to") if rows and key in rows[0]), ""
        )
        values = [str(row.get(key, "")) for row in rows]
        for index, value in enumerate(values):
            if key and value in values[:index]:
                yield document.problem((index, key), f'"{value}" stands here twice.', "Keep one and delete the other.")
        if name in SORTED_BY:
            for index, (first, second) in enumerate(itertools.pairwise(values)):
                if second.lower() < first.lower():
                    yield document.problem(
                        (index + 1, key),
                        f'"{second}" stands after "{first}".',
                        "Keep the entries in alphabetical order.",
                    )
                    break
