"""Every attack of attacks_on_repository.py is refused with file and line; and the lists of what must run are whole."""

from __future__ import annotations

import ast
import io
import pathlib
import re
import runpy
import subprocess
import sys
import tokenize

import attacks_on_repository as attacks
import pytest
import yaml

from checks import everything
from commands import check
from conftest import ROOT, copy_project
from guard import agreed, configuration, locks, repository
from sources import Sources

WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}
SITE = WORKFLOWS["site.yml"]["jobs"]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> pathlib.Path:
    """A copy of the project without git, to break."""
    return copy_project(tmp_path_factory.mktemp("attacks") / "project")


def refused(project: pathlib.Path, file: str, old: str, new: str) -> list:
    """Every problem of the repository after a change of one file, which is taken back."""
    path = project / file
    before, missing = (
        path.read_bytes() if path.exists() else None,
        [folder for folder in path.parents if not folder.exists()],
    )
    text = before.decode("utf-8") if before else ""
    assert old in text, "the row does not fit the file"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
        return list(everything.of_repository(project, Sources()))
    finally:
        if before is None:
            path.unlink()
            for folder in missing:
                folder.rmdir()
        else:
            path.write_bytes(before)


@pytest.mark.parametrize(("name", "file", "old", "new", "message"), attacks.ROWS, ids=[row[0] for row in attacks.ROWS])
def test_attack_on_the_checks_is_refused_with_its_place(project, name, file, old, new, message):
    lines = (project / file).read_text("utf-8").splitlines() if (project / file).exists() else []
    found = refused(project, file, old, new)
    hits = [problem for problem in found if message in str(problem) and problem.path == file]
    assert hits and all(problem.fix for problem in hits), "\n".join(map(str, found)) or "nothing was found"
    assert all(problem.line for problem in hits) or not lines, "a change in a file has a line"


def test_no_mechanism_has_more_than_six_rows():
    assert max(map(len, attacks.MECHANISMS.values())) <= 6


def test_the_project_itself_is_clean(project):
    assert list(everything.of_repository(project, Sources())) == []
    assert list(everything.of_repository(ROOT, Sources())) == []


@pytest.mark.parametrize(
    "path",
    [
        "docs/effects/new-page.md",
        "docs/_data/new.yml",
        "hooks/checks/new_check.py",
        "hooks/checks/new-words.yml",
        "overrides/assets/new.js",
        "overrides/partials/new.html",
        "tests/checks/test_new.py",
        "tests/made/new-sample.md",
        "tests/checks/attacks_on_words.py",
        "benchmarks/new.py",
    ],
)
def test_what_a_developer_adds_every_week_may_stand_there(path):
    assert list(repository.check([repository.TrackedFile(path)])) == []


