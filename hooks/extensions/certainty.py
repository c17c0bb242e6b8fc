"""Certainty labels: the literal words "(low certainty)" at the end of a sentence become a label with a link.

Grades and wording follow GRADE as used in the house style: high: plain verb; moderate: probably; low: may; very low: we
do not know.
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from extensions.rendering import Rendering
from sources import relative
from sources.syntax import CERTAINTY, NO_STUDY, NOT_GRADED, THEORY


@dataclass(frozen=True)
class Grade:
    """What a mark means: the label shown, what that means, how it is worded, and the verbs that fit."""

    label: str
    meaning: str
    example: str
    needs: str
    forbids: str = r"(?!)"


GRADES = {
    "high certainty": Grade(
        "We are confident",
        "More research is unlikely to change the answer.",
        "dry needling reduces",
        r"",
        r"\b(?:may|might|could|probably)\b",
    ),
    "moderate certainty": Grade(
        "We are fairly confident",
        "More research may change the size of the effect.",
        "dry needling probably reduces",
        r"\bprobably\b",
        r"\b(?:may|might|could)\b",
    ),
    "low certainty": Grade(
        "We are not sure",
        "More research is likely to change the answer.",
        "dry needling may reduce",
        r"\bmay\b",
        r"\b(?:probably|might|could|works|falls|eases|reduces|improves|relieves|helps)\b",
    ),
    "very low certainty": Grade(
        "We do not know",
        "The studies are too few or too weak to tell.",
        "we do not know if dry needling reduces",
        r"\bdo not know\b",
        r"\b(?:probably|promising|works)\b",
    ),
    NO_STUDY: Grade(
        "No study found",
        "We looked and found no study that asked this.",
        "we found no study of",
        r"\bno (?:\w+ ){0,2}(?:study|studies|trial|trials)\b",
    ),
    NOT_GRADED: Grade(
        "Not graded",
        "It is advice in a guideline, and we did not see how sure the guideline is.",
        "UK guidance says that it can be considered",
        r"\bguid(?:ance|elines?)\b",
    ),
    "shown in people": Grade(
        "Shown in people",
        "Measured in people. It does not follow that they felt better.",
        "in 20 healthy people, blood flow rose",
        r"\b(?:people|person|women|men|adults|patients|volunteers|children|athletes|examiners|doctors)\b",
    ),
    "shown in animals": Grade(
        "Shown in animals",
        "Measured in animals. We do not know if it happens in people.",
        "in rats, needling lowered",
        r"\b(?:rats?|mice|mouse|rabbits?|animals?)\b",
    ),
    THEORY: Grade(
        "Theory",
        "An idea that has not been tested well.",
        "one idea is that",
        r"\b(?:idea|theory|theories|thought|think|might|may)\b",
    ),
}


def anchor(words: str) -> str:
    """Where /about/ explains a mark: "low certainty" at #low-certainty."""
    return words.replace(" ", "-")


class CertaintyProcessor(InlineProcessor):
    """Turns the words into a label that links to their meaning."""

    now: Rendering

    def __init__(self, md: Markdown) -> None:
        super().__init__(CERTAINTY.pattern, md)

    def handleMatch(  # type: ignore[override]  # Python-Markdown's own two kinds of pattern differ in it
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        words = m[1]
        kinds = f"certainty certainty--{anchor(words)}"
        link = etree.Element("a", {"class": kinds, "href": relative(f"about.md#{anchor(words)}", self.now.page)})
        label = etree.SubElement(link, "span", {"class": "certainty__label"})
        label.text = AtomicString(GRADES[words].label)
        if label.text.lower() != words:
            label.tail = AtomicString(f" ({words})")
        return link, m.start(0), m.end(0)
