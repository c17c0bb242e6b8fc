"""mkdocs.yml and zensical.yml, before anything reads them: tags that can run a program, settings that open a door.

Everything that is not named here is refused. It imports nothing of MkDocs and nothing that the configuration names.
"""

import pathlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from sources import ROOT, Problem, Wrong, mistakes, nearest
from sources.yamlfile import alias, parse

CONFIG = "mkdocs.yml"
ZENSICAL = "zensical.yml"
STEPS = "hooks/steps.py"
TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")}
MERGE = "tag:yaml.org,2002:merge"
ENVIRONMENT = {
    "site_url": "SITE_URL",
    "edit_uri": "EDIT_URI",
    "use_directory_urls": "DIRECTORY_URLS",
    "extra/preview": "PREVIEW",
    "markdown_extensions/extensions.page/site_url": "SITE_URL",
}
SEPARATOR = r"""[\s\u200b\u2013\u2014\-_,:;!?=\[\]()"`/]+|\.(?!\d)|&[lg]t;"""  # another can hang a reader's search
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
    "exclude_docs": "_*/",
    "plugins/search/separator": SEPARATOR,
}
KEYS = {
    "": (
        "site_name site_description site_author site_url copyright edit_uri use_directory_urls strict validation theme"
        " extra extra_css extra_javascript exclude_docs watch plugins hooks markdown_extensions nav"
    ),
    "theme": "name custom_dir language direction font logo favicon icon features palette static_templates",
    "extra": "preview contact safety_contact security_txt_expires generator",
    "plugins/search": "separator",
    "plugins/glightbox": "touchNavigation background",
    "markdown_extensions/footnotes": "BACKLINK_TITLE",
    "markdown_extensions/tables": "use_align_attribute",
    "markdown_extensions/toc": "permalink permalink_title toc_depth",
    SNIPPETS: "base_path check_paths",
    "markdown_extensions/pymdownx.tabbed": "alternate_style",
}
OPTIONS = ("plugins/", "markdown_extensions/")  # what begins so and is not among the keys has no options
LISTS = {
    "plugins": "search glightbox",
    "markdown_extensions": (
        "abbr admonition attr_list def_list footnotes md_in_html sane_lists tables toc pymdownx.blocks.caption"
        " pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark"
        " pymdownx.snippets pymdownx.superfences pymdownx.tabbed pymdownx.tasklist"
    ),
}


@dataclass(frozen=True)
class Allowed:
    """What may stand in one file: keys by where they stand, items of lists, values that must stand there."""

    keys: Mapping[str, str]
    lists: Mapping[str, str]
    must: Mapping[str, str]


FILES = {
    CONFIG: Allowed(KEYS, LISTS, MUST),
    ZENSICAL: Allowed(
        {"": "INHERIT markdown_extensions", "markdown_extensions/extensions.page": "site_name site_url"},
        {"markdown_extensions": "extensions.page"},
        {"INHERIT": CONFIG},
    ),
}


def check(raw: bytes, name: str = CONFIG) -> Iterator[Problem]:
    """mkdocs.yml or zensical.yml: tags, the environment, and settings that switch a wall off. Composes with MkDocs' own
    reader and constructs nothing.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        yield Problem(name, 1, 0, "the file is not UTF-8.", "Save it as UTF-8.")
        return
    try:
        if event := alias(text, yaml.SafeLoader):
            yield at(name, event, f"`*{event.anchor}` refers to another place.", "Write it out.")
            return
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        yield from parse(text, name).problems  # another reader might make something of it
        return
    yield from tree(root, name)


def tree(root: yaml.Node | None, name: str) -> Iterator[Problem]:
    """What is wrong in what one file says."""
    seen: dict[str, list[yaml.Node | None]] = {}
    for where, node, key in walk(root, ""):
        if not key:
            seen.setdefault(where, []).append(node)
        found = (*value_wrongs(where, node, name), *setting_wrongs(where, node, key, name))
        yield from (at(name, node, *wrong) for wrong in found)
    for where, value in FILES[name].must.items():
        short = where.removeprefix(SNIPPETS + "/").replace("/", ".")
        for there in seen.get(where) or [root]:
            if there is None or there is root or str(there.value).strip() != value or there.tag not in TAGS:
                yield at(name, there, f"`{short}` must be {value}.", f"Write: {short.rpartition('.')[2]}: {value}")
    if name == CONFIG and STEPS not in [node.value for node in seen.get("hooks", []) if node]:
        what = f"{STEPS} must stay, because it runs the checks."
        yield at(name, (seen.get("hooks") or [root])[0], what, "Put the line back.")


def at(name: str, node: yaml.Node | yaml.Event | None, what: str, fix: str) -> Problem:
    """A problem at a place of a file."""
    mark: Any = node.start_mark if node else None
    return Problem(name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 0, what, fix)


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


def value_wrongs(where: str, node: yaml.Node, name: str) -> Iterator[Wrong]:
    """Tags, variables of the environment, and mark-up in a text."""
    if node.tag == "!ENV":
        parts = [str(item.value) for item in node.value] if isinstance(node, yaml.SequenceNode) else [str(node.value)]
        for variable in parts[:-1] or parts:  # the last is what to use when none is set
            if variable != ENVIRONMENT.get(where):
                yield (
                    f"`{where}` reads {variable} from the environment.",
                    "Write the value itself; what is published must not depend on a machine.",
                )
    elif node.tag not in {*TAGS, MERGE}:
        yield (
            f"{node.tag.replace('tag:yaml.org,2002:', '!!')} may not stand in {name}.",
            "Write the value itself; a tag can run a program while the file is read.",
        )
    if isinstance(node, yaml.ScalarNode) and re.search(r"[<>]", node.value) and node.tag != MERGE:
        yield "mark-up in the configuration goes into every page.", "Write plain text."


def setting_wrongs(where: str, node: yaml.Node, is_key: bool, name: str) -> list[Wrong]:
    """Settings that nobody needs and that open a door, and what runs without being on its list."""
    text, is_text, allowed = str(node.value), isinstance(node, yaml.ScalarNode), FILES[name]
    keys, listed = allowed.keys.get(where, "").split(), allowed.lists.get(where, "").split()
    return mistakes(
        (
            is_key and (node.tag == MERGE or ((keys or where.startswith(OPTIONS)) and text not in keys)),
            f"`{'extra.' if where == 'extra' else ''}{text}` may not stand in {name}.",
            nearest(text, keys) or "Delete the line.",
        ),
        (
            is_text and listed and text not in listed,
            f'the {"plugin" if where == "plugins" else "extension"} "{text}" is not on the list in'
            " hooks/guard/configuration.py.",
            nearest(text, listed) or "A maintainer adds it there after reading it.",
        ),
        (
            is_text and where == "hooks" and text != STEPS,
            f"{text} is no known step; a build step stands in {STEPS}.",
            f"Write {STEPS}, where every build step stands.",
        ),
    )


def first(root: pathlib.Path = ROOT) -> list[Problem]:
    """What must hold before anything reads a configuration."""
    there = [(root / name, name) for name in FILES if (root / name).exists()]
    return sorted(problem for path, name in there for problem in check(path.read_bytes(), name))
