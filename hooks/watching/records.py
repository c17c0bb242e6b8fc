"""What services tell of papers: a record of one, and a notice that changes one. The same words, whoever tells it."""

from dataclasses import dataclass, replace

from sources.weekly_answers import GRAVE

# what PubMed calls a notice in CommentsCorrections (NLM, "MEDLINE/PubMed XML data elements")
PUBMED = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial retraction",
    "RetractedandRepublishedIn": "retraction, published again",
    "ExpressionOfConcernIn": "expression of concern",
    "ErratumIn": "erratum",
    "CorrectedandRepublishedIn": "correction, published again",
    "UpdateIn": "newer version",
}
# what Crossref calls it in update-to and updated-by (Crossmark documentation)
CROSSREF = {
    "retraction": "retraction",
    "withdrawal": "retraction",
    "removal": "retraction",
    "partial_retraction": "partial retraction",
    "expression_of_concern": "expression of concern",
    "erratum": "erratum",
    "corrigendum": "erratum",
    "correction": "erratum",
    "addendum": "erratum",
    "clarification": "erratum",
    "new_version": "newer version",
    "new_edition": "newer version",
    "reinstatement": "reinstatement",
}


@dataclass(frozen=True, order=True)
class Notice:
    """That something was said of one of our sources: which, what kind, where it stands, and who told it."""

    source: str
    kind: str
    doi: str = ""
    pmid: str = ""
    where: str = ""
    by: tuple[str, ...] = ()

    @property
    def grave(self) -> bool:
        """Whether nobody should rely on the source until a person has looked."""
        return self.kind in GRAVE


@dataclass(frozen=True)
class Paper:
    """A record of PubMed: names, what kind it says it is, and the notices of it."""

    pmid: str
    title: str
    doi: str = ""
    journal: str = ""
    year: str = ""
    language: str = ""
    types: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


def joined(notices: list[Notice]) -> list[Notice]:
    """Each notice once, sorted, whoever told it and however often: the same source, kind and paper."""
    found: list[Notice] = []
    for notice in sorted(notices):
        at = next((number for number, other in enumerate(found) if same(other, notice)), None)
        if at is None:
            found.append(notice)
        else:
            other = found[at]
            found[at] = replace(
                other,
                doi=other.doi or notice.doi,
                pmid=other.pmid or notice.pmid,
                where=other.where or notice.where,
                by=tuple(sorted({*other.by, *notice.by})),
            )
    return sorted(found)


def same(one: Notice, other: Notice) -> bool:
    """Whether two notices are one. An erratum has its own number, so two of these without one in common are two; two
    without any are one where they stand in the same place. A paper is retracted once.
    """
    if (one.source, one.kind) != (other.source, other.kind):
        return False
    if one.kind in GRAVE:
        return True
    pairs = ((one.doi.lower(), other.doi.lower()), (one.pmid, other.pmid))
    if not any(left or right for left, right in pairs):
        return one.where == other.where != ""
    return any(left == right != "" for left, right in pairs)