def test_git_is_asked_so_an_ignored_file_does_not_matter_and_one_to_be_added_does(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name in (".gitignore", "pytest.ini", "notes.txt", "README.md"):
        (tmp_path / name).write_text("notes.txt\n")
    assert [problem.path for problem in repository.check(repository.entries(tmp_path))] == ["pytest.ini"]
    subprocess.run(["git", "-C", tmp_path, "add", "--force", "notes.txt"], check=True)
    assert "notes.txt" in [problem.path for problem in repository.check(repository.entries(tmp_path))]


def test_a_new_commit_of_an_action_needs_a_maintainers_line_and_a_word_of_the_spelling_does_not(project):
    """A commit may be of a fork of the action, and runs with the rights of its job: somebody has to look."""
    old, site = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", attacks.SITE
    assert refused(project, site, old, f"actions/checkout@{'a' * 40} # v7.0.1")
    assert refused(project, "pyproject.toml", 'EDN = "EDN"', 'EDN = "EDN"\nfoo = "foo"') == []


def test_who_must_agree_is_said_for_all_or_for_none():
    text = (ROOT / agreed.OWNERS).read_text("utf-8")
    places = agreed.agreed()[agreed.OWNERS]
    awake = re.sub(r"^# (?=[/*])", "", text, flags=re.M).replace("@MAINTAINER", "@someone @org/team # words")
    assert len(places) == 12 and list(agreed.owners(text, places)) == list(agreed.owners(awake, places)) == []
    asleep = awake.replace("/docs/_data/ ", "# /docs/_data/ ")
    assert ["some lines are comments" in str(problem) for problem in agreed.owners(asleep, places)] == [True]
    lines = awake.splitlines()
    turned = "\n".join([*lines[:-4], lines[-1], *lines[-4:-1]])
    assert ["another order" in str(problem) for problem in agreed.owners(turned, places)] == [True]


def test_every_file_of_the_host_and_of_the_tools_is_on_the_list():
    folders = (path for folder in (".ci", ".github") for path in (ROOT / folder).rglob("*.*") if path.suffix != ".png")
    files = {path.relative_to(ROOT).as_posix() for path in folders if path.is_file()}
    tools = {".editorconfig", ".git-blame-ignore-revs", ".gitattributes", ".gitignore", ".python-version"}
    assert files | tools | {"pyproject.toml", ".ci/address", ".ci/run", agreed.OWNERS} == set(agreed.agreed())


def test_a_file_that_is_gone_is_named(project):
    for name in (*agreed.agreed(), "requirements.txt", "tests/requirements.in"):
        path = project / name
        before = path.read_bytes()
        path.unlink()
        try:
            said = [str(problem) for problem in everything.of_repository(project, Sources()) if problem.path == name]
            assert len(said) == 1 and " is missing" in said[0], said
        finally:
            path.write_bytes(before)


# --- the lists of what must run ---------------------------------------------------------------------------------------
def test_the_one_command_of_the_host_checks_builds_and_tests():
    assert (ROOT / ".ci/run").read_text().splitlines() == ["#!/usr/bin/env bash", "exec python3 dev.py test"]
    steps = [step for step in SITE["test"]["steps"] if step.get("run") == "bash .ci/run"]
    assert len(steps) == 1 and steps[0].keys() == {"name", "run"}, "it always runs, and its end counts"
    assert not {"if", "continue-on-error", "defaults", "container", "strategy", "needs"} & SITE["test"].keys()
    assert "defaults" not in WORKFLOWS["site.yml"] and "env" not in WORKFLOWS["site.yml"]
    assert SITE["deploy"]["needs"] == ["test", "compare", "same"] and SITE["attest"]["needs"] == "test"
    assert len(SITE["deploy"]["steps"]) == 1, "no step stands between the tested bytes and the publishing"


def test_nothing_changes_the_site_between_the_tests_and_the_hand_over():
    names = [step.get("run", step.get("uses", "").split("@")[0]) for step in SITE["test"]["steps"]]
    handed_over = names.index("actions/upload-pages-artifact") + 1
    fetch = names.pop(3)  # the answers of the weekly look, to a folder outside
    assert fetch.splitlines()[1:] == [
        "for run in $runs; do",
        '  gh run download "$run" --repo "$REPOSITORY" --name answers --dir "$RUNNER_TEMP/answers" && break',
        "done || true # a run without answers is passed over",
        'if [ -s "$RUNNER_TEMP/answers/answers.json" ]; then'
        ' echo "ANSWERS=$RUNNER_TEMP/answers/answers.json" >> "$GITHUB_ENV"; fi',
    ]
    assert "--workflow watch.yml --branch main --status completed" in fetch.splitlines()[0]
    handed_over -= 1
    assert names[:handed_over] == [
        "actions/checkout",
        "actions/setup-python",
        'bash .ci/address >> "$GITHUB_ENV"',
        "bash .ci/run",
        "python3 dev.py ready",
        'python3 dev.py summary "origin/$BASE"',
        "python3 dev.py preview",
        "actions/upload-artifact",
        "(cd site && find . -type f -printf '%P\\0' | sort -z | xargs -0 sha256sum) > SHA256SUMS",
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    ]
    mend, upload = SITE["test"]["steps"][
        handed_over + 1 :
    ]  # what changes files comes after it, and in pull requests alone
    assert mend["if"] == "github.event_name == 'pull_request' && !cancelled()"
    assert [line.split(" #")[0] for line in mend["run"].splitlines()] == [
        "python3 dev.py fix || true",
        "git diff --binary > fixes.patch",
        'if [ -s fixes.patch ]; then echo "found=yes" >> "$GITHUB_OUTPUT"; fi',
    ]
    assert upload["if"] == "steps.fixes.outputs.found == 'yes' && !cancelled()"
    assert upload["with"] == {"name": "fixes", "path": "fixes.patch", "retention-days": 14}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_starts_runs_and_may_do_only_what_is_known(name):
    starts = {"push", "pull_request", "schedule", "workflow_dispatch", "workflow_call"}
    actions = {
        "actions/attest",
        "actions/checkout",
        "actions/deploy-pages",
        "actions/download-artifact",
        "actions/setup-python",
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    }
    workflow = WORKFLOWS[name]
    assert set(workflow[True]) <= starts, "YAML reads `on` as true"
    for job in workflow["jobs"].values():
        assert job.get("runs-on", "ubuntu-24.04") == "ubuntu-24.04"
        assert not {"container", "services", "secrets", "defaults"} & job.keys()
        assert {step["uses"].split("@")[0] for step in job.get("steps", []) if "uses" in step} <= actions
        assert {step.get("shell", "bash") for step in job.get("steps", [])} == {"bash"} or "uses" in job


def test_every_action_has_one_commit():
    """One that is another in one place is no update."""
    text = "".join(path.read_text() for path in (ROOT / ".github/workflows").glob("*.yml"))
    used = set(re.findall(r"uses: (actions/[\w-]+)@([0-9a-f]{40})", text))
    assert len(used) == len({action for action, _ in used})


def test_the_tests_are_started_with_their_own_settings_alone():
    dev = ast.parse((ROOT / "dev.py").read_text())
    calls = [
        ast.unparse(node) for node in ast.walk(dev) if isinstance(node, ast.Call) and "'pytest'" in ast.unparse(node)
    ]
    assert [call for call in calls if call.startswith("run(")] == [
        "run(python(), '-m', 'pytest', '-c', 'pyproject.toml', *arguments, env=OWN | {'BROWSER': path})"
    ]
    assert runpy.run_path(str(ROOT / "dev.py"))["OWN"] == {"PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}


def test_every_linter_and_schema_runs_with_its_settings():
    said = {name: " ".join(map(str, command)) for name, command in check.LINTERS.items()}
    assert said.keys() == {"rumdl", "typos", "zizmor"}
    assert f"--config {ROOT / 'pyproject.toml'} " in said["rumdl"]
    assert f"--isolated --config {ROOT / 'pyproject.toml'} . .ci .github" in said["typos"]
    for option in ("--no-config", "--no-ignores", "--collect=all", "--strict-collection", "--persona auditor"):
        assert option in said["zizmor"]
    assert said["zizmor"].endswith("/.github")
    assert {name: len(files) for name, files in check.SCHEMAS.items()} == {
        "vendor.github-workflows": 5,
        "custom.github-workflows-require-timeout": 5,
        "vendor.dependabot": 1,
        "vendor.github-issue-forms": 3,
        "vendor.github-issue-config": 1,
    }


def asked(texts: dict[str, str]) -> set[str]:
    """Names of modules whose `check` something calls."""
    calls = [node.func for text in texts.values() for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    attributes = [call for call in calls if isinstance(call, ast.Attribute) and call.attr == "check"]
    return {call.value.id for call in attributes if isinstance(call.value, ast.Name)}


def test_every_check_is_called():
    texts = {path.stem: path.read_text("utf-8") for path in (ROOT / "hooks").rglob("*.py")}
    rooms = {
        path.stem: path.read_text("utf-8")
        for room in ("checks", "guard")
        for path in (ROOT / "hooks" / room).glob("*.py")
    }
    within = {"built_pages", "claims", "configuration", "published_addresses"}  # another function of theirs calls it
    wanted = {name for name, text in rooms.items() if "\ndef check(" in text} - within
    assert "claims.check(page" in rooms["evidence"] and "claims.check_data(" in "".join(rooms.values())
    assert "configuration.first(" in texts["everything"] and "published_addresses.of_site(" in texts["whole_site"]
    assert "whole_site.problems(" in texts["steps"]
    assert "built_pages.BuiltSite(" in texts["steps"] and "everything.of_project(" in texts["steps"]
    assert wanted - asked(texts) == set() and len(wanted) > 20
    assert "rhythm" not in asked({**texts, "everything": texts["everything"].replace("rhythm.check(", "len(")})


LOOK_AWAY = re.compile(r"#\s*(?:type:|noqa|mypy:|ruff:|fmt:|isort:|pylint:|pragma|flake8|pyright|nosec)", re.I)


def orders(path: pathlib.Path) -> list[str]:
    """Comments of a Python file by which a checker is told to look away."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT and LOOK_AWAY.match(token.string)]


def test_no_checker_of_code_is_told_to_look_away(tmp_path):
    files = [
        ROOT / "dev.py",
        *(path for room in ("hooks", "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")),
    ]
    found = {path.relative_to(ROOT).as_posix(): told for path in files if (told := orders(path))}
    assert {name: len(told) for name, told in found.items()} == {
        "hooks/extensions/certainty.py": 1,
        "hooks/checks/folding.py": 1,
        "hooks/sources/slip_tables.py": 1,
        "hooks/sources/plain_yaml.py": 1,
        "hooks/steps.py": 1,
    }
    told = {comment.partition("[")[0] for comments in found.values() for comment in comments}
    assert told == {"# type: ignore", found["hooks/sources/slip_tables.py"][0]}
    (tmp_path / "new.py").write_text("import os  # noqa\nx = '# noqa'\n# fmt: off\n")
    assert orders(tmp_path / "new.py") == ["# noqa", "# fmt: off"]


# --- every command that reads a configuration asks the guard first ----------------------------------------------------
COMMANDS = ["engines", "evidence", "pdf", "publish", "ready", "same", "summary", "test", "zensical"]


BOTH, ONE = ["mkdocs.yml", "zensical.yml"], ["zensical.yml"]


@pytest.mark.parametrize(
    ("command", "files"), [*((name, BOTH) for name in COMMANDS), ("same", ONE), ("test", ONE), ("zensical", ONE)]
)
def test_no_command_runs_what_a_tag_says(project, command, files, tmp_path):
    """The tag would write a file. (`build`, `serve`, `check` and `preview`: test_attacks.py; `watch` asks the net.)"""
    mark, venv = tmp_path / "ran", project / ".venv"
    before = {project / file: (project / file).read_text("utf-8") for file in files}
    if not venv.exists():
        venv.symlink_to((ROOT / ".venv").resolve())
    for config, text in before.items():
        config.write_text(text + f"\nwatch: !!python/object/apply:os.system ['touch {mark}']\n", "utf-8")
    try:
        done = subprocess.run([sys.executable, "dev.py", command], cwd=project, capture_output=True, text=True)
    finally:
        for config, text in before.items():
            config.write_text(text, "utf-8")
    said = done.stdout + done.stderr
    assert not mark.exists()
    if command not in ("evidence", "pdf", "ready", "summary"):  # these read no configuration with tags
        assert done.returncode and f"!!python/object/apply:os.system may not stand in {files[0]}" in said, said


def test_a_program_that_reads_a_configuration_is_started_at_one_of_three_guarded_places():
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "hooks/commands").glob("*.py")}
    texts["dev.py"] = (ROOT / "dev.py").read_text("utf-8")
    reads = re.compile(r"load_config|mkdocs\.__main__|\"(?:mkdocs|properdocs|zensical)\"")
    assert {name for name, text in texts.items() if reads.search(text)} == {
        "check.py",
        "same.py",
        "start_mkdocs.py",
        "zensical.py",
        "dev.py",
    }


def test_a_configuration_that_only_another_reader_can_read_is_refused():
    for name in configuration.FILES:
        assert list(configuration.check(b"a: [1\n--- !!python/object/apply:os.system ['id']\n", name))


# --- locks ------------------------------------------------------------------------------------------------------------
def test_what_is_needed_is_asked_of_the_packages():
    found = locks.needed([locks.Requirement("mkdocs-material==9")])
    assert {"mkdocs-material", "mkdocs", "jinja2", "markupsafe", "colorama"} <= found and "pytest" not in found
    with pytest.raises(locks.metadata.PackageNotFoundError):
        locks.needed([locks.Requirement("not-installed-here")])


@pytest.mark.parametrize(
    "line",
    ["pillow==1.0 \\\r", "pillow==1.0 \\\x0b-e .", "# words\x0c--pre", "# words\u2028--pre", "    --hash=sha256:12"],
)
def test_a_line_that_pip_reads_as_two_is_refused(project, line):
    assert refused(project, "requirements.txt", "", line + "\n"), line
