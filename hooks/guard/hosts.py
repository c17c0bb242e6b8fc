"""Which hosts our addresses may lead to."""

import html
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from guard import drawing_editors, our_styles
from guard.browser_links import LIST, listed
from guard.repository import LARGEST, TrackedFile
from sources import Problem, Sources, nearest
from sources.syntax import blank

ADDRESS = re.compile(
    r"https?:[/\\]*(?P<host>[^\s\"'<>()\[\]{}`/\\?#|]*)|(?<=[\s\"'(<])//(?P<other>[\w.-]+\.[a-z]{2,})", re.I
)
OURS = re.compile(r"(?:.*\.)?example\.org|127\.0\.0\.1|localhost")  # kept for examples, or this machine
READ_AS_PAGES = re.compile(r"docs/(?:.*\.md|_data/.*\.yml)$")
# names of what is written in a drawing, which nobody asks for: of SVG and its neighbours, and of drawing programs
NAMESPACES = "|".join(
    (
        r"https?://www\.w3\.org/[\w./#-]*",
        r"http://(?:www\.)?(?:inkscape\.org|sodipodi\.sourceforge\.net|purl\.org|creativecommons\.org|web\.resource\.org"
        r"|figma\.com|bohemiancoding\.com|ns\.adobe\.com|serif\.com|vectornator\.io)/[\w./#-]*",
    )
)
NAMESPACE = re.compile(rf"xmlns(?::[\w-]+)?\s*=\s*(?P<mark>[\"'])(?:{NAMESPACES})(?P=mark)")


def texts(root: pathlib.Path, files: Iterable[TrackedFile], sources: Sources) -> dict[str, str]:
    """The text of every file that can hold an address for readers: docs/, the configuration, the lists beside it."""
    read = {f"docs/{uri}": raw for uri, raw in sources.raw.items()}
    return {
        entry.path: (read.get(entry.path) or (root / entry.path).read_bytes()).decode("utf-8", "replace")
        for entry in files
        if entry.kind == "file"
        and entry.size <= LARGEST
        and (root / entry.path).is_file()
        and (re.fullmatch(r"docs/.*\.(?:md|yml|svg|css|txt)|[\w-]+\.(?:yml|txt)", entry.path))
        and entry.path not in (LIST, "requirements.txt")
    }


def hosts(files: Mapping[str, str], allowed: str) -> Iterator[Problem]:
    """Addresses of hosts that are not on the list, and lines of the list that no address needs. What becomes of pages
    and data is read as a browser reads it, in written_html.py.
    """
    lines = listed(allowed)
    used = set()
    for path, text in files.items():
        if path.endswith(".svg") and drawing_editors.wrong(text.encode()):
            continue  # one message says how to save it: drawings.py
        for number, line in enumerate(NAMESPACE.sub(blank, text).split("\n"), 1):
            for match in ADDRESS.finditer(html.unescape(line) if "&" in line else line):
                host = host_of(match)
                used.add(host)
                if READ_AS_PAGES.match(path):
                    continue
                if not possible(match.string[match.start() :]):
                    what = "an address in this line cannot be: no browser finds a site in it."
                    yield Problem(
                        path, number, match.start() + 1, what, "Copy it again from the page that it leads to."
                    )
                if host and host not in lines and not OURS.fullmatch(host):
                    yield Problem(
                        path,
                        number,
                        match.start() + 1,
                        f"the address leads to {host}, which nobody has reviewed.",
                        (
                            nearest(host, lines)
                            if not host.isascii() or "xn--" in host
                            else f"Add the line {host} to {LIST}, so that a maintainer sees it."
                        ),
                    )
    for host, number in lines.items():
        if host not in used:
            yield Problem(LIST, number, 1, f"no address leads to {host}.", "Delete the line.")


def host_of(match: re.Match[str]) -> str:
    """The host that a browser would ask, "" where there is none: of "https://www.nhs.uk@evil.org:80" it is evil.org."""
    host = (match["host"] or match["other"] or "").rpartition("@")[2].partition(":")[0].strip(".,;*_").lower()
    return host if re.search(r"\w", host) else ""


def possible(text: str) -> bool:
    """Whether the address with which a text begins can be read at all: "https://[x" cannot, and stops a build."""
    try:
        return bool(urlsplit(re.split(r"[\s\"'<>()]", text, maxsplit=1)[0]))
    except ValueError:
        return False


def check(root: pathlib.Path, files: Iterable[TrackedFile], sources: Sources) -> Iterator[Problem]:
    """All hosts of a project, and its stylesheets."""
    read = texts(root, files, sources)
    yield from hosts(read, (root / LIST).read_text("utf-8") if (root / LIST).exists() else "")
    yield from our_styles.check({path: text for path, text in read.items() if path.endswith(".css")})
