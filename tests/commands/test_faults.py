"""Full disks, missing packages, killed builds, tampered locks: one clear sentence, and never half a site."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import importlib.util
import logging
import os
import pathlib
import re
import subprocess
import sys
import zipfile

import pytest

from commands.start_mkdocs import sentence
from conftest import ROOT, copy_project, small_project
from mkdocs_messages import placed

resource = pytest.importorskip("resource", reason="limits on file size are a thing of Unix")

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "SITE_URL", "EDIT_URI"))}


def dev(folder: pathlib.Path):
    """dev.py as a module that works in another folder."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT, module.SITE, module.VENV = folder, folder / "site", folder / ".venv"
    return module


@pytest.mark.parametrize(
    ("reported", "said"),
    [
        ([], "docs/index.md: the page cannot be made (Invalid IPv6 URL). Undo the last change to it"),
        (["docs/_data/claims.yml:3:1: `id` is missing."], None),  # the cause is named already
    ],
)
def test_a_page_that_cannot_be_made_is_named_once_and_as_a_file(reported, said):
    message = "Error reading page 'index.md': Invalid IPv6 URL"
    record = logging.LogRecord("mkdocs.commands.build", logging.ERROR, "", 0, message, (), None)
    assert placed(reported, record) is (said is not None)
    assert said is None or record.getMessage().startswith(said)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full."),
        (
            PermissionError(errno.EACCES, "Permission denied", "docs/index.md"),
            "docs/index.md may not be read or written. Change its rights",
        ),
        (
            FileNotFoundError(errno.ENOENT, "No such file", "docs/assets/extra.css"),
            "docs/assets/extra.css is missing. Bring it back",
        ),
        (OSError(errno.EADDRINUSE, "Address already in use"), "Another program answers at this address already."),
        (OSError(errno.EIO, "Input/output error", "docs/index.md"), "docs/index.md: Input/output error."),
        (
            ModuleNotFoundError("No module named 'segno'", name="segno"),
            'The package "segno" is missing or broken. Delete the folder .venv',
        ),
        (MemoryError(), "The memory is full."),
        (ValueError("a mistake of ours"), ""),
    ],
)
def test_a_fault_of_the_machine_is_one_sentence(error, said):
    assert sentence(error).startswith(said) and bool(sentence(error)) == bool(said) and "\n" not in sentence(error)


@pytest.mark.parametrize("command", [("check",), ("start_mkdocs", "build")], ids=lambda command: command[0])
def test_a_data_file_that_cannot_be_read_is_all_that_is_told(tmp_path, command):
    """Not what follows from it, nor what else is wrong: here a link that leads nowhere, a host, a slip for a linter."""
    copy = small_project(tmp_path / "copy")
    file, page = copy / "docs/_data/redirects.yml", copy / "docs/index.md"
    (copy / "allowed-hosts.txt").write_text("nowhere.example\n")
    file.write_text('- {from: cost/, to: "your-session.md}\n', "utf-8")
    page.write_text(page.read_text("utf-8") + "\n[A page](nowhere.md) that is not their.\n- no list\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", f"commands.{command[0]}", *command[1:]],
        cwd=copy,
        env={**CLEAN, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    line = (
        "docs/_data/redirects.yml:1:1: a quotation mark is opened here and not closed. Write the same mark at the end"
    )
    said = [text for text in (done.stdout + done.stderr).splitlines() if "docs/" in text or "WARNING" in text]
    assert done.returncode == 1 and len(said) == 1 and line in said[0], done.stdout + done.stderr
    assert said[0].endswith("The rest is checked when this is mended.")


def test_a_full_disk_stops_the_build_with_a_sentence(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "commands.start_mkdocs", "build", "--site-dir", tmp_path / "site"],
        cwd=small_project(tmp_path / "copy"),
        env=CLEAN,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
    )
    assert (
        done.returncode == 1
        and done.stderr.splitlines()[-1].startswith("The build stopped. The disk is full.")
        and "Traceback" not in done.stderr
    )


