"""What a sentence claims: that something helps, that it does more than something else, or that it does no harm.

For an effect we look for who acts and what is said of it, and pass what is denied, asked, told of others or not known.
For harmlessness we count: "no risk" denies once and claims it, while "not without risk" denies twice and does not.
"""

import functools
import re
from collections.abc import Iterator

from checks import claim_answers, claim_words
from checks.claim_clauses import (
    BEING,
    CONDITION,
    JOINS,
    JUDGED,
    PAST,
    RELATIVE,
    Claim,
    ClaimClause,
    clauses,
    is_named,
    plain,
)
from checks.claim_safety import calmed, no_harm, rhetorical, said_safe
from checks.claim_words import ClaimWords, Match
from sources import Sources

ASIDE = re.compile(r", if [\w ]{1,20},")  # "side effects, if any, are mild"
EVENTS = re.compile(
    r"\b(?:none|no one|\d[\d,.]*|one|two|three) (?:\w+ ){0,5}?(?:in|of|out of) (?:every )?\d[\d,]*\b|\bnone\b.*\d"
)
NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|none|half|no one|nearly all)\b")
NOUNS = frozenset("benefits results aids cures supports".split())
PRAISE = (["good"], ["great"], ["ideal"], ["perfect"], ["excellent"])
LIST = re.compile(r", and |[,;]| and ")
MORE = frozenset("more better deeper greater stronger improved freer quicker".split())
LESS = frozenset("less fewer lower no".split())
GOOD = frozenset(
    "sleep movement mobility flexibility motion strength grip power posture balance mood energy performance recovery"
    " function circulation freedom life".split()
)
RETURN = frozenset("come came return returned recur recurred".split())
GAIN, FAR = 4, 5  # words of a gain in a list; from "you" to what you can do again
GAP, NEAR, AGAINST, REACH = 9, 7, 8, 4  # words from who is better to better, from the pain to its end, from "better"
# to "than", from the needle to what it acts on


