"""What every test starts from: the sources, the built site, and a browser that finds the site at its own address."""

from __future__ import annotations

import mimetypes
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Route, sync_playwright

from commands.chromium import launch
from sources import Sources, read

ROOT = pathlib.Path(__file__).parent.parent
SITE = ROOT / "site"
os.environ["PYTHONPATH"] = "hooks"  # of the project in which a test starts a command
os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))  # one day for the whole run, also at midnight
SLOWEST = [
    "test_pages",
    "test_reach",
    "test_light_pages",
    "test_files",
    "test_commands",
    "test_attacks",
    "test_addresses",
    "test_policy",
    "test_print",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first, so that no processor idles at the end."""
    items.sort(key=lambda item: SLOWEST.index(item.path.stem) if item.path.stem in SLOWEST else len(SLOWEST))


def copy_project(to: pathlib.Path) -> pathlib.Path:
    """A copy of the project to break, without what is built or installed."""
    left_out = {".venv", ".cache", "site", "site.new", "preview", ".git", ".pytest_cache"}
    return pathlib.Path(
        shutil.copytree(
            ROOT,
            to,
            ignore=lambda folder, names: (
                left_out & set(names) if pathlib.Path(folder) == ROOT else {"__pycache__"} & set(names)
            ),
        )
    )


SMALL = [
    "aftercare",
    "get-help",
    "ice",
    "indications/index",
    "old-advice",
    "questions",
    "side-effects",
    "what-is-dry-needling",
    "who-should-not-have-it",
    "your-session",
]
SMALL_PAGE = """---
title: About {name}
description: A page about {name} that stands here so that a small site has all the pages that the theme leads to.
audience: professionals
type: reference
sources_checked: 2026-11-20
review_due: 2027-11-20
reviewed_by: []
changes:
  - date: 2026-11-20
    what: First version.
---

## One part {{#one-part}}

Words about {name}.

## Another part {{#another-part}}

More words about {name}.
"""


def small_project(to: pathlib.Path) -> pathlib.Path:
    """A copy of the project with a dozen short pages in place of its own, which builds in a moment."""
    copy = copy_project(to)
    for path in [*(copy / "docs").rglob("*.md"), *(copy / "docs/_data").glob("*.yml"), copy / "published.txt"]:
        if path.parent.name != "_templates" and path.name not in (
            "emergency-card.md",
            "abbreviations.yml",
            "spelling-words.yml",
        ):
            path.unlink(missing_ok=True)
    for name in ["index", *SMALL]:
        (copy / "docs" / f"{name}.md").write_text(SMALL_PAGE.format(name=name.replace("/index", "")), "utf-8")
    config = (copy / "mkdocs.yml").read_text("utf-8")
    (copy / "mkdocs.yml").write_text(
        config[: config.index("\nnav:")] + "\nnav:\n  - index.md\n" + "".join(f"  - {name}.md\n" for name in SMALL),
        "utf-8",
    )
    (copy / "docs/_data/redirects.yml").write_text("- {from: cost/, to: your-session.md#another-part}\n", "utf-8")
    (copy / "allowed-hosts.txt").write_text("")
    return copy


PAGES = [
    path.relative_to(SITE).as_posix().removesuffix("index.html")
    for path in sorted(SITE.rglob("index.html"))
    if 'http-equiv="refresh"' not in path.read_text("utf-8")
]  # an old address that leads on is no page
if not PAGES:
    pytest.exit("There is no built site. Run: python3 dev.py build, and for the leaflets: python3 dev.py pdf", 1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A site that is older than what it is made from tells of yesterday."""
    made_from = [
        ROOT / "mkdocs.yml",
        *(path for room in ("docs", "overrides", "hooks") for path in (ROOT / room).rglob("*.*")),
    ]
    newest = max((path for path in made_from if "__pycache__" not in path.parts), key=lambda path: path.stat().st_mtime)
    if newest.stat().st_mtime > (SITE / "index.html").stat().st_mtime:
        terminalreporter.write_line(f"site/ is older than {newest.relative_to(ROOT)}. Run: python3 dev.py build")


@pytest.fixture(scope="session")
def texts() -> Sources:
    """Everything a person wrote."""
    return read(ROOT / "docs")


@pytest.fixture(scope="session")
def site_url() -> str:
    """The address the site was built for, from its own home page."""
    return re.search(r'<link rel="canonical" href="([^"]+)"', (SITE / "index.html").read_text("utf-8"))[1]


KEEP_UNFINISHED = """
import shutil, sys
from finished import pages
finish = pages.walk
def walk(site, steps):
    shutil.copytree(site, sys.argv[-1] + ".unfinished")
    return finish(site, steps)
pages.walk = walk
from mkdocs.__main__ import cli
cli()
"""


@pytest.fixture(scope="session")
def in_other_place(site_url: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[pathlib.Path, str]:
    """The site built for the other kind of address, and that address: in a folder of a domain where ours is at a root,
    and the other way round.

    Beside it, in "in-other-place.half.unfinished", stands what MkDocs wrote before we finish it. Built once: the worker
    that asks first builds, the others wait (pytest-xdist documents this way).
    """
    url = "https://example.org/" if urlsplit(site_url).path != "/" else "https://example.org/repo/"
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "in-other-place"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            half = folder.with_suffix(".half")
            done = subprocess.run(
                [sys.executable, "-c", KEEP_UNFINISHED, "build", "--site-dir", half],
                cwd=ROOT,
                capture_output=True,
                text=True,
                env={**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"},
            )
            assert done.returncode == 0, done.stdout + done.stderr
            half.rename(folder)
    return folder, url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with one process for all pages: machines of tests are small."""
    with sync_playwright() as playwright:
        yield launch(playwright, "--renderer-process-limit=1")


@pytest.fixture(scope="session")
def serve(site_url: str) -> Callable[[pathlib.Path, list[str]], Callable[[Route], None]]:
    """A route handler that answers the site's own addresses from a folder and notes every other address."""

    def handler(folder: pathlib.Path, strangers: list[str], at: str = site_url) -> Callable[[Route], None]:
        def handle(route: Route) -> None:
            address = re.split(r"[?#]", route.request.url)[0]
            if not address.startswith(at):
                strangers.append(address)
                route.abort()
                return
            path = folder / address.removeprefix(at)
            path = path / "index.html" if path.is_dir() else path
            status, path = (200, path) if path.is_file() else (404, folder / "404.html")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            route.fulfill(status=status, body=path.read_bytes() if path.is_file() else b"", content_type=kind)

        return handle

    return handler
