"""The whole site as one zip that opens from disk, made from the pages of a finished build.

On a disk a folder has no page of its own, so links name `index.html`. The search is left out: a browser lets no script
read files from disk.
"""

import pathlib
import posixpath
import re
import zipfile

from selectolax.lexbor import LexborHTMLParser

from sources import contents
from sources.addresses import offline_copy

LEFT_OUT = re.compile(r"404\.html|sitemap\.xml.*|.*\.zip|.*\.half|search/.*|previews/.*|\.well-known/.*")
# the search and its key; and a policy that means "this host", of which a disk has none
GONE = "[data-md-component=search], .md-header [for=__search], meta[http-equiv=Content-Security-Policy]"
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


def to_file(address: str) -> str:
    """A link between pages as a link between files: "../aftercare/#first" is "../aftercare/index.html#first"."""
    path, mark, anchor = address.partition("#")
    if SCHEME.match(address) or not path or posixpath.basename(path) not in ("", ".", ".."):
        return address
    return posixpath.join(path, "index.html") + mark + anchor


def from_disk(html: str, home: str, name: str) -> str:
    """A built page that works from disk; the copy itself, `name`, stays a link to the site at `home`."""
    tree = LexborHTMLParser(html)
    for node in tree.css(GONE):
        node.decompose()
    for node in tree.css("a[href], link[href]"):
        address = node.attributes["href"] or ""
        node.attrs["href"] = home + name if posixpath.basename(address) == name else to_file(address)
    return tree.html or ""


def write(site: pathlib.Path) -> pathlib.Path:
    """Put the copy into a built site; the same site gives the same bytes."""
    index = LexborHTMLParser((site / "index.html").read_text("utf-8"))
    home = "".join(node.attributes["href"] or "" for node in index.css("link[rel=canonical]"))
    name = offline_copy(
        "".join(node.attributes["content"] or "" for node in index.css("meta[property='og:site_name']"))
    )
    half = site / (name + ".half")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for uri, content in contents(site).items():
            if LEFT_OUT.fullmatch(uri) or b'http-equiv="refresh"' in content:  # an old address is no use on a disk
                continue
            entry = zipfile.ZipInfo(f"{name.removesuffix('.zip')}/{uri}")  # its time is the first of 1980
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            file.writestr(entry, from_disk(content.decode(), home, name) if uri.endswith(".html") else content)
    half.replace(site / name)
    return site / name
