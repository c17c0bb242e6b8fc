"""`python3 dev.py publish`: build the site, and add every address that is new to published.txt. What it adds is promised for good."""

from __future__ import annotations

import os
import pathlib
import sys
import tempfile

import check
import promise
from sources import ROOT


def main() -> int:
    """Print what was added; 1 and nothing added while the site has problems, because a wrong id would stay for good."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder).resolve()
        messages = [message for message in check.build_site(site) if not message.startswith(promise.LIST)]
        if messages:
            check.report(sorted(messages, key=check.parse))
            return 1
        text = promise.read(ROOT)
        grown = promise.grown(text, promise.addresses(promise.places(site, promise.FILES)))
    (ROOT / promise.LIST).write_text(grown, "utf-8", newline="\n")
    new = sorted(set(grown.splitlines()) - set(text.splitlines()))
    print("\n".join([*new, f"{promise.LIST}: {sum(line.startswith('/') for line in new)} added. Commit the file: each is a promise for good.", *promise.notices(ROOT, set())]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
