"""A Content-Security-Policy in every page, so that code that slips in does not run.

A page may use the site's own files and the inline scripts and styles that the build itself put there, known by
known_parts.py; nothing else, from nowhere else.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator

from finished.known_parts import KnownParts
from finished.pages import BuiltPage, element
from sources import Problem

NAME = "Content-Security-Policy"


def policy(scripts: Iterable[str], styles: Iterable[str], secure: bool) -> str:
    """The policy of a page that holds these inline scripts and styles; `secure` asks browsers to fetch everything over
    https.
    """
    return (
        f"default-src 'none'; script-src {own(scripts)}; style-src {own(styles)}; img-src 'self' data:; connect-src"
        " 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self'; base-uri 'none';"
        " form-action 'none'" + ("; upgrade-insecure-requests" if secure else "")
    )


def own(codes: Iterable[str]) -> str:
    """The site's own files, and texts by their hash."""
    digests = sorted(base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in codes)
    return "'self'" + "".join(f" 'sha256-{digest}'" for digest in digests)


def protect(page: BuiltPage, secure: bool, known: KnownParts) -> Iterator[Problem]:
    """Put the policy right after the character set, before anything that it is about; 404.html and redirects have it
    too.
    """
    for node in page.tree.css("*"):
        for name in node.attributes:
            if name == "style" or name.startswith("on"):
                what = f'the attribute "{name}" would not work, because the content policy forbids it.'
                yield Problem(page.name, 0, 0, what, "Use a class or a file of its own.")
    charset = page.tree.css_first("meta[charset]")
    if not charset:
        what = "has no <meta charset>, so it got no content policy."
        yield Problem(page.name, 0, 0, what, "Write one at the start of its head.")
        return
    said = policy(known.inline(page, "script"), known.inline(page, "style"), secure)
    charset.insert_after(element(page.tree, "meta", {"http-equiv": NAME, "content": said}))
