"""Our papers whose number nobody has found: PubMed is asked by their title. Only the same title counts as the paper."""

import re

from sources import Sources
from watching import pubmed
from watching.asking import Call

WORD = re.compile(r"[a-z0-9]+")
SHORTEST = 4  # letters: PubMed leaves out little words, and says so as if it had failed


def without_number(sources: Sources) -> dict[str, str]:
    """The titles of our papers that have neither PMID nor DOI, by key. A source without a journal is no paper."""
    rows = sources.rows("references")
    return {
        str(row["key"]): str(row["title"])
        for row in rows
        if row.get("journal") and row.get("authors") and not {"doi", "pmid"} & row.keys()
    }


def call(title: str, email: str = "") -> Call:
    """The call that looks for a title by all its longer words."""
    words = [word for word in dict.fromkeys(WORD.findall(title.lower())) if len(word) >= SHORTEST]
    return pubmed.search(" AND ".join(f"{word}[ti]" for word in words), 0, email)


def found(body: bytes) -> list[str]:
    """The numbers that a search for a title found; none when PubMed does not know one of its words."""
    return [] if pubmed.lost_words(pubmed.result(body)) else pubmed.found(body)


def same(one: str, other: str) -> bool:
    """Whether two titles have the same words in the same order."""
    return WORD.findall(one.lower()) == WORD.findall(other.lower())
