"""The words of a page or of one problem as a clinician checks them: each sentence with the sources that it rests on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extensions import data_blocks
from sources import Sources
from sources.plaintext import SENTENCE_END, words_only
from sources.syntax import CITATION, cited_keys, without_code

AGREED = ("warning-signs", "contraindications", "aftercare")  # lists of which a clinician must agree to lines
STRIP = re.compile(r"<svg class=\"strip\".*?</svg>")  # our own small drawing, whose numbers stand beside it
CELL = re.compile(r"(?<!\\)\|")
LEADS = "-*|>+?!: "  # marks of Markdown before the words of a line


@dataclass(frozen=True)
class ReadSentence:
    """A sentence under its heading, with the keys of the sources that are cited right after it."""

    heading: str
    text: str
    keys: tuple[str, ...]


def of_page(uri: str, sources: Sources) -> list[ReadSentence]:
    """Every sentence of a page as readers get it, with its data and shared texts in place."""
    return list(sentences(data_blocks.filled(sources.pages[uri], sources)))


def of_condition(name: str, sources: Sources) -> list[ReadSentence]:
    """Every sentence of one problem, from its page."""
    row = sources.by_key("conditions", "id")[name]
    page = of_page(f"indications/{row['region']}.md", sources)
    return [sentence for sentence in page if sentence.heading == row["name"]]


def sentences(text: str) -> Iterator[ReadSentence]:
    """The sentences of a Markdown text, each once and in its order."""
    heading = ""
    for line in STRIP.sub("", without_code(text)).split("\n"):
        if line.startswith("#"):
            heading = words(line).strip("# ")
            continue
        for cell in CELL.split(line) if line.lstrip().startswith("|") else [line]:
            yield from (ReadSentence(heading, *said) for said in cited(cell))


def cited(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sentences of a line or a cell, each with the keys of the citation that follows it."""
    start = 0
    for match in [*CITATION.finditer(text), None]:
        keys = tuple(cited_keys(match[0])) if match else ()
        part = words(text[start : match.start() if match else None])
        said = [one for one in SENTENCE_END.split(part) if any(sign.isalnum() for sign in one)]
        yield from ((one, keys if number == len(said) else ()) for number, one in enumerate(said, 1))
        start = match.end() if match else start


def words(text: str) -> str:
    """A line without its marks, on one line; certainty marks stay."""
    return " ".join(words_only(text, True).split()).lstrip(LEADS).rstrip("| ")


def to_agree(uri: str, sources: Sources) -> list[tuple[str, str, str]]:
    """The lines that a clinician must still agree to, of the lists that a page shows: file, id, and what is asked."""
    shown = sources.expanded(sources.pages[uri])
    names = [
        name for name in AGREED if f"{{{{ {name}" in shown or (name == "warning-signs" and "{{ sign-list" in shown)
    ]
    return [
        (name, str(row["id"]), str(row["confirm"])) for name in names for row in sources.rows(name) if "confirm" in row
    ]
