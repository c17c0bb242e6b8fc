"""One look: every question asked of every service, part by part. A part that could not be asked says why, and what it
would have told stays unknown.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sources import Sources
from watching import crossref, pubmed, query, titles
from watching.asking import Call, NotLooked, Service
from watching.records import Notice, Paper, joined
from watching.registered import RegisteredTrial, changed

OURS = " our "  # stands in the name of a part that asks about our own sources
NEWS = "PubMed, new "  # how the name of a part begins that looks for new papers
QUARTER = 100  # days: a quarter, and a week more
DAYS = 21  # a weekly look goes back three weeks, so that a lost week loses nothing


@dataclass(frozen=True)
class Inquiry:
    """One question of the look: what was asked, why it was not answered ("" when it was), and the numbers."""

    name: str
    asked: int = 0
    found: int = 0
    known: int = 0
    new: int = 0
    failed: str = ""
    lacking: tuple[str, ...] = ()  # sources of ours of which this answer says nothing

    @property
    def is_on_ours(self) -> bool:
        """Whether it asks about our own sources, and not for new papers or trials."""
        return OURS in self.name


@dataclass
class Look:
    """What one look found: its parts, the notices of our sources, the new papers, and what nobody can ask about."""

    parts: list[Inquiry] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    trials: list[RegisteredTrial] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)  # PMIDs of ours that are not in our data yet
    without: dict[str, str] = field(default_factory=dict)  # our sources that could not be asked about, and why
    told: list[Notice] = field(default_factory=list)  # those of the notices that an earlier look told
    waiting: set[str] = field(default_factory=set)  # PMIDs of the papers that an earlier look told

    @property
    def new_notices(self) -> list[Notice]:
        """Those that no earlier look told."""
        return [notice for notice in self.notices if notice not in self.told]

    @property
    def candidates(self) -> list[Paper]:
        """Those that no earlier look told."""
        return [paper for paper in self.papers if paper.pmid not in self.waiting]


@dataclass(frozen=True)
class Known:
    """Our sources by their numbers, and the papers that a person has said no to."""

    pmids: Mapping[str, str]
    dois: Mapping[str, str]
    refused: frozenset[str] = frozenset()  # PMIDs and DOIs

    def has(self, paper: Paper) -> bool:
        """Whether a paper is one of ours, or somebody has decided about it."""
        names = {paper.pmid, paper.doi} - {""}
        return bool(names & (self.refused | self.pmids.keys() | self.dois.keys()))


def known(sources: Sources, seen: Iterable[Mapping[str, object]] = ()) -> Known:
    """Our sources, and the papers of seen.yml."""
    rows = sources.rows("references")
    return Known(
        {str(row["pmid"]): str(row["key"]) for row in rows if "pmid" in row},
        {str(row["doi"]).lower(): str(row["key"]) for row in rows if "doi" in row},
        frozenset(str(row[name]).lower() for row in seen for name in ("pmid", "doi") if row.get(name)),
    )


Asked = tuple[Inquiry, list[Notice], set[str]]  # with the sources of ours that the service knows


@dataclass
class Asker:
    """The services, and what we are known by there."""

    pubmed: Service
    crossref: Service
    registered: Service
    email: str = ""

    def look(
        self, sources: Sources, seen: Iterable[Mapping[str, object]], day: datetime.date, days: int = DAYS
    ) -> Look:
        """Ask everything; what fails is a part of the answer. The register is asked in the first week of a quarter."""
        ours, result, reached = known(sources, seen), Look(), set[str]()
        by_title, result.numbers = self.our_titles(titles.without_number(sources))
        for part, notices, there in (self.our_papers(ours), *self.our_dois(ours), by_title):
            result.parts.append(part)
            result.notices += notices
            reached |= there
        result.notices = sorted(joined(result.notices), key=lambda notice: not notice.grave)
        result.without = unreached(sources, reached, any(part.failed for part in result.parts))
        for question in query.QUESTIONS:
            part, papers = self.new_papers(question, ours, days)
            result.parts.append(part)
            result.papers += [paper for paper in papers if paper.pmid not in {other.pmid for other in result.papers}]
        if day.month in (1, 4, 7, 10) and day.day <= 7:
            part, result.trials = self.registered_trials(day - datetime.timedelta(days=QUARTER))
            result.parts.append(part)
        return result

    def our_papers(self, ours: Known) -> Asked:
        """What PubMed says of our own papers, all kinds of notices in one answer."""
        name = f"PubMed, notices on our {len(ours.pmids)} papers"
        try:
            papers = [paper for paper in self.fetched(ours.pmids) if paper.pmid in ours.pmids]
        except NotLooked as error:
            return Inquiry(name, len(ours.pmids), failed=str(error)), [], set()
        notices = [replace(note, source=ours.pmids[paper.pmid]) for paper in papers for note in paper.notices]
        there = {ours.pmids[paper.pmid] for paper in papers}
        return answered(name, ours.pmids.values(), there, notices)

    def our_dois(self, ours: Known) -> Iterator[Asked]:
        """What Crossref says of our DOIs, in both directions: what our works say, and what the notices say."""
        for way, tell, what in (
            ("doi", crossref.of_works, "our works"),
            ("updates", crossref.of_notices, "notices on our works"),
        ):
            name = f"Crossref, {what} ({len(ours.dois)} DOIs)"
            try:
                calls = crossref.calls(way, ours.dois, self.email)
                items = [item for call in calls for item in crossref.works(self.crossref.ask(call))]
                notices = list(tell(items, ours.dois))
            except NotLooked as error:
                yield Inquiry(name, len(ours.dois), failed=str(error)), [], set()
                continue
            there = {ours.dois[doi] for item in items if (doi := item["DOI"].lower()) in ours.dois}
            if way == "doi":
                yield answered(name, ours.dois.values(), there, notices)
            else:  # what is not there has no notice
                yield Inquiry(name, len(ours.dois), len(items), new=len(notices)), notices, set()

    def our_titles(self, wanted: Mapping[str, str]) -> tuple[Asked, dict[str, str]]:
        """What PubMed says of our papers whose number nobody has found, and the numbers that it gives them."""
        name = f"PubMed, notices on our {len(wanted)} papers without a number, by title"
        try:
            hits = {key: titles.found(self.pubmed.ask(titles.call(title, self.email))) for key, title in wanted.items()}
            papers = {paper.pmid: paper for paper in self.fetched(pmid for pmids in hits.values() for pmid in pmids)}
        except NotLooked as error:
            return (Inquiry(name, len(wanted), failed=str(error)), [], set()), {}
        theirs = {
            key: paper
            for key, pmids in hits.items()
            for pmid in pmids
            if (paper := papers.get(pmid)) and titles.same(paper.title, wanted[key])
        }
        notices = [replace(note, source=key) for key, paper in theirs.items() for note in paper.notices]
        part = Inquiry(name, len(wanted), len(theirs), new=len(notices))
        return (part, notices, set(theirs)), {key: paper.pmid for key, paper in theirs.items()}

    def fetched(self, pmids: Iterable[str]) -> list[Paper]:
        """The records of these numbers, in as many calls as it takes."""
        calls = pubmed.fetches(pmids, self.email)
        return [paper for call in calls for paper in pubmed.papers(self.pubmed.ask(call))]

    def new_papers(self, question: query.Question, ours: Known, days: int) -> tuple[Inquiry, list[Paper]]:
        """Papers that entered PubMed in the last weeks and that nobody has decided about."""
        name = f"{NEWS}{question.name} of the last {days} days"
        try:
            pmids = pubmed.found(self.pubmed.ask(pubmed.search(question.term, days, self.email)))
            papers = self.fetched(pmids)
            if lost := set(pmids) - {paper.pmid for paper in papers}:
                raise NotLooked(f"PubMed found {len(pmids)} papers and did not give {len(lost)} of them")
        except NotLooked as error:
            return Inquiry(name, failed=str(error)), []
        new = [paper for paper in papers if not ours.has(paper)]
        return Inquiry(name, 1, len(papers), len(papers) - len(new), len(new)), new

    def registered_trials(self, since: datetime.date) -> tuple[Inquiry, list[RegisteredTrial]]:
        """Trials of the register that changed since a day."""
        name = f"ClinicalTrials.gov, trials changed since {since}"
        try:
            trials = list(changed(self.registered, str(since)))
        except NotLooked as error:
            return Inquiry(name, failed=str(error)), []
        return Inquiry(name, 1, len(trials), new=len(trials)), trials


def answered(name: str, wanted: Iterable[str], there: set[str], notices: list[Notice]) -> Asked:
    """An answer about our own sources, with those of which it says nothing. One that says nothing of more than a tenth
    is none.
    """
    asked = set(wanted)
    lacking = tuple(sorted(asked - there))
    if len(lacking) * 10 > len(asked):
        return Inquiry(name, len(asked), failed=f"only {len(there)} of {len(asked)} were in the answer"), [], set()
    return Inquiry(name, len(asked), len(there), new=len(notices), lacking=lacking), notices, there


def unreached(sources: Sources, reached: set[str], failed: bool) -> dict[str, str]:
    """Our sources that no service knows, and why; when a part failed, only those that nobody can be asked about."""
    rows = {
        str(row["key"]): [str(row[name]) for name in ("doi", "pmid") if name in row]
        for row in sources.rows("references")
    }
    return {
        key: "nobody knows " + " or ".join(names) if names else "no DOI and no PMID"
        for key, names in rows.items()
        if key not in reached and not (names and failed)
    }


def plan(sources: Sources, email: str = "") -> list[tuple[str, Call, float]]:
    """Every call that a look makes, with its service and the pause before it in seconds; one more call of PubMed for
    each question that finds something.
    """
    ours, calls = known(sources), list[tuple[str, Call, float]]()
    calls += [("PubMed", call, pubmed.PAUSE) for call in pubmed.fetches(ours.pmids, email)]
    for field_ in ("doi", "updates"):
        calls += [("Crossref", call, crossref.pause(email)) for call in crossref.calls(field_, ours.dois, email)]
    wanted = titles.without_number(sources).values()
    calls += [("PubMed", titles.call(title, email), pubmed.PAUSE) for title in wanted]
    return calls + [("PubMed", pubmed.search(each.term, DAYS, email), pubmed.PAUSE) for each in query.QUESTIONS]
