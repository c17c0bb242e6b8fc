"""How short and how complete what people add must be: a question, a term, a claim, a problem.

The guide says these limits; here each has its line and what to write.
"""

import itertools
import re
from collections.abc import Iterator

from checks import lines_to_copy
from made import redirects
from sources import Page, Problem, Sources, Wrong, mistakes, plaintext
from sources.syntax import CITATION, HEADING, NO_STUDY

MOST_WORDS = (  # data file, field, words
    ("glossary", "plain", 25),
    ("glossary", "technical", 40),
    ("claims", "claim", 25),
    ("claims", "answer", 60),
)
LONGEST_ANSWER = 60
LINK = re.compile(r"\]\([\w/-]+\.md")


def check(page: Page) -> Iterator[Problem]:
    """Questions that are none, and answers that are long or lead nowhere."""
    heads = [*HEADING.finditer(page.body)] if page.meta.get("type") == "faq" else []
    for head, after in itertools.zip_longest(heads, heads[1:]):
        if head["marks"] == "###":
            answer = page.body[head.end() : after.start() if after else None].partition("\n--8<--")[0]
            yield from (page.at(head.start(), *wrong) for wrong in of_question(head["text"], answer))


def of_question(title: str, answer: str) -> list[Wrong]:
    """What is wrong with a question and its answer."""
    words = plaintext.count_words(CITATION.sub("", answer.partition("Read more:")[0]))
    return mistakes(
        (not title.endswith("?"), f'the heading "{title}" is no question.', f"Write: {title.rstrip('.!')}?"),
        (
            words > LONGEST_ANSWER,
            f"this answer has {words} words; it may have {LONGEST_ANSWER} at most.",
            "Leave the rest to the page that the answer leads to.",
        ),
        (
            not LINK.search(answer),
            "this answer leads to no page.",
            "End it with the page that says more: Read more: [aftercare](aftercare.md)",
        ),
    )


def check_data(sources: Sources) -> Iterator[Problem]:
    """Texts that are too long, answers without a source, and problems whose name is no address."""
    for name, field, most in MOST_WORDS:
        for where, text in sources.named(name, field):
            if (words := plaintext.count_words(text)) > most:
                what = f"`{field}` has {words} words; it may have {most} at most."
                yield sources.document(name).problem(where, what, "Leave out what is not needed.")
    stubs = redirects.stubs(sources)
    for index, row in sources.entries("conditions"):
        asked = row.get("asked")
        for number, answer in enumerate(asked if isinstance(asked, list) else []):
            if isinstance(answer, dict) and not answer.get("sources") and answer.get("certainty") != NO_STUDY:
                where = (index, "asked", number, "sources")
                what = f'this answer has no source and says not "{NO_STUDY}".'
                yield sources.document("conditions").problem(where, what, "Add the key of its source.")
        known = stubs and f"indications/{row.get('region')}.md" in sources.pages  # else that is told
        for start, to in spoken(row).items() if known else ():
            if start not in stubs:
                what = f'who hears of "{row.get("name")}" types /{start}, and nothing is there.'
                yield sources.document("conditions").problem(
                    (index, "id"), what, lines_to_copy.redirect(start, to, stubs)
                )


def spoken(row: dict[str, object]) -> dict[str, str]:
    """The addresses by which a problem is named on the phone, and where they lead: its id, and a name in brackets."""
    to = f"indications/{row.get('region')}.md#{row.get('id')}"
    names = [str(row.get("id")), *re.findall(r"\(([^)]+)\)", str(row.get("name")))]
    return {f"{name.lower().replace(' ', '-')}/": to for name in names}
