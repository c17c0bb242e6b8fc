"""A site of one's own, made as MAINTAINERS.md says: checks lead to every other place, and nothing of ours is left."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from conftest import ROOT, copy_project
from guard import contrast, our_styles

OLD, NEW = "Dry Needling Explained", "Needles at Elm Road"
STYLES = "docs/assets/extra.css"
PLUM = {  # our colours and theirs, in the light and in the dark
    **{"#17303a": "#2b1d33", "#4a5f68": "#5b4a66", "#c3d0d4": "#cfc3d6", "#eef4f5": "#f5f0f7", "#0f6175": "#6a2c7a"},
    **{"#8f3a0c": "#7a4a00", "#fbf0e9": "#fbf3e4", "#0f4c5c": "#4a1d5c", "#0a3844": "#351343", "#101a1e": "#17111b"},
    **{"#e4edef": "#ece4f0", "#a9bcc4": "#bfaecb", "#3b4f57": "#4c3c57", "#18272d": "#231a29", "#7fd0e3": "#d8a5ec"},
    **{"#f2a77d": "#f0b35e", "#2c2019": "#2c2214", "#0d3a46": "#3d184c", "#0a1114": "#100b13"},
}
SAID = re.compile(r"^(?P<file>[\w./-]+):(?P<line>\d+):(?P<column>\d+): (?P<what>.*?) Write(?P<fix>: .*|.*)$")


def check(folder, *arguments: str) -> list[str]:
    """What `check` says there, but for its last lines."""
    done = subprocess.run(
        [sys.executable, "-m", "commands.check", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return [line for line in done.stdout.splitlines() if re.match(r"[\w./-]+:(?:\d+:)* ", line)]


def obey(folder, line: str) -> None:
    """Write what a line says, where it says."""
    said = SAID.match(line)
    assert said, f"no place and nothing to write: {line}"
    path = folder / said["file"]
    rows = path.read_text("utf-8").split("\n")
    row, new = rows[int(said["line"]) - 1], said["fix"].removeprefix(": ")
    if quoted := re.search(r'"([^"]+)" is not the name', said["what"]):
        row = row.replace(quoted[1], new)
    elif ground := re.search(r'"fill" may not be "([^"]+)"', said["what"]):
        row = row.replace(f'fill="{ground[1]}"', new)
    else:  # a colour of the stylesheet
        header, words = re.findall(r"#[0-9a-f]{6}", new)
        old = "#0f4c5c" if "#0f4c5c" in said["what"] else "#17303a"
        row = row.replace(old, header if old == "#0f4c5c" else words)
    assert row != rows[int(said["line"]) - 1], line
    path.write_text("\n".join([*rows[: int(said["line"]) - 1], row, *rows[int(said["line"]) :]]), "utf-8")


def test_name_and_colours_are_changed_in_one_place_and_the_checks_name_the_others(tmp_path):
    """A clinic changes two files, obeys `check` to the letter, and finds nothing of ours in what is built."""
    copy = copy_project(tmp_path / "copy")
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    subprocess.run(["git", "add", "-A"], cwd=copy, check=True)
    config, styles = copy / "mkdocs.yml", copy / STYLES
    config.write_text(config.read_text("utf-8").replace(f"site_name: {OLD}", f"site_name: {NEW}"), "utf-8")
    top, mark, rest = styles.read_text("utf-8").partition("/* Reading */")
    styles.write_text(re.sub("|".join(PLUM), lambda colour: PLUM[colour[0]], top) + mark + rest, "utf-8")
    (copy / "published.txt").unlink()
    first = check(copy)
    assert {line.split(":")[0] for line in first} >= {"zensical.yml", "README.md", "LICENSE", "docs/assets/logo.svg"}
    promise = [line for line in first if line.startswith("published.txt")]
    links = [line for line in first if "built page leads to" in line]  # the copy to take along has another name
    for line in first:
        if line not in promise and line not in links:
            obey(copy, line)
    left = check(copy, "--site-dir", str(tmp_path / "site"))
    assert [line for line in left if not line.startswith("published.txt:")] == []
    assert sum(line.startswith("published.txt:1: /,") for line in left) == 1, "a list of addresses to begin with"
    for path in sorted((tmp_path / "site").rglob("*")):
        if path.suffix in (".html", ".css", ".svg", ".json", ".xml", ".txt", ".js", ".csv"):
            text = path.read_text("utf-8")
            assert OLD not in text, path
            if "figures" not in path.parts:  # they have colours of their own
                assert not re.search("#0f4c5c|#17303a", text), path


LIGHT = (ROOT / STYLES).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("--ink: #17303a;", "--ink: #2b1d33;", []),
        (
            "--ink-soft: #4a5f68;",
            "--ink-soft: #8a9aa0;",
            [
                "words in --ink-soft could not be read on --warm-tint in the light: their contrast is 2.59 to 1, and "
                "it must be 4.5 to 1. Write a darker colour for --ink-soft."
            ],
        ),
        (
            "--teal: #7fd0e3;",
            "--teal: #2a6a7a;",
            [
                "words in --teal could not be read on --tint in the dark: their contrast is 2.51 to 1, and it must be "
                "4.5 to 1. Write a lighter colour for --teal."
            ],
        ),
        ("--tint: #eef4f5;", "--tint: #7a8a90;", ["Write a lighter colour for --tint."]),
        ("--md-primary-fg-color: #0f4c5c;", "--md-primary-fg-color: #7fb0c0;", ["for --md-primary-fg-color."]),
    ],
)
def test_colours_in_which_words_cannot_be_read_are_named_in_one_line(old, new, said):
    assert LIGHT.count(old) == 1
    found = [
        f"{problem.what} {problem.fix}"
        for problem in our_styles.check({our_styles.OURS: LIGHT.replace(old, new)})
        if "could not be read" in problem.what
    ]
    assert len(found) == len(said) and all(part in line for part, line in zip(said, found, strict=True)), found


def test_contrast_is_counted_as_wcag_counts():
    assert contrast.contrast("#000", "#fff") == pytest.approx(21)
    assert contrast.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
