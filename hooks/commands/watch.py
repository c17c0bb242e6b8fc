"""Weekly: packages with flaws, what runs out, pages due for a check within 60 days, dead addresses, retracted sources.

Prints a report as Markdown, nothing when there is nothing to say. Runs on GitHub only, because it asks other sites.
"""

import concurrent.futures
import datetime
import functools
import json
import subprocess
import sys
import urllib.parse
from collections.abc import Callable, Mapping

from checks import settings
from commands.live import fetch
from sources import ROOT, Sources, read, today

DAYS = 60
LOCKS = ("requirements.txt", "tests/requirements.txt")
ENDS = {"Material for MkDocs 9.8 gets no more fixes; MAINTAINERS.md says how to move on": "2027-05-05"}
GONE = {404, 410}
# Crossref REST API: records that say that they update the given DOI, such as a retraction.
NOTICES = "https://api.crossref.org/works?filter=updates:{}&select=DOI,update-to,title"
Fetch = Callable[[str], tuple[int, bytes]]  # the status is 0 when nobody answers: that may pass, and is not reported


def soon(days: Mapping[str, str], today: datetime.date) -> list[tuple[str, str]]:
    """Those of these days that are over or come within 60 days, the first one first, each with what it is of."""
    last = str(today + datetime.timedelta(days=DAYS))
    return sorted((day, what) for what, day in days.items() if day <= last)


def dead(sources: Sources, get: Fetch) -> list[str]:
    """A line for each source whose address is gone."""
    addresses = {
        f"https://doi.org/{row['doi']}" if "doi" in row else row["url"]: row["key"]
        for row in sources.rows("references")
        if "doi" in row or "url" in row
    }
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = dict(zip(addresses, pool.map(lambda address: get(address)[0], addresses), strict=True))
    return [
        f"- {addresses[address]}: {address} answers {status}" for address, status in statuses.items() if status in GONE
    ]


def retracted(sources: Sources, get: Fetch) -> list[str]:
    """A line for each source with a notice of retraction or concern."""
    lines = []
    for row in sources.rows("references"):
        status, body = get(NOTICES.format(urllib.parse.quote(row["doi"], safe=""))) if "doi" in row else (0, b"")
        items = json.loads(body)["message"]["items"] if status == 200 else []
        kinds = {
            update["type"]
            for item in items
            for update in item.get("update-to", [])
            if update["DOI"].lower() == row["doi"].lower()
        }
        if kinds & {"retraction", "withdrawal", "removal", "expression_of_concern"}:
            lines.append(
                f"- {row['key']}: {', '.join(sorted(kinds))}. Do not cite it until somebody has looked: set use: check."
            )
    return lines


def flaws() -> list[str]:
    """What pip-audit says of each lock, when it says something; --strict, because without it a database that is away
    counts as "no flaw".
    """
    lines = []
    for lock in LOCKS:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pip_audit",
                "--strict",
                "--disable-pip",
                "--require-hashes",
                "--progress-spinner",
                "off",
                "--requirement",
                ROOT / lock,
            ],
            capture_output=True,
            text=True,
        )
        if done.returncode:
            last = (done.stdout or done.stderr).strip()[-3000:].replace("\n", "\n    ")
            lines.append(f"- {lock}:\n\n    {last}")
    return lines


def report(
    sources: Sources,
    today: datetime.date,
    get: Fetch,
    ends: Mapping[str, str] | None = None,
    audit: Callable[[], list[str]] = list,
) -> str:
    """The whole report; empty when there is nothing to do."""
    due = {page.path: str(page.meta.get("review_due", "")) for page in sources.pages.values()}
    parts = (
        ("Packages with a known flaw, or that could not be looked up", audit()),
        ("Runs out", [f"- {day}: {what}" for day, what in soon(ends or {}, today)]),
        (
            "Pages to check",
            [f"- {path}: due {day}{' (overdue)' if day < str(today) else ''}" for day, path in soon(due, today)],
        ),
        ("Sources retracted or in doubt", retracted(sources, get)),
        ("Addresses that are gone", dead(sources, get)),
    )
    return "\n\n".join(f"## {title}\n\n" + "\n".join(lines) for title, lines in parts if lines)


if __name__ == "__main__":
    extra = settings.read(ROOT).data["extra"]
    print(
        report(
            read(ROOT / "docs"),
            today(),
            functools.partial(fetch, agent="link check of a health information site", most=500_000),
            {
                "/.well-known/security.txt (see extra.security_txt_expires in mkdocs.yml)": str(
                    extra.get("security_txt_expires")
                ),
                **ENDS,
            },
            flaws,
        )
    )
