"""Takes away what no reader is ever sent: source maps, other languages of the search, files that no page names."""

import pathlib
import shutil
from collections.abc import Iterable


def tidy(site: pathlib.Path, texts: Iterable[str]) -> None:
    """Runs when everything else is done."""
    for path in site.rglob("*.map"):
        path.unlink()
    shutil.rmtree(site / "assets" / "javascripts" / "lunr", ignore_errors=True)
    pages = "".join(texts)
    for folder in ("images", "javascripts", "stylesheets"):  # the theme's; ours are elsewhere
        for path in sorted((site / "assets" / folder).rglob("*"), reverse=True):
            if path.is_file() and path.name not in pages:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        if (site / "assets" / folder).exists() and not any((site / "assets" / folder).iterdir()):
            (site / "assets" / folder).rmdir()
