"""ClinicalTrials.gov API v2: registered trials of our subject, every quarter. They are no evidence: they show what is
coming, and what was finished and never published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from watching.asking import Call, NotLooked, Service, read_json, within

NAME = "ClinicalTrials.gov"
PAUSE = 1.2  # seconds: about 50 calls in a minute are allowed
START = "https://clinicaltrials.gov/api/v2/studies?"
FIELDS = "NCTId|BriefTitle|OverallStatus|HasResults"
PAGES = 20  # of 100 studies; more would be another question than ours


@dataclass(frozen=True)
class RegisteredTrial:
    """A trial of the register: its number, title and status there, and whether it has results there."""

    number: str
    title: str
    status: str
    has_results: bool


def call(since: str, page: str = "") -> Call:
    """The call for studies that were changed since a day (2026-11-01), or for a further page of the answer."""
    asked = {
        "query.intr": '"dry needling"',
        "filter.advanced": f"AREA[LastUpdatePostDate]RANGE[{since},MAX]",
        "fields": FIELDS,
        "pageSize": "100",
        **({"pageToken": page} if page else {}),
    }
    return Call(START + urlencode(asked))


def studies(body: bytes) -> tuple[list[RegisteredTrial], str]:
    """The studies of one answer, and the token of its next page, empty for none. Raises NotLooked for anything else."""
    data = read_json(NAME, body)
    found = []
    for study in within(NAME, data, "studies", kind=list):
        section = within(NAME, study, "protocolSection", kind=dict)
        names = within(NAME, section, "identificationModule", kind=dict)
        number, title = within(NAME, names, "nctId", kind=str), within(NAME, names, "briefTitle", kind=str)
        status = within(NAME, section, "statusModule", "overallStatus", kind=str)
        found.append(RegisteredTrial(number, title, status, bool(study.get("hasResults"))))
    return found, str(data.get("nextPageToken") or "")


def changed(service: Service, since: str) -> Iterator[RegisteredTrial]:
    """All studies that were changed since a day. Raises NotLooked where a page is missing."""
    page = ""
    for _ in range(PAGES):
        found, page = studies(service.ask(call(since, page)))
        yield from found
        if not page:
            return
    raise NotLooked(f"{NAME} has more than {PAGES} pages")
