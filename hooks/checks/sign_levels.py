"""One sign, one level, in free text too: a sentence that names a warning sign and gives it another level than its row.

A sign and a lower level in one clause, with the right level not beside it, is certain and stops; what only may be so is
a line in the summary of a change (commands/summary.py).
"""

import dataclasses
import pathlib
from collections.abc import Iterator

from checks import level_rules, level_words
from checks.level_rules import Finding, Rules
from checks.level_words import RANK
from extensions import data_blocks
from guard import too_large
from sources import Page, Problem, Sources, plaintext
from sources.disk_cache import cached_json

# made of texts that are read where they are written; what studies found is no advice
ELSEWHERE = ("kit", "references")
DATA = ("warning-signs", "sign-words", "level-words")  # all that the rules know


def findings(sources: Sources) -> Iterator[tuple[str, Finding]]:
    """Every finding with its file, from pages as readers get them and the emails of the kit. A sentence is named once,
    where it is written.
    """
    rules = Rules(sources)
    said = {str(row.get("claim")) for row in sources.rows("claims")}  # what others say
    seen: set[tuple[str, str]] = set()
    for uri, page in sources.pages.items():
        if next(too_large.of_page(page), None):
            continue
        text = data_blocks.expand(sources.expanded(page), sources, uri, ELSEWHERE)
        blocks = [plaintext.Block("paragraph", 0, str(page.meta.get("description", ""))), *plaintext.blocks(text)]
        for found in read(rules, [block for block in blocks if block.text not in said], sources):
            # one heading gives one message, however long its list
            once = (found.level_in, "" if found.level_in != found.sentence else found.sign)
            if once not in seen:
                seen.add(once)
                path, line = written_at(found.level_in, page, sources)
                yield path, dataclasses.replace(found, line=line)
    for where, text in sources.document("kit").texts:
        if " " in text:
            yield from (
                (sources.document("kit").path, dataclasses.replace(found, line=sources.document("kit").place(where)[0]))
                for found in rules.read(plaintext.blocks(text))
            )


def read(rules: Rules, blocks: list[plaintext.Block], sources: Sources) -> list[Finding]:
    """What the rules find in a page; a text that was read once with the same words is not read again."""
    program = [pathlib.Path(str(part.__file__)) for part in (level_words, level_rules, plaintext)]
    words = sources.once(("level words",), lambda: [sources.rows(name) for name in DATA])
    rows = cached_json(
        "levels", [*program, words, blocks], lambda: [dataclasses.astuple(found) for found in rules.read(blocks)]
    )
    return [Finding(*row) for row in rows]


def written_at(sentence: str, page: Page, sources: Sources) -> tuple[str, int]:
    """The file and the line of a sentence that stands on a page: there, in a shared text, or in data, which may have
    put words in front of it.
    """
    for source in [page, *sources.snippets.values()]:
        for block in plaintext.blocks(source.body):
            if sentence in block.text:
                return source.path, block.line + source.body_line - 1
    if sentence in str(page.meta.get("description")):
        return page.path, page.front.place(("description",))[0]
    last = plaintext.WORD.findall(sentence)[-1]
    for document in sources.data.values():
        for where, text in document.texts:
            if last in text and " " in text and any(sentence.endswith(own.text) for own in plaintext.sentences(text)):
                return document.path, document.place(where)[0]
    return page.path, 1


def likely(sources: Sources) -> set[str]:
    """A line for a reviewer about every sentence that may give a sign another level."""
    return {f"**{path}**: {' '.join(finding.words())}" for path, finding in findings(sources) if not finding.certain}


def check(sources: Sources) -> Iterator[Problem]:
    """What is certain; rows that have no words, and words that have no row."""
    yield from (
        Problem(path, finding.line, 0, *finding.words()) for path, finding in findings(sources) if finding.certain
    )
    rows, words = sources.by_key("warning-signs", "id"), sources.by_key("sign-words", "id")
    yield from (
        sources.document("warning-signs").problem(
            (index, "id"),
            f'the sign "{row.get("id")}" has no words in docs/_data/sign-words.yml, so free text about it is not'
            " looked at.",
            f"Add there: - id: {row.get('id')}, with the words that name it.",
        )
        for index, row in sources.entries("warning-signs")
        if words and str(row.get("id")) not in words and row.get("urgency") != "normal"
    )
    for name, known, what in (
        ("sign-words", rows, 'there is no sign "{}".'),
        ("level-words", RANK, 'there is no level "{}".'),
    ):
        yield from sources.document(name).unknown(sources.named(name, "id"), known, what, "")
