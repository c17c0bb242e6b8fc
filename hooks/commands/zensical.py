"""`python3 dev.py zensical`: build with Zensical and report what it keeps of the site."""

import pathlib
import re
import shutil
import sys
import tempfile
from collections import Counter
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from commands.same import LEFT_OUT, MKDOCS, build, finished
from sources import ROOT, contents

THEME_IDS = re.compile(r"__|page-facts$|(?:init-)?glightbox")  # ids of the theme, not of what we write
STUB = 'http-equiv="refresh"'  # an old address that leads on
KINDS = {"citations": "a.footnote-ref", "certainty labels": "a.certainty", "glossary links": "a.term"}


def marks(html: str, page: str) -> dict[str, Counter[str]]:
    """What a page promises or marks: its ids, citations, certainty labels and glossary links, each with its count;
    links as whole addresses.
    """
    tree = LexborHTMLParser(html)
    found = {
        kind: Counter(
            urljoin("/" + page.removesuffix("index.html"), node.attributes.get("href") or "")
            for node in tree.css(selector)
        )
        for kind, selector in KINDS.items()
    }
    ids = [node.attributes.get("id") or "" for node in tree.css("[id]")]
    return {"ids": Counter(name for name in ids if not THEME_IDS.match(name)), **found}


def report(one: pathlib.Path, other: pathlib.Path) -> list[str]:
    """How much of the first site stands in the second: files, and the marks of every page; then what is missing."""
    here, there = (
        {name: raw for name, raw in contents(site).items() if not name.startswith("assets/")} for site in (one, other)
    )
    pages = [name for name, raw in here.items() if name.endswith("index.html") and STUB not in raw.decode()]
    lines = [f"pages: {len(set(pages) & there.keys())} of {len(pages)} the same address"]
    ours = {name: marks(here[name].decode(), name) for name in pages}
    theirs = {name: marks(there.get(name, b"").decode(), name) for name in pages}
    for kind in ("ids", *KINDS):
        total = sum(ours[name][kind].total() for name in pages)
        shared = sum((ours[name][kind] & theirs[name][kind]).total() for name in pages)
        lines.append(f"{kind}: {shared} of {total} the same")
        lines += [
            f"  {name}: {key} is missing"
            for name in pages
            for key in sorted((ours[name][kind] - theirs[name][kind]).keys())
        ]
    absent = sorted(here.keys() - there.keys() - set(pages))
    return [*lines, f"other files that only hooks make: {len(absent)}", *(f"  {name}" for name in absent)]


def zensical() -> int:
    """Print what a Zensical build keeps of the site; 1 only when it cannot be built."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy = pathlib.Path(
            shutil.copytree(ROOT, folder / "copy", ignore=LEFT_OUT)
        )  # it can only build inside the project
        builds = {
            "MkDocs": build([*MKDOCS, folder / "site"], ROOT),
            "Zensical": build(
                [sys.executable, "-m", "zensical", "build", "-f", "zensical.yml"],
                copy,
                env={"PYTHONPATH": str(copy / "hooks")},
            ),
        }
        if not finished(builds):
            return 1
        print("\n".join(report(folder / "site", copy / "site")))
    return 0


if __name__ == "__main__":
    sys.exit(zensical())
