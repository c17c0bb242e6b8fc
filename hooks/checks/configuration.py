"""mkdocs.yml, before MkDocs reads it: tags that can run a program, and settings that switch off a wall.

Everything that is not named here is refused. It imports nothing of MkDocs and nothing that the configuration names.
"""

import pathlib
import re
from collections.abc import Iterator
from typing import Any

import yaml

from sources import ROOT, Problem, Wrong, mistakes, nearest
from sources.yamlfile import alias

CONFIG = "mkdocs.yml"
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


def check(raw: bytes) -> Iterator[Problem]:
    """mkdocs.yml: tags, the environment, and settings that switch a wall off. Composes with MkDocs' own reader and
    constructs nothing.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        yield Problem(CONFIG, 1, 0, "the file is not UTF-8.", "Save it as UTF-8.")
        return
    try:
        if event := alias(text, yaml.SafeLoader):
            yield at(event, f"`*{event.anchor}` refers to another place.", "Write it out.")
            return
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return  # MkDocs cannot read it either; settings.py says why
    seen: dict[str, list[yaml.Node | None]] = {}
    for where, node, key in walk(root, ""):
        if not key:
            seen.setdefault(where, []).append(node)
        found = (*value_wrongs(where, node), *setting_wrongs(where, node, key))
        yield from (at(node, *wrong) for wrong in found)
    for where, value in MUST.items():
        short = where.removeprefix(SNIPPETS + "/").replace("/", ".")
        for there in seen.get(where) or [root]:
            if there is None or there is root or there.value != value or there.tag not in TAGS:
                yield at(there, f"`{short}` must be {value}.", f"Write: {short.rpartition('.')[2]}: {value}")
    if "hooks/steps.py" not in [node.value for node in seen.get("hooks", []) if node]:
        yield at(
            (seen.get("hooks") or [root])[0],
            "hooks/steps.py must stay, because it runs the checks.",
            "Put the line back.",
        )


def at(node: yaml.Node | yaml.Event | None, what: str, fix: str) -> Problem:
    """A problem at a place of mkdocs.yml."""
    mark: Any = node.start_mark if node else None
    return Problem(CONFIG, mark.line + 1 if mark else 1, mark.column + 1 if mark else 0, what, fix)


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


def value_wrongs(where: str, node: yaml.Node) -> Iterator[Wrong]:
    """Tags, variables of the environment, and mark-up in a text."""
    if node.tag == "!ENV":
        parts = [str(item.value) for item in node.value] if isinstance(node, yaml.SequenceNode) else [str(node.value)]
        for variable in parts[:-1] or parts:  # the last is what to use when none is set
            if variable != ENVIRONMENT.get(where):
                yield (
                    f"`{where}` reads {variable} from the environment.",
                    "Write the value itself; what is published must not depend on a machine.",
                )
    elif node.tag not in {*TAGS, MERGE, *(NAMES if where.startswith("markdown_extensions/") else ())}:
        yield (
            f"{node.tag.replace('tag:yaml.org,2002:', '!!')} may not stand in {CONFIG}.",
            "Write the value itself; a tag can run a program while the file is read.",
        )
    if isinstance(node, yaml.ScalarNode) and re.search(r"[<>]", node.value) and node.tag != MERGE:
        yield "mark-up in the configuration goes into every page.", "Write plain text."


def setting_wrongs(where: str, node: yaml.Node, is_key: bool) -> list[Wrong]:
    """Settings that nobody needs and that open a door, and what runs without being on its list."""
    text, is_text = str(node.value), isinstance(node, yaml.ScalarNode)
    keys, listed = KEYS.get(where, "").split(), LISTS.get(where, "").split()
    return mistakes(
        (
            is_key and (node.tag == MERGE or (keys and text not in keys) or (where == "extra" and text in NOT_EXTRA)),
            f"`{'extra.' if where == 'extra' else ''}{text}` may not stand in {CONFIG}.",
            nearest(text, keys) or "Delete the line.",
        ),
        (
            is_text and listed and text not in listed,
            f'the {"plugin" if where == "plugins" else "extension"} "{text}" is not on the list in'
            " hooks/checks/configuration.py.",
            nearest(text, listed) or "A maintainer adds it there after reading it.",
        ),
        (
            is_text and not is_key and where == "hooks" and not re.fullmatch(r"hooks/[a-z_]+\.py", text),
            f"{text} is not in the right place; a build step stands in hooks/.",
            "Write hooks/steps.py, where every build step stands.",
        ),
    )


def first(root: pathlib.Path = ROOT) -> list[Problem]:
    """What must hold before MkDocs reads its configuration."""
    return sorted(check((root / CONFIG).read_bytes())) if (root / CONFIG).exists() else []
