"""`overrides/assets/slips.js` stands in front of the theme's search worker and mends slips of the finger.

So it comes with the search and no page grows. What it relies on is checked: a new version of the theme that has other
names stops the build.
"""

import pathlib
from collections.abc import Iterator

from sources import Problem

HERE = "hooks/finished/search_slips.py"
# What slips.js reaches for: the messages of the page (0 brings the index, 2 a query), and the parts of lunr.
IN_WORKER = (
    "case 0:",
    "case 2:let",
    "self.lunr=",
    ".Builder.prototype.build=",
    "invertedIndex:this.invertedIndex",
    "tokenSet:this.tokenSet",
    ".TokenSet.fromFuzzyString=",
    ".TokenSet.fromString=",
    ".tokenizer.separator=new RegExp(",
)


def terse(script: str) -> str:
    """A script without its comment lines and indents."""
    return "\n".join(line.strip() for line in script.splitlines() if line.strip() and not line.strip().startswith("//"))


def put(site: pathlib.Path) -> Iterator[Problem]:
    """Runs before the step that takes away what no page names; says what the theme's search no longer calls so."""
    workers = {path: path.read_text("utf-8") for path in site.glob("assets/javascripts/workers/search.*.js")}
    for name in IN_WORKER:
        if not any(name in worker for worker in workers.values()):
            what = f"the theme's search has no {name} any more, which overrides/assets/slips.js relies on."
            yield Problem(HERE, 0, 0, what, "The theme changed: adapt both.")
    ours = site / "assets" / "slips.js"
    first = terse(ours.read_text("utf-8")) + "\n"
    for path, worker in workers.items():
        if not worker.startswith(first):  # it does while somebody writes, where files are copied only once
            path.write_text(first + worker, "utf-8")
    ours.unlink()
