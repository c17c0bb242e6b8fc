"""The packages: a list holds only names, a lock only exact versions with hashes, and only of what somebody asked for.

A lock is read line by line as pip does: an option in it, such as another index, is obeyed without a word.
"""

import functools
import pathlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sources import Problem

NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
LIMIT = r"(?:==|<=?|>=?)[0-9]+(?:\.[0-9]+)*"
ASKED = re.compile(rf"(?P<what>{NAME}(?:{LIMIT}(?:,{LIMIT})*)?)?\s*(?:#.*)?")
CONSTRAINT = "-c ../requirements.txt"  # so that the tests run with what the site is built from
PINNED = re.compile(rf"(?P<name>{NAME})==(?P<version>[0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc|\.post|\.dev)[0-9]+)?) \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
COMMENT = re.compile(r" *#[ -~]*")
FOLDERS = ("", "tests/")


@dataclass(frozen=True)
class Lock:
    """A list of what is asked for, and the lock that was made of it; each with its lines."""

    asked: dict[str, tuple[int, Requirement]]
    pinned: dict[str, tuple[int, str]]
    problems: list[Problem]


def lines(root: pathlib.Path, name: str) -> list[str]:
    """The lines of a file; a sign that ends a line for Python, and for pip, but not for git stays in its line."""
    return (root / name).read_bytes().decode("utf-8", "replace").split("\n")


def read(root: pathlib.Path, folder: str) -> Lock:
    """The list and the lock of one folder, with every line that may not stand there."""
    lock = Lock({}, {}, [])
    path = f"{folder}requirements.in"
    for number, line in enumerate(lines(root, path), 1):
        match = ASKED.fullmatch(line) if line.isprintable() else None
        if match and match["what"]:
            wanted = Requirement(match["what"])
            lock.asked[canonicalize_name(wanted.name)] = (number, wanted)
        elif not match and not (folder and line == CONSTRAINT):
            what = "a list of packages holds only names with versions, and comments."
            lock.problems.append(Problem(path, number, 0, what, "Write a line such as: pillow==12.0 # what for"))
    path = f"{folder}requirements.txt"
    for number, line in enumerate(lines(root, path), 1):
        if match := PINNED.fullmatch(line):
            lock.pinned[canonicalize_name(match["name"])] = (number, match["version"])
        elif line and not HASH.fullmatch(line) and not COMMENT.fullmatch(line):
            what = "a lock holds only names with == and a version, hashes, and comments."
            lock.problems.append(Problem(path, number, 0, what, "Make it again: python3 dev.py lock"))
    return lock


def needed(asked: Iterable[Requirement]) -> set[str]:
    """What the installed packages of these names need, and what those need, themselves included. Needs of another
    system or Python count: the lock serves all. Raises PackageNotFoundError where one of these is not installed.
    """
    found: set[tuple[str, str]] = set()
    waiting: list[tuple[str, str]] = [(canonicalize_name(one.name), "") for one in asked if metadata.version(one.name)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) not in found:
            found.add((name, extra))
            waiting += needs(name, extra)
    return {name for name, _ in found}


def needs(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """What one package needs, by itself ("") or for one of its extras: names, each also with its own extras."""
    for one, extras in says_it_needs(name):
        if extra in extras or not (extra or extras):
            yield from ((canonicalize_name(one.name), more) for more in ("", *map(canonicalize_name, one.extras)))


@functools.cache  # an installed package does not change while a program runs
def says_it_needs(name: str) -> tuple[tuple[Requirement, list[str]], ...]:
    """What an installed package says that it needs, each with the extras for which it does; none of another system."""
    try:
        said = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return ()
    return tuple(
        (one, [str(canonicalize_name(word)) for word in re.findall(r"extra == \"([^\"]+)\"", str(one.marker or ""))])
        for one in map(Requirement, said)
    )


def check(root: pathlib.Path) -> Iterator[Problem]:
    """Lines that may not stand in a list or a lock, packages that nobody asked for, versions that do not agree."""
    names = [f"{folder}requirements.{ending}" for folder in FOLDERS for ending in ("in", "txt")]
    if gone := [name for name in names if not (root / name).is_file()]:
        yield from (Problem(name, 0, 0, "this list of packages is missing.", "Put it back.") for name in gone)
        return
    locks = {folder: read(root, folder) for folder in FOLDERS}
    for folder, lock in locks.items():
        yield from lock.problems
        yield from asked_for(folder, lock)
    site, tests = locks.values()
    for name, (line, version) in tests.pinned.items():
        if name in site.pinned and site.pinned[name][1] != version:
            yield Problem(
                "tests/requirements.txt",
                line,
                0,
                f"requirements.txt has another {name}, {site.pinned[name][1]}.",
                "Make both again: python3 dev.py lock",
            )


def asked_for(folder: str, lock: Lock) -> Iterator[Problem]:
    """Packages of a lock that nothing needs, and those in another version than the list asks for."""
    path = f"{folder}requirements.txt"
    try:
        known = needed(wanted for _, wanted in lock.asked.values())
    except metadata.PackageNotFoundError:
        known = set(lock.pinned)  # only those of the site are installed; the whole check installs all
    for name, (line, version) in lock.pinned.items():
        wanted = lock.asked[name][1] if name in lock.asked else None
        if name not in known:
            what = f"nothing needs {name}: it is not in {folder}requirements.in, and no package there asks for it."
            yield Problem(path, line, 0, what, "Take it out: python3 dev.py lock")
        if wanted and not wanted.specifier.contains(version, prereleases=True):
            what = f"{folder}requirements.in asks for {wanted}, and the lock has {version}."
            yield Problem(path, line, 0, what, "Make it again: python3 dev.py lock")
    for name, (line, _) in lock.asked.items():
        if name not in lock.pinned:
            what = f"{name} is not in {path}."
            yield Problem(f"{folder}requirements.in", line, 0, what, "Make the lock again: python3 dev.py lock")
