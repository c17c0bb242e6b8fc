"""Weekly: notices on our sources, new studies; packages with flaws, what runs out, pages due for a check, dead links.

Runs on GitHub only, because it asks other sites. Writes two reports as Markdown: one of the evidence, a new issue each
week with news, and one of the rest, an issue that is kept up to date. An empty one means that there is nothing to say.
"""

import argparse
import concurrent.futures
import datetime
import functools
import pathlib
import subprocess
import sys
from collections.abc import Callable, Mapping

from checks import settings
from commands.live import fetch
from extensions.citations import cited_in
from sources import ROOT, Sources, read, today
from watching import answers, backlog, crossref, pubmed, registered, report
from watching.asking import Service
from watching.look import Asker, plan

DAYS = 60
LOCKS = ("requirements.txt", "tests/requirements.txt")
ENDS = {"Material for MkDocs 9.8 gets no more fixes; MAINTAINERS.md says how to move on": "2027-05-05"}
GONE = {404, 410}
Fetch = Callable[[str], tuple[int, bytes]]  # the status is 0 when nobody answers


def soon(days: Mapping[str, str], today: datetime.date) -> list[tuple[str, str]]:
    """Those of these days that are over or come within 60 days, the first one first, each with what it is of."""
    last = str(today + datetime.timedelta(days=DAYS))
    return sorted((day, what) for what, day in days.items() if day <= last)


def dead(sources: Sources, get: Fetch) -> list[str]:
    """A line for each source whose address is gone, and one for all that gave no answer, which may pass."""
    addresses = {
        f"https://doi.org/{row['doi']}" if "doi" in row else row["url"]: row["key"]
        for row in sources.rows("references")
        if "doi" in row or "url" in row
    }
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = dict(zip(addresses, pool.map(lambda address: get(address)[0], addresses), strict=True))
    lines = [
        f"- {addresses[address]}: {address} answers {status}" for address, status in statuses.items() if status in GONE
    ]
    silent = [addresses[address] for address, status in statuses.items() if not status]
    return lines + [f"- Not looked: {len(silent)} of {len(addresses)} did not answer: {', '.join(silent)}"] * bool(
        silent
    )


def flaws() -> list[str]:
    """What pip-audit says of each lock, when it says something; --strict, because without it a database that is away
    counts as "no flaw".
    """
    lines = []
    audit = (
        sys.executable,
        "-m",
        "pip_audit",
        "--strict",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
    )
    for lock in LOCKS:
        done = subprocess.run([*audit, "--requirement", ROOT / lock], capture_output=True, text=True)
        if done.returncode:
            last = (done.stdout or done.stderr).strip()[-3000:].replace("\n", "\n    ")
            lines.append(f"- {lock}:\n\n    {last}")
    return lines


def upkeep(
    sources: Sources,
    today: datetime.date,
    get: Fetch,
    ends: Mapping[str, str] | None = None,
    audit: Callable[[], list[str]] = list,
) -> str:
    """The report of the rest; empty when there is nothing to do."""
    due = {page.path: str(page.meta.get("review_due", "")) for page in sources.pages.values()}
    parts = (
        ("Packages with a known flaw, or that could not be looked up", audit()),
        ("Runs out", [f"- {day}: {what}" for day, what in soon(ends or {}, today)]),
        (
            "Pages to check",
            [f"- {path}: due {day}{' (overdue)' if day < str(today) else ''}" for day, path in soon(due, today)],
        ),
        ("Addresses that are gone", dead(sources, get)),
    )
    return "\n\n".join(f"## {title}\n\n" + "\n".join(lines) for title, lines in parts if lines)


def asker(email: str) -> Asker:
    """The services, each with the pause that its terms ask for."""
    return Asker(
        Service(pubmed.NAME, pubmed.PAUSE),
        Service(crossref.NAME, crossref.pause(email)),
        Service(registered.NAME, registered.PAUSE),
        email,
    )


def dry(sources: Sources, email: str) -> str:
    """Every call that a look would make, and how long the pauses between them take."""
    calls = plan(sources, email)
    lines = []
    for service, call, _ in calls:
        asked = dict(call.form or {})
        lines.append(f"{service}: {call.address[:90]} {(asked.get('id') or asked.get('term', ''))[:60]}".rstrip())
    pauses = sum(pause for _, _, pause in calls)
    return "\n".join(
        [*lines, f"{len(calls)} calls, {pauses:.0f} seconds of pauses; one more for each search that finds papers."]
    )


def main() -> int:
    """Look at everything, and print both reports, or write them with the title and the answers into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=pathlib.Path, help="a folder for the reports and answers.json")
    parser.add_argument("--last", type=pathlib.Path, help="answers.json of the look before this one")
    parser.add_argument("--dry-run", action="store_true", help="only list the calls that would be made")
    options = parser.parse_args()
    sources, extra = read(ROOT / "docs"), settings.read(ROOT).data["extra"]
    email = str(extra.get("contact") or "")
    if options.dry_run:
        print(dry(sources, email))
        return 0
    ends = {
        "/.well-known/security.txt (see extra.security_txt_expires in mkdocs.yml)": str(
            extra.get("security_txt_expires")
        )
    }
    get = functools.partial(fetch, agent="link check of a health information site", most=500_000)
    files = evidence(sources, asker(email), options.last)
    files["upkeep.md"] = upkeep(sources, today(), get, ends | ENDS, flaws)
    for name, text in files.items():
        if options.to:
            options.to.mkdir(parents=True, exist_ok=True)
            (options.to / name).write_text(text, "utf-8")
        elif text:
            print(text)
    return 0


def evidence(sources: Sources, asker: Asker, last: pathlib.Path | None) -> dict[str, str]:
    """The files of the look at the evidence, by name; `title` is empty when there is no news."""
    before = answers.read(last.read_text("utf-8")) if last and last.is_file() else None
    day, last_week = today(), answers.of_last_week(before, today())
    look = asker.look(sources, sources.rows("seen"), day, backlog.days(before, day))
    look = backlog.with_backlog(look, before, sources)
    return {
        "title": report.title(look, day, last_week),
        "urgent": "".join(f"{line}\n" for line in report.urgent(look)),
        "evidence.md": report.text(look, cited_in(sources), last_week),
        "answers.json": answers.written(look, day, before),
    }


if __name__ == "__main__":
    sys.exit(main())
