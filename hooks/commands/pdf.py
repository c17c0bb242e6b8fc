"""`python3 dev.py pdf`: leaflets, and the copy that opens from disk, into a finished build."""

import os
import pathlib
import re
import sys

from playwright.sync_api import Error
from selectolax.lexbor import LexborHTMLParser

from commands import leaflets, offline_copy
from commands.report import report
from sources import ROOT, read


def main() -> int:
    """Make both for the site in the folder named; 1 when something is wrong with any leaflet.

    With the answers of the weekly look a leaflet may take another side: it says that a source was retracted.
    """
    site = pathlib.Path(sys.argv[1]).resolve()
    try:
        home = LexborHTMLParser((site / "index.html").read_text("utf-8"))
        address = "".join(node.attributes["href"] or "" for node in home.css("link[rel=canonical]"))
        problems = leaflets.make(site, read(ROOT / "docs"), address)
        offline_copy.write(site)
    except (OSError, Error, ValueError) as error:
        print(f"The leaflets could not be made: {str(error).splitlines()[0]}")
        return 1
    if re.match(r"http://(127\.|localhost|\[::1\])", address):
        print(
            f"The leaflets name {address}, which is this machine's own address. Set SITE_URL before you print any for"
            " patients."
        )
    if problems:
        report([str(problem) for problem in sorted(problems)])
    return int(bool(problems) and not os.environ.get("ANSWERS"))


if __name__ == "__main__":
    sys.exit(main())
