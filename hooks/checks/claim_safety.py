"""Whether a clause says that it does no harm, or hardly any, or bids the reader not to worry.

We count: "no risk" denies once and claims it, while "not without risk" denies twice and does not.
"""

from checks.claim_clauses import Claim, ClaimClause, disjoint
from checks.claim_words import Match

COUNTED = frozenset("know knows known unknown study studies survey trial trials counted tested studied".split())
REFUTED = frozenset("mean show prove settle follow true".split())
FOUND = frozenset("shown found reported proved proven seen saw linked shows finds".split())
HAPPEN = frozenset(
    "happen happens possible impossible occur occurs never patient patients nobody none hardly anyone clients".split()
)
BIDS = frozenset("do don't never keep hold put stay avoid".split())
ARTICLES = ("a", "the", "your")  # "new needles lower the risk"
ATTACHED = frozenset("with uses has have using needs contains".split())  # "with no drugs" denies the drugs only


def said_safe(clause: ClaimClause, before: ClaimClause | None) -> Claim | None:
    """ "It is safe", and not "nobody should call it safe"."""
    asked = [
        *(before.all("asks-of-safety", "asking") if before and clause.all("asks") else ()),
        *clause.all("asks-of-safety"),
    ]
    for hit in clause.all("safe"):
        told = [
            each for each in [*asked, *clause.all("reports")] if each.start <= hit.start or each not in clause.matches
        ]
        denied = [each for each in clause.before(hit.start, "denies") if denies_safe(clause, each)]
        less = clause.near(hit, 1) == ["less"]
        if not told and (len(denied) + less) % 2 == 0:
            return Claim("harmless", clause.text(hit, hit))
    return None


def denies_safe(clause: ClaimClause, match: Match) -> bool:
    """Whether a denial reaches what comes after it: "not safe", and not "without drugs", "with no drugs"."""
    word = clause.words[match.start]
    return word not in ("without", "free", "lack", "lacks") and not (
        word == "no" and ATTACHED & set(clause.near(match, 1))
    )


def no_harm(clause: ClaimClause) -> Claim | None:
    """ "No risk", "harm is rare", and not "not without risk"."""
    partly = clause.all("partly")
    lowered = [hit for hit in clause.all("denies", "little") if not is_lowered(clause, hit)]
    lessened = disjoint(clause.words, [hit for hit in lowered if not any(hit.overlaps(each) for each in partly)])
    if not lessened or is_unknown(clause) or clause.all("asks-of-safety"):
        return None
    harms = harms_of(clause, lessened[0].start)
    if not harms or is_told(clause, harms[0], lessened[0]):
        return None
    hidden = [hit for hit in clause.all("hides") if hit.start < harms[0].start]
    if (len(lessened) + len(hidden)) % 2 == 0:
        return None
    often = clause.all("frequency")
    return Claim("harmless", clause.text(often[0], often[0]) if often else clause.text(harms[0], lessened[0]))


def harms_of(clause: ClaimClause, denied: int) -> list[Match]:
    """What is called harm: risks and side effects, and what a needle can hurt where a fact is stated of it."""
    happens = bool(HAPPEN & set(clause.words))
    if clause.all("harms") or clause.all("no-news"):
        return clause.all("harms")
    if not is_advice(clause) and not clause.all("asks", "purposes"):
        late = clause.words[denied] in ("without", "free")  # "with a bruise than without"
        return [hit for hit in clause.all("fears", "hurts", "perils") if is_said_of(clause, hit, denied, late)]
    if not (happens or clause.all("acts")):
        return []
    return [hit for hit in clause.all("hurts") if happens or denied < hit.start]


def is_said_of(clause: ClaimClause, hit: Match, denied: int, late: bool) -> bool:
    """Whether a denial is said of a harm, and not in "an infection that your body cannot fight"."""
    return denied < hit.start or not (late or {"that", "which", "whose"} & set(clause.words[hit.end : denied]))


def is_advice(clause: ClaimClause) -> bool:
    """Whether it says what to do: "do not needle over a lung", "pregnant women should not be needled"."""
    first = clause.words[1:2] if clause.words[0] in ("so", "then", "please") else clause.words[:1]
    return bool(BIDS & set(first) or clause.all("advice"))


def rhetorical(question: ClaimClause) -> Claim | None:
    """ "What have you got to lose?": it asks nothing."""
    return next((Claim("harmless", question.text(hit, hit)) for hit in question.all("rhetorical")), None)


def calmed(clause: ClaimClause) -> Claim | None:
    """ "Infection is a thing of the past", "rest assured", and not "bleeding is no thing of the past"."""
    if is_unknown(clause):
        return None
    feared = clause.all("perils", "harms", "hurts", "fears", "frail")
    for hit in [*clause.all("calming"), *(clause.all("calms") if feared and not is_advice(clause) else ())]:
        denied = [each for each in clause.before(hit.start, "denies") if denies_safe(clause, each)]
        if not clause.before(hit.start, "reports", "asks", "asks-of-safety") and len(denied) % 2 == 0:
            return Claim("harmless", clause.text(hit, hit))
    return None


def is_told(clause: ClaimClause, harm: Match, little: Match) -> bool:
    """Whether others say so, or the rest of the clause says that it proves nothing."""
    refuted = [hit for hit in clause.all("refutes") if hit.start > harm.start and clause.words[hit.end - 1] in REFUTED]
    return bool(refuted or clause.before(max(harm.start, little.start), "reports"))


def is_lowered(clause: ClaimClause, hit: Match) -> bool:
    """Whether a risk is made lower, as by washing your hands, and not said to be low."""
    if hit.end - hit.start < 2:
        return False
    verb = {"to", "can", "may", "will", "helps"} & set(clause.near(hit, 1)) or clause.words[hit.start + 1] in ARTICLES
    return clause.words[hit.start] == "lower" and bool(verb)


def is_unknown(clause: ClaimClause) -> bool:
    """Whether it says that nobody knows or counted, and not that no study found any harm, which is meant to calm."""
    return any(
        COUNTED & set(clause.words[hit.start : hit.end]) and not FOUND & set(clause.words[hit.end :])
        for hit in clause.all("no-news")
        if not any(each.start <= hit.start and hit.end <= each.end for each in clause.all("little"))
    )
