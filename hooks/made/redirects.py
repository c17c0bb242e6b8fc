"""Addresses that lead on, and parts of pages that moved, from docs/_data/redirects.yml: the stubs and the notes.
checks/links.py checks them.

Stubs of our own, because mkdocs-redirects 1.2.3 loses queries, joins two fragments, and overwrites pages.
"""

import html
import posixpath
import re
from typing import Any

from extensions import outline
from sources import Sources, relative

ADDRESS = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*/")
SCRIPT = "assets/redirect.js"  # one for all stubs, so that a content policy needs no hash


def name(target: str, sources: Sources) -> str:
    """What a reader finds at `aftercare.md#soreness`: the title of the page, and the heading where there is one."""
    uri, _, anchor = target.partition("#")
    heading = outline.headings(sources.pages[uri], sources).get(anchor, "")
    return f"{sources.pages[uri].title}{': ' if heading else ''}{heading}"


def target(to: str, sources: Sources) -> str:
    """The address inside the site of `aftercare.md#soreness`: aftercare/#soreness."""
    uri, mark, anchor = to.partition("#")
    return sources.pages[uri].url + mark + anchor


def moved(sources: Sources, uri: str) -> dict[str, dict[str, Any]]:
    """The parts that have left a page, by their ids."""
    parts = ((str(row.get("from", "")).partition("#"), row) for row in sources.rows("redirects"))
    return {anchor: row for (page, _, anchor), row in parts if page == uri and anchor}


def notes(sources: Sources, uri: str) -> str:
    """A note, as Markdown, for every part that has left the page, seen by whoever comes for it; without JavaScript."""
    found = ""
    for anchor, row in moved(sources, uri).items():
        to = str(row.get("to", ""))
        said = (
            f"This part has moved to [{name(to, sources)}]({relative(to, uri)})."
            if to.partition("#")[0] in sources.pages
            else f"This part was withdrawn. {row.get('why', '')}"
        )
        found += f"\n\n{said}\n{{: #{anchor} .moved }}"
    return found


def stub(start: str, to: str, sources: Sources) -> str:
    """The page at an old address. The script keeps the query and lets the reader's own fragment win; without it the
    page refreshes itself. What the head of every page says stands in overrides/main.html, and here once more.
    """
    up, words = posixpath.relpath(".", start), html.escape(name(to, sources))
    there = f"{up}/{target(to, sources)}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{start} leads to: {words}</title>
<link rel="canonical" href="{sources.site_url + sources.pages[to.partition("#")[0]].url}">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<script src="{up}/{SCRIPT}" data-to="{there}"></script>
<meta http-equiv="refresh" content="0; url={there}">
</head>
<body>
<main>
<h1>{words}</h1>
<p>What you look for is here: <a href="{there}">{words}</a></p>
</main>
</body>
</html>
"""


def stubs(sources: Sources) -> dict[str, str]:
    """Every old address and the page it leads to. An entry that the checks report is left out, so that it hides no
    page.
    """
    at = {page.url for page in sources.pages.values()}
    rows = ((str(row.get("from")), str(row.get("to"))) for row in sources.rows("redirects"))
    return {
        start: to
        for start, to in rows
        if ADDRESS.fullmatch(start) and start not in at and to.partition("#")[0] in sources.pages
    }
