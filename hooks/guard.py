"""What a change may not bring in, whatever its words say: links to other files, programs, dangerous settings, unknown
hosts.

It reads mkdocs.yml before MkDocs does, because a tag in that file can run code while it is read; so this file imports
nothing of MkDocs and nothing that the project's configuration names.
"""

from __future__ import annotations

import html
import os
import pathlib
import re
import stat
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import tinycss2
import yaml
from problems import Problem, nearest
from sources import ROOT

CONFIG, LIST = "mkdocs.yml", "allowed-hosts.txt"
BUILT = {
    ".venv",
    ".git",
    ".cache",
    ".pytest_cache",
    "site",
    "site.new",
    "site.old",
    "preview",
    "node_modules",
}  # made here, never part of a change

# --- mkdocs.yml: everything that is not named here is refused
# -----------------------------------------------------------
TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")}
MERGE = "tag:yaml.org,2002:merge"
NAMES = {
    f"tag:yaml.org,2002:python/name:{name}"
    for name in (
        "material.extensions.emoji.twemoji",
        "material.extensions.emoji.to_svg",
        "pymdownx.superfences.fence_code_format",
    )
}
ENVIRONMENT = {
    "site_url": "SITE_URL",
    "edit_uri": "EDIT_URI",
    "use_directory_urls": "DIRECTORY_URLS",
    "extra/preview": "PREVIEW",
}
SNIPPETS = "markdown_extensions/pymdownx.snippets"
MUST = {
    "strict": "true",
    "theme/name": "material",
    "theme/custom_dir": "overrides",
    "theme/font": "false",
    **{f"validation/nav/{name}": "warn" for name in ("omitted_files", "not_found", "absolute_links")},
    **{f"validation/links/{name}": "warn" for name in ("not_found", "anchors", "absolute_links", "unrecognized_links")},
    f"{SNIPPETS}/base_path": "docs/_snippets",
    f"{SNIPPETS}/check_paths": "true",
}
KEYS = {
    "": (
        "site_name site_description site_author site_url copyright edit_uri use_directory_urls strict validation theme"
        " extra extra_css extra_javascript exclude_docs not_in_nav draft_docs watch plugins hooks"
        " markdown_extensions nav"
    ),
    "theme": "name custom_dir language direction font logo favicon icon features palette static_templates",
    SNIPPETS: "base_path check_paths",
}
NOT_EXTRA = {
    "analytics",
    "consent",
    "homepage",
    "alternate",
    "version",
    "polyfills",
}  # the theme turns these into requests, forms or addresses
LISTS = {
    "plugins": "search glightbox",
    "markdown_extensions": (
        "abbr admonition attr_list def_list footnotes md_in_html sane_lists tables toc pymdownx.blocks.caption"
        " pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark"
        " pymdownx.snippets pymdownx.superfences pymdownx.tabbed pymdownx.tasklist"
    ),
}

# --- files ------------------------------------------------------------------------------------------------------------
DOCS = re.compile(
    r"docs/(?:(?!_|assets/)(?:[a-z0-9-]+/)*[a-z0-9-]+\.md|_[a-z-]+/[a-z0-9-]+\.(?:md|yml)|assets/(?:[a-z0-9-]+/)*[a-z0-9._-]+\.(?:svg|png|jpe?g|webp|css))"
)
PROGRAM = re.compile(r".*\.(?:py|pyc|pyd|pth|so|dll|exe|sh|bat|cmd|ps1|js|mjs|cjs|ts|wasm|jar|php|pl|rb|html?)", re.I)
PROGRAMS = re.compile(
    r"dev\.py|hooks/[a-z0-9_]+\.py|tests/.+\.(?:py|js|html)|overrides/.+\.(?:html|js)|benchmarks/[a-z0-9_]+\.py"
)
LARGEST = 1_000_000
BEGINS = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
    ".woff2": b"wOF2",
}
ADDRESS = re.compile(
    r"https?:[/\\]*(?P<host>[^\s\"'<>()\[\]{}`/\\?#|]*)|(?<=[\s\"'(<])//(?P<other>[\w.-]+\.[a-z]{2,})", re.I
)
OURS = re.compile(r"(?:.*\.)?example\.org|127\.0\.0\.1|localhost")  # kept for examples, or this machine
NAMESPACE = re.compile(r"xmlns(?::\w+)?=(?:\"[^\"]*\"|'[^']*')")


