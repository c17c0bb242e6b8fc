"""`python3 dev.py publish`: build the site, and add every address that is new to published.txt.

Once the promise has begun, what it adds is promised for good; before that, the list is made anew.
"""

import argparse
import os
import pathlib
import sys
import tempfile

from checks import published_addresses, settings
from commands import check
from commands.report import parts, report
from sources import ROOT, read


def main() -> int:
    """Print what was added; 1 and nothing added while the site has problems, because a wrong id would stay for good."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--begin", action="store_true", help="make the draft a promise, once and for good")
    begin = parser.parse_args().begin
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder).resolve()
        messages = [message for message in check.build_site(site) if not message.startswith(published_addresses.LIST)]
        if messages:
            report(sorted(messages, key=parts))
            return 1
        sources = read(ROOT / "docs", site_name=str(settings.read(ROOT).data["site_name"]))
        text, there = published_addresses.read(ROOT), published_addresses.places(site, sources)
        grown = published_addresses.grown(text, published_addresses.addresses(there), begin)
    (ROOT / published_addresses.LIST).write_text(grown, "utf-8", newline="\n")
    new = sorted(set(grown.splitlines()) - set(text.splitlines()))
    print(
        "\n".join(
            [
                *new,
                f"{published_addresses.LIST}: {sum(line.startswith('/') for line in new)} added. Commit the file.",
                *published_addresses.notices(ROOT, set()),
            ]
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
