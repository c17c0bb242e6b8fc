"""Names and addresses: of the files that are made, each once, and how one page leads to another."""

import html
import posixpath
import re

from sources.files import Page
from sources.syntax import URGENCIES

# files for other programs, which the build makes
LINKS, LINKS_SCHEMA, FEED = "links.json", "links.schema.json", "feed.xml"
BIBTEX, RIS, CLAIMS = (f"data/{name}" for name in ("references.bib", "references.ris", "claims.json"))
CONDITIONS, ANSWERS, GRADES = (f"data/{name}.csv" for name in ("conditions", "answers", "grades"))
MADE = (BIBTEX, RIS, CLAIMS, CONDITIONS, ANSWERS, GRADES, LINKS, LINKS_SCHEMA, FEED)
SECURITY_TXT = ".well-known/security.txt"

# files that `python3 dev.py pdf` makes from a finished build
PAPER = {"A4": "a4", "US Letter": "letter"}  # what people call a sheet, and how the file name ends
MADE_LATER = re.compile(r"leaflets/[\w-]+\.pdf|[\w-]+\.zip")

SCHEMES = ("https", "mailto", "tel")
TEXT_SCHEMES = (*SCHEMES, *URGENCIES)  # what an address in a text may begin with
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):")


def leaflets(page: Page) -> dict[str, str]:
    """The leaflets of a page by paper, as uris inside the site; none when its front matter does not ask for them."""
    return (
        {paper: f"leaflets/{page.name}-{end}.pdf" for paper, end in PAPER.items()} if page.meta.get("leaflet") else {}
    )


def offline_copy(site_name: str) -> str:
    """The file name of the copy that opens from disk: "dry-needling-explained.zip"."""
    return "-".join(re.findall(r"[a-z0-9]+", site_name.lower())) + ".zip"


def preview(page: Page) -> str:
    """The picture that a shared link of a page shows: "effects/index.md" has "previews/effects/index.png"."""
    return f"previews/{page.uri.removesuffix('.md')}.png"


def qr_code(name: str, kind: str) -> str:
    """The QR code of an entry of the link kit, as "svg" or "png"."""
    return f"qr/{name}.{kind}"


def relative(target: str, page: str) -> str:
    """A link between uris inside docs/: from "effects/index.md" to "about.md" it is "../about.md"."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + anchor


def scheme(target: str) -> str:
    """The scheme of an address as a browser reads it, however it is written: "javascript" of "java&#9;Script:x"."""
    plain = re.sub(r"[\x00-\x20]", "", html.unescape(target)).lower().lstrip("<")
    found = SCHEME.match(plain)
    return found[1] if found else ""
