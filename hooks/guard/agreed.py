"""Files that could switch the checks off: workflows, settings of the tools, rules of git, forms, who must agree.

Each part of them is what a maintainer has read: agreed.yml holds its fingerprint, so a change of one is two lines that
somebody must see. The commit of an action is part of it, because it runs with the rights of its job.
"""

import functools
import hashlib
import json
import pathlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import yaml

from sources import Problem, mistakes, yamlfile

LIST = pathlib.Path(__file__).with_name("agreed.yml")
SETTINGS = "pyproject.toml"
OWNERS = ".github/CODEOWNERS"
Part = tuple[int, Any]  # its first line, and what it says


def text_of(path: pathlib.Path) -> str:
    """What a file says, its line ends as they are: to git a lone carriage return is none."""
    return path.read_bytes().decode("utf-8", "replace")


def load(text: str, name: str) -> yamlfile.Document:
    """YAML in which every value stays the text that it is: to GitHub `no` is another thing than `false`."""
    return yamlfile.parse(text, name, loader=yaml.BaseLoader)


@functools.cache
def agreed() -> Mapping[str, Any]:
    """The fingerprint of every part of every such file, by its path; who must agree is a list of their lines."""
    listed: dict[str, Any] = load(text_of(LIST), LIST.name).data
    return MappingProxyType(listed)


def fingerprint(said: Any) -> str:
    """The same for the same meaning, whatever the order of keys."""

    def plain(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {str(key): plain(item) for key, item in value.items()}
        return [plain(item) for item in value] if isinstance(value, list) else str(value)

    # 20 signs: fewer could be met by trying
    return hashlib.sha256(json.dumps(plain(said), sort_keys=True).encode()).hexdigest()[:20]


@functools.cache
def parts(text: str, name: str) -> tuple[Mapping[str, Part], tuple[Problem, ...]]:
    """The parts of one file: each job of a workflow and what stands around them, each table of pyproject.toml, or all
    of it; and why it cannot be read.
    """
    if name.endswith(".toml"):
        return tables(text, name)
    if not name.endswith(".yml"):
        return {"all": (1, text)}, ()
    document = load(text, name)
    data = document.data if isinstance(document.data, dict) else {"": document.data}
    jobs: dict[str, Any] = data.pop("jobs") if isinstance(data.get("jobs"), dict) else {}
    found = {job: (document.place(("jobs", job))[0], value) for job, value in jobs.items()}
    return {"all": (1, data), **found}, tuple(document.problems)


def tables(text: str, name: str) -> tuple[Mapping[str, Part], tuple[Problem, ...]]:
    """The tables of pyproject.toml: each tool's, without the words that typos is told to know."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, (Problem(name, 1, 0, f"this cannot be read: {error}.", "Compare it with the last version."),)
    known(data, take=True)
    tools = data.pop("tool") if isinstance(data.get("tool"), dict) else {}
    lines = text.split("\n")
    first = {tool: next((n for n, line in enumerate(lines, 1) if f"[tool.{tool}" in line), 1) for tool in tools}
    return {"all": (1, data), **{tool: (first[tool], said) for tool, said in tools.items()}}, ()


def known(data: Any, take: bool = False) -> dict[str, Any]:
    """The words that typos is told to know, in what pyproject.toml says; `take` takes them out of it."""
    for name in ("tool", "typos", "default"):
        data = data.get(name) if isinstance(data, dict) else None
    found = data.get("extend-words") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        return {}
    if take:
        del data["extend-words"]
    return found


def check(root: pathlib.Path) -> Iterator[Problem]:
    """All parts that are not as agreed, or gone; words that typos would change; lines of who must agree."""
    for name, prints in agreed().items():
        if not (root / name).is_file():
            yield Problem(name, 0, 0, "this file is missing, and a check or a rule with it.", "Put it back.")
        elif name == OWNERS:
            yield from owners(text_of(root / name), list(prints))
        else:
            yield from compare(text_of(root / name), name, prints)
        if name == SETTINGS and (root / name).is_file():
            yield from words(text_of(root / name))
    yield from comments(root)


def compare(text: str, name: str, prints: Mapping[str, str]) -> Iterator[Problem]:
    """What of one file is not as agreed."""
    found, problems = parts(text, name)
    yield from problems
    for part, (line, said) in found.items():
        if prints.get(part) != (now := fingerprint(said)):
            yield Problem(
                name,
                line,
                0,
                f'the part "{part}" is not as a maintainer has read it, and it could switch a check off.',
                f"Put it back. If it is meant so, a maintainer writes `{part}: {now}` into hooks/guard/agreed.yml.",
            )
    for part in () if problems else prints.keys() - found.keys():
        yield Problem(
            name,
            1,
            0,
            f'the part "{part}" is missing, so this is not as a maintainer has read it.',
            "Put it back, or a maintainer takes its line out of hooks/guard/agreed.yml.",
        )


def words(text: str) -> Iterator[Problem]:
    """Words that typos is told to know: each stands for itself, or it would change a right one into a wrong one."""
    try:
        listed = known(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return  # tables() says so
    for word, other in listed.items():
        if word != other:
            line = next((n for n, line in enumerate(text.split("\n"), 1) if line.startswith(f"{word} =")), 1)
            yield Problem(SETTINGS, line, 0, f"{word} stands for another word.", f'Write: {word} = "{word}"')


def comments(root: pathlib.Path) -> Iterator[Problem]:
    """Comments in the guides and templates, by which a linter can be told to look away; pages have their own check."""
    for pattern in ("*.md", ".github/*.md", "docs/_templates/*.md"):
        for path in sorted(root.glob(pattern)):
            for number, line in enumerate(text_of(path).split("\n"), 1):
                if "<!--" in line:
                    name = path.relative_to(root).as_posix()
                    what = "a comment is not shown, and can tell a check to look away."
                    yield Problem(name, number, line.index("<!--") + 1, what, "Delete it, or write it as text.")


def owners(text: str, places: list[str]) -> Iterator[Problem]:
    """Who must agree: the known places, in their order, each with a name behind it; also while it is a comment."""
    there, asleep = [], set()
    for number, line in enumerate(text.split("\n"), 1):
        first, *names = re.sub(r"(?<=\S)\s+#.*", "", line.removeprefix("# ")).split() or [""]
        if not first or (line.startswith("#") and not first.startswith(("/", "*"))):
            continue
        there.append(first)
        asleep.add(line.startswith("#"))
        for wrong in mistakes(
            (first not in places, f"{first} is not on the list.", "A maintainer adds it to hooks/guard/agreed.yml."),
            (
                not names or not all(re.fullmatch(r"@[\w/-]+", name) for name in names),
                f"{first} names nobody who must agree.",
                "Write @ and the name of an account.",
            ),
        ):
            yield Problem(OWNERS, number, 0, *wrong)
    if len(asleep) > 1:
        yield Problem(OWNERS, 1, 0, "some lines are comments, so nobody must agree there.", "Take away each `# `.")
    for place in places:
        if place not in there:
            yield Problem(OWNERS, 1, 0, f"the line of {place} is missing.", "Put it back.")
    if not set(places) ^ set(there) and there != places:
        yield Problem(OWNERS, 1, 0, "the lines are twice or in another order; the last one decides.", "Put them back.")
