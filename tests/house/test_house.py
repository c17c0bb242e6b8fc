"""The house as its rooms promise: imports go only down, files are short, and everything says what it is for."""

from __future__ import annotations

import ast
import importlib
import pathlib
import re

import pytest

from conftest import ROOT

HOOKS = ROOT / "hooks"
# a room, and those that stand below it
BELOW = {
    "sources": set(),
    "extensions": {"sources"},
    "finished": {"sources"},
    "made": {"extensions", "sources"},
    "guard": {"extensions", "finished", "sources"},
    "watching": {"sources"},
    "checks": {"guard", "made", "extensions", "finished", "sources"},
    "commands": {"checks", "watching", "guard", "made", "extensions", "finished", "sources"},
    "": {
        "checks",
        "guard",
        "made",
        "extensions",
        "finished",
        "sources",
        "mkdocs_messages",
        "serving",
    },  # what lies loose
}
FILES = sorted(HOOKS.rglob("*.py"))
PLACES = ("", "hooks", "docs/_data", ".github/workflows", "overrides", "overrides/assets")  # of names in the guides


def imported(text: str) -> set[str]:
    """The first names of all modules that a text of Python imports."""
    nodes = list(ast.walk(ast.parse(text)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


def upward(room: str, text: str) -> set[str]:
    """Rooms that a file of this room may not import, and does."""
    return (imported(text) & {*BELOW, "steps", "mkdocs_messages", "serving"}) - BELOW[room] - {room}


def test_imports_go_only_down():
    for path in FILES:
        room = path.parent.name if path.parent != HOOKS else ""
        wrong = upward(room, path.read_text("utf-8"))
        assert not wrong, f"{path} may import {sorted(BELOW[room])}, and imports {sorted(wrong)}"
    assert upward("made", "from checks import links\nimport sources.files\n") == {"checks"}, "shown to catch"
    assert upward("checks", "def f():\n    import steps\n") == {"steps"}


def test_little_lies_loose_and_no_file_is_long():
    assert len(list(HOOKS.glob("*.py"))) <= 3
    assert {path: lines for path in FILES if (lines := path.read_text("utf-8").count("\n")) > 250} == {}


def test_every_room_and_every_file_says_what_it_is_for():
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in FILES:
        said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert said and len(said.splitlines()[0]) > 15, path
    for room in filter(None, BELOW):
        assert f"`hooks/{room}/`" in readme and "Comes in:" in importlib.import_module(room).__doc__, room


def test_no_two_things_have_one_name():
    trees = [ast.parse(path.read_text("utf-8")) for path in FILES]
    names = [node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    assert sorted(names) == sorted(set(names))


def unasked(texts: dict[str, str]) -> list[str]:
    """Names of files of checks that no other file asks anything, by the texts of all files."""
    return [
        name
        for name in texts
        if ("/checks/" in name or "/guard/" in name) and not name.endswith("__init__.py")
        if not any(pathlib.PurePath(name).stem in text for other, text in texts.items() if other != name)
    ]


def test_every_check_is_asked():
    texts = {path.as_posix(): path.read_text("utf-8") for path in FILES}
    assert unasked(texts) == []
    assert unasked({**texts, "hooks/checks/shouting.py": "def check(): ..."}) == ["hooks/checks/shouting.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_a_function_called_check_stands_in_a_room_that_says_of_what(path: pathlib.Path):
    defined = {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}
    assert "check" not in defined or (path.parent.name in ("checks", "guard") and path.stem != "everything")


def test_every_file_that_the_guides_name_is_there():
    missing = [
        f"{guide}: {name}"
        for guide in ("README.md", "MAINTAINERS.md", "CONTRIBUTING.md", "SECURITY.md", "docs/contribute.md")
        for name in re.findall(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|js|css|yml))`", (ROOT / guide).read_text("utf-8"))
        if not any((ROOT / place / name).exists() for place in PLACES)
    ]
    assert not missing
