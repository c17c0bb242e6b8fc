"""What is looked for: our subject in the words of titles and abstracts, and the kinds of papers that can change a page.

Words or types, because a new record has no type for days to months, and reviews are often never given one.
"""

import re
from dataclasses import dataclass

from watching.records import Paper

SUBJECT = (
    "dry needling",
    "dry needle",
    "dry needled",
    "electrical dry needling",
    "intramuscular stimulation",
    "postneedling",
    "post-needling",
    "fascial needling",
    "percutaneous needle electrolysis",
    "intramuscular electrical stimulation",
    "needling therapy",
    "needling therapies",
    "muscle needling",
)
NEEDLING_OF = ("trigger point", "trigger points", "myofascial", "musculoskeletal")
TRIAL_WORDS = ("randomized", "randomised", "randomly", "sham")
REVIEW_WORDS = ("systematic review", "meta-analysis", "umbrella review", "network meta-analysis")
TRIAL_TYPES = ("randomized controlled trial", "controlled clinical trial")
REVIEW_TYPES = ("systematic review", "meta-analysis", "network meta-analysis")
GUIDELINE_TYPES = ("practice guideline", "guideline")
NOTICE_TYPES = ("published erratum", "retraction of publication", "expression of concern")
HARM_WORDS = ("pneumothorax", "adverse event", "adverse events", "injury", "infection", "haematoma", "hematoma")
PROTOCOL = re.compile(r"\b(?:study |trial )?protocols?\b", re.I)


def tagged(words: tuple[str, ...], tag: str) -> str:
    """Words of a query, any of which may stand in this field."""
    return " OR ".join(f'"{word}"[{tag}]' for word in words)


ABOUT = f"({tagged(SUBJECT, 'tiab')} OR (needling[tiab] AND ({tagged(NEEDLING_OF, 'tiab')})))"
PEOPLE = "NOT (animals[mh] NOT humans[mh])"
TRIALS = (
    f"{ABOUT} AND ({tagged(TRIAL_TYPES, 'pt')} OR {tagged(TRIAL_WORDS, 'tiab')} OR {tagged(REVIEW_TYPES, 'pt')}"
    f" OR systematic[sb] OR {tagged(REVIEW_WORDS, 'tiab')} OR {tagged(GUIDELINE_TYPES, 'pt')}"
    f" OR {tagged(NOTICE_TYPES, 'pt')}) {PEOPLE}"
)
HARMS = f'{ABOUT} AND ("adverse effects"[sh] OR "case reports"[pt] OR {tagged(HARM_WORDS, "tiab")}) {PEOPLE}'


@dataclass(frozen=True)
class Question:
    """One search: its name in the report, and what PubMed is asked."""

    name: str
    term: str


QUESTIONS = (
    Question("trials, reviews and guidelines", TRIALS),
    Question("reports of harm", HARMS),
)


def holds(words: tuple[str, ...], text: str) -> bool:
    """Whether one of these stands in a text, as a whole."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I) for word in words)


def is_about(text: str) -> bool:
    """Whether a title with its abstract is about our subject, as PubMed would find it by these words."""
    plain = re.sub("dry[-\u2010]needl", "dry needl", text, flags=re.I)  # PubMed takes a hyphen for a space
    return holds(SUBJECT, plain) or (holds(("needling",), plain) and holds(NEEDLING_OF, plain))


def kind(paper: Paper) -> str:
    """What a paper is: notice, protocol, guideline, review, trial, or a report of harm (or anything else)."""
    types = {kind.lower() for kind in paper.types}
    if types & set(NOTICE_TYPES):
        return "notice"
    if "clinical trial protocol" in types or PROTOCOL.search(paper.title):
        return "protocol"
    if types & set(GUIDELINE_TYPES):
        return "guideline"
    if types & set(REVIEW_TYPES) or holds(REVIEW_WORDS, paper.title):
        return "review"
    if types & set(TRIAL_TYPES) or holds(TRIAL_WORDS, paper.title):
        return "trial"
    return "harm or other"
