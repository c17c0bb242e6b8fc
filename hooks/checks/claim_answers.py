"""What a question and its short answer claim together: "Is it dangerous? Not at all." """

import re

from checks.claim_clauses import Claim, ClaimClause, clauses
from checks.claim_words import WORD, ClaimWords

PIECE = re.compile(r"[,;:.!\u2013\u2014]|\s-\s")
EFFECTS = ("eases", "gains", "settles", "better", "beats", "regained")
SHORT = 4  # words of a first piece such as "in most cases", after which "yes" may come


def claim(question: str, answer: str, known: ClaimWords) -> Claim | None:
    """A "no" to harm, or a "yes" to safety or help; no claim if the answer says more than that, or nothing."""
    said = opening(answer, known)
    if not said:
        return None
    asked = ClaimClause(question, "", known)
    feared = asked.all("harms", "hurts", "perils", "calms")
    if asked.all("safe", "calming") or (asked.all("frail") and asked.all("people") and asked.all("permits")):
        return Claim("harmless", said[1]) if said[0] == "says-yes" else None
    if feared and asked.all("advice") and not asked.all("fears"):  # "Should I stop my blood thinner? No."
        return None
    if feared or asked.all("fears"):
        return Claim("harmless", said[1]) if said[0] == "says-no" else None
    who = asked.all("acts", "people", "symptoms") and not (asked.all("people") and asked.all("permits"))
    return Claim("effect", said[1]) if said[0] == "says-yes" and who and asked.all(*EFFECTS) else None


def opening(answer: str, known: ClaimWords) -> tuple[str, str] | None:
    """Whether an answer begins with a "yes" or a "no", and in which words."""
    pieces = [WORD.findall(piece) for piece in PIECE.split(answer) if WORD.search(piece)]
    if any(clause.all("no-news") for clause in clauses(answer, known)):
        return None
    for words in pieces[:2]:
        if words in (["no"], ["nothing"], ["none"], ["never"]):
            return "says-no", words[0]
        found = [hit for hit in known.found(words) if hit.group in ("says-no", "says-yes") and hit.start == 0]
        if found:
            return found[0].group, " ".join(words[: found[0].end])
        if len(words) > SHORT:
            return None
    return None
