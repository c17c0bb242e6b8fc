"""Certainty labels: the literal words "(low certainty)" at the end of a sentence become a label with a link.

A Markdown extension that knows no site generator. Grades and wording follow GRADE as used in the house style:
high: plain verb; moderate: probably; low: may; very low: we do not know.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass

import plaintext
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from problems import Problem
from sources import Page, Sources, relative


@dataclass(frozen=True)
class Grade:
    """A grade: the words in the source, the anchor on /about/, the label shown, and the verbs that fit."""

    words: str
    anchor: str
    label: str
    bars: int
    meaning: str
    needs: str
    forbids: str = r"(?!)"
    example: str = ""


GRADES = {
    grade.words: grade
    for grade in (
        Grade(
            "high certainty",
            "high-certainty",
            "We are confident",
            4,
            "More research is unlikely to change the answer.",
            r"",
            r"\b(?:may|might|could|probably)\b",
            "dry needling reduces",
        ),
        Grade(
            "moderate certainty",
            "moderate-certainty",
            "We are fairly confident",
            3,
            "More research may change the size of the effect.",
            r"\bprobably\b",
            r"\b(?:may|might|could)\b",
            "dry needling probably reduces",
        ),
        Grade(
            "low certainty",
            "low-certainty",
            "We are not sure",
            2,
            "More research is likely to change the answer.",
            r"\bmay\b",
            r"\b(?:probably|might|could|works|falls|eases|reduces|improves|relieves|helps)\b",
            "dry needling may reduce",
        ),
        Grade(
            "very low certainty",
            "very-low-certainty",
            "We do not know",
            1,
            "The studies are too few or too weak to tell.",
            r"\bdo not know\b",
            r"\b(?:probably|promising|works)\b",
            "we do not know if dry needling reduces",
        ),
        Grade(
            "no study found",
            "no-study-found",
            "No study found",
            0,
            "We looked and found no study that asked this.",
            r"\bno (?:\w+ ){0,2}(?:study|studies|trial|trials)\b",
            r"(?!)",
            "we found no study of",
        ),
        Grade(
            "shown in people",
            "shown-in-people",
            "Shown in people",
            4,
            "Measured in people. It does not follow that they felt better.",
            r"\b(?:people|person|women|men|adults|patients|volunteers|children|athletes|examiners|doctors)\b",
            r"(?!)",
            "in 20 healthy people, blood flow rose",
        ),
        Grade(
            "shown in animals",
            "shown-in-animals",
            "Shown in animals",
            2,
            "Measured in animals. We do not know if it happens in people.",
            r"\b(?:rats?|mice|mouse|rabbits?|animals?)\b",
            r"(?!)",
            "in rats, needling lowered",
        ),
        Grade(
            "theory",
            "theory",
            "Theory",
            1,
            "An idea that has not been tested well.",
            r"\b(?:idea|theory|theories|thought|think|might|may)\b",
            r"(?!)",
            "one idea is that",
        ),
    )
}
PATTERN = r"\((" + "|".join(re.escape(words) for words in sorted(GRADES, key=len, reverse=True)) + r")\)"
EFFECT = re.compile(
    r"\b(?:needl(?:e|es|ing)|pain|soreness|movement|strength|grip|disability)\b[^.;:]{0,60}?\b(?:may|probably|can|will)\b[^.;:]{0,30}?"
    r"\b(?:fall|falls|drop|drops|ease|eases|reduce|reduces|relieve|relieves|improve|improves|heal|heals|help|helps|lower|lowers)\b"
    r"|\b(?:dry )?needling (?:reduces|relieves|eases|improves|heals|cures|treats|stops|prevents|speeds)\b",
    re.I,
)
UNSURE = re.compile(
    r"\b(?:know if|know whether|no (?:good )?(?:study|evidence|proof)|nothing shows|not been shown|has been shown|does"
    r" not show|some (?:web )?pages|"
    r"you may have read|\?)",
    re.I,
)
LOOSE = re.compile(
    r"\((?:[\w ]+ certainty|no (?:study|studies|trial|trials)(?: was| were)? found|shown in \w+|theoretical)\)"
)


def check(page: Page) -> Iterator[Problem]:
    """Sentences whose verb does not fit their certainty marker, and markers that are none of the fixed ones."""
    for match in LOOSE.finditer(plaintext.without_code(page.body)):
        if match[0][1:-1] not in GRADES:
            line, column = plaintext.place(page.body, match.start())
            yield Problem(
                page.path,
                line + page.body_line - 1,
                column,
                f"{match[0]} is not one of the fixed certainty marks.",
                "Write one of: " + ", ".join(f"({words})" for words in GRADES) + ".",
            )
    for sentence in plaintext.sentences(page.body, markers=True):
        for match in re.finditer(PATTERN, sentence.text):
            problem = misfit(sentence.text, GRADES[match[1]])
            if problem:
                yield Problem(page.path, sentence.line + page.body_line - 1, 0, *problem)


def check_data(sources: Sources) -> Iterator[Problem]:
    """Entries of conditions.yml whose sentences do not fit their certainty."""
    for index, row in enumerate(sources.rows("conditions")):
        grade = GRADES.get(str(row.get("certainty")))
        problem = misfit(f"{row.get('short_term')} {row.get('long_term')}", grade) if grade else None
        if problem:
            yield sources.data["conditions"].problem((index, "short_term"), *problem)


def unmarked(page: Page) -> Iterator[Problem]:
    """Sentences for patients that state an effect of needling without saying how sure we are."""
    if page.meta.get("audience") != "patients":
        return
    for sentence in plaintext.sentences(page.body, markers=True):
        if (
            EFFECT.search(sentence.text)
            and not re.search(PATTERN, sentence.text)
            and not UNSURE.search(sentence.text)
            and sentence.kind in ("paragraph", "item")
        ):
            start = " ".join(sentence.text.split()[:6])
            yield Problem(
                page.path,
                sentence.line + page.body_line - 1,
                0,
                f'the sentence "{start} ..." states an effect without saying how sure we are.',
                "End it with (low certainty) or another fixed mark, name the comparison and the time, and cite the"
                " source.",
            )


def misfit(sentence: str, grade: Grade) -> tuple[str, str] | None:
    """What is wrong and what to write when the verb of a sentence does not fit its grade; None when it fits."""
    words = re.sub(PATTERN, "", sentence).lower()
    if not plaintext.WORD.search(words):
        return None  # a table cell that holds nothing but the mark
    start = " ".join(sentence.split()[:6])
    if not re.search(grade.needs, words):
        return (
            f'the sentence "{start} ..." is marked ({grade.words}) but not worded so.',
            f"Write for example: {grade.example} ... ({grade.words}).",
        )
    wrong = re.search(grade.forbids, words)
    if wrong:
        return (
            f'the sentence "{start} ..." says "{wrong[0]}", which does not fit ({grade.words}).',
            f"Write for example: {grade.example} ... ({grade.words}).",
        )
    return None


class CertaintyProcessor(InlineProcessor):
    """Turns the words into a label that links to their meaning."""

    def __init__(self, md: Markdown, extension: CertaintyExtension) -> None:
        super().__init__(PATTERN, md)
        self.extension = extension

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:
        grade = GRADES[m[1]]
        link = etree.Element(
            "a",
            {
                "class": f"certainty certainty--{grade.anchor}",
                "href": relative(f"about.md#{grade.anchor}", self.extension.page),
            },
        )
        label = etree.SubElement(link, "span", {"class": "certainty__label"})
        label.text = AtomicString(grade.label)
        if grade.label.lower() != grade.words:
            label.tail = AtomicString(f" ({grade.words})")
        return link, m.start(0), m.end(0)


class CertaintyExtension(Extension):
    """`page` is the uri of the page being rendered; whoever renders sets it."""

    page = "index.md"

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after code spans (190) and before links (160) would matter."""
        md.inlinePatterns.register(CertaintyProcessor(md, self), "certainty", 95)
