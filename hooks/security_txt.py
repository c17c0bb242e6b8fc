"""MkDocs hook: /.well-known/security.txt (RFC 9116), which tells a finder of a flaw whom to tell, in private.

MkDocs leaves out folders that begin with a dot, so the file is made here. Its end stands in mkdocs.yml, because
somebody has to promise anew every year that the contact still works: `check` stops 30 days before, the weekly look says
so 60 days before.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import yamlfile
from mkdocs.structure.files import File, InclusionLevel
from problems import Problem

URI = ".well-known/security.txt"
LAST_DAYS, LONGEST = 30, 366


def text(site_url: str, edit_uri: str, extra: dict[str, Any]) -> str:
    """The file. The contact is the owner's address where there is one, the private form of the repository, and our page
    for corrections.
    """
    repository = re.match(r"https://github\.com/[\w.-]+/[\w.-]+", edit_uri)
    contacts = [f"mailto:{extra[name]}" for name in ("safety_contact", "contact") if extra.get(name)]
    contacts += [f"{repository[0]}/security/advisories/new"] if repository else []
    lines = [
        f"# Flaws in this website. For questions about health see {site_url}get-help/",
        *(f"Contact: {contact}" for contact in dict.fromkeys([*contacts, f"{site_url}contribute/"])),
        f"Expires: {extra.get('security_txt_expires')}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {site_url}{URI}",
        *([f"Policy: {repository[0]}/blob/main/SECURITY.md"] if repository else []),
    ]
    return "\n".join(lines) + "\n"


def check(document: yamlfile.Document, today: datetime.date) -> Iterator[Problem]:
    """The end of the file: a date, not soon, and at most a year away."""
    where = ("extra", "security_txt_expires")
    value = str((document.data.get("extra") or {}).get(where[1], "")) if isinstance(document.data, dict) else ""
    try:
        left = (datetime.date.fromisoformat(value) - today).days
    except ValueError:
        yield document.problem(
            where, f"`security_txt_expires` is {value!r}, which is no date.", "Write a date such as 2027-11-01."
        )
        return
    if left < LAST_DAYS:
        yield document.problem(
            where,
            f"/.well-known/security.txt runs out on {value}.",
            "Make sure that its contacts still work, then write a day within the next year.",
        )
    elif left > LONGEST:
        yield document.problem(
            where,
            "/.well-known/security.txt runs for more than a year.",
            "Write a day within the next year, so that somebody looks at it again.",
        )


def on_files(files: Any, config: Any) -> Any:
    """Add the file; its own level keeps MkDocs from leaving it out."""
    files.append(
        File.generated(
            config,
            URI,
            content=text(config.site_url, config.edit_uri or "", config.extra),
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
    )
    return files
