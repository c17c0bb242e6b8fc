"""A sentence cut into clauses: the words of claim-words.yml that stand in each, and what can be seen of its grammar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.claim_words import WORD, ClaimWords, Match

NEW = "it|you|there|they|we|nobody|no|not|never|without"  # begins a clause after "and" or "so"
CUT = re.compile(
    r"(?P<sign>[,;:()\u2013\u2014]|\s-\s|\b(?:but|because|although|though|while|whereas|since)\b"
    rf"|\bso (?=(?:{NEW}|the|your|our|this|nothing|people|do|if|ask|that)\b)"
    rf"|\band (?=(?:{NEW}|is|are|has|have|had|can|will|does|do|carries|its|safe)\b))"
)
CONDITION = re.compile(r"(?P<sign>\b(?=(?:if|unless|until|when|once)\b))")
RELATIVE = re.compile(
    r"(?<=\w )(?<!but )(?<!and )(?<!so )(?:who|that|which)"
    r"(?: (?:do|does|did|is|are|was|were|will|would|can|could|has|have|had))?"
    r" (?:not(?! (?:settle|show|prove|mean|follow))|cannot|never|no|dislike)\b(?: \w+){1,2}"
)
JOINED = frozenset(("or", "and", "if"))
JOINS = frozenset("and or then also which".split())
HELPING = frozenset(
    "can may will could might would should must does do did to also often really usually actually always then soon even"
    " and or both probably mostly help helps helped we they you i".split()
)
BEING = frozenset(
    "is are was were be been being becomes become became feel feels felt get gets got hurt hurts come comes"
    " came".split()
)
PERFECT = frozenset("has have is are be been can will may".split())
PAST = frozenset(
    "fell felt got went had was were made gave brought took broke saw found became slept did came lost woke bent ran"
    " stood left kept put let beat outdid".split()
)
NAME = r"[\"“][^\"“”]{1,40}[\"”]"
NAMED = re.compile(  # the word "safe"; "dry" does not mean "harmless"
    rf"(?<=\bword ){NAME}|(?<=\bterm ){NAME}|(?<=\bname ){NAME}|(?<=\b(?:words|terms) ){NAME}|(?<=\bnot mean ){NAME}"
    rf"|{NAME}(?= (?:(?:does not|do not|never|can|may) mean|is (?:not )?a word)\b)"
)
JUDGED = re.compile(  # "It is safe" is not something that a clinic can know; an advert that says "no risk" is wrong
    rf"{NAME}(?= (?:is|are) (?:simply |just )?(?:un(?:true|proven)"
    r"|not (?:true|something|an? (?:honest|fact|answer)|honest|what|proof)|false|wrong|an? (?:claim|promise)\b))"
    rf"|(?<=\bthat says ){NAME}|(?<=\bwho says ){NAME}"
)
SHARED = re.compile(r"\b(?:shares?|same|different) (?:a |the |one )?(?:words?|meanings?)\b")  # told of words
INVERTED = re.compile(r"^(?:should|were|had) (?=(?:you|your|it|the|they|this|that|he|she|we|i|pain|some\w+|any\w+)\b)")
SAME = frozenset("beat put let cut".split())  # today and in the past
SHORT = (
    ("'ll ", " will "),
    ("'re ", " are "),
    ("'ve ", " have "),
    ("i'm ", "i am "),
    ("it's ", "it is "),
    ("there's ", "there is "),
    (": none", " none"),
    (": zero", " zero"),
)
NOT_ADVERBS = frozenset("early daily only likely".split())


@dataclass(frozen=True)
class Claim:
    """What a sentence claims (effect, comparison, harmless, frequency), in which words, and if they tell of before."""

    kind: str
    words: str
    past: bool = False


class ClaimClause:
    """The words of one clause, the sign that ends it, and the matches in it."""

    def __init__(self, text: str, sign: str, known: ClaimWords) -> None:
        self.sign = sign
        self.words, self.matches = known.in_clause(text)

    def all(self, *groups: str) -> list[Match]:
        """Every match of these groups."""
        return [match for match in self.matches if match.group in groups]

    def before(self, at: int, *groups: str) -> list[Match]:
        """Those that end before a word."""
        return [match for match in self.all(*groups) if match.end <= at]

    def text(self, first: Match, last: Match) -> str:
        """The words from one match to another."""
        return " ".join(self.words[min(first.start, last.start) : max(first.end, last.end)])

    def near(self, match: Match, back: int) -> list[str]:
        """Some words before a match."""
        return self.words[max(match.start - back, 0) : match.start]

    def follows(self, match: Match, group: str) -> bool:
        """Whether a word of a group stands right before a match."""
        return any(each.end == match.start for each in self.all(group))

    def is_past(self, match: Match) -> bool:
        """Whether it tells of what was: "fell", "eased", "was softer", and not "has eased"."""
        if {"was", "were", "did", "had", "got", "became"} & set(self.near(match, 7)):
            return True
        word = self.words[match.start]
        if match.group in ("settles", "is-better") and self.near(match, 1) == [
            "hurt"
        ]:  # "the shoulder hurt less"; today it hurts less
            return True
        if word in SAME and self.near(match, 1) and self.near(match, 1)[0].endswith("s"):  # "needles beat tablets"
            return False
        return (word in PAST or word.endswith("ed")) and not PERFECT & set(self.near(match, 3))

    def is_verb(self, match: Match) -> bool:
        """Whether a word that could be a noun is a verb here: "can help", "needles help", and not "get help"."""
        word, earlier = self.words[match.start], self.near(match, 2)
        if word.endswith("ing"):
            return bool((BEING | {"started", "starts", "keeps"}) & set(earlier))
        if word.endswith(("s", "ed")) or word in PAST or word in ("have", "never"):
            return True
        last = earlier[-1] if earlier else ""
        return bool(HELPING & set(earlier)) or last.endswith("s") or (last.endswith("ly") and last not in NOT_ADVERBS)

    def is_purpose(self, match: Match) -> bool:
        """Whether it is what something is for: "to ease pain", and not "able to ease pain"."""
        if self.near(match, 1) != ["to"]:
            return False
        return not any(match.start - 2 <= other.end for other in self.before(match.start - 1, "predicts"))

    def denials(self) -> list[Match]:
        """What denies, but for words such as "no need for surgery", which praise."""
        other = self.all("denies-other")
        return [match for match in self.all("denies") if not any(match.overlaps(each) for each in other)]

    def taken_back(self, cited: bool) -> int:
        """From which word on nothing is claimed: it is denied, asked, told of others or, with a source, of a study."""
        if self.all("no-news"):
            return 0
        found = [*self.denials(), *self.all("asks", "purposes", "reports", *(["studies"] if cited else []))]
        return min((match.start for match in found), default=len(self.words))


def clauses(sentence: str, known: ClaimWords, *more: re.Pattern[str]) -> list[ClaimClause]:
    """The clauses of a sentence in which every word is small."""
    pieces = [(sentence, "")]
    for pattern in (CUT, *more):
        pieces = [piece for text, sign in pieces for piece in cut(text, sign, pattern)]
    return [ClaimClause(text, sign, known) for text, sign in pieces if WORD.search(text)]


def cut(text: str, sign: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """A text cut at a pattern, each piece with the sign after it."""
    last = 0
    for match in pattern.finditer(text):
        yield text[last : match.start()], match["sign"].strip()
        last = match.end()
    yield text[last:], sign


def plain(sentence: str) -> str:
    """A sentence in small letters, with one kind of apostrophe and without short forms such as "it's".

    "Should you feel better, ..." says "if", and a word that is named as a word says nothing.
    """
    text = re.sub(r"\s+", " ", sentence.replace("’", "'").lower()).strip()
    text = NAMED.sub(" ", text)
    if not text.endswith("?"):
        text = INVERTED.sub("if ", text)
    for short, full in SHORT:
        text = text.replace(short, full)
    return text


def is_named(sentence: str, at: int) -> bool:
    """Whether what stands at a place is only named, as a word: 'the word "cured" on a packet of ham'."""
    text = sentence.lower()
    return bool(SHARED.search(text)) or any(match.start() <= at < match.end() for match in NAMED.finditer(text))


def disjoint(words: list[str], hits: list[Match]) -> list[Match]:
    """The hits that say something of their own: "hardly any", "little or no" and "neither ... nor" count once."""
    found: list[Match] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not found:
            found.append(hit)
            continue
        between = words[found[-1].end : hit.start]
        joined = len(between) == 1 and between[0] in JOINED
        if hit.start >= found[-1].end and not joined and words[hit.start] != "nor":
            found.append(hit)
    return found
