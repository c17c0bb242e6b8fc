"""Which files the repository may hold, and where: all others, links, other repositories and large files are refused."""

import os
import pathlib
import re
import stat
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sources import Problem, Wrong, mistakes

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
DOCS = re.compile(
    r"docs/(?:(?!_|assets/)(?:[a-z0-9-]+/)*[a-z0-9-]+\.md|_[a-z-]+/[a-z0-9-]+\.(?:md|yml)|assets/(?:[a-z0-9-]+/)*[a-z0-9._-]+\.(?:svg|png|jpe?g|webp|css))"
)
TOP = (
    ".editorconfig .git-blame-ignore-revs .gitattributes .gitignore .python-version CONTRIBUTING.md LICENSE"
    " MAINTAINERS.md README.md SECURITY.md allowed-hosts.txt dev.py mkdocs.yml published.txt pyproject.toml"
    " requirements.in requirements.txt zensical.yml .ci/address .ci/run .github/CODEOWNERS"
    " .github/PULL_REQUEST_TEMPLATE.md .github/dependabot.yml .github/screenshot.png"
)
PLACES = re.compile(
    "|".join(
        (
            *map(re.escape, TOP.split()),
            r"\.github/ISSUE_TEMPLATE/(?:config|idea|possible-harm|wrong-content)\.yml",
            r"\.github/workflows/(?:engines|live|rollback|site|watch)\.yml",
            # what stands loose is found before a package of that name, so it is named one by one
            r"hooks/(?:mkdocs_messages|serving|steps)\.py",
            r"hooks/(?:sources|extensions|made|finished|guard|checks|watching|commands)/[a-z_]+\.py",
            r"hooks/(?:sources|extensions|made|finished|guard|checks|commands)/[a-z-]+\.(?:txt|yml)",
            r"hooks/checks/dictionary/(?:LICENSE|origin\.yml|en-gb\.(?:aff|dic))",
            r"hooks/made/(?:mark\.png|fonts/(?:LICENSE|[a-z0-9-]+\.woff2))",
            r"overrides/(?:[a-z-]+/)*[a-z0-9-]+\.(?:html|js)",
            r"overrides/robots\.txt",
            r"benchmarks/[a-z_]+\.py",
            r"tests/(?:conftest|floor|older|processor|waiting)\.py",
            r"tests/(?:floor\.yml|requirements\.(?:in|txt))",
            r"tests/checks/attacks(?:_[a-z_]+)?\.py",
            r"tests/engines/(?:chromium|engine|firefox|served|table|tour|webkit)\.py",
            r"tests/[a-z]+/test_[a-z0-9_]+\.py",
            r"tests/[a-z]+/(?:trees/)?[a-z_-]+\.(?:md|txt|yml)",
            r"tests/watching/[a-z-]+\.(?:json|xml)",
        )
    )
)  # every file outside docs/; a tool reads its settings from dozens of other names
LARGEST = 1_000_000
LARGER = {"hooks/checks/dictionary/en-gb.dic": 1_250_000}  # the one file that is larger on purpose
BEGINS = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
    ".woff2": b"wOF2",
}


@dataclass(frozen=True)
class TrackedFile:
    """A file of the repository: what it is, whether it may be run, how many bytes it has, and how it begins where its
    name promises that.
    """

    path: str
    kind: str = "file"  # or "link", "repository"
    runs: bool = False
    size: int = 0
    head: bytes = b""


