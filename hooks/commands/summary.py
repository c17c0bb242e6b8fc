"""`python3 dev.py summary BASE`: what a change does to the pages, in plain words, for the person who reads a pull
request.
"""

import io
import os
import re
import subprocess
import sys
import tarfile
from typing import Any

from checks import house_style, sign_levels
from checks.grading import answers
from extensions import data_blocks
from extensions.effect_blocks import ASKED
from extensions.list_blocks import VERDICTS
from extensions.safety_blocks import LEVELS, URGENCY
from sources import ROOT, Sources, contents, from_files

OUTSIDE = re.compile(r"https://[^\s)>\"'\]]+")


def at(commit: str) -> dict[str, bytes]:
    """Every file of docs/ at a commit, by its path inside docs/. Raises CalledProcessError for an unknown commit."""
    packed = subprocess.run(
        ["git", "archive", "--format=tar", commit, "docs"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        found = {
            member.name.removeprefix("docs/"): archive.extractfile(member) for member in archive if member.isfile()
        }
        return {name: file.read() for name, file in found.items() if file and "_templates/" not in name}


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


def judged(written: Sources) -> dict[str, str]:
    """Every certainty, level and verdict in plain words, by what it is about."""
    problems = {str(row.get("id")): str(row.get("name")) for row in written.rows("conditions")}
    found = {f"How sure we are of {row.get('name')}": row.get("certainty") for row in written.rows("conditions")}
    for row in written.rows("conditions"):
        for _, answer in answers(row):
            found[f'How sure we are of {row.get("name")}, "{ASKED.get(str(answer.get("ask")), "")}"'] = answer.get(
                "certainty"
            )
    for row in written.rows("grades"):
        about = f"{row.get('outcome')}, {row.get('when')}, against {row.get('against')}"
        found[f"The grade of {problems.get(str(row.get('condition')))}: {about}"] = row.get("certainty")
    for name, field, said, words in (
        ("warning-signs", "urgency", "sign", URGENCY),
        ("contraindications", "level", "who", LEVELS),
        ("claims", "verdict", "claim", VERDICTS),
    ):
        for row in written.rows(name):
            title = {"warning-signs": "The sign", "contraindications": "Who should not have it", "claims": "The claim"}
            found[f'{title[name]} "{row.get(said)}"'] = words.get(str(row.get(field)), row.get(field))
    return {about: str(value) for about, value in found.items()}


def turned(old: Sources, new: Sources) -> list[str]:
    """A line for every certainty, level and verdict that changed."""
    were, are = judged(old), judged(new)
    return [
        f"- **{about}**: was {were[about]}, is {are[about]}."
        for about in were
        if about in are and were[about] != are[about]
    ]


def compare(old_files: dict[str, bytes], new_files: dict[str, bytes]) -> list[str]:
    """The summary as lines of Markdown, from the files of docs/ before and after."""
    old, new = from_files(old_files), from_files(new_files)
    lines = ["## What changes for readers", "", *turned(old, new)]
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
        were, are = entries(old, name), entries(new, name)
        changed = {key for key in were.keys() & are.keys() if were[key] != are[key]}
        for verb, keys in (("new", are.keys() - were.keys()), ("gone", were.keys() - are.keys()), ("changed", changed)):
            if keys:
                lines.append(f"- Facts in **{name}.yml** {verb}: {', '.join(sorted(keys))}.")
    lines += [
        f"- Look again at the level of a sign. {line}"
        for line in sorted(sign_levels.likely(new) - sign_levels.likely(old))
    ]
    for verb, found in (
        ("New", outside(new_files) - outside(old_files)),
        ("No longer there", outside(old_files) - outside(new_files)),
    ):
        lines += [f"- {verb} outside address: {address}" for address in sorted(found)]
    return lines if len(lines) > 2 else [*lines, "Nothing in the pages."]


if __name__ == "__main__":
    text = "\n".join(compare(at(sys.argv[1] if len(sys.argv) > 1 else "origin/main"), contents(ROOT / "docs")))
    print(text)
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as file:
            file.write(text + "\n")
