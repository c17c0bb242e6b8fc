"""`python3 dev.py fix`: mend what a program can mend in docs/, say what was mended, and what is left for a person.

Nothing else is written, and a file in which nothing is wrong is not touched. Addresses that are new are added to
published.txt, as `publish` does, once nothing else is wrong.
"""

import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping

from checks.mending import Change, mended
from checks.published_addresses import LIST
from commands import publish
from commands.check import BIN, SETTINGS
from sources import ROOT, mistakes
from sources.inert import code

ENDINGS = (".md", ".svg", ".yml")
BLANK = {  # rules of rumdl that only add or take empty lines
    "MD012": "more than one empty line",
    "MD022": "no empty line beside a heading",
    "MD031": "no empty line beside code or a box",
    "MD032": "no empty line beside a list",
    "MD058": "no empty line beside a table",
}
FIXED = re.compile(r"(?P<name>[^:]+):(?P<line>\d+):\d+: \[(?P<rule>MD\d+)\].*\[fixed\]")
SHOWN = 10  # lines of one kind that are named
MOST = 60  # lines that the summary of a job shows of one file


def files(docs: pathlib.Path) -> dict[str, bytes]:
    """Every file of docs/ that a person writes, templates too, by its path in the project."""
    return {
        f"docs/{path.relative_to(docs).as_posix()}": path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.suffix in ENDINGS
    }


def blank_lines(pages: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, list[Change]]]:
    """Pages with empty lines where Markdown needs them, by rumdl, and what it did; it is asked once for all."""
    found: dict[str, list[Change]] = {}
    with tempfile.TemporaryDirectory() as folder:
        places = {name: pathlib.Path(folder, f"{at}.md") for at, name in enumerate(pages)}
        names = {path.name: name for name, path in places.items()}
        for name, path in places.items():
            path.write_bytes(pages[name])
        rules = ("--fix", "--no-cache", "--no-exclude", "--config", SETTINGS, "--enable", ",".join(BLANK))
        command = map(str, (BIN / "rumdl", "check", *rules, "."))
        said = subprocess.run([*command], cwd=folder, capture_output=True, text=True, encoding="utf-8").stdout
        for match in filter(None, map(FIXED.fullmatch, said.splitlines())):
            name = names[pathlib.PurePath(match["name"]).name]
            found.setdefault(name, []).append((int(match["line"]), BLANK[match["rule"]]))
        return {name: path.read_bytes() for name, path in places.items()}, found


def all_mended(before: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, list[Change]]]:
    """The files that change, and what was mended in each."""
    results = {name: mended(name, raw) for name, raw in before.items()}
    pages = {name: raw for name, (raw, _) in results.items() if name.endswith(".md")}
    spaced, more = blank_lines(pages)
    after = {name: spaced.get(name, raw) for name, (raw, _) in results.items()}
    changed = {name: raw for name, raw in after.items() if raw != before[name]}
    return changed, {name: [*results[name][1], *more.get(name, ())] for name in changed}


def told(changes: Mapping[str, Iterable[Change]]) -> Iterator[str]:
    """A line for each file and each kind of mistake, with the lines of the file as it was."""
    for name, found in changes.items():
        kinds: dict[str, list[int]] = {}
        for line, what in found:
            kinds.setdefault(what, []).append(line)
        for what, lines in sorted(kinds.items(), key=lambda row: min(row[1])):
            first, *others = sorted(set(lines))
            many = f" (and on {len(others)} more {'line' if len(others) == 1 else 'lines'}: " if others else ""
            shown = ", ".join(map(str, others[:SHOWN])) + (", ..." if len(others) > SHOWN else "")
            yield f"{name}:{first}: {what}" + (f"{many}{shown})" if others else "")


def instructions(name: str, before: bytes, after: bytes) -> list[str]:
    """The same by hand, for somebody in a browser: every line that changes, and what to write there, as Markdown."""
    old, new = (raw.decode("utf-8", "replace").splitlines() for raw in (before, after))
    lines = [f"### {code(name)}", ""]
    for kind, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        where = f"line {start + 1}" if end - start < 2 else f"lines {start + 1} to {end}"
        text = " ⏎ ".join(code(line) if line else "an empty line" for line in new[first:last])
        lines += [
            f"- {what} {text}".rstrip()
            for what, _ in mistakes(
                (kind == "insert", f"Put in front of line {start + 1}:", ""),
                (kind == "delete", f"Delete {where}.", ""),
                (kind == "replace", f"Write in place of {where}:", ""),
            )
        ]
    left = len(lines) - 2 - MOST
    return [*lines[: MOST + 2], *([f"- and {left} more places; the patch has them all."] if left > 0 else []), ""]


def summary(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """What the summary of a pull request says: how to use the patch, or what to change by hand."""
    if not after:
        return ""
    how = (
        "## What a program can mend\n\n"
        "Nothing was changed in your branch. Mend it in one of these ways:\n\n"
        "- On your computer: `python3 dev.py fix`\n"
        '- Or download "fixes" below, unpack it in the project, and run: `git apply fixes.patch`\n'
        "- Or in the browser: change these lines.\n"
    )
    return "\n".join([how, *(line for name in after for line in instructions(name, before[name], after[name]))])


def main() -> int:
    """Mend, print what was mended and what is left; 1 when something is left."""
    os.chdir(ROOT)
    before = files(ROOT / "docs")
    after, changes = all_mended(before)
    for name, raw in after.items():
        (ROOT / name).write_bytes(raw)
    for line in told(changes):
        print(line)
    listed = (ROOT / LIST).read_bytes()
    left, added = publish.add()
    if added:
        print(f"{LIST}: {len(added)} new addresses: {', '.join(added)}")
        before[LIST], after[LIST] = listed, (ROOT / LIST).read_bytes()
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(summary(before, after))
    print("Mended." if after else "There is nothing that a program can mend.")
    for line in ["Left for you:", *left] if left else []:
        print(line)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
