"""What a statement rests on: its citations, its certainty mark, and a verb that fits the mark."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checks import claim_rules, claims
from checks.claim_rules import ClaimRules
from extensions.certainty import GRADES
from extensions.citations import cited_in
from sources import Page, Problem, Sources, Wrong, nearest, plaintext
from sources.syntax import CERTAINTY, CITABLE, CITATION, MEASURED, citation, without_code
from sources.yamlfile import Path

Reference = Mapping[str, Any]
NEED_SOURCES = {"home", "explainer", "evidence", "safety", "leaflet", "action", "decision"}
MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|hundred|thousand)"
COUNTED = re.compile(
    r"\b\d[\d,.]*(?: \w+)?? (?:in every|out of|of every|in \d|people|patients|women|men|adults|volunteers|trials?"
    r"|studies|treatments?|rabbits|rats|mice|points?)\b"
    rf"|\b(?:one|{MANY}) (?:in|out of) (?:every )?{MANY}\b"
    r"|\b(?:a third|a quarter|half|(?:two|three) (?:thirds|quarters|fifths)) of (?:\w+ ){0,2}"
    r"(?:people|patients|women|men|adults|volunteers|clients|athletes|runners|treatments|sessions|cases)\b",
    re.I,
)
GIVEN = re.compile(  # what is done with people in a kind of study is no result
    r"(?: (?:people|patients|women|men))? (?:(?:have|has|get|gets|receive|are given) (?:an?|the|real|sham|no|blunt)"
    r" (?:\w+ )?(?:needles?|needling|treatment)\b|(?:are|is) (?:chosen|put|placed|assigned|drawn)\b)"
)
STUDY = re.compile(
    r"\b(?:in an?|in this kind of|in such an?|in any|in most) (?:[\w-]+ )?(?:trials?|study|studies)\b|\bby lot\b", re.I
)
NAMED = re.compile(  # also where a sign or a bracket is lost: checks/word_slips.py
    rf"{CITATION.pattern}|(?<!\w)@[a-z]|\[[a-z_]+(?:19|20)\d\d[a-z]*\]"
)


def check(page: Page, sources: Sources) -> Iterator[Problem]:
    """Everything about the evidence on a page."""
    yield from citations(page, sources.by_key("references"))
    told = list(claims.check(page, sources))
    yield from told
    yield from unsaid(marks(page, claim_rules.of(sources)), told)
    if page.for_patients and str(page.meta.get("type")) in NEED_SOURCES:
        yield from unsaid(uncited(page), told)


def unsaid(later: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """What else is wrong in paragraphs of which nothing was said yet: one sentence, one line."""
    lines = {problem.line for problem in told}
    yield from (problem for problem in later if problem.line not in lines)


def citations(page: Page, references: Mapping[str, Reference]) -> Iterator[Problem]:
    """Malformed, unknown or uncitable citations."""
    text = without_code(page.body)
    for match in CITATION.finditer(text):
        here = match.start()
        if text.startswith("[@", match.end()):
            yield page.at(here, f"two citations stand side by side after {match[0]}.", "Join them: [@a; @b]")
        if text.startswith("#", text.rfind("\n", 0, here) + 1):
            yield page.at(here, "a heading holds a citation.", "Move it to the sentence that needs it.")
        try:
            items = citation(match[1])
        except ValueError:
            if re.search(r"@[\w]*[A-Za-z]", match[1]):
                yield page.at(here, f"{match[0]} is not a citation.", "Write [@key], [@a; @b] or [@key, p. 3].")
            continue
        for key, _ in items:
            yield from (page.at(here, *wrong) for wrong in wrongs(key, references))
    for match in re.finditer(r"(\[@[^\]\n]*\])\([^)\n]*\)", text):
        instead = f"Write {match[1]} and give the source its address in references.yml."
        yield page.at(match.start(), "a citation cannot be a link.", instead)
    for match in re.finditer(r"\[@[^\]\[\n]*(?=[\[\n]|\Z)", text):
        instead = f"Write {match[0].split()[0].rstrip('.,')}]"
        yield page.at(match.start(), "a citation has no closing bracket.", instead)


def wrongs(key: str, references: Mapping[str, Reference]) -> Iterator[Wrong]:
    """What is wrong with citing `key`, and what to write."""
    if key not in references:
        yield (
            f'there is no source "{key}".',
            nearest(key, references) or "Add it to docs/_data/references.yml; its first lines show how.",
        )
    elif references[key].get("use") != CITABLE:
        yield (
            f'the source "{key}" may not be cited yet (use: {references[key].get("use")}).',
            "Cite another one, or confirm what is missing and set use: cite in docs/_data/references.yml.",
        )


def uncited(page: Page) -> Iterator[Problem]:
    """Paragraphs and list items for patients that count something in a study or grade it without a source."""
    lines = without_code(page.body).splitlines()
    for block in plaintext.blocks(page.body, markers=True):
        found = counted(block.text) or MEASURED.search(block.text)
        if not found or block.kind not in ("paragraph", "item"):
            continue
        end = block.line
        while end < len(lines) and lines[end].strip() and not re.match(r"\s*(?:[-*+]|\d+[.)]) ", lines[end]):
            end += 1
        if not NAMED.search("\n".join(lines[block.line - 1 : end])):
            yield page.on(
                block.line,
                f'"{found[0].strip()}" stands here without a source.',
                "Write [@key] after the sentence; the keys are in docs/_data/references.yml.",
            )


def counted(text: str) -> re.Match[str] | None:
    """The first count of a result in a text: "half of the people", but not who is given what in a kind of trial."""
    found = COUNTED.finditer(text)
    return next((hit for hit in found if not (STUDY.search(text) and GIVEN.match(text, hit.end()))), None)


def marks(page: Page, rules: ClaimRules) -> Iterator[Problem]:
    """Sentences whose verb does not fit their certainty mark, and marks that are none of the fixed ones."""
    for match in claims.LOOSE.finditer(without_code(page.body)):
        if match[0][1:-1] not in GRADES:
            known = ", ".join(f"({words})" for words in GRADES)
            what = f"{match[0]} is not one of the fixed certainty marks."
            yield page.at(match.start(), what, f"Write one of: {known}.")
    for block in plaintext.blocks(page.body, markers=True):
        for said, mark in marked(block.text, rules):
            yield from (page.on(block.line, *wrong) for wrong in (misfit(said, mark) if mark else ()))


def marked(block: str, rules: ClaimRules) -> Iterator[tuple[str, str]]:
    """The sentences of a paragraph with their certainty mark, "" where they have none.

    A mark that ends a paragraph is that of every sentence of effect in it that has none of its own.
    """
    said = plaintext.SENTENCE_END.split(block)
    at_end = CERTAINTY.search(said[-1])
    for sentence in said:
        own = [match[1] for match in CERTAINTY.finditer(sentence)]
        if not own and at_end and (claim := rules.claim(sentence)) and claim.kind != "harmless" and not claim.past:
            own = [at_end[1]]
        yield from ((sentence, mark) for mark in own or [""])


def start(sentence: str) -> str:
    """The first words of a sentence, by which a writer finds it."""
    return " ".join(sentence.split()[:6])


def misfit(sentence: str, mark: str) -> Iterator[Wrong]:
    """What is wrong and what to write when the verb of a sentence does not fit its mark."""
    words, grade = CERTAINTY.sub("", sentence).lower(), GRADES[mark]
    if not plaintext.WORD.search(words):
        return  # a table cell that holds nothing but the mark
    instead = f"Write for example: {grade.example} ... ({mark})."
    if not re.search(grade.needs, words):
        yield f'the sentence "{start(sentence)} ..." is marked ({mark}) but not worded so.', instead
    elif wrong := re.search(grade.forbids, words):
        yield f'the sentence "{start(sentence)} ..." says "{wrong[0]}", which does not fit ({mark}).', instead


def check_data(sources: Sources) -> Iterator[Problem]:
    """Data that cite what may not be cited, sources that nothing cites, conditions worded unlike their certainty."""
    references, cited = sources.by_key("references"), cited_in(sources)
    for name, document in sources.data.items():
        for where, key in sources.cited_by(name):
            yield from (document.problem(where, *wrong) for wrong in wrongs(key, references))
    for index, row in sources.entries("references"):
        if row.get("use") == CITABLE and str(row.get("key")) not in cited:
            what = f'no page cites "{row.get("key")}".'
            yield sources.document("references").problem((index, "key"), what, "Cite it or delete it.")
    for where, said, mark in answers(sources):
        if mark in GRADES:
            yield from (sources.document("conditions").problem(where, *wrong) for wrong in misfit(said, mark))


def answers(sources: Sources) -> Iterator[tuple[Path, str, str]]:
    """Place, words and certainty of every answer in conditions.yml."""
    for index, row in sources.entries("conditions"):
        for field in ("line", "answer"):
            yield (index, field), str(row.get(field)), str(row.get("certainty"))
        asked = row.get("asked")
        for number, answer in enumerate(asked if isinstance(asked, list) else []):
            if isinstance(answer, dict):
                yield (index, "asked", number, "say"), str(answer.get("say")), str(answer.get("certainty"))
