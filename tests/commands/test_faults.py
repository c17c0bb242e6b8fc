"""Full disks, missing packages, killed builds, tampered locks: one clear sentence, and never half a site."""

from __future__ import annotations

import contextlib
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


@pytest.mark.parametrize("step", range(5))
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_or_none(tmp_path, monkeypatch, step):
    """Killed before the n-th of the steps that touch the folders; then the next build works."""
    module, steps = dev(tmp_path), []
    for name in ("site", "site.new"):
        (tmp_path / name).mkdir()
        for page in ("index.html", "404.html"):
            (tmp_path / name / page).write_text(name)

    def counted(real):
        def wrapper(*arguments, **options):
            steps.append(real.__name__)
            if len(steps) == step + 1:
                raise KeyboardInterrupt
            return real(*arguments, **options)

        return wrapper

    with monkeypatch.context() as patch:
        patch.setattr(module.shutil, "rmtree", counted(module.shutil.rmtree))
        patch.setattr(module.pathlib.Path, "rename", counted(module.pathlib.Path.rename))
        with contextlib.suppress(KeyboardInterrupt):
            module.swap(tmp_path / "site.new")
    left = {path.read_text() for path in (tmp_path / "site").glob("*")}
    assert len(left) <= 1 and len(list((tmp_path / "site").glob("*"))) in (0, 2)
    assert step < len(steps) or left == {"site.new"}
    new = module.fresh()
    new.mkdir()
    (new / "index.html").write_text("next")
    module.swap(new)
    assert {path.read_text() for path in (tmp_path / "site").glob("*")} == {"next"} and not (
        tmp_path / "site.old"
    ).exists()
