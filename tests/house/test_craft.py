"""Our own Python: formatted, without the slips that a linter knows, no function that nobody can follow."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest
from radon.complexity import cc_rank, cc_visit

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


def types(*what: str, folder: pathlib.Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), *what]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_types_fit():
    done = types()
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_are_shown_to_be_asked_for(tmp_path):
    (tmp_path / "new.py").write_text("def untyped(x):\n    return x\n\n\ndef wrong() -> int:\n    return '1'\n")
    said = types("new.py", folder=tmp_path).stdout
    assert "new.py:1:" in said and "new.py:6:" in said, said


def ignores() -> list[str]:
    """Where the types of a line are not looked at."""
    files = [ROOT / "dev.py", *sorted((ROOT / "hooks").rglob("*.py"))]
    return [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in files
        for line in file.read_text().splitlines()
        if "type: ignore" in line
    ]


def test_few_types_are_ignored_and_each_says_why():
    assert len(ignores()) <= 10
    for line in ignores():
        assert re.search(r"# type: ignore\[[\w, -]+\]  # \w", line), line


def too_complex(paths: list[pathlib.Path]) -> list[str]:
    """Functions that radon rates D or worse: 21 or more ways through them."""
    return [
        f"{path.name}:{block.lineno} {block.fullname} {cc_rank(block.complexity)}"
        for path in paths
        for block in cc_visit(path.read_text())
        if block.complexity > 20
    ]


def test_no_function_is_hard_to_follow():
    assert not too_complex([ROOT / "dev.py", *sorted((ROOT / "hooks").rglob("*.py"))])


def test_a_function_that_is_hard_to_follow_is_named(tmp_path):
    new = tmp_path / "new.py"
    new.write_text("def f(x):\n" + "".join(f"    if x == {n}:\n        x += 1\n" for n in range(20)) + "    return x\n")
    assert too_complex([new]) == ["new.py:1 f D"]
