"""YAML with line numbers: parsed, checked for doubled keys, checked against a schema, every message with its line."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import jsonschema
import yaml

from sources.dates import day
from sources.plain_yaml import PlainLoader, misread
from sources.problems import Problem, nearest

Path = tuple[str | int, ...]
Named = Iterable[tuple[Path, str]]  # names in a file, each with its place


@dataclass
class Document:
    """Parsed YAML: the values, the place of every value (line and column from 1), and what was wrong with the text."""

    path: str
    data: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, where: Path) -> tuple[int, int]:
        """Line and column of the value at `where`, or of the nearest value around it."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, (1, 1))

    def problem(self, where: Path, what: str, fix: str = "") -> Problem:
        """A problem at the value `where`."""
        entry = f"{self.path} {where[0]}" if where and isinstance(where[0], int) else ""
        return Problem(self.path, *self.place(where), what, fix, entry)

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


def _walk(node: yaml.Node, where: Path, document: Document, first_line: int) -> None:
    """Note the place of every value, and every key that stands twice."""
    document.places.setdefault(where, (node.start_mark.line + first_line, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            place = (key.start_mark.line + first_line, key.start_mark.column + 1)
            if key.tag != "tag:yaml.org,2002:str":
                instead = "Begin it with a letter, or put it in quotation marks."
                document.problems.append(Problem(document.path, *place, f"`{name}` is no name of a field.", instead))
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


def broken_rules(document: Document, schema: Mapping[str, Any]) -> Iterator[Problem]:
    """What breaks a JSON Schema (draft 2020-12). A property's own `say` tells the writer what belongs there."""
    for error in jsonschema.Draft202012Validator(schema, format_checker=FORMATS).iter_errors(document.data):
        where: Path = tuple(error.absolute_path)
        rule = error.schema if isinstance(error.schema, Mapping) else {}
        known: Mapping[str, Any] = rule.get("properties", {})
        if error.validator == "additionalProperties":
            for key in error.instance.keys() - known.keys():
                yield document.problem(
                    (*where, key),
                    f"`{key}` is not a known field.",
                    nearest(key, known) or f"Known are: {', '.join(known)}.",
                )
        elif error.validator == "if":
            for inner in error.context or ():
                yield document.problem(tuple(inner.absolute_path), *_rule(inner))
        elif error.validator == "required":
            missing = re.match(r"'([^']+)'", error.message)
            key = missing[1] if missing else ""
            say = known.get(key, {}).get("say", "")
            yield document.problem(where, f"`{key}` is missing.", f"Add: {key}: {say}".rstrip())
        else:
            yield document.problem(where, *_rule(error))


KINDS = {
    "array": "a list, one line each after a dash",
    "string": "text",
    "object": "fields with values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


RULES = {  # a rule of JSON Schema: what is wrong, and what to write where that is not what the schema says
    "enum": ("`{name}` is {value!r}.", "It must be one of: {choices}."),
    "minLength": ("`{name}` has {length} characters; it needs at least {limit}.", "{fix}"),
    "maxLength": ("`{name}` has {length} characters; it may have {limit} at most.", "{fix}"),
    "type": ("`{name}` must be {kinds}.", "{fix}"),
    "pattern": ("`{name}` is {value!r}, which is not of the right form.", "{fix}"),
    "format": ("`{name}` is {value!r}, which is not of the right form.", "{fix}"),
    "minItems": ("`{name}` needs at least {limit}.", "{fix}"),
    "anyOf": ("{hint}.", "Add the one that you know, and only that."),
    "oneOf": ("{hint}.", "Add the one that you know, and only that."),
    "minimum": ("`{name}` is {value}, which cannot be.", "{fix}"),
    "maximum": ("`{name}` is {value}, which cannot be.", "{fix}"),
    "uniqueItems": ("`{name}` names the same thing twice.", "Delete one."),
}


def _rule(error: jsonschema.ValidationError) -> tuple[str, str]:
    """The broken rule in plain words, and what to write."""
    limit, where = cast(Any, error.validator_value), error.absolute_path
    limits = limit if isinstance(limit, list) else [limit]
    hint = error.schema.get("say", "") if isinstance(error.schema, Mapping) else ""
    known = {
        "name": where[-1] if where and isinstance(where[-1], str) else "this",
        "value": error.instance,
        "length": len(str(error.instance)),
        "limit": limit,
        "choices": ", ".join(map(str, limits)),
        "kinds": " or ".join(KINDS.get(str(kind), str(kind)) for kind in limits),
        "hint": hint,
        "fix": f"Write: {hint}" if hint else "",
        "message": error.message,
    }
    what, fix = RULES.get(str(error.validator), ("`{name}`: {message}.", "{fix}"))
    return what.format(**known), fix.format(**known)


FORMATS = jsonschema.FormatChecker(formats=())
FORMATS.checks("date")(lambda value: not isinstance(value, str) or day(value) is not None)


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
