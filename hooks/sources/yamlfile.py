"""YAML with line numbers: parsed, checked for doubled keys, every message with its line."""

import functools
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from sources.plain_yaml import PlainLoader, misread
from sources.problems import Problem, Wrong, nearest

Path = tuple[str | int, ...]
Named = Iterable[tuple[Path, str]]  # names in a file, each with its place


@dataclass(eq=False)  # one for each reading of a file, so that what follows from it can be kept beside it
class Document:
    """Parsed YAML: the values, the place of every value (line and column from 1), and what was wrong with the text."""

    path: str
    data: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)  # how a value is written that is read as no text: no, 1,5, null
    problems: list[Problem] = field(default_factory=list)

    @functools.cached_property
    def texts(self) -> list[tuple[Path, str]]:
        """Every text in the file, with its place."""
        return list(strings(self.data))

    def place(self, where: Path) -> tuple[int, int]:
        """Line and column of the value at `where`, or of the nearest value around it."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, (1, 1))

    def problem(self, where: Path, what: str, fix: str = "", first: bool = False) -> Problem:
        """A problem at the value `where`."""
        entry = f"{self.path} {where[0]}" if where and isinstance(where[0], int) else ""
        return Problem(self.path, *self.place(where), what, fix, entry, first)

    def unknown(self, names: Named, known: Collection[str], what: str, instead: str) -> Iterator[Problem]:
        """Names that are none of the `known` ones; `what` is said of them, and `instead` where none is alike."""
        for where, name in names:
            if name not in known:
                yield self.problem(where, what.format(name), nearest(name, known) or instead)

    def twice(self, names: Named, what: str, instead: str) -> Iterator[Problem]:
        """Names that were there before, also with other capitals."""
        seen = set()
        for where, name in names:
            if name.lower() in seen:
                yield self.problem(where, what.format(name), instead)
            seen.add(name.lower())


def parse(text: str, path: str, first_line: int = 1, loader: type[Any] = PlainLoader) -> Document:
    """Parse YAML `text` that starts on `first_line` of the file `path`. Never raises: see `Document.problems`."""
    document = Document(path)

    def wrong(mark: Any, what: str, fix: str) -> None:
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        document.problems.append(Problem(path, line + first_line, column, what, fix))

    try:
        if found := alias(text, loader):
            wrong(
                found.start_mark,
                f"`*{found.anchor}` refers to another place.",
                "Write it out, or put a text that begins with * in quotation marks.",
            )
            return document
        for mark, said in misread(text) if loader is PlainLoader else ():
            wrong(mark, *said)
        reader = loader(text)
        if (root := reader.get_single_node()) is not None:
            _walk(root, (), document, first_line)
            document.data = reader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong(mark, *_explain(error, text, mark.line if mark else 0))
    except yaml.YAMLError as error:
        wrong(None, f"this cannot be read: {error}.", "Delete the unusual character.")
    except RecursionError:
        wrong(None, "lists stand in lists too deeply.", "Write an entry to a line, each after a dash.")
    return document


def alias(text: str, loader: type[Any]) -> yaml.AliasEvent | None:
    """The first place that refers to another one: a few lines of these fill the memory, and one can hold itself."""
    events = yaml.parse(text, Loader=loader) if "&" in text else ()
    return next((event for event in events if isinstance(event, yaml.AliasEvent)), None)


def _explain(error: yaml.MarkedYAMLError, text: str, line: int) -> tuple[str, str]:
    """What is wrong and what to write, for the parse errors that people really make."""
    lines = text.splitlines()
    source = lines[min(line, len(lines) - 1)] if lines else ""
    colon = re.match(r"(\s*(?:- )?[\w-]+): (?!['\"])(.*:(?: .*)?)$", source)
    if colon:
        return (
            "a value with a colon needs quotation marks.",
            f'Write: {colon[1].strip()}: "{colon[2].replace(chr(34), chr(39))}"',
        )
    if "\t" in source:
        return "a tab is used to indent.", "Use spaces."
    if re.search(r":\s*[@`%&*!|>\[{]", source):
        return "a value starts with a sign that has another meaning here.", "Put the whole value in quotation marks."
    reason = (error.problem or "it cannot be read").replace("could not find expected ':'", "a colon is missing")
    return f"this line cannot be read: {reason}.", "Compare it with the lines around it; text goes in quotation marks."


def no_field(name: str, before: tuple[yaml.Node, yaml.Node]) -> Wrong:
    """What to say of a field with no text for its name, after the field `before`: often the end of a number."""
    if name.isdigit() and re.fullmatch(r"-?\d+", str(before[1].value)):
        return "a comma stands in a number.", f"Write: `{before[0].value}: {before[1].value}.{name}`."
    return f"`{name}` is no name of a field.", "Begin it with a letter, or put it in quotation marks."


def _walk(node: yaml.Node, where: Path, document: Document, first_line: int) -> None:
    """Note the place of every value, and every key that stands twice."""
    document.places.setdefault(where, (node.start_mark.line + first_line, node.start_mark.column + 1))
    if isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:str":
        document.raw[where] = node.value
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for number, (key, value) in enumerate(node.value):
            name = str(key.value)
            place = (key.start_mark.line + first_line, key.start_mark.column + 1)
            if key.tag != "tag:yaml.org,2002:str":
                document.problems.append(
                    Problem(document.path, *place, *no_field(name, node.value[max(number - 1, 0)]))
                )
            if name in seen:
                document.problems.append(
                    Problem(document.path, *place, f"`{name}` stands here twice.", "Keep one and delete the other.")
                )
            seen.add(name)
            document.places[(*where, name)] = place
            _walk(value, (*where, name), document, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*where, index), document, first_line)


def strings(value: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in what was read from a file, with its place."""
    if isinstance(value, str):
        yield where, value
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from strings(child, (*where, key))


def fields(value: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The name of every field in what was read from a file, with its place."""
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(value, dict):
            yield (*where, key), str(key)
        yield from fields(child, (*where, key))
