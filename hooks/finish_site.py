"""MkDocs hook: after the build, take away what no reader is ever sent: source maps and other languages of the search."""

from __future__ import annotations

import pathlib
import shutil
from typing import Any


def on_post_build(config: Any, **_: Any) -> None:
    """Runs last of all events."""
    site = pathlib.Path(config.site_dir)
    for path in site.rglob("*.map"):
        path.unlink()
    shutil.rmtree(site / "assets" / "javascripts" / "lunr", ignore_errors=True)
