"""`python3 dev.py summary BASE`: what a change does to the pages, in plain words, for the person who reads a pull
request.
"""

import os
import re
import sys
from typing import Any
from urllib.parse import urlsplit

from checks import base_branch, house_style, sign_levels
from commands import changed_rows, facts
from extensions import data_blocks
from sources import ROOT, Sources, contents, from_files
from sources.inert import code

OUTSIDE = re.compile(r"https://[^\s)>\"'\]]+")


def outside(files: dict[str, bytes]) -> set[str]:
    """Every address of another site in pages and data."""
    return {
        match.rstrip(".,;")
        for uri, raw in files.items()
        if uri.endswith((".md", ".yml"))
        for match in OUTSIDE.findall(raw.decode("utf-8", "replace"))
    }


def grade(written: Sources, uri: str) -> str:
    """The reading grade of a page for patients, else nothing."""
    page = written.pages[uri]
    if not page.for_patients:
        return ""
    return f"{house_style.grade(data_blocks.filled(page, written)):.1f}"


def entries(written: Sources, name: str) -> dict[str, Any]:
    """The entries of a data file by what names them."""
    return {
        str(next((row[key] for key in ("key", "id", "place", "short", "find") if key in row), row)): row
        for row in written.rows(name)
    }


def hosts(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """A line for every host to which a link leads for the first time."""
    before, after = ({urlsplit(address).netloc for address in outside(files)} for files in (old, new))
    return [f"- A link leads to a host that is new: {code(host)}." for host in sorted(after - before)]


def compare(old_files: dict[str, bytes], new_files: dict[str, bytes]) -> list[str]:
    """The summary as lines of Markdown, from the files of docs/ before and after: first what may change the meaning,
    old and new, with nothing left out; then what else changes. What others wrote stands in it as code.
    """
    old, new = from_files(old_files), from_files(new_files)
    lines = ["## What changes for readers", ""]
    lines += [*changed_rows.of_data(old, new), *changed_rows.of_headers(old, new)]
    lines += [*facts.of_links(old, new), *facts.of_texts(old, new), *hosts(old_files, new_files)]
    for uri in sorted(old.pages.keys() | new.pages.keys()):
        if uri not in new.pages:
            lines.append(f"- {code(uri)} is gone. Its address was promised to clinics.")
        elif uri not in old.pages:
            lines.append(
                f"- {code(uri)} is new: {code(new.pages[uri].title)}, reading grade {grade(new, uri) or 'not counted'}."
            )
        elif old.pages[uri].text != new.pages[uri].text:
            before, after = grade(old, uri), grade(new, uri)
            said = old.pages[uri].meta.get("changes") != new.pages[uri].meta.get("changes")
            lines.append(
                f"- {code(uri)} changes"
                + (f", reading grade {before} before and {after} after" if after else "")
                + "."
                + ("" if said else " No line in `changes:` was added: is the meaning the same?")
            )
    for name in sorted(old.data.keys() | new.data.keys()):
        were, are = entries(old, name), entries(new, name)
        changed = {key for key in were.keys() & are.keys() if were[key] != are[key]}
        for verb, keys in (("new", are.keys() - were.keys()), ("gone", were.keys() - are.keys()), ("changed", changed)):
            if keys:
                lines.append(f"- Facts in {code(name + '.yml')} {verb}: {code(', '.join(sorted(keys)))}.")
    lines += [
        f"- Look again at the level of a sign. {code(line)}"
        for line in sorted(sign_levels.likely(new) - sign_levels.likely(old))
    ]
    for verb, found in (
        ("New", outside(new_files) - outside(old_files)),
        ("No longer there", outside(old_files) - outside(new_files)),
    ):
        lines += [f"- {verb} outside address: {code(address)}" for address in sorted(found)]
    return lines if len(lines) > 2 else [*lines, "Nothing in the pages."]


def main() -> int:
    """Print the summary, and add it to that of the job; 1 for a commit that git does not have."""
    commit = sys.argv[1] if len(sys.argv) > 1 else "origin/main"
    before = base_branch.pages(ROOT, commit)
    if not before:
        print(f"git has no pages at {commit}. Write a commit or a branch, for example: summary origin/main")
        return 1
    text = "\n".join(compare(before, contents(ROOT / "docs")))
    print(text)
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as file:
            file.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
