"""`python3 dev.py publish`: build the site, and add every address that is new to published.txt.

Once the promise has begun, what it adds is promised for good; before that, the list is made anew.
"""

import argparse
import os
import pathlib
import sys
import tempfile

from checks import published_addresses, settings
from checks.published_addresses import LIST
from commands import check
from commands.report import parts, report
from sources import ROOT, read


def add(begin: bool = False) -> tuple[list[str], list[str]]:
    """Add what is new to the list: every problem of the site, sorted, and nothing added while there is one; and the
    lines that were added.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder).resolve()
        messages = [message for message in check.build_site(site) if not message.startswith(LIST)]
        if messages:
            return sorted(messages, key=parts), []
        sources = read(ROOT / "docs", site_name=str(settings.read(ROOT).data["site_name"]))
        text, there = published_addresses.read(ROOT), published_addresses.places(site, sources)
        grown = published_addresses.grown(text, published_addresses.addresses(there), begin)
    if grown != text:
        (ROOT / LIST).write_text(grown, "utf-8", newline="\n")
    return [], sorted(set(grown.splitlines()) - set(text.splitlines()))


def main() -> int:
    """Print what was added; 1 and nothing added while the site has problems, because a wrong id would stay for good."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--begin", action="store_true", help="make the draft a promise, once and for good")
    begin = parser.parse_args().begin
    os.chdir(ROOT)
    messages, new = add(begin)
    if messages:
        report(messages)
        return 1
    print(
        "\n".join(
            [
                *new,
                f"{LIST}: {sum(line.startswith('/') for line in new)} added. Commit the file.",
                *published_addresses.notices(ROOT, set()),
            ]
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
