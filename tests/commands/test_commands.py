"""dev.py, the check command, the locks and the workflows."""

from __future__ import annotations

import contextlib
import os
import re
import runpy
import subprocess
import sys

import pytest
import yaml

import waiting
from commands import check
from conftest import ROOT, copy_project, small_project

SORE = "Expect to be sore, mostly for 1 to 2 days and often like the day after hard exercise."  # stands in aftercare.md


def run(folder, *command, **environment):
    """Exit code and everything a command printed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_mistakes_of_every_kind_come_in_one_run_without_a_traceback(tmp_path):
    """A copy of the project with mistakes in pages, data, spelling and configuration."""
    copy = copy_project(tmp_path / "copy")

    def change(name, old, new):
        text = (copy / name).read_text("utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), "utf-8")

    change("docs/about.md", "title: About this site", "title: About: this site")
    change("docs/aftercare.md", "(get-help.md)", "(get-hlp.md)")
    change(
        "docs/aftercare.md",
        SORE,
        SORE + '[@navaro2020]\n\n![A needle](assets/figures/gone.svg){ width="1" height="1" }\n',
    )
    change("docs/aftercare.md", "[get help](get-help.md)", "[get help](get-help.md#nowhere)")
    change("docs/side-effects.md", '--8<-- "other-options.md"', '--8<-- "other-option.md"')
    change("docs/index.md", "What we do not know", "What we do not knwo")
    change("docs/_data/people.yml", "\n[]", "\n- {id: 1}")
    change("mkdocs.yml", "  language: en\n", "  language: en\n  language: en\n")
    change("mkdocs.yml", "    - navigation.top\n", "    - navigation.tip\n")
    change("mkdocs.yml", "[assets/extra.css]", "[assets/extra.css, assets/none.css]")
    change(
        "mkdocs.yml",
        "      - Get help: get-help.md\n",
        "      - Get help: get-help.md\n      - Again: get-help.md\n      - Gone: gone.md\n",
    )
    change("mkdocs.yml", "      - Sources: sources.md\n", "")  # leaves an empty group, at which MkDocs itself gives up
    (copy / "overrides" / "mian.html").write_text("x")
    code, output = run(
        copy, "-m", "commands.check", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md")
    )
    assert code == 1 and "Traceback" not in output
    for line in (
        'docs/about.md:2:1: a value with a colon needs quotation marks. Write: `title: "About: this site"`',
        "there is no file get-hlp.md. Did you mean get-help.md?",
        'there is no source "navaro2020"',
        "there is no file assets/figures/gone.svg",
        'docs/get-help.md has no section "#nowhere"',
        'there is no shared text "other-option.md". Did you mean other-options.md?',
        ':19: "knwo" is not in the dictionary. Did you mean know?',
        "docs/_data/people.yml:",
        ":3: `language` stands here twice",
        'the theme has no feature "navigation.tip"',
        "there is no file docs/assets/none.css",
        "get-help.md stands in the menu twice",
        "the menu names gone.md",
        "docs/sources.md:1: the page is not in the menu",
        "overrides/mian.html: this file replaces nothing",
        "::error file=docs/about.md,line=2,col=1::",
    ):
        assert line in output, f"{line}\n\n{output}"
    problems = output.partition(" problems. Every line")[0]
    listed = [line for line in problems.splitlines() if re.match(r"docs/[\w/-]+\.md:\d+", line)]
    assert listed == sorted(
        listed, key=lambda line: (line.split(":")[0], [int(n) for n in re.findall(r":(\d+)", line.split(": ")[0])])
    )
    assert "problems to mend" in (tmp_path / "summary.md").read_text()
    assert (
        "\npublished.txt: there is no git history here, or only a part of it, so the list was compared with the built"
        " site alone.\n" in output
    )


def test_mkdocs_by_itself_stops_on_a_mistake(tmp_path):
    copy = small_project(tmp_path / "copy")
    (copy / "docs" / "aftercare.md").write_text(
        (copy / "docs" / "aftercare.md").read_text() + "\nSee [get help](get-hlp.md).\n"
    )
    code, output = run(copy, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site"))
    assert (
        code == 1 and "there is no file get-hlp.md" in output and "Aborted with 2 warnings in strict mode" in output
    )  # the other: nothing is published


@pytest.mark.parametrize(
    ("messages", "said"), [([], "No problems found."), (["a"], "1 problem. Every"), (["a", "b"], "2 problems. Every")]
)
def test_the_number_of_problems_is_said(messages, said, capsys, monkeypatch):
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    check.report(messages)
    assert capsys.readouterr().out.splitlines()[len(messages)].startswith(said)


@pytest.mark.parametrize("name", ["SITE_URL", "EDIT_URI"])
def test_an_empty_address_stops_the_build(tmp_path, name):
    code, output = run(ROOT, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site"), **{name: ""})
    assert code == 1 and f"{name} is set but empty" in output


def test_a_site_in_another_place_builds(in_other_place):
    folder, url = in_other_place
    assert f'href="{url}aftercare/"' in (folder / "aftercare" / "index.html").read_text("utf-8")


def test_an_old_python_gets_one_sentence(tmp_path):
    code, output = run(ROOT, "-c", "import sys; sys.version_info = (3, 9, 2); exec(open('dev.py').read())")
    assert (
        code == 1
        and output.startswith("This project needs Python 3.11.5 or newer; this is Python 3.9.2.")
        and output.count("\n") == 1
    )


def test_a_finished_build_takes_the_place_of_the_old_one(tmp_path, monkeypatch):
    import importlib.util

    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "SITE", tmp_path / "site")
    for name in ("site", "site.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    dev.swap(tmp_path / "site.new")
    assert [path.name for path in tmp_path.iterdir()] == ["site"] and (
        tmp_path / "site" / "index.html"
    ).read_text() == "site.new"


def test_no_test_waits_for_a_while():
    """What shall happen is waited for by tests/waiting.py or by Playwright; a fixed wait is too short on a busy machine
    and too long on a quick one.
    """
    fixed = re.compile(
        "|".join(["wait_for_" + "timeout", "sle" + r"ep\(", "set" + r"Timeout\(", "set" + r"Interval\("])
    )
    assert fixed.search("page.wait_for_" + "timeout(200)") and fixed.search("time.sle" + "ep(1)")
    assert [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if fixed.search(line)
    ] == []


def test_a_step_says_its_seconds_and_a_failed_one_does_not(capsys):
    dev = runpy.run_path(str(ROOT / "dev.py"))
    with dev["step"]("making tea"):
        pass
    with contextlib.suppress(SystemExit), dev["step"]("making coffee"):
        raise SystemExit(1)
    assert capsys.readouterr().out.splitlines() == [
        "dev.py: making tea ...",
        "dev.py: making tea: 0 s",
        "dev.py: making coffee ...",
    ]


def test_waiting_has_an_end(monkeypatch):
    monkeypatch.setattr(waiting, "LIMIT", 0)
    with pytest.raises(AssertionError, match="the kettle did not happen"):
        waiting.until(None, lambda: False, "the kettle")
    assert waiting.until(None, lambda: "tea") == "tea"


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt"])
def test_locks_name_every_package_with_hashes(lock):
    text = (ROOT / lock).read_text()
    pinned = dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+) \\$", text, re.M))
    wanted = re.findall(r"^([a-z][\w-]*)", (ROOT / lock).with_suffix(".in").read_text(), re.M)
    assert wanted and all(name in pinned for name in wanted)
    assert all("--hash=sha256:" in part for part in re.split(r"^(?=[a-z0-9][\w.-]*==)", text, flags=re.M)[1:])
    assert not re.search(r"https?://|--index-url|--find-links \S", text)


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_workflows_are_pinned_and_have_few_rights(path):
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert "permissions" in job
        writes = {right for right, value in job["permissions"].items() if value == "write"}
        assert writes <= {
            "deploy": {"pages", "id-token"},
            "attest": {"id-token", "attestations"},
            "live": {"issues"},
            "tell": {"issues"},
        }.get(name, set()), name
        if "uses" in job:
            assert job["uses"] == "$/.github/workflows/live.yml"
            continue
        assert job["timeout-minutes"] <= 30
        if writes and "pull_request" in str(workflow.get(True)):  # YAML reads "on" as true
            assert "github.event_name != 'pull_request'" in job["if"], "a pull request must get no right to write"
        for step in job["steps"]:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step.get("uses", "a@" + "0" * 40)), step
            assert "secrets." not in str(step) and not re.search(r"\$\{\{", step.get("run", "")), (
                "a value may reach a command only by its environment"
            )
            assert not writes or not re.search(r"dev\.py|\.ci/run|pip ", step.get("run", "")), (
                "what may write must not run what others wrote"
            )
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False and not writes
    assert not {"pull_request_target", "workflow_run"} & set(workflow[True])
