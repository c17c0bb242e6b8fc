"""Claims without what they need, on pages, in shared texts and in data that readers see: one line for each sentence.

An effect or a comparison needs its certainty and its source. What a study found, told in the past, needs its source.
That something does no harm needs a count of harms with its source, because no mark makes it true.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from checks import banned, claim_rules, claim_words, quotations
from checks.claim_clauses import Claim
from checks.claim_rules import ClaimRules
from sources import Page, Problem, Sources, Wrong, plaintext, yamlfile
from sources.syntax import CERTAINTY, CITATION

SOURCE = "¶"  # stands where a citation stood
SENTENCE_END = re.compile(
    rf"(?:(?<=[.!?])|(?<=[.!?]{SOURCE})|(?<=[.!?][\"”’)]{SOURCE}))[\"')\]”’]*\s+(?=[\"'(“‘]?[A-Z0-9])"
)
LOOSE = re.compile(  # meant as a mark, whether it is one of the fixed ones or not
    r"\((?:[\w ]+ certainty|no (?:study|studies|trial|trials)(?: was| were)? found|shown in \w+|theoretical)\)"
)
HEDGED = re.compile(r"\b(?:may|might|probably|could)\b", re.I)
SEEN = {  # fields of each data file that readers see as sentences
    "aftercare": "advice basis",
    "charts": "title axis",
    "claims": "answer",
    "conditions": "line answer say why check_first unknown",
    "contraindications": "who advice basis",
    "effects": "said note",
    "glossary": "plain",
    "kit": "title summary message subject text",
    "references": "finding",
    "warning-signs": "short sign cause when do",
}
CERTAIN = (
    "End it, or its paragraph, with (low certainty) or another fixed mark, name the comparison and the time, and cite"
    " the source."
)
INSTEAD = {
    "harmless": "Say how often harm happened and who counted, with the source: about 1 in every 1,000 treatments.",
    "frequency": "People read such words very differently. Write the number: about 1 in every 100 treatments.",
    "effect": CERTAIN,
    "comparison": CERTAIN,
    "found": "Write [@key] after the sentence; the keys are in docs/_data/references.yml.",
}
WHAT = {
    "harmless": 'says "{}" without a number and its source.',
    "frequency": 'says "{}" without a number.',
    "effect": 'states an effect without saying how sure we are: "{}".',
    "comparison": 'sets one thing over another without saying how sure we are: "{}".',
    "found": 'says what was found, without a source: "{}".',
}


@dataclass(frozen=True)
class ClaimSentence:
    """A sentence: the line and the kind of its block, its words, if it has a source, its mark and a question before."""

    line: int
    kind: str
    text: str
    cited: bool
    mark: str
    asked: str = ""


def sentences(text: str) -> Iterator[ClaimSentence]:
    """The sentences of a Markdown text. A source or a mark holds for what stands before it in its paragraph."""
    text = CITATION.sub(lambda match: SOURCE.ljust(len(match[0])), quotations.blanked(text))
    asked = ""
    for block in plaintext.blocks(text, markers=True):
        said = SENTENCE_END.split(block.text)
        at_end = CERTAINTY.search(said[-1])
        for number, sentence in enumerate(said):
            mark = CERTAINTY.search(sentence) or LOOSE.search(sentence) or at_end
            cited = any(SOURCE in later for later in said[number:])
            words = " ".join(CERTAINTY.sub("", sentence).replace(SOURCE, "").split())
            yield ClaimSentence(block.line, block.kind, words, cited, mark[0] if mark else "", asked)
            asked = words if "?" in words else ""


def unmet(said: ClaimSentence, known: ClaimRules) -> Claim | None:
    """What a sentence claims without what that needs."""
    claim = known.claim(said.text, said.cited, said.asked) or known.frequency(said.text)
    if not claim or claim.kind in ("harmless", "frequency"):
        return claim
    if said.kind in ("heading", "note") or (said.kind == "cell" and not said.text.endswith(".")):
        return None
    if said.mark or (said.cited and claim.past) or (said.kind == "cell" and HEDGED.search(said.text)):
        return None
    return replace(claim, kind="found") if claim.past else claim


def wrong(sentence: str, claim: Claim) -> Wrong:
    """What is wrong with a sentence and what to write."""
    start = " ".join(sentence.split()[:6])
    return f'the sentence "{start} ..." {WHAT[claim.kind].format(claim.words)}', INSTEAD[claim.kind]


def told(page: Page, sources: Sources) -> list[tuple[ClaimSentence, Claim]]:
    """The sentences of a page for patients that claim too much, worked out once; none with a banned word."""

    def work_out() -> list[tuple[ClaimSentence, Claim]]:
        others = {banned.one_line(each.sentence) for each in banned.found(page, sources)}
        found = ((said, unmet(said, claim_rules.of(sources))) for said in sentences(page.body))
        return [(said, claim) for said, claim in found if claim and said.text not in others]

    return sources.once(("claims", page.uri, page.text), work_out) if page.for_patients else []


def check(page: Page, sources: Sources) -> Iterator[Problem]:
    """Claims of a page for patients, and words of safety in its header."""
    for said, claim in told(page, sources):
        yield page.on(said.line, *wrong(said.text, claim))
    for field in ("title", "description") if page.for_patients else ():
        for said in sentences(str(page.meta.get(field, ""))):
            unsafe = claim_rules.of(sources).claim(said.text)
            if unsafe and unsafe.kind == "harmless":
                yield page.front.problem((field,), *wrong(said.text, unsafe))


def check_data(sources: Sources) -> Iterator[Problem]:
    """Claims in data that readers see, each with its line."""
    yield from claim_words.check(sources)
    for name, fields in SEEN.items():
        document = sources.document(name)
        for where, text in document.texts:
            if named(where) in fields.split():
                for claim, sentence in in_data(name, around(document.data, where), text, claim_rules.of(sources)):
                    yield document.problem(where, *wrong(sentence, claim))


def named(where: yamlfile.Path) -> str:
    """The last name on the way to a value: "short" of the second of several."""
    return next((step for step in reversed(where) if isinstance(step, str)), "")


def around(data: Any, where: yamlfile.Path) -> list[dict[str, Any]]:
    """The entries in which a value stands, the outermost first."""
    found = []
    for step in where:
        if isinstance(data, dict):
            found.append(data)
        data = data[step]
    return found


def in_data(name: str, rows: Iterable[dict[str, Any]], text: str, known: ClaimRules) -> Iterator[tuple[Claim, str]]:
    """What a text of a data file claims without what it needs: its entry has the sources, and often the certainty.

    A finding is that of its source, and under a verdict "may" and "probably" say how sure we are.
    """
    rows = list(rows)
    rests = any(row.get("sources") or row.get("asked") for row in rows)
    mark = next((str(row["certainty"]) for row in reversed(rows) if "certainty" in row), "")
    for said in sentences(text):
        cited = said.cited or rests or name == "references"
        claim = unmet(replace(said, cited=cited, mark=said.mark or mark), known)
        if not claim or (name == "references" and not known.says_safe(said.text)):
            continue
        if claim.kind in ("harmless", "frequency", "found") or not (cited and HEDGED.search(said.text)):
            yield claim, said.text
