"""Which hosts our addresses may lead to, and that no stylesheet loads anything from elsewhere."""

import html
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

import tinycss2

from checks.repository import LARGEST, TrackedFile
from sources import Problem, Sources, nearest

LIST = "allowed-hosts.txt"
ADDRESS = re.compile(
    r"https?:[/\\]*(?P<host>[^\s\"'<>()\[\]{}`/\\?#|]*)|(?<=[\s\"'(<])//(?P<other>[\w.-]+\.[a-z]{2,})", re.I
)
OURS = re.compile(r"(?:.*\.)?example\.org|127\.0\.0\.1|localhost")  # kept for examples, or this machine
NAMESPACE = re.compile(r"xmlns(?::\w+)?=(?:\"[^\"]*\"|'[^']*')")


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
    """Addresses of hosts that are not on the list, and lines of the list that no address needs."""
    lines = {
        line.split("#")[0].strip(): number
        for number, line in enumerate(allowed.splitlines(), 1)
        if line.split("#")[0].strip()
    }
    used = set()
    for path, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            line = NAMESPACE.sub(lambda match: " " * len(match[0]), line)
            for match in ADDRESS.finditer(html.unescape(line) if "&" in line else line):
                host = host_of(match)
                used.add(host)
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


def styles(files: Mapping[str, str]) -> Iterator[Problem]:
    """Stylesheets that load something from elsewhere; read as a browser reads them, so that no spelling hides it."""
    for path, text in files.items():
        todo = list(tinycss2.parse_component_value_list(text))
        while todo:
            token = todo.pop()
            inside = getattr(token, "content", None) or getattr(token, "arguments", None) or []
            todo += inside
            loaded = (
                [token.value]
                if token.type == "url"
                else (
                    [part.value for part in inside if part.type == "string"]
                    if token.type == "function" and token.lower_name in ("url", "src", "image", "image-set")
                    else []
                )
            )
            if (token.type == "at-keyword" and token.lower_value == "import") or any(
                not re.match(r"data:image/|#|(?!//)[\w./-]+$", value) for value in loaded
            ):
                yield Problem(
                    path,
                    token.source_line,
                    token.source_column,
                    "the stylesheet loads something from elsewhere.",
                    "Put the file into docs/assets.",
                )


def check(root: pathlib.Path, files: Iterable[TrackedFile], sources: Sources) -> Iterator[Problem]:
    """All hosts and stylesheets of a project."""
    read = texts(root, files, sources)
    yield from hosts(read, (root / LIST).read_text("utf-8") if (root / LIST).exists() else "")
    yield from styles({path: text for path, text in read.items() if path.endswith(".css")})
