"""YAML as our files use it: what stands in a file is what programs read out of it.

No tags, no escapes but for a quotation mark and a backslash, no second document, and numbers in plain decimal digits.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from sources.problems import Wrong

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = {  # how a plain value must look to be more than text; fifteen digits are exact in every program
    "null": (re.compile(r"~|null|"), [*"~n", ""]),
    "bool": (re.compile(r"true|false|yes|no|on|off", re.I), [*"tTfFyYnNoO"]),
    "int": (re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})"), [*"-+0123456789"]),
    "float": (re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}"), [*"-+0123456789"]),
}
SUSPECT = re.compile(r"\\|(?:^|[\s\[{,])!|^\.\.\.|^%", re.M)
ESCAPES = re.compile(r'(?:[^\\]|\\["\\])*')
ONLY_TEXT = "Write the value alone; a text that begins with ! goes in quotation marks."


class PlainLoader(Loader):  # type: ignore[misc, valid-type]  # which of the two it is depends on the machine
    """Dates stay text, so that an impossible one can be named instead of crashing the parser; so do numbers that YAML
    would turn into others, such as 0115, 0x4d and 1:17, and those that no number can hold.
    """


PlainLoader.yaml_implicit_resolvers = {}
for name, (pattern, begins) in KINDS.items():
    whole = re.compile(rf"(?:{pattern.pattern})\Z", pattern.flags)
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", whole, begins)


def wrong_event(event: Any, text: str) -> Wrong | None:
    """What is wrong with a part of YAML, where it would be read as something else than it looks like."""
    if getattr(event, "tag", None):
        return "a value has a tag, which gives it another meaning.", ONLY_TEXT
    if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
        return "three dots end what is read of it, and not the file.", "Delete the line."
    if getattr(event, "style", None) == '"':
        raw = text[event.start_mark.index : event.end_mark.index]
        if not ESCAPES.fullmatch(raw):
            what = "a sign is written as a code, so that nobody can read it here."
            return what, "Type the sign itself; before a quotation mark or a backslash a backslash may stand."
    return None


def misread(text: str) -> Iterator[tuple[Any, Wrong]]:
    """The place (mark) of every part of a text of YAML that is not read as it looks, and what is wrong with it.

    Raises yaml.YAMLError.
    """
    for event in yaml.parse(text, Loader=PlainLoader) if SUSPECT.search(text) else ():
        if wrong := wrong_event(event, text):
            yield event.start_mark, wrong
