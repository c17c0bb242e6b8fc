"""A Content-Security-Policy in every page, so that code that slips in does not run.

A page may use the site's own files and the inline scripts and styles that it was built with, known by their hash;
nothing else, from nowhere else. `serve` puts a script of its own into pages, and a preview is opened from disk, where
"this site" means nothing: both go without.
"""

from __future__ import annotations

import base64
import hashlib
import pathlib
import re
from collections.abc import Iterator

from sources.problems import Problem

INLINE = re.compile(r"<(?P<tag>script|style)\b(?P<attributes>[^>]*)>(?P<code>.*?)</(?P=tag)\s*>", re.S | re.I)
NO_CODE = re.compile(
    r"\bsrc\s*=|\btype\s*=\s*[\"']?application/(?:ld\+)?json", re.I
)  # a file, or data that nobody runs
BLOCKED = re.compile(r"<[a-z][^<>]*?\s(?P<name>style|on[a-z]+)\s*=", re.I)
CHARSET = re.compile(r"<meta\s+charset\b[^>]*>", re.I)
META = '<meta http-equiv="Content-Security-Policy"'


def policy(html: str, secure: bool) -> str:
    """The policy of one page; `secure` asks browsers to fetch everything over https."""
    hashes: dict[str, set[str]] = {"script": set(), "style": set()}
    for match in INLINE.finditer(html):
        if not NO_CODE.search(match["attributes"]):
            digest = base64.b64encode(hashlib.sha256(match["code"].encode()).digest()).decode()
            hashes[match["tag"].lower()].add(f" 'sha256-{digest}'")
    own = {kind: "'self'" + "".join(sorted(found)) for kind, found in hashes.items()}
    return (
        f"default-src 'none'; script-src {own['script']}; style-src {own['style']}; img-src 'self' data:; connect-src"
        " 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self'; base-uri 'none';"
        " form-action 'none'" + ("; upgrade-insecure-requests" if secure else "")
    )


def guard(html: str, path: str, secure: bool) -> tuple[str, list[Problem]]:
    """The page with its policy right after the character set, before anything that it is about; and what is wrong."""
    problems = [
        Problem(
            path,
            0,
            0,
            f'the attribute "{match["name"]}" would not work, because the content policy forbids it.',
            "Use a class or a file of its own.",
        )
        for match in BLOCKED.finditer(INLINE.sub("", html))
    ]
    found, count = CHARSET.subn(lambda match: f'{match[0]}{META} content="{policy(html, secure)}">', html, count=1)
    if not count:
        what = "has no <meta charset>, so it got no content policy."
        problems.append(Problem(path, 0, 0, what, "Write one at the start of its head."))
    return found, problems


def protect(site: pathlib.Path, secure: bool) -> Iterator[Problem]:
    """Guard every page of a built site; 404.html and redirects are pages too."""
    for path in sorted(site.rglob("*.html")):
        html, problems = guard(path.read_bytes().decode(), path.relative_to(site).as_posix(), secure)
        path.write_bytes(html.encode())
        yield from problems
