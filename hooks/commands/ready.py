"""`python3 dev.py ready`: what still stops a launch, what may hurt somebody first. In GitHub Actions each line is a
warning.
"""

import os
import pathlib
import re
import sys

from checks import settings
from sources import ROOT, Sources, read

LISTS = ("warning-signs", "contraindications", "aftercare")
NOBODY = "The authors of Dry Needling Explained"


def missing(root: pathlib.Path, sources: Sources, address: str) -> list[str]:
    """What an owner must still fill in, in order of harm; `address` is where the site will be."""
    extra = (settings.read(root).data or {}).get("extra") or {}
    waiting = {name: [str(row["id"]) for row in sources.rows(name) if "confirm" in row] for name in LISTS}
    count = sum(map(len, waiting.values()))
    rows = "; ".join(f"{name}.yml: {', '.join(ids)}" for name, ids in waiting.items() if ids)
    licence, owners = ((root / name).read_text("utf-8") for name in ("LICENSE", ".github/CODEOWNERS"))
    asked: list[tuple[object, str]] = [  # what must be there, and what to say where it is not
        (
            not count,
            f"{count} {'line' if count == 1 else 'lines'} on safety must still be agreed by a clinician. {rows}."
            " MAINTAINERS.md says what each asks.",
        ),
        (
            sources.rows("people"),
            "No clinician has reviewed any page. Put the first one into docs/_data/people.yml.",
        ),
        (
            extra.get("safety_contact"),
            "Nobody can be told of harm without an account: extra.safety_contact in mkdocs.yml is empty.",
        ),
        (
            extra.get("contact"),
            "Readers cannot write to anybody: extra.contact in mkdocs.yml is empty.",
        ),
        (
            address.startswith("https://"),
            f"Links, leaflets and codes lead to {address or 'this machine'}, where no reader gets. Set SITE_URL to the"
            " address of the site.",
        ),
        (
            NOBODY not in licence,
            f'LICENSE names no person or body as holder. Write a name in place of "{NOBODY}".',
        ),
        (
            re.search(r"^[^#\s]", owners, re.M),
            "Nobody must agree to a change: .github/CODEOWNERS names nobody.",
        ),
    ]
    return [said for there, said in asked if not there]


def main() -> int:
    """Say what is missing; 1 when anything is."""
    found = missing(ROOT, read(ROOT / "docs"), os.environ.get("SITE_URL", ""))
    for number, line in enumerate(found, 1):
        print(
            f"::warning title=Not ready to launch::{line}" if os.environ.get("GITHUB_ACTIONS") else f"{number}. {line}"
        )
    count = {0: "Nothing stops", 1: "1 thing stops"}.get(len(found), f"{len(found)} things stop")
    print(f"{count} a launch.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
