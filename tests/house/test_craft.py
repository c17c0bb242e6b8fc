"""Our own Python: formatted, without the slips that a linter knows, no function that nobody can follow."""

from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest

from conftest import ROOT

RUFF = pathlib.Path(sys.executable).with_name("ruff")
OURS = ("hooks", "dev.py", "tests", "benchmarks")


@pytest.mark.parametrize("command", [("check", "--quiet"), ("format", "--check", "--quiet")], ids=lambda part: part[0])
def test_ruff_finds_nothing(command):
    done = subprocess.run([RUFF, *command, *OURS], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("x = '" + "x" * 120 + "'\n", "E501"),
        ("import os\n", "F401"),
        ("import re\nimport ast\nx = re, ast\n", "I001"),
        ("def f(x=[]):\n    return x\n", "B006"),
        ("def f(x):\n" + "".join(f"    if x == {n}:\n        x += 1\n" for n in range(10)) + "    return x\n", "C901"),
    ],
)
def test_ruff_is_shown_to_catch(text, rule):
    command = [RUFF, "check", "--stdin-filename", ROOT / "hooks" / "new.py", "--output-format", "concise", "-"]
    assert f" {rule} " in subprocess.run(command, input=text, cwd=ROOT, capture_output=True, text=True).stdout
