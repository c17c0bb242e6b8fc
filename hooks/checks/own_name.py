"""The name of the site, which stands in mkdocs.yml: few places must say it in full, and they say it as it is there."""

import pathlib
import re
from collections.abc import Iterator

from sources import Problem, addresses, place, yamlfile

DRAWN = ('<title id="t">([^<]*)</title>',)
COPY = r"\(([\w-]+\.zip)\)"  # a link to the copy that opens from disk, which has the name of the site
PLACES: dict[str, tuple[str, ...]] = {  # what the name follows, by the file
    "docs/assets/favicon.svg": DRAWN,
    "docs/assets/logo.svg": DRAWN,
    "docs/for-clinicians.md": (r"^(.+)\. Title of the page\.",),
    "docs/for-clinics.md": (r'if you name "([^"]*)"', r'^> From "([^"]*)"'),
    "README.md": (r"^# (.+)$", r'; name "([^"]*)"'),
    "LICENSE": (r'if you name "([^"]*)"',),
    "zensical.yml": (r"^ *site_name: (.+)$",),
}


def check(root: pathlib.Path, config: yamlfile.Document) -> Iterator[Problem]:
    """All places that say another name than the one in mkdocs.yml."""
    name = str(config.data.get("site_name", "")) if isinstance(config.data, dict) else ""
    for path, patterns in PLACES.items():
        text = (root / path).read_text("utf-8", "replace") if name and (root / path).is_file() else ""
        yield from other(path, text, patterns, name)
        if path.endswith(".md"):
            yield from other(path, text, (COPY,), addresses.offline_copy(name))


def other(path: str, text: str, patterns: tuple[str, ...], name: str) -> Iterator[Problem]:
    """Places in one text that say another name."""
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.M):
            if match[1] != name:
                what = f'"{match[1]}" is not the name of the site in mkdocs.yml.'
                yield Problem(path, *place(text, match.start(1)), what, f"Write: {name}")
