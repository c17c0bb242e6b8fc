"""The one start of Chromium: without a window, and without anything that it would ask of other hosts."""

import os
from typing import Any

from playwright.sync_api import Browser, Playwright

QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


def launch(playwright: Playwright, *arguments: str, program: str = "", **options: Any) -> Browser:
    """Start that program, or the one that BROWSER names, or Playwright's own; `options` are those of Playwright.
    As root it has no sandbox, because it refuses to start with one there.
    """
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    path = program or os.environ.get("BROWSER") or None
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *root, *arguments], **options)