def git(root: pathlib.Path, *arguments: str, given: str = "") -> str | None:
    """What git says in a folder when it is `given` a text; None where it is not installed or refuses."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, input=given.encode(), capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def tracked(root: pathlib.Path) -> dict[str, str] | None:
    """Every file that git knows or would add, with its mode in the index ("" for a new one); None where no git is."""
    if not (root / ".git").exists():
        return None
    known = git(root, "ls-files", "-z", "-s")
    new = git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if known is None or new is None:
        return None
    modes = {line.partition("\t")[2]: line[:6] for line in known.split("\0")[:-1]}
    return {**dict.fromkeys(new.split("\0")[:-1], ""), **modes}


def on_disk(root: pathlib.Path) -> Iterator[str]:
    """Every file below `root` but for what is made here; links to folders are files."""
    for folder, folders, files in os.walk(root):
        top = folder == str(root)
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not (top and name in BUILT))
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in sorted([*files, *links]):
            if not (top and name in BUILT):
                yield (pathlib.Path(folder) / name).relative_to(root).as_posix()


def entries(root: pathlib.Path) -> list[TrackedFile]:
    """Every file of the project: what git knows or would add, which is more than the disk shows; without git, the
    disk.
    """
    modes = tracked(root)
    if modes is None:
        modes = dict.fromkeys(on_disk(root), "")
    return [entry(root, path, mode) for path, mode in sorted(modes.items())]


def entry(root: pathlib.Path, path: str, mode: str) -> TrackedFile:
    """A file as the index has it, and as it is on the disk."""
    kind, runs = {"120000": "link", "160000": "repository"}.get(mode, "file"), mode == "100755"
    if path.endswith("/"):
        return TrackedFile(path, "repository")  # so git lists one that would be added
    try:
        status = os.lstat(root / path)
    except OSError:
        return TrackedFile(path, kind, runs)  # a name that this disk cannot hold, or a file that was deleted
    if stat.S_ISLNK(status.st_mode):
        return TrackedFile(path, "link")
    if kind != "file" or not stat.S_ISREG(status.st_mode):
        return TrackedFile(path, kind, runs)
    head = (root / path).read_bytes()[:16] if begins(path) else b""
    return TrackedFile(path, kind, runs if mode else bool(status.st_mode & 0o111), status.st_size, head)


def begins(path: str) -> bytes:
    """The bytes with which a file of this name begins; none where the name does not say."""
    return BEGINS.get(pathlib.PurePosixPath(path).suffix.lower(), b"")


def check(files: Iterable[TrackedFile]) -> Iterator[Problem]:
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


def misplaced(entry: TrackedFile) -> list[Wrong]:
    """Why a file of this name may not stand where it stands, and what to do: the first reason."""
    path, in_docs = entry.path, entry.path.startswith("docs/")
    return mistakes(
        (
            path.split("/")[0] in BUILT,
            "this is made by a program and is no part of the project.",
            "Take it out of the commit.",
        ),
        (
            in_docs and not re.fullmatch(r"[a-z0-9._/-]+", path),
            "a name in docs/ has only lower-case letters, digits and hyphens, as in an address.",
            "Give the file another name.",
        ),
        (
            in_docs and not DOCS.fullmatch(path),
            "a file of this kind does not belong here.",
            "Pages end in .md, data stand in docs/_data/*.yml, pictures in docs/assets/figures (.svg, .png, .jpg, "
            ".webp).",
        ),
        (
            path.startswith(".github/workflows/") and not path.endswith(".yml"),
            "a workflow ends in .yml, or no check reads it.",
            "Give it that ending.",
        ),
        (
            path == ".gitmodules" or path.endswith("/"),
            "another repository would stand inside this one.",
            "Delete it.",
        ),
        (
            path in ("mkdocs.yaml", "properdocs.yml", "properdocs.yaml"),
            "this is a second configuration.",
            "Write into mkdocs.yml.",
        ),
        (
            not in_docs and not PLACES.fullmatch(path),
            "no file of this name belongs here.",
            "Take it away, or name it in .git/info/exclude if it is only for you. Pages and data stand in docs/."
            " Programs stand in hooks/, overrides/, tests/ and benchmarks/; a maintainer adds another kind to the list"
            " in hooks/guard/repository.py.",
        ),
    )[:1]


def file_wrongs(entry: TrackedFile) -> list[Wrong]:
    """What is wrong with one file."""
    path, ending = entry.path, pathlib.PurePosixPath(entry.path).suffix.lower()
    begin = begins(path) if entry.kind == "file" and entry.size else b""
    return misplaced(entry) + mistakes(
        (entry.kind == "link", "this is a link to another file.", "Put the file itself here."),
        (
            entry.kind == "repository" and not entry.path.endswith("/"),
            "another repository would stand inside this one.",
            "Delete it.",
        ),
        (
            entry.runs and path not in (".ci/run", "dev.py"),
            "this file may be run as a program.",
            f"Run: git update-index --chmod=-x {path}",
        ),
        (
            entry.size > (most := LARGER.get(path, LARGEST)),
            f"the file has {entry.size // 1000} kB; {most // 1000} are the most.",
            "Make it smaller.",
        ),
        (not entry.head.startswith(begin), "the file is not what its name says.", f"Save it again as {ending[1:]}."),
    )