class ClaimRules:
    """The rules, with the words that they look for."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.known = functools.lru_cache(maxsize=20_000)(self._claim)
        self.frequency = functools.lru_cache(maxsize=20_000)(self._frequency)

    def claim(self, sentence: str, cited: bool = False, asked: str = "") -> Claim | None:
        """The gravest thing that a sentence claims: `cited` if it has a source, `asked` is a question before it."""
        return self.known(sentence, cited, asked)

    def _claim(self, sentence: str, cited: bool, asked: str) -> Claim | None:
        text = self.unjudged(plain(sentence))
        if text.endswith("?"):
            return rhetorical(ClaimClause(text, "", self.words))
        answer = claim_answers.claim(plain(asked), text, self.words) if asked else None
        return self.harmless(text, cited) or answer or self.effect(text, cited)

    def unjudged(self, text: str) -> str:
        """A text without the claims in it that are quoted to be judged: '"No risk" is not true'."""
        return JUDGED.sub(
            lambda match: " " if self.harmless(match[0], False) or self.effect(match[0], False) else match[0], text
        )

    def says_safe(self, sentence: str) -> bool:
        """Whether it calls something safe or harmless in so many words."""
        found = clauses(plain(sentence), self.words, CONDITION)
        return any(said_safe(clause, None) for clause in found)

    def excused(self, sentence: str, before: str) -> bool:
        """Whether what comes after the first words of a sentence is denied, asked, told of others or not known."""
        if plain(sentence).endswith("?") or is_named(sentence, len(before)):
            return True
        found = clauses(plain(before) + " .", self.words)
        return bool(found) and found[-1].taken_back(cited=False) < len(found[-1].words)

    def _frequency(self, sentence: str) -> Claim | None:
        """ "Rare" or "common" without a number."""
        text = plain(sentence)
        if text.endswith("?") or NUMBER.search(text):
            return None
        for clause in clauses(text, self.words):
            for hit in clause.all("frequency"):
                if hit.start < clause.taken_back(cited=False) or not clause.before(hit.start, "asks", "reports"):
                    return Claim("frequency", clause.words[hit.end - 1])
        return None

    def harmless(self, text: str, cited: bool) -> Claim | None:
        """A claim that it does no harm, or hardly any; a count of harms with its source is none."""
        if cited and EVENTS.search(text):
            return None
        found = clauses(RELATIVE.sub(" ", ASIDE.sub(" ", text)), self.words, CONDITION)
        for number, clause in enumerate(found):
            claim = said_safe(clause, found[number - 1] if number else None) or no_harm(clause) or calmed(clause)
            if claim and not any(later.all("refutes") for later in found[number + 1 :]):
                return claim
        return None

    def effect(self, text: str, cited: bool) -> Claim | None:
        """A claim that it helps, or that it does more than something else."""
        found = clauses(text, self.words)
        if any(clause.all("disagree") for clause in found):
            return None
        claims, acting, taken = [], no_subject(found), False
        for number, clause in enumerate(found):
            until = clause.taken_back(cited)
            if number and (clause.words[0] == "that" or (taken and clause.words[1:2] == ["that"])):
                continue
            if taken and "that" in found[number - 1].words[-3:]:
                continue
            claims += [*eased(clause, until, acting), *better(clause, until), *relieved(clause, until)]
            claims += [*compared(clause, until, acting), *done_to_the_body(clause, until), *back(clause, until)]
            claims += [Claim("effect", clause.text(hit, hit)) for hit in clause.all("favours") if hit.start < until]
            acting, taken = acting or bool(clause.all("acts")), until < len(clause.words)
            if clause.all("reports", "purposes") and clause.sign == ":":
                break
        claims += listed(text, self.words)
        return min(claims, key=lambda claim: claim.past, default=None)


def no_subject(found: list[ClaimClause]) -> bool:
    """Whether who acts is left out: "Works within days"."""
    first = found[0].words if found else []
    if found and any(hit.start == 0 for hit in found[0].all("better")) and "than" in first:
        return bool(found[0].all("somebody-else"))  # "Faster than massage."
    verb = first[1:2] not in ([], ["of"]) and first[0].endswith("s") and first[0] not in NOUNS
    return (verb or first[:1] in PRAISE) and any(hit.start == 0 for hit in found[0].all("eases", "settles"))


def listed(text: str, known: ClaimWords) -> Iterator[Claim]:
    """A list of gains, without a verb: "Better sleep, less stiffness"."""
    pieces = [ClaimClause(piece, "", known) for piece in LIST.split(text.rstrip(".! "))]
    if len(pieces) > 1 and all(is_gain(piece) for piece in pieces):
        yield Claim("effect", " ".join(pieces[0].words))


def is_gain(piece: ClaimClause) -> bool:
    """Whether words are "better sleep" or "less pain", and not "more pain" or "less sleep"."""
    if not 1 < len(piece.words) <= GAIN:
        return False
    first, last = piece.words[0], piece.words[-1]
    bad = last not in GOOD and any(hit.end == len(piece.words) for hit in piece.all("symptoms", "somebody-else"))
    return (first in MORE and last in GOOD) or (first in LESS and bad)


def eased(clause: ClaimClause, until: int, acting: bool) -> Iterator[Claim]:
    """ "Needling eases pain", "the knot is loosened by the needle", "..., and eases pain"."""
    for hit in clause.all("eases"):
        acts, others = clause.before(hit.start, "acts"), clause.before(hit.start, "somebody-else")
        several = hit.end - hit.start > 1
        if hit.start >= until or clause.is_purpose(hit):
            continue
        carried = acting and not acts and set(clause.words[: hit.start]) <= JOINS and (clause.is_verb(hit) or several)
        direct = acts and not (others and others[-1].start > acts[-1].start) and (clause.is_verb(hit) or several)
        passive = "by" in clause.words[hit.end : hit.end + 3] and clause.all("acts")
        if carried or direct or passive:
            yield Claim("effect", clause.text(hit, hit), clause.is_past(hit))


def better(clause: ClaimClause, until: int) -> Iterator[Claim]:
    """ "You will feel better"; not "a warm bath helps you to sleep better"."""
    if not clause.all("acts") and any(not clause.follows(hit, "people") for hit in clause.all("somebody-else")):
        return
    gains = [hit for hit in clause.all("gains") if hit.start < until]
    pairs = ((who, gain) for who in clause.all("people") for gain in gains if gain.start - who.end <= GAP)
    for who, gain in pairs:
        if verb := felt(clause, who, gain):
            yield Claim("effect", clause.text(verb, gain), clause.is_past(verb))


def felt(clause: ClaimClause, who: Match, gain: Match) -> Match | None:
    """The verb between people and their gain: "feel"; or the gain itself, where that is a verb: "improve"."""
    verbs = [hit for hit in clause.all("feels") if who.end <= hit.start <= gain.start and not clause.is_purpose(hit)]
    if not verbs and gain.start >= who.end and clause.words[gain.start].startswith(("impr", "bene", "resp")):
        return gain if clause.is_verb(gain) else None
    return verbs[0] if verbs else None


def relieved(clause: ClaimClause, until: int) -> Iterator[Claim]:
    """ "The pain is gone"."""
    if clause.all("somebody-else") and not clause.all("acts"):
        return
    for what in clause.all("symptoms"):
        for change in clause.all("settles", "is-better"):
            if what.end <= change.start < until and change.start - what.end <= NEAR and changes(clause, what, change):
                yield Claim("effect", clause.text(what, change), clause.is_past(change))


def changes(clause: ClaimClause, what: Match, change: Match) -> bool:
    """Whether pain, or a muscle, is said to become better: "pain fades", "is less", and not "pain that fades"."""
    between = set(clause.words[what.end : change.start])
    if between & {"that", "which", "who"} or clause.is_purpose(change):
        return False
    if clause.words[change.end - 1] in RETURN and clause.words[what.end - 1] in GOOD:  # "the strength did not return"
        return False
    return bool(BEING & between) if change.group == "is-better" else clause.is_verb(change)


def done_to_the_body(clause: ClaimClause, until: int) -> Iterator[Claim]:
    """ "The needle wakes the muscle": an effect, unless it only goes there, touches or hurts it."""
    for who in clause.all("acts"):
        verb = clause.words[who.end] if who.end < until else ""
        if not verb.endswith("s") or verb.endswith("ss") or any(hit.start == who.end for hit in clause.all("touches")):
            continue
        for what in clause.all("symptoms"):
            if who.end < what.start <= who.end + REACH:
                yield Claim("effect", " ".join(clause.words[who.end : what.end]))
                return


def back(clause: ClaimClause, until: int) -> Iterator[Claim]:
    """ "You play tennis again", "people throw their tablets away", and not "you can play again the next day"."""
    if clause.all("permits"):
        return
    for who in clause.all("people"):
        for verb in clause.all("does"):
            again = [hit for hit in clause.all("regained") if verb.end <= hit.start < until]
            if again and who.end <= verb.start <= who.end + FAR and not clause.is_purpose(verb):
                yield Claim("effect", clause.text(verb, again[0]), clause.is_past(verb))
                return


def compared(clause: ClaimClause, until: int, acting: bool) -> Iterator[Claim]:
    """ "Better than massage", "as good as an injection"."""
    who = acting or clause.all("acts", "people", "symptoms")
    for hit in clause.all("beats", "better"):
        against = hit.group == "beats" or "than" in clause.words[hit.end : hit.end + AGAINST]
        other = clause.before(hit.start, "somebody-else") and not clause.before(hit.start, "acts")
        if who and hit.start < until and against and not other:
            near = clause.near(hit, 6)
            past = any(word in PAST or word.endswith("ed") for word in near) and not {"has", "have", "is"} & {*near}
            yield Claim("comparison", clause.text(hit, hit), past or clause.is_past(hit))


def of(sources: Sources) -> ClaimRules:
    """The rules with the words of the site, and what they said of each sentence: most stay while somebody writes."""
    return ready(claim_words.of(sources))


ready = functools.lru_cache(maxsize=4)(ClaimRules)
