"""The one start of Chromium: without a window, and without anything that it would ask of other hosts."""

import os

from playwright.sync_api import Browser, Playwright

QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


def launch(playwright: Playwright, *arguments: str) -> Browser:
    """Start the browser that BROWSER names, or Playwright's own. As root it has no sandbox, which it refuses there."""
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    path = os.environ.get("BROWSER") or None
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *root, *arguments])
