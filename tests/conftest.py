"""What every test starts from: the sources, the built site, and a browser that finds the site at its own address."""

from __future__ import annotations

import mimetypes
import os
import pathlib
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Route, sync_playwright

import sources

ROOT = pathlib.Path(__file__).parent.parent
SITE = ROOT / "site"


def copy_project(to: pathlib.Path) -> pathlib.Path:
    """A copy of the project to break, without what is built or installed."""
    left_out = {".venv", "site", "site.new", "preview", ".git", ".pytest_cache"}
    return pathlib.Path(shutil.copytree(ROOT, to, ignore=lambda folder, names: left_out & set(names) if pathlib.Path(folder) == ROOT
                                        else {"__pycache__"} & set(names)))


PAGES = [path.relative_to(SITE).as_posix().removesuffix("index.html") for path in sorted(SITE.rglob("index.html"))
         if 'http-equiv="refresh"' not in path.read_text("utf-8")]  # an old address that leads on is no page
if not PAGES:
    pytest.exit("There is no built site. Run: python3 dev.py test", 1)


@pytest.fixture(scope="session")
def texts() -> sources.Sources:
    """Everything a person wrote."""
    return sources.read(ROOT / "docs")


@pytest.fixture(scope="session")
def site_url() -> str:
    """The address the site was built for, from its own home page."""
    return re.search(r'<link rel="canonical" href="([^"]+)"', (SITE / "index.html").read_text("utf-8"))[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a root user has no sandbox."""
    with sync_playwright() as playwright:
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
        yield playwright.chromium.launch(executable_path=os.environ.get("BROWSER") or None,
                                         args=[*quiet, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])])


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
