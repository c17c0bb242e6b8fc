"""What breaks the form of a header or a data file, by a JSON Schema (draft 2020-12): each slip in one line.

The line says what to write, and where we can tell what was meant it has the whole of it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any, cast

import jsonschema

from sources.dates import day
from sources.meant import as_written, readings
from sources.problems import Problem, Wrong, nearest
from sources.yamlfile import Document, Path

Rule = Mapping[str, Any]
FORMATS = jsonschema.FormatChecker(formats=())
FORMATS.checks("date")(lambda value: not isinstance(value, str) or day(value) is not None)
Validator = partial(jsonschema.Draft202012Validator, format_checker=FORMATS)
KINDS = {
    "array": "a list",
    "string": "text",
    "object": "fields with values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
OF_ENTRY = ("anyOf", "oneOf", "required", "dependentRequired", "additionalProperties")  # rules on which fields it has
REPAIRED = ("enum", "type", "pattern", "format", "uniqueItems", "const")  # of a value that may be meant in another form
QUOTES = ("'", '"')
WRONG_FORM = "`{name}` is {value}, which is not of the right form."
RULES = {  # a rule of JSON Schema: what is wrong, and what to write where that is not what the schema says
    "enum": ("`{name}` is {value}.", "It must be one of: {choices}."),
    "minLength": ("`{name}` has {length} characters; it needs at least {limit}.", "{fix}"),
    "maxLength": ("`{name}` has {length} characters; it may have {limit} at most.", "{fix}"),
    "type": ("`{name}` must be {kinds}.", "{fix}"),
    "pattern": (WRONG_FORM, "{fix}"),
    "format": (WRONG_FORM, "{fix}"),
    "minItems": ("`{name}` needs at least {limit}.", "{fix}"),
    "anyOf": ("{hint}.", "Add the one that you know, and only that."),
    "oneOf": ("{hint}.", "Add the one that you know, and only that."),
    "minimum": ("`{name}` is {value}, which cannot be.", "{fix}"),
    "maximum": ("`{name}` is {value}, which cannot be.", "{fix}"),
    "uniqueItems": ("`{name}` names the same thing twice.", "Delete one."),
}


def broken_rules(document: Document, schema: Rule) -> Iterator[Problem]:
    """What breaks a schema. A property's own `say` tells the writer what belongs there."""
    errors = list(Validator(schema).iter_errors(document.data))
    unknown = {tuple(error.absolute_path) for error in errors if error.validator == "additionalProperties"}
    told = set()
    for error in errors:
        where: Path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            yield from of_fields(document, where, error)
        elif error.validator in OF_ENTRY and where in unknown:
            continue  # the unknown field is the slip: what the entry lacks is told with it
        elif field := missing(document, where, error):
            yield from field
        elif (whole := of_list(document, where, schema)) not in told:
            told.add(whole)
            yield one(document, where, error, schema)


def of_list(document: Document, where: Path, schema: Rule) -> Path:
    """The list of texts of which a value is one item, when it can be written whole; else the value itself."""
    if not where or not isinstance(where[-1], int) or not isinstance(value_at(document.data, where[:-1]), list):
        return where
    return where[:-1] if meant(document, where[:-1], schema) is not None else where


def one(document: Document, where: Path, error: jsonschema.ValidationError, schema: Rule) -> Problem:
    """The problem of one value that breaks a rule."""
    what, fix = rule(error, document.raw.get(where, ""))
    place = of_list(document, where, schema)
    better = (
        meant(document, place, schema)
        if error.validator in REPAIRED and "then" not in error.absolute_schema_path
        else None
    )
    if better is not None:
        name = f"{place[-1]}: " if place and isinstance(place[-1], str) else ""
        fix = f"Write: `{name}{better}`{', in quotation marks' if better[:1] in QUOTES else ''}."
    return document.problem(where, what, fix, first=True)


def meant(document: Document, where: Path, schema: Rule) -> str | None:
    """What to write at a place so that its rule is kept, as far as that can be told from what stands there."""
    said = rule_at(schema, where)
    allowed, is_free = Validator(said), not {"pattern", "format", "enum"} & said.keys()
    for reading in readings(value_at(document.data, where), document.raw.get(where, ""), is_free):
        if allowed.is_valid(reading):
            return as_written(reading)
    return None


