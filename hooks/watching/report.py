"""The weekly report as Markdown: what to act on first, what is new, and what was asked and answered.

Titles are words of others, so they stand as code, cut. No abstract is printed: it may belong to a publisher.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sources import human
from sources.inert import code, cut
from sources.weekly_answers import NO_CANDIDATES
from watching.look import Look
from watching.query import kind
from watching.records import Notice, Paper
from watching.registered import RegisteredTrial

TITLES = {
    "guideline": "New guidelines",
    "review": "New reviews",
    "trial": "New trials",
    "harm or other": "Reports of harm, and others",
    "notice": "Notices in the search (on our sources: above)",
    "protocol": "Protocols, not evidence yet",
}
PLURAL = {
    "erratum": "errata",
    "expression of concern": "expressions of concern",
    "retraction, published again": "retractions, published again",
    "correction, published again": "corrections, published again",
}
DECIDE = (
    "To say no, add a line to `docs/_data/seen.yml`, with the reason. To say yes, add the source to"
    " `docs/_data/references.yml`. What a notice changes is said in `docs/_data/notices.yml`."
)
Pages = Mapping[str, Iterable[str]]  # the pages that cite a source, by its key


def title(look: Look, day: datetime.date, last_week: str = "") -> str:
    """The news in one line, so that the list of issues is a log; empty when all was asked and nothing is new."""
    kinds = Counter(notice.kind for notice in look.new_notices)
    news = [f"{count} {PLURAL.get(name, name + 's') if count > 1 else name}" for name, count in kinds.items()]
    candidates = sum(kind(paper) not in NO_CANDIDATES for paper in look.candidates)
    if candidates:
        news.insert(0, f"{candidates} new candidate{'s' * (candidates > 1)}")
    if grave := sum(notice.grave for notice in look.told):
        news.append(f"{grave} grave notice{'s' * (grave > 1)} undecided")
    if failed := [part.name.split(",")[0] for part in look.parts if part.failed]:
        news.append("not looked: " + ", ".join(dict.fromkeys(failed)))
    if last_week:
        news.append("last week was not looked at")
    return f"Evidence, week of {human(str(day))}: {', '.join(news)}" if news else ""


def urgent(look: Look) -> list[str]:
    """A title for each source that nobody should rely on until somebody has looked."""
    return [f"{notice.kind.capitalize()}: {notice.source}" for notice in look.notices if notice.grave]


def text(look: Look, pages: Pages, last_week: str = "") -> str:
    """The whole report; `last_week` says what could not be looked at then."""
    waiting = [of_paper(paper) for paper in look.papers if paper.pmid in look.waiting]
    parts = [
        ("Not looked", list(not_looked(look, last_week))),
        ("Sources of ours: notices (act first)", [about(notice, pages) for notice in look.new_notices]),
        *(
            (name, [of_paper(paper) for paper in look.candidates if kind(paper) == which])
            for which, name in TITLES.items()
        ),
        ("Told before, and nobody has decided yet", [*(about(notice, pages) for notice in look.told), *waiting]),
        ("Numbers to add to references.yml, after a look", [of_number(*each) for each in look.numbers.items()]),
        ("Registered trials, not evidence", [of_trial(trial) for trial in look.trials]),
    ]
    said = [f"## {name} ({len(lines)})\n\n" + "\n".join(lines) for name, lines in parts if lines]
    return "\n\n".join([*said, "## Asked and answered\n\n" + "\n".join(table(look)), *nobody(look), DECIDE]) + "\n"


def not_looked(look: Look, last_week: str) -> Iterator[str]:
    """What could not be asked, this week and last."""
    if last_week:
        yield f"- **Last week**: {last_week}"
    for part in look.parts:
        if part.failed:
            yield f"- **{part.name}**: {part.failed}. So this report says nothing of it."
        if part.lacking:
            yield f"- **{part.name}**: the answer says nothing of {', '.join(f'`{key}`' for key in part.lacking)}."


def about(notice: Notice, pages: Pages) -> str:
    """A notice of a source, with the pages where its numbers may stand."""
    places = ", ".join(f"`{uri}`" for uri in pages.get(notice.source, ())) or "no page"
    said = [f"doi {code(notice.doi)}" if notice.doi else "", f"PMID {code(notice.pmid)}" if notice.pmid else ""]
    where = [code(cut(notice.where)) if notice.where else "", *said]
    asks = "Do not cite it until somebody has looked." if notice.grave else "Does a number that we print change?"
    return (
        f"- [ ] **{notice.kind}** of `{notice.source}` (cited on {places}): {', '.join(filter(None, where))};"
        f" told by {' and '.join(notice.by)}. {asks}"
    )


def of_paper(paper: Paper) -> str:
    """A new paper, with its number and language where that is not English."""
    words = [f"PMID {code(paper.pmid)}", f"doi {code(paper.doi)}" if paper.doi else ""]
    where = " ".join(filter(None, [paper.journal, paper.year]))
    words += [code(cut(where)) if where else "", "" if paper.language in ("", "eng") else f"in {code(paper.language)}"]
    return f"- [ ] {code(cut(paper.title))}: {', '.join(filter(None, words))}"


def of_number(key: str, pmid: str) -> str:
    """The number of a source of ours that PubMed has by the same title."""
    return f"- [ ] `{key}`: PubMed has this title as {code(pmid)}. Write: pmid: {pmid}"


def of_trial(trial: RegisteredTrial) -> str:
    """A trial of the register; one that was finished without results there may never be published."""
    results = "results in the register" if trial.has_results else "no results in the register"
    return f"- {code(trial.number)} {code(cut(trial.title))}: {code(trial.status)}, {results}"


def table(look: Look) -> Iterator[str]:
    """Every part of the look with its numbers."""
    yield from ("| asked | answered | about | found | known | new |", "| --- | --- | --- | --- | --- | --- |")
    for part in look.parts:
        last = ["**not looked**"] * 3 if part.failed else [str(part.found), str(part.known), str(part.new)]
        said = f"**no: {part.failed}**" if part.failed else "yes"
        yield f"| {part.name} | {said} | {part.asked} | {' | '.join(last)} |"


def nobody(look: Look) -> list[str]:
    """Our sources that no service can be asked about, by name."""
    if not look.without:
        return []
    lines = [
        f"- {why}: {', '.join(f'`{key}`' for key in sorted(look.without) if look.without[key] == why)}"
        for why in sorted(set(look.without.values()))
    ]
    return [f"## Nobody can be asked about these sources ({len(look.without)})\n\n" + "\n".join(lines)]
