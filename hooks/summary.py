"""`python3 dev.py summary BASE`: what a change does to the pages, in plain words, for the person who reads a pull
request.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tarfile
from typing import Any

import datablocks
import levels
import prose
import sources
from sources import ROOT

OUTSIDE = re.compile(r"https://[^\s)>\"'\]]+")


def at(commit: str) -> dict[str, bytes]:
    """Every file of docs/ at a commit, by its path inside docs/. Raises CalledProcessError for an unknown commit."""
    packed = subprocess.run(
        ["git", "archive", "--format=tar", commit, "docs"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            member.name.removeprefix("docs/"): archive.extractfile(member).read()
            for member in archive
            if member.isfile() and "/_templates/" not in member.name
        }


def outside(files: dict[str, bytes]) -> set[str]:
    """Every address of another site in pages and data."""
    return {
        match.rstrip(".,;")
        for uri, raw in files.items()
        if uri.endswith((".md", ".yml"))
        for match in OUTSIDE.findall(raw.decode("utf-8", "replace"))
    }


def grade(written: sources.Sources, uri: str) -> str:
    """The reading grade of a page for patients, else nothing."""
    page = written.pages[uri]
    if page.meta.get("audience") != "patients":
        return ""
    return f"{prose.grade(datablocks.expand(written.expanded(page), written, uri)):.1f}"


def entries(written: sources.Sources, name: str) -> dict[str, Any]:
    """The entries of a data file by what names them."""
    return {
        str(next((row[key] for key in ("key", "id", "place", "short", "find") if key in row), row)): row
        for row in written.rows(name)
    }


def compare(old_files: dict[str, bytes], new_files: dict[str, bytes]) -> list[str]:
    """The summary as lines of Markdown, from the files of docs/ before and after."""
    old, new = sources.from_files(old_files), sources.from_files(new_files)
    lines = ["## What changes for readers", ""]
    for uri in sorted(old.pages.keys() | new.pages.keys()):
        if uri not in new.pages:
            lines.append(f"- **{uri}** is gone. Its address was promised to clinics.")
        elif uri not in old.pages:
            lines.append(
                f'- **{uri}** is new: "{new.pages[uri].meta.get("title")}", reading grade'
                f" {grade(new, uri) or 'not counted'}."
            )
        elif old.pages[uri].text != new.pages[uri].text:
            before, after = grade(old, uri), grade(new, uri)
            said = old.pages[uri].meta.get("changes") != new.pages[uri].meta.get("changes")
            lines.append(
                f"- **{uri}** changes"
                + (f", reading grade {before} before and {after} after" if after else "")
                + "."
                + ("" if said else " No line in `changes:` was added: is the meaning the same?")
            )
    for name in sorted(old.data.keys() | new.data.keys()):
        before, after = entries(old, name), entries(new, name)
        for verb, keys in (
            ("new", after.keys() - before.keys()),
            ("gone", before.keys() - after.keys()),
            ("changed", {key for key in before.keys() & after.keys() if before[key] != after[key]}),
        ):
            if keys:
                lines.append(f"- Facts in **{name}.yml** {verb}: {', '.join(sorted(keys))}.")
    lines += [
        f"- Look again at the level of a sign. {line}" for line in sorted(levels.likely(new) - levels.likely(old))
    ]
    for verb, found in (
        ("New", outside(new_files) - outside(old_files)),
        ("No longer there", outside(old_files) - outside(new_files)),
    ):
        lines += [f"- {verb} outside address: {address}" for address in sorted(found)]
    return lines if len(lines) > 2 else [*lines, "Nothing in the pages."]


if __name__ == "__main__":
    written = {
        path.relative_to(ROOT / "docs").as_posix(): path.read_bytes()
        for path in (ROOT / "docs").rglob("*")
        if path.is_file() and "_templates" not in path.parts
    }
    text = "\n".join(compare(at(sys.argv[1] if len(sys.argv) > 1 else "origin/main"), written))
    print(text)
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as file:
            file.write(text + "\n")