def value_at(value: Any, where: Path) -> Any:
    """The value at a place in what was read from a file."""
    for step in where:
        value = value[step]
    return value


def rule_at(schema: Rule, where: Path) -> Rule:
    """The part of a schema that is about a place."""
    for step in where:
        schema = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
    return schema


def missing(document: Document, where: Path, error: jsonschema.ValidationError) -> list[Problem]:
    """A field that an entry lacks, when that is what an error says."""
    name = re.match(r"'([^']+)'", error.message)
    if error.validator != "required" or not name:
        return []
    known: Rule = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    say = known.get(name[1], {}).get("say", "")
    return [document.problem(where, f"`{name[1]}` is missing.", f"Add: {name[1]}: {say}".rstrip(), first=True)]


def of_fields(document: Document, where: Path, error: jsonschema.ValidationError) -> Iterator[Problem]:
    """Fields that an entry has and may not have, and what it lacks, which is mostly what they were meant to be."""
    rules = cast(Rule, error.schema)
    known: Rule = rules["properties"]
    entry = cast(dict[str, Any], error.instance)
    lacking = [name for name in rules.get("required", ()) if name not in entry]
    for key in [key for key in entry if key not in known]:
        fix = meant_field(str(key), entry[key], known, lacking)
        lost = "" if fix or not lacking else f" {and_joined(f'`{name}`' for name in lacking)} missing here."
        fix = fix or f"Known are: {', '.join(known)}."
        yield document.problem((*where, key), f"`{key}` is not a known field.{lost}", fix, first=True)


def and_joined(names: Iterator[str]) -> str:
    """Names with their verb: "`a` is", "`a` and `b` are"."""
    *first, last = names
    return f"{', '.join(first)} and {last} are" if first else f"{last} is"


def meant_field(key: str, value: Any, known: Rule, lacking: Collection[str]) -> str:
    """What to write in place of an unknown field; empty where nobody can tell."""
    if (name := key.partition(":")[0]) in known and name != key:
        return f"There is no space after its colon. Write: `{name}: {key.partition(':')[2]}`."
    alike = {plain(name): name for name in known}
    if found := alike.get(plain(key)):
        return f"Write: `{found}:`."
    if guess := nearest(key, known):
        return guess
    fitting = [name for name in lacking if Validator(known[name]).is_valid(value)]
    return f"Write: `{fitting[0]}:`." if len(fitting) == len(lacking) == 1 else ""


def plain(name: str) -> str:
    """A name of a field without what people write in another way: capitals, spaces, hyphens."""
    return re.sub("[^a-z0-9]", "", name.lower())


def rule(error: jsonschema.ValidationError, raw: str) -> Wrong:
    """The broken rule in plain words, and what to write."""
    limit, where, value = cast(Any, error.validator_value), error.absolute_path, error.instance
    limits = limit if isinstance(limit, list) else [limit]
    hint = error.schema.get("say", "") if isinstance(error.schema, Mapping) else ""
    name = next((step for step in reversed(where) if isinstance(step, str)), "this")
    if value is None and error.validator in ("type", "enum"):
        return f"`{name}` is empty.", f"Write: {hint}" if hint else choices(limits)
    known = {
        "name": name,
        "value": raw or repr(value),
        "length": len(str(value)),
        "limit": limit,
        "choices": listed(limits),
        "kinds": " or ".join(KINDS.get(str(kind), str(kind)) for kind in limits),
        "hint": hint,
        "fix": f"Write: {hint}" if hint else choices(limits) if error.validator == "type" else "",
        "message": error.message,
    }
    what, fix = RULES.get(str(error.validator), ("`{name}`: {message}.", "{fix}"))
    guess = nearest(str(value), map(str, limits)) if error.validator == "enum" else ""
    return what.format(**known), f"{guess} {fix.format(**known)}".strip()


def listed(limits: list[Any]) -> str:
    """Words of which one must stand, apart also where they hold commas."""
    return ("; " if any("," in str(word) for word in limits) else ", ").join(map(str, limits))


def choices(limits: list[Any]) -> str:
    """What to write where nothing stands and the schema has no words of its own for it."""
    words = [KINDS.get(str(limit), str(limit)) for limit in limits]
    return f"Write: {', '.join(words)}." if len(words) == 1 else f"Write one of: {listed(words)}."