def test_a_missing_package_stops_the_build_with_a_sentence():
    done = subprocess.run(
        [sys.executable, "-S", "-m", "commands.start_mkdocs", "build"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1 and re.fullmatch(
        r'The build stopped\. The package "\w+" is missing or broken\. '
        r"Delete the folder \.venv and run the command again\.\n",
        done.stderr,
    )


def test_no_network_stops_the_first_build_with_a_sentence(tmp_path):
    copy = copy_project(tmp_path / "copy")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(
        [sys.executable, "dev.py", "build"], cwd=copy, env={**CLEAN, **nowhere}, capture_output=True, text=True
    )
    assert (
        done.returncode == 1
        and done.stderr.splitlines()[-1]
        == "The packages could not be installed: see the lines above. Is there a network?"
    )
    assert "Traceback" not in done.stderr and not (copy / "site").exists()


def test_a_tampered_hash_is_refused(tmp_path):
    """A package made here, so that no registry is asked."""
    wheel = tmp_path / "sample-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        for name, text in (
            ("METADATA", "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n"),
            ("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("RECORD", ""),
        ):
            file.writestr(f"sample-1.0.dist-info/{name}", text)
    right = hashlib.sha256(wheel.read_bytes()).hexdigest()
    for number, code in ((right, 0), ("0000" + right[4:], 1)):
        (tmp_path / "lock.txt").write_text(f"sample==1.0 --hash=sha256:{number}\n")
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-index",
                "--find-links",
                tmp_path,
                "--no-deps",
                "--only-binary=:all:",
                "--require-hashes",
                "--requirement",
                tmp_path / "lock.txt",
                "--dest",
                tmp_path / str(code),
            ],
            env=CLEAN,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr
    assert "HASHES" in done.stderr


def folders(tmp_path):
    for name in ("site", "site.new"):
        (tmp_path / name).mkdir()
        for page in ("index.html", "404.html"):
            (tmp_path / name / page).write_text(name)


@pytest.mark.parametrize("in_one_step", [True, False], ids=["in one step", "in two"])
@pytest.mark.parametrize("step", range(7))
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new(tmp_path, monkeypatch, step, in_one_step):
    """Killed before the n-th of the steps that touch the folders; then the next command finds a site, and works."""
    module, steps = dev(tmp_path), []
    folders(tmp_path)

    def counted(real):
        def wrapper(*arguments, **options):
            steps.append(real.__name__)
            if len(steps) == step + 1:
                raise KeyboardInterrupt
            return real(*arguments, **options)

        return wrapper

    with monkeypatch.context() as patch:
        patch.setattr(module, "exchange", counted(module.exchange if in_one_step else lambda *_: False))
        patch.setattr(module, "clear", counted(module.clear))
        patch.setattr(module.pathlib.Path, "rename", counted(module.pathlib.Path.rename))
        with contextlib.suppress(KeyboardInterrupt):
            module.swap(tmp_path / "site.new")
    left = [path.read_text() for path in (tmp_path / "site").glob("*")]
    assert (len(set(left)) == 1 and len(left) == 2) or (not in_one_step and not left)
    new = module.fresh()
    left = [path.read_text() for path in (tmp_path / "site").glob("*")]
    assert len(set(left)) == 1 and len(left) == 2
    assert step < len(steps) or left[0] == "site.new"
    (new / "index.html").write_text("next")
    module.swap(new)
    assert {path.read_text() for path in (tmp_path / "site").glob("*")} == {"next"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="only there folders change places in one step")
def test_who_looks_at_the_site_while_it_is_replaced_always_finds_it(tmp_path):
    module = dev(tmp_path)
    folders(tmp_path)
    assert module.exchange(tmp_path / "site.new", tmp_path / "site")
    assert [(tmp_path / name / "index.html").read_text() for name in ("site", "site.new")] == ["site.new", "site"]


@pytest.mark.parametrize("code", [0, 1])
def test_leaflets_come_into_the_site_together_or_not_at_all(tmp_path, monkeypatch, code):
    """A `pdf` that ends before all are made, by its own or because it is killed, leaves the site as it was."""
    module = dev(tmp_path)
    folders(tmp_path)
    monkeypatch.setattr(module, "environment", lambda *_: None)

    def make(site):
        assert {path.read_text() for path in (tmp_path / "site").glob("*")} == {"site"} and site != tmp_path / "site"
        (site / "leaflet.pdf").write_text("leaflet")
        return code

    monkeypatch.setattr(module, "leaflets", make)
    assert module.pdf() == code and (tmp_path / "site/leaflet.pdf").exists() == (code == 0)
    assert (tmp_path / "site/index.html").read_text() == "site"


def test_leaflets_for_a_site_that_is_not_there_are_one_sentence(tmp_path, monkeypatch):
    module = dev(tmp_path)
    monkeypatch.setattr(module, "environment", lambda *_: None)
    with pytest.raises(SystemExit, match="There is no built site"):
        module.pdf()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project with our packages, in a folder whose name has a space and letters outside ASCII."""
    copy = small_project(tmp_path_factory.mktemp("a") / "a pröject 説")
    python = copy / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    for name, lock in (("site", "requirements.txt"), ("tests", "tests/requirements.txt")):
        stamp = hashlib.sha256((copy / lock).read_bytes() + sys.version.encode()).hexdigest()
        (copy / ".venv" / f"lock-{name}").write_text(stamp)
    assert command(copy, "publish")[0] == 0
    return copy


def begun(project, *arguments, before=None, **env):
    return subprocess.Popen(
        [sys.executable, "dev.py", *arguments],
        cwd=project,
        env={**CLEAN, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=before,
    )


def command(project, *arguments, **options):
    """The exit code of a command of dev.py, and what it said, never with a traceback."""
    process = begun(project, *arguments, **options)
    said = process.communicate()[0]
    assert "Traceback" not in said, said
    return process.returncode, said


def fingerprint(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("other", ["build", "preview"])
def test_two_builds_at_once_give_the_same_bytes_as_one(project, other):
    assert command(project, "build")[0] == 0
    alone = fingerprint(project / "site")
    pair = [begun(project, "build"), begun(project, other)]
    said = [process.communicate()[0] for process in pair]
    assert [process.returncode for process in pair] == [0, 0], said
    assert fingerprint(project / "site") == alone
    assert sum("another command builds or tests here; waiting" in text for text in said) == 1
    assert not (project / "site.new").exists() and not (project / "site.old").exists()


def test_a_build_whose_starter_was_killed_is_waited_for(project):
    """Its child goes on writing; the lock is free when that has ended."""
    first = begun(project, "build")
    while not (project / "site.new/index.html").exists() and first.poll() is None:
        pass
    first.kill()
    code, said = command(project, "build")
    first.communicate()
    assert code == 0 and len(fingerprint(project / "site")) > 50
    assert "waiting until it has ended" in said or first.returncode == 0


DAYS = ["", "today", "-5", "1.5", "9" * 14, "\u0661"]


@pytest.mark.parametrize(
    ("what", "day"), [*(("build", day) for day in DAYS), *((what, "today") for what in ("check", "publish", "preview"))]
)
def test_a_day_that_is_none_is_one_sentence(project, what, day):
    code, said = command(project, what, SOURCE_DATE_EPOCH=day)
    sentence = f'SOURCE_DATE_EPOCH is "{day}", which names no day. Set it to whole seconds since 1970'
    assert code == 1 and said.count(sentence) == 1, said


@pytest.mark.parametrize("what", ["build", "check", "publish", "preview"])
def test_names_of_folders_may_be_of_any_alphabet_on_a_machine_that_knows_ascii(project, what):
    code, said = command(project, what, LC_ALL="POSIX", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert code == 0, said


@pytest.mark.parametrize("what", ["build", "check", "publish", "preview"])
def test_without_git_a_site_is_built(project, tmp_path, what):
    (tmp_path / "sh").symlink_to("/bin/sh")
    (project / ".git").mkdir(exist_ok=True)
    code, said = command(project, what, PATH=str(tmp_path))
    (project / ".git").rmdir()
    assert code == 0, said


def without_powers():
    """Root too may then write only where the rights of a file say so."""
    for power in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        ctypes.CDLL(None).prctl(24, power, 0, 0, 0)  # PR_CAPBSET_DROP


needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to take root's powers away")


@needs_linux
@pytest.mark.parametrize("what", ["build", "preview"])
def test_a_read_only_site_is_replaced(project, what):
    for name in ("site", "preview"):
        (project / name).mkdir(exist_ok=True)
        (project / name / "old").mkdir(exist_ok=True)
        (project / name / "old/page.html").write_text("old")
        for folder in (project / name / "old", project / name):
            folder.chmod(0o555)
    code, said = command(project, what, before=without_powers)
    built = project / {"build": "site"}.get(what, what)
    assert code == 0 and (built / "index.html").exists() and not (built / "old").exists(), said


@needs_linux
@pytest.mark.parametrize("what", ["build", "preview"])
def test_a_read_only_folder_around_the_site_is_one_sentence(project, what):
    project.chmod(0o555)
    code, said = command(project, what, before=without_powers)
    project.chmod(0o755)
    assert code == 1 and said == (
        "site.new: Permission denied. Change the rights of its folder (chmod u+rwx), or free space; then try again.\n"
    )
