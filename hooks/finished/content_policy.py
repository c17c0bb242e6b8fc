"""A Content-Security-Policy in every page, so that code that slips in does not run.

A page may use the site's own files and the inline scripts and styles that it was built with, known by their hash;
nothing else, from nowhere else.
"""

import base64
import hashlib
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from finished.pages import BuiltPage, element
from sources import Problem

NAME = "Content-Security-Policy"
DATA = ("application/json", "application/ld+json")  # types of scripts that nobody runs


def policy(tree: LexborHTMLParser, secure: bool) -> str:
    """The policy of one page; `secure` asks browsers to fetch everything over https."""
    own = {}
    for kind in ("script", "style"):
        codes = {
            node.text().encode()
            for node in tree.css(f"{kind}:not([src])")
            if (node.attributes.get("type") or "").lower() not in DATA
        }
        digests = sorted(base64.b64encode(hashlib.sha256(code).digest()).decode() for code in codes)
        own[kind] = "'self'" + "".join(f" 'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {own['script']}; style-src {own['style']}; img-src 'self' data:; connect-src"
        " 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self'; base-uri 'none';"
        " form-action 'none'" + ("; upgrade-insecure-requests" if secure else "")
    )


def protect(page: BuiltPage, secure: bool) -> Iterator[Problem]:
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
    charset.insert_after(element(page.tree, "meta", {"http-equiv": NAME, "content": policy(page.tree, secure)}))
