"""The look at the published site, against a server of the built site with deliberate faults; and the steps of the
workflows.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import threading

import pytest
import yaml

from checks import settings
from commands import live
from conftest import ROOT, SITE
from made import security_txt
from sources import yamlfile
from sources.addresses import SECURITY_TXT

NOW = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
PAGES = ("index.html", "aftercare/index.html", "get-help/index.html", "404.html")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: 404.html with status 404 for what is not there."""

    lost = 404

    def send_error(self, code, message=None, explain=None):
        body = (pathlib.Path(self.directory) / "404.html").read_bytes()
        self.send_response(self.lost if code == 404 else code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path):
        self.send_error(404)

    def log_message(self, *_):
        pass


@pytest.fixture
def site(tmp_path):
    """A few built pages on a server, with a policy on each; gives address, folder, handler and list of checksums."""
    folder = tmp_path / "repo"
    (tmp_path / "repo" / ".well-known").mkdir(parents=True)
    for name in PAGES:
        (folder / name).parent.mkdir(exist_ok=True)
        text = (SITE / name).read_text("utf-8")
        (folder / name).write_text(
            text if "Content-Security-Policy" in text else text.replace("<head>", "<head>" + POLICY, 1), "utf-8"
        )
    handler = type("Own", (Handler,), {})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=tmp_path / "repo"))
    server.RequestHandlerClass = functools.partial(handler, directory=folder)
    address = f"http://127.0.0.1:{server.server_port}/"
    for name in PAGES:  # the site was built for another address
        (folder / name).write_text(
            (folder / name).read_text("utf-8").replace("http://127.0.0.1:8000/", address), "utf-8"
        )
    (folder / "sitemap.xml").write_text(
        "".join(f"<loc>{address}{name}</loc>" for name in ("", "aftercare/", "get-help/"))
    )
    (folder / SECURITY_TXT).write_text(
        security_txt.text(address, "https://github.com/o/r/edit/main/docs/", {"security_txt_expires": "2027-11-01"})
    )
    sums = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address, folder, handler, sums
    server.shutdown()


