"""What may never stand in a value of a data file or a page header, after YAML has read it: a value is text.

Texts for readers hold words, citations, marks of signs and https:// links; extensions/values.py lets nothing else
become Markdown, and here a writer is told.
"""

import functools
import re
from collections.abc import Iterator

from extensions.values import KEPT
from guard.characters import ENTITY, TYPE_AGAIN, unseen
from guard.unsafe_content import EMAIL, OF_A_PERSON, OPEN, TAGS, TELEPHONE, marks
from sources import Document, Page, Problem, Sources, Wrong, look_for, mistakes, place, scheme, yamlfile
from sources.addresses import TEXT_SCHEMES
from sources.files import decoded

RULES = (
    (re.compile(r"\b(?:javascript|vbscript|data):"), r"\g<0> may not stand in a data file.", "Write plain text."),
    (EMAIL, "an email address stands in the text.", OF_A_PERSON),
)
# fields that are no text for readers: addresses, patterns, words for a search; and a letter, which is never Markdown
ADDRESSES = {"url", "source", "second", "deaf_source", "doi"}
PATTERNS = {
    ("style", "find"),
    *((name, "words") for name in ("claim-words", "sign-words", "level-words", "search-words")),
}
PATTERNS |= {
    (name, field) for name in ("claim-words", "sign-words", "level-words") for field in ("maybe", "unless", "verbs")
}
LETTER = ("kit", "text")
BEGINS = re.compile(r"(?![0-9]{1,9}[.)](?:\s|\Z))(?:[^\W_]|[\"'“‘«(\[¿¡…]|[-+\u2212±<>≥≤~] ?[0-9])")
BRACKETS = re.compile(r"\][(\[:{]|[!*]\[|\[\^")
LAST = re.compile(r"[<>{}\[\]`]|//|\*\*|&\w+;|&#")
LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def check_data(sources: Sources) -> Iterator[Problem]:
    """Data files hold plain text with citations, so any tag in them is a mistake; so are invisible characters and what
    belongs to a person.
    """
    for name, document in sources.data.items():
        yield from of_values(document, name)
        text = decoded(sources.raw.get(f"_data/{name}.yml", b""))
        for offset, what, fix in unseen(text):
            yield Problem(document.path, *place(text, offset), what, fix)


@functools.lru_cache(maxsize=64)
def of_values(document: Document, name: str) -> list[Problem]:
    """What may not stand in the names and values of a data file, looked at once while it stays."""
    found = [*field_names(document)]
    for where, value in document.texts:
        field = next((part for part in reversed(where) if isinstance(part, str)), "")
        for what, fix in value_wrongs(value, (name, field)):
            found.append(document.problem(where, what.replace("in a page", "in a data file"), fix))
    return found


def field_names(document: Document) -> Iterator[Problem]:
    """Names of fields that are not what they look like."""
    for where, name in yamlfile.fields(document.data):
        for _, what, fix in unseen(name):
            yield document.problem(where, what, fix)


def value_wrongs(value: str, field: tuple[str, str] = ("", "")) -> Iterator[Wrong]:
    """What may not stand in a value of a data file, in this file and field."""
    for _, what, fix in (*look_for(RULES, value), *marks(value), *unseen(value)):
        yield what, fix
    for target in re.findall(r"\]\(\s*<?([^)\s>]*)", value):
        if (kind := scheme(target)) not in ("", *TEXT_SCHEMES):
            yield f'an address may not begin with "{kind}:".', "Write an https:// address."
    if field[1] not in ADDRESSES and TELEPHONE.search(value):
        yield "a telephone number stands in the text.", OF_A_PERSON
    if field == LETTER:
        return
    yield from line_ends(value)
    if field not in PATTERNS and field[1] not in ADDRESSES:
        yield from structure(value)


def line_ends(value: str) -> list[Wrong]:
    """A text that does not stand on one line."""
    what = "the text has a line end in it, or after it."
    return mistakes((LINE_END.search(value), what, "Write it on one line, without | or > before it."))


def structure(value: str) -> Iterator[Wrong]:
    """What would be mark-up on a page: a value is words, citations and links."""
    yield from (
        (f"<{match['name']}> may not stand in a data file.", "Write plain text.")
        for match in OPEN.finditer(value)
        if match["name"].lower().strip("/") in TAGS
    )
    words = KEPT.sub("", value)
    yield from mistakes(
        (
            value and not BEGINS.match(value),
            f'the text begins with "{value[:3].strip()}", which has another meaning on a page.',
            "Begin it with a word.",
        ),
        (re.search(r"[{}]", value), "curly brackets may not stand in a data file.", "Write round ones."),
        (ENTITY.search(value), "a sign is written as a code, so that nobody can read it here.", TYPE_AGAIN),
        (
            re.search(r"\*\*|`|~~", value),
            "marks for bold type or code may not stand here.",
            "Leave them out.",
        ),
        (
            BRACKETS.search(words),
            "these square brackets are no citation and no link that data may hold.",
            "Write [@key], [words](https://...), or in check_first [words](emergency:id).",
        ),
    )


def check_header(page: Page) -> Iterator[Problem]:
    """The words of a page header go into templates as they are, so they may hold no mark-up."""
    for where, value in yamlfile.strings(page.meta):
        name = next((part for part in reversed(where) if isinstance(part, str)), "")
        wrongs = [(what, fix) for _, what, fix in unseen(value)] + line_ends(value)
        if name in ("title", "description", "what"):
            wrongs += mistakes(
                (
                    LAST.search(value) or (name != "what" and '"' in value),
                    f"`{name}` may hold plain words only.",
                    "Leave out brackets, quotation marks and addresses.",
                ),
                (not BEGINS.match(value), f"`{name}` begins with a sign.", "Begin it with a word."),
            )
        yield from (page.front.problem(where, *wrong) for wrong in wrongs)
    yield from field_names(page.front)
