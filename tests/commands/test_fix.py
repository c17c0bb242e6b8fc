"""`dev.py fix`, and the same as a patch that a pull request offers: made by the workflow's own commands, applied."""

from __future__ import annotations

import os
import pathlib
import shlex
import subprocess
import sys

import pytest
import yaml

from checks import mending
from commands import check, fix
from conftest import ROOT, copy_project

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text("utf-8"))
STEP = next(step for step in WORKFLOW["jobs"]["test"]["steps"] if step.get("id") == "fixes")
SORE = "Expect to be sore, mostly for 1 to 2 days and often like the day after hard exercise."  # stands in aftercare.md
BLANK = [
    ("## A {#a}\nOne.\n", "## A {#a}\n\nOne.\n", "no empty line beside a heading"),
    ("One.\n## A {#a}\n\nTwo.\n", "One.\n\n## A {#a}\n\nTwo.\n", "no empty line beside a heading"),
    ("One:\n- a\n- b\n", "One:\n\n- a\n- b\n", "no empty line beside a list"),
    ("One.\n```text\na\n```\nTwo.\n", "One.\n\n```text\na\n```\n\nTwo.\n", "no empty line beside code or a box"),
    ("One.\n\n\n\nTwo.\n", "One.\n\nTwo.\n", "more than one empty line"),
    ("```text\na\n\n\n\nb\n```\n", "```text\na\n\n\n\nb\n```\n", ""),
]


@pytest.mark.parametrize(("before", "after", "what"), BLANK)
def test_empty_lines_stand_where_markdown_needs_them(before, after, what):
    pages, changes = fix.blank_lines({"docs/a.md": before.encode()})
    assert pages == {"docs/a.md": after.encode()}
    assert {said for _, said in changes.get("docs/a.md", [])} == ({what} if what else set())


DRAWINGS = yaml.safe_load((ROOT / "tests/checks/drawings-of-programs.yml").read_text("utf-8"))


@pytest.mark.parametrize("row", DRAWINGS, ids=[row["name"] for row in DRAWINGS])
def test_a_drawing_is_cleaned_or_stays_as_it_is(row):
    before = row["svg"].encode()
    after, changes = mending.mended("docs/assets/figures/a.svg", before)
    assert (after != before) == bool(changes) == (row["becomes"] == "clean")
    assert mending.mended("docs/assets/figures/a.svg", after)[0] == after, "a second time changes nothing"


def test_the_check_says_of_each_that_it_can_be_mended():
    assert all(check.MENDED.search(f"docs/a.md:1:1: [{rule}] Something") for rule in fix.BLANK)


def test_a_line_for_each_file_and_kind():
    changes = {"docs/a.md": [(12, "a tab"), (3, "a tab"), (7, "a list item")]}
    assert list(fix.told(changes)) == ["docs/a.md:3: a tab (and on 1 more line: 12)", "docs/a.md:7: a list item"]


def test_what_to_write_by_hand_is_code_and_has_an_end():
    before, after = b"* <b>a</b>\nOne.\n## B\n", b"- <b>a</b>\nOne.\n\n## B {#b}\n"
    said = fix.instructions("docs/a.md", before, after)
    assert said == [
        "### `docs/a.md`",
        "",
        "- Write in place of line 1: `- <b>a</b>`",
        "- Write in place of line 3: an empty line ⏎ `## B {#b}`",
        "",
    ]
    many = fix.instructions("docs/a.md", b"* a\n\n" * 200, b"- a\n\n" * 200)
    assert len(many) == fix.MOST + 4 and many[-2] == f"- and {200 - fix.MOST} more places; the patch has them all."


def test_nothing_in_the_repository_changes():
    assert fix.all_mended(fix.files(ROOT / "docs")) == ({}, {})


def git(folder: pathlib.Path, *arguments: str) -> str:
    """What git says."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def broken(copy: pathlib.Path) -> None:
    """Slips of many kinds in three files, and a new heading without its id."""
    page = (copy / "docs/aftercare.md").read_text("utf-8")
    assert SORE in page
    more = f"{SORE} \n\n## What a friend can do\nAsk a friend:\n* to drive you\n•\tto shop\u200b for you\n\n\n"
    (copy / "docs/aftercare.md").write_bytes(("\ufeff" + page.replace(SORE, more, 1)).replace("\n", "\r\n").encode())
    for name, old, new in (
        ("_data/references.yml", "\n  doi: 10.", "\n  doi: https://doi.org/10."),
        ("_data/effects.yml", "\n  value: -", "\n  value: \u2212"),
    ):
        text = (copy / "docs" / name).read_text("utf-8")
        assert old in text
        (copy / "docs" / name).write_text(text.replace(old, new), "utf-8")


def test_a_pull_request_offers_a_patch_that_makes_the_check_green(tmp_path):
    copy, clone = copy_project(tmp_path / "copy"), tmp_path / "clone"
    git(copy, "init", "-q", "-b", "main")
    git(copy, "add", "-A")
    git(copy, "commit", "-qm", "Good")
    broken(copy)
    git(copy, "commit", "-qam", "Broken")
    git(tmp_path, "clone", "-q", str(copy), str(clone))
    for folder in (copy, clone):
        (folder / ".venv").symlink_to(pathlib.Path(sys.executable).parent.parent)
    files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    python = shlex.quote(sys.executable)
    run = STEP["run"].replace("python3 dev.py fix", f"PYTHONPATH=hooks {python} -m commands.fix")  # as dev.py starts it
    assert run != STEP["run"]
    environment = {**os.environ, **{name: str(path) for name, path in files.items()}}
    done = subprocess.run(["bash", "-e", "-c", run], cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and "Mended." in done.stdout, done.stdout + done.stderr
    assert "Left for you" not in done.stdout, done.stdout
    assert files["GITHUB_OUTPUT"].read_text() == "found=yes\n"
    summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    assert "git apply fixes.patch" in summary and "### `docs/aftercare.md`" in summary
    assert "`/aftercare/#what-a-friend-can-do`" in summary
    git(clone, "apply", str(copy / "fixes.patch"))
    page = (clone / "docs/aftercare.md").read_text("utf-8")
    wanted = (
        "\n\n## What a friend can do {#what-a-friend-can-do}\n\nAsk a friend:\n\n- to drive you\n- to shop for you\n\n"
    )
    assert SORE + wanted in page and page == (copy / "docs/aftercare.md").read_text("utf-8")
    assert fix.all_mended(fix.files(clone / "docs")) == ({}, {})
    done = subprocess.run(
        [sys.executable, "-m", "commands.check"], cwd=clone, env=os.environ, capture_output=True, text=True
    )
    assert done.returncode == 0 and "No problems found." in done.stdout, done.stdout + done.stderr