def config(raw: bytes) -> Iterator[Problem]:
    """mkdocs.yml: tags, the environment, and settings that switch a wall off. Composes with MkDocs' own reader and
    constructs nothing.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        yield Problem(CONFIG, 1, 0, "the file is not UTF-8.", "Save it as UTF-8.")
        return
    try:
        alias = next(
            (event for event in yaml.parse(text, Loader=yaml.SafeLoader) if isinstance(event, yaml.AliasEvent)), None
        )
        if alias:  # a few lines of these can fill the memory
            yield Problem(
                CONFIG,
                alias.start_mark.line + 1,
                alias.start_mark.column + 1,
                f"`*{alias.anchor}` refers to another place.",
                "Write it out.",
            )
            return
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return  # MkDocs cannot read it either; config_checks.py says why
    seen: dict[str, list[yaml.Node]] = {}
    for where, node, key in walk(root, ""):
        if not key:
            seen.setdefault(where, []).append(node)
        yield from (
            at(node, *wrong)
            for wrong in (*value_wrongs(where, node), *(key_wrongs if key else item_wrongs)(where, node))
        )
    for where, value in MUST.items():
        short = where.removeprefix(SNIPPETS + "/").replace("/", ".")
        for node in seen.get(where) or [root]:
            if node is root or node.value != value or node.tag not in TAGS:
                yield at(node, f"`{short}` must be {value}.", f"Write: {short.rpartition('.')[2]}: {value}")
    if "hooks/report_problems.py" not in [node.value for node in seen.get("hooks", [])]:
        yield at(
            (seen.get("hooks") or [root])[0],
            "hooks/report_problems.py must stay, because it runs the checks.",
            "Put the line back.",
        )


def at(node: yaml.Node | None, what: str, fix: str) -> Problem:
    """A problem at a place of mkdocs.yml."""
    return Problem(
        CONFIG, node.start_mark.line + 1 if node else 1, node.start_mark.column + 1 if node else 0, what, fix
    )


def walk(node: yaml.Node | None, where: str) -> Iterator[tuple[str, yaml.Node, bool]]:
    """Every value with its name (`theme/font`; the items of a list have the name of the list), and every key with that
    of what it stands in.
    """
    if node is None:
        return
    yield where, node, False
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield where, key, True
        yield from walk(value, f"{where}/{key.value if isinstance(key, yaml.ScalarNode) else '?'}".lstrip("/"))
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from walk(item, where)


def value_wrongs(where: str, node: yaml.Node) -> Iterator[tuple[str, str]]:
    """Tags, and mark-up in a text."""
    if node.tag == "!ENV":
        parts = [str(item.value) for item in node.value] if isinstance(node, yaml.SequenceNode) else [str(node.value)]
        for variable in parts[:-1] or parts:  # the last is what to use when none is set
            if variable != ENVIRONMENT.get(where):
                yield (
                    f"`{where}` reads {variable} from the environment.",
                    "Write the value itself; what is published must not depend on a machine.",
                )
    elif (
        node.tag not in TAGS
        and not (node.tag in NAMES and where.startswith("markdown_extensions/"))
        and node.tag != MERGE
    ):
        shown = node.tag.replace("tag:yaml.org,2002:", "!!")
        yield (
            f"{shown} may not stand in {CONFIG}.",
            "Write the value itself; a tag can run a program while the file is read.",
        )
    if isinstance(node, yaml.ScalarNode) and re.search(r"[<>]", node.value) and node.tag != MERGE:
        yield "mark-up in the configuration goes into every page.", "Write plain text."


def key_wrongs(where: str, node: yaml.Node) -> Iterator[tuple[str, str]]:
    """Settings that nobody needs and that open a door."""
    key = str(node.value)
    if (
        node.tag == MERGE
        or (where in KEYS and key not in KEYS[where].split())
        or (where == "extra" and key in NOT_EXTRA)
    ):
        yield (
            f"`{f'extra.{key}' if where == 'extra' else key}` may not stand in {CONFIG}.",
            nearest(key, KEYS.get(where, "").split()) or "Delete the line.",
        )
    if where in LISTS:
        yield from item_wrongs(where, node)


def item_wrongs(where: str, node: yaml.Node) -> Iterator[tuple[str, str]]:
    """Items of the lists of things that run."""
    if not isinstance(node, yaml.ScalarNode):
        return
    if where in LISTS and node.value not in LISTS[where].split():
        yield (
            (
                f'the {"plugin" if where == "plugins" else "extension"} "{node.value}" is not on the list in'
                " hooks/guard.py."
            ),
            nearest(node.value, LISTS[where].split()) or "A maintainer adds it there after reading it.",
        )
    if where == "hooks" and not re.fullmatch(r"hooks/[a-z_]+\.py", node.value):
        yield (
            f"{node.value} is not in the right place; a build step stands in hooks/.",
            "Write for example hooks/page_facts.py",
        )


@dataclass(frozen=True)
class Entry:
    """A file of the repository: what it is, whether it may be run, how many bytes it has and its first ones."""

    path: str
    kind: str = "file"  # or "link", "repository"
    runs: bool = False
    size: int = 0
    head: bytes = b""


def entries(root: pathlib.Path) -> list[Entry]:
    """Every file of the project, from the disk and, where there is git, from its index, which also knows what the disk
    cannot show.
    """
    done = (
        subprocess.run(["git", "-C", root, "ls-files", "-s", "-z"], capture_output=True)
        if (root / ".git").exists()
        else None
    )
    modes = {
        line.partition("\t")[2]: line[:6]
        for line in (done.stdout.decode("utf-8", "replace") if done else "").split("\0")
        if line
    }
    found = {
        path: Entry(path, {"120000": "link", "160000": "repository"}.get(mode, "file"), mode == "100755")
        for path, mode in modes.items()
    }
    for folder, folders, files in os.walk(root):
        inside = pathlib.Path(folder).relative_to(root)
        folders[:] = sorted(
            name for name in folders if name != "__pycache__" and not (folder == str(root) and name in BUILT)
        )
        for name in sorted([*files, *(name for name in folders if os.path.islink(os.path.join(folder, name)))]):
            path, file = (inside / name).as_posix(), os.path.join(folder, name)
            if path in BUILT:
                continue
            status = os.lstat(file)
            if stat.S_ISLNK(status.st_mode):
                found[path] = Entry(path, "link")
            elif found.get(path, Entry(path)).kind == "file":
                with open(file, "rb") as opened:
                    found[path] = Entry(
                        path,
                        "file",
                        modes[path] == "100755" if path in modes else bool(status.st_mode & 0o111),
                        status.st_size,
                        opened.read(16),
                    )
    return sorted(found.values(), key=lambda entry: entry.path)


def tree(files: Iterable[Entry]) -> Iterator[Problem]:
    """Files that may not be in the repository, or not there, or not like that."""
    spelled: dict[str, str] = {}
    for entry in sorted(files, key=lambda entry: sum(map(str.isupper, entry.path))):
        for wrong in file_wrongs(entry):
            yield Problem(entry.path, 0, 0, *wrong)
        parts = entry.path.split("/")
        for path in ("/".join(parts[:n]) for n in range(1, len(parts) + 1)):
            if spelled.setdefault(path.casefold(), path) != path:
                yield Problem(
                    entry.path,
                    0,
                    0,
                    f"{path} and {spelled[path.casefold()]} differ only in capital letters.",
                    "Give one of them another name.",
                )


def misplaced(entry: Entry) -> tuple[str, str] | None:
    """Why a file of this name may not stand where it stands, and what to do; None where it may."""
    path, in_docs = entry.path, entry.path.startswith("docs/")
    if path.split("/")[0] in BUILT:
        return "this is made by a program and is no part of the project.", "Take it out of the commit."
    if in_docs and not re.fullmatch(r"[a-z0-9._/-]+", path):
        return (
            "a name in docs/ has only lower-case letters, digits and hyphens, as in an address.",
            "Give the file another name.",
        )
    if in_docs and not DOCS.fullmatch(path):
        return (
            "a file of this kind does not belong here.",
            "Pages end in .md, data stand in docs/_data/*.yml, pictures in docs/assets/figures (.svg, .png, .jpg, "
            ".webp).",
        )
    if not in_docs and PROGRAM.fullmatch(path) and (not PROGRAMS.fullmatch(path) or "customize" in path):
        return "a program may not stand here.", "Programs stand in hooks/, overrides/, tests/ and benchmarks/."
    if not path.isascii() or re.search(r"[\x00-\x20\x7f]", path):
        return "the name holds a space or a foreign letter.", "Give the file another name."
    return None


def file_wrongs(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is wrong with one file."""
    path, ending = entry.path, pathlib.PurePosixPath(entry.path).suffix.lower()
    if wrong := misplaced(entry):
        yield wrong
    begin = BEGINS.get(ending, b"") if entry.kind == "file" and entry.size else b""
    rules = (
        (entry.kind == "link", "this is a link to another file.", "Put the file itself here."),
        (
            entry.kind == "repository" or path == ".gitmodules",
            "another repository would stand inside this one.",
            "Delete it.",
        ),
        (
            path in ("mkdocs.yaml", "properdocs.yml", "properdocs.yaml"),
            "this is a second configuration.",
            "Write into mkdocs.yml.",
        ),
        (
            path.startswith(".github/workflows/") and ending != ".yml",
            "a workflow ends in .yml, or no check reads it.",
            "Give it that ending.",
        ),
        (
            entry.runs and path not in (".ci/run", "dev.py"),
            "this file may be run as a program.",
            f"Run: git update-index --chmod=-x {path}",
        ),
        (
            entry.size > LARGEST,
            f"the file has {entry.size // 1000} kB; {LARGEST // 1000} are the most.",
            "Make it smaller.",
        ),
        (not entry.head.startswith(begin), "the file is not what its name says.", f"Save it again as {ending[1:]}."),
    )
    yield from ((what, fix) for broken, what, fix in rules if broken)


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


def texts(root: pathlib.Path, files: Iterable[Entry]) -> dict[str, str]:
    """The text of every file that can hold an address for readers: docs/, the configuration, the lists beside it."""
    return {
        entry.path: (root / entry.path).read_bytes().decode("utf-8", "replace")
        for entry in files
        if entry.kind == "file"
        and entry.size <= LARGEST
        and (root / entry.path).is_file()
        and (re.fullmatch(r"docs/.*\.(?:md|yml|svg|css|txt)|[\w-]+\.(?:yml|txt)", entry.path))
        and entry.path not in (LIST, "requirements.txt")
    }


def check(root: pathlib.Path) -> Iterator[Problem]:
    """Everything that can be said without building: files, hosts, stylesheets, configuration."""
    files = entries(root)
    read = texts(root, files)
    yield from tree(files)
    yield from config((root / CONFIG).read_bytes())
    yield from hosts(read, (root / LIST).read_text("utf-8") if (root / LIST).exists() else "")
    yield from styles({path: text for path, text in read.items() if path.endswith(".css")})


def first(root: pathlib.Path = ROOT) -> list[Problem]:
    """What must hold before MkDocs reads its configuration."""
    return sorted(config((root / CONFIG).read_bytes())) if (root / CONFIG).exists() else []