def change(path: pathlib.Path, old: str, new: str) -> None:
    """Break a page of the server."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


FAULTS = {
    "answers 404.": lambda folder, handler: (folder / "aftercare" / "index.html").unlink(),
    "answers 200 and not 404": lambda folder, handler: setattr(handler, "lost", 200),
    "does not show our page for lost readers": lambda folder, handler: (folder / "404.html").write_text("Not found"),
    "has no content policy": lambda folder, handler: change(
        folder / "get-help" / "index.html", "Content-Security-Policy", "Nothing"
    ),
    "asks another host: https://evil.example.com/x.js": lambda folder, handler: change(
        folder / "index.html", "<body", '<script src="https://evil.example.com/x.js"></script><body'
    ),
    "asks another host: //evil.example.com/x.png": lambda folder, handler: change(
        folder / "index.html", "</body>", '<img srcset="//evil.example.com/x.png 2x"></body>'
    ),
    "asks another host: https://evil.example.com/y": lambda folder, handler: change(
        folder / "index.html", "<head>", '<head><meta http-equiv="refresh" content="1; url=https://evil.example.com/y">'
    ),
    "get-help/index.html is not what was built": lambda folder, handler: change(
        folder / "get-help" / "index.html", "</body>", " </body>"
    ),
    "the page has no such place any more": lambda folder, handler: change(
        folder / "aftercare" / "index.html", 'id="page-title"', 'id="other"'
    ),
    "security.txt is missing": lambda folder, handler: (folder / SECURITY_TXT).unlink(),
    "security.txt ran out": lambda folder, handler: change(folder / SECURITY_TXT, "2027-11-01", "2026-11-01"),
    "has no list of its pages": lambda folder, handler: (folder / "sitemap.xml").unlink(),
}


def test_a_good_site_has_no_fault(site):
    address, _, _, sums = site
    assert (
        live.faults(address, live.fetch, NOW, "# a list\n/\n/aftercare/#page-title\n", sums)
        == []
        == live.faults(address, live.fetch, NOW, "", sums)
    )


@pytest.mark.parametrize("message", FAULTS)
def test_every_fault_of_the_published_site_is_named(site, message):
    address, folder, handler, sums = site
    FAULTS[message](folder, handler)
    published = "/\n/aftercare/\n/aftercare/#page-title\n/get-help/\n" if "list" not in message else ""
    found = live.faults(address, live.fetch, NOW, published, sums if "built" in message else None)
    assert any(message in line for line in found), found


def test_the_command_says_how_to_roll_back(site):
    address, folder, _, _ = site
    (folder / "aftercare" / "index.html").unlink()
    done = subprocess.run([sys.executable, "dev.py", "live", address], cwd=ROOT, capture_output=True, text=True)
    assert (
        done.returncode == 1
        and "aftercare/ answers 404." in done.stdout
        and "Roll back to the last good build" in done.stdout
        and not done.stderr
    )
    assert (
        subprocess.run(
            [sys.executable, "dev.py", "live", "https://x; rm -rf"], cwd=ROOT, capture_output=True, text=True
        ).returncode
        == 2
    )


# --- security.txt -----------------------------------------------------------------------------------------------------
def test_security_txt_is_published_and_truthful():
    text = (SITE / SECURITY_TXT).read_text()
    assert re.search(r"^Contact: .+/contribute/$", text, re.M) and re.search(
        r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.M
    )
    assert (
        "mailto" not in text
        or settings.read(ROOT).data["extra"]["contact"]
        or settings.read(ROOT).data["extra"]["safety_contact"]
    )
    said = security_txt.text(
        "https://a.b/",
        "https://github.com/o/r/edit/main/docs/",
        {"contact": "us@example.org", "security_txt_expires": "2027-01-01"},
    )
    assert said.split("\n")[1:] == [
        "Contact: mailto:us@example.org",
        "Contact: https://github.com/o/r/security/advisories/new",
        "Contact: https://a.b/contribute/",
        "Expires: 2027-01-01T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://a.b/.well-known/security.txt",
        "Policy: https://github.com/o/r/blob/main/SECURITY.md",
        "",
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-12-20", "runs out on 2026-12-20"),
        ("2026-01-01", "runs out on"),
        ("2028-01-01", "more than a year"),
        ("soon", "is no date"),
        ("", "is no date"),
    ],
)
def test_end_of_security_txt(value, message):
    document = yamlfile.parse(f'extra:\n  security_txt_expires: "{value}"\n', "mkdocs.yml")
    (problem,) = settings.security_txt(document, NOW.date())
    assert message in str(problem) and problem.line == 2 and problem.fix
    assert list(settings.security_txt(settings.read(ROOT), NOW.date())) == []


# --- the shell steps of the workflows, run here -----------------------------------------------------------------------
def step(workflow: str, name: str) -> str:
    """The commands of a step of a workflow."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / workflow).read_text())["jobs"]
    return next(
        step["run"]
        for job in jobs.values()
        for step in job.get("steps", [])
        if step.get("id") == name or step.get("name") == name
    )


def shell(script: str, folder: pathlib.Path, **environment: str) -> tuple[int, str, str]:
    """Exit code, output, and what was written to GITHUB_OUTPUT; `gh` is a stand-in that notes its arguments and says
    $SAID.
    """
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "gh").write_text(
        '#!/bin/sh\necho "gh $*" >> "$NOTES"\ncase "$*" in *list*|*api*) echo "$SAID";; esac\n'
    )
    (folder / "bin" / "gh").chmod(0o755)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        env={
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "NOTES": str(folder / "notes"),
            "SAID": "",
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            "GITHUB_RUN_ID": "7",
            "REPOSITORY": "o/r",
            "HOME": str(folder),
            **environment,
        },
    )

    def read(name: str) -> str:
        return (folder / name).read_text() if (folder / name).exists() else ""

    return done.returncode, done.stdout + done.stderr, read("output") + read("notes")


@pytest.mark.parametrize(
    ("build", "said", "kind"),
    [
        ("123", ".github/workflows/site.yml main o/r push", "run"),
        ("123", ".github/workflows/site.yml main o/r schedule", "run"),
        ("123", ".github/workflows/site.yml main o/r pull_request", ""),
        ("123", ".github/workflows/site.yml main stranger/r push", ""),
        ("123", ".github/workflows/evil.yml main o/r push", ""),
        ("123", ".github/workflows/site.yml other o/r push", ""),
        ("123", "", ""),
        ("1; touch ran", "", ""),
        ("$(touch ran)", "", ""),
        ("--help", "", ""),
        ("", "", ""),
        ("main", "", ""),
        ("abc123", "", ""),
        ("1\n2", "", ""),
        ("HEAD", "", "commit"),
        ("0" * 39 + "f", "", ""),
    ],
)
def test_roll_back_takes_only_what_was_published_from_main(tmp_path, build, said, kind):
    git = functools.partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True, text=True)
    git(["git", "init", "-q"])
    git(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x"])
    build = git(["git", "rev-parse", "HEAD"]).stdout.strip() if build == "HEAD" else build
    code, output, notes = shell(step("rollback.yml", "find"), tmp_path, BUILD=build, SAID=said)
    assert (code == 0) == bool(kind) and not (tmp_path / "ran").exists(), output
    assert (f"kind={kind}" in notes) if kind else "::error::" in output or "fatal" in output


def test_roll_back_publishes_the_very_same_files(tmp_path):
    """What the artifact holds is what is listed and published, dot folders included."""
    (tmp_path / "earlier").mkdir()
    with tarfile.open(tmp_path / "earlier" / "artifact.tar", "w") as tar:
        tar.add(SITE, ".")
    assert (
        shell(
            step("rollback.yml", "unpack") + "\n" + step("rollback.yml", "List every file with its checksum"), tmp_path
        )[0]
        == 0
    )
    listed = dict(reversed(line.split(maxsplit=1)) for line in (tmp_path / "SHA256SUMS").read_text().splitlines())
    assert listed == {
        path.relative_to(SITE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in SITE.rglob("*")
        if path.is_file()
    }
    assert SECURITY_TXT in listed and len(listed) <= 1024


@pytest.mark.parametrize(
    ("found", "number", "calls", "code"),
    [
        ("no", "", 0, 0),
        ("no", "5", "gh issue close 5", 0),
        ("yes", "5", "gh issue edit 5", 1),
        ("yes", "", "gh issue create", 1),
    ],
)
def test_one_issue_tells_of_faults(tmp_path, found, number, calls, code):
    (tmp_path / "live.md").write_text("x")
    done, output, notes = shell(step("live.yml", "tell"), tmp_path, FOUND=found, SAID=number)
    assert done == code and (calls in notes if calls else "close" not in notes and "create" not in notes), output


def test_the_look_writes_its_report(tmp_path, site):
    address, folder, _, _ = site
    (folder / "aftercare" / "index.html").unlink()
    for name in ("dev.py", "hooks/commands/__init__.py", "hooks/commands/live.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    code, output, notes = shell(step("live.yml", "look").replace("--tries 10", "--tries 1"), tmp_path, SITE_URL=address)
    assert code == 0 and "found=yes" in notes and "aftercare/ answers 404" in (tmp_path / "live.md").read_text(), output
    assert "Seen in run 7." in (tmp_path / "live.md").read_text()


@pytest.mark.parametrize(
    ("repository", "variable", "address"),
    [
        ("Owner/Repo", "", "https://owner.github.io/Repo/"),
        ("owner/owner.github.io", "", "https://owner.github.io/"),
        ("o/r", "https://a.page/", "https://a.page/"),
    ],
)
def test_address_of_a_repository(repository, variable, address):
    done = subprocess.run(
        ["bash", ROOT / ".ci" / "address"],
        capture_output=True,
        text=True,
        env={"GITHUB_REPOSITORY": repository, "FROM_SITE_URL": variable, "PATH": os.environ["PATH"]},
    )
    assert done.stdout == f"SITE_URL={address}\nEDIT_URI=https://github.com/{repository}/edit/main/docs/\n"


def test_other_bytes_on_another_python_are_named(tmp_path):
    for version, content in (("3.11", "a"), ("3.12", "a"), ("3.13", "b")):
        (tmp_path / f"python-{version}").mkdir()
        (tmp_path / f"python-{version}" / "SHA256SUMS").write_text(content + "\n")
    code, output, _ = shell(step("site.yml", "Compare the lists"), tmp_path)
    assert code == 1 and "python-3.13 builds other bytes" in output and "python-3.11 builds" not in output
