"""What built styles and scripts ask of a browser, thing by thing, and styles as our oldest browsers take them.

A thing is a kind and a name: "property gap", "selector has()", "member replaceAll"; `floor.yml` lists all that we use.
Not seen: names of events, keys of options, and which of two objects with a member of one name is meant.
"""

from __future__ import annotations

import itertools
import pathlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import tinycss2
import tree_sitter
import tree_sitter_javascript
import tree_sitter_regex
import yaml
from tinycss2.ast import Declaration, Node

DATA = pathlib.Path(__file__).parent / "floor.yml"
SCRIPT = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
REGEX = tree_sitter.Parser(tree_sitter.Language(tree_sitter_regex.language()))
# where a script makes a name: in which form, as which part of it; None is every part
MAKES = {
    ("variable_declarator", "name"),
    ("function_declaration", "name"),
    ("function_expression", "name"),
    ("generator_function", "name"),
    ("class", "name"),
    ("arrow_function", "parameter"),
    ("catch_clause", "parameter"),
    ("for_in_statement", "left"),
    ("pair_pattern", "value"),
    ("assignment_pattern", "left"),
    ("formal_parameters", None),
    ("array_pattern", None),
    ("rest_pattern", None),
}
ASKING = {"media", "supports", "container"}
HOLDING = ASKING | {"keyframes", "-webkit-keyframes", "layer"}
GAPS = {"gap", "row-gap", "column-gap"}


class Thing(NamedTuple):
    """One thing that a browser may not know."""

    kind: str
    name: str


Has = Callable[[Thing], bool]


class Floor:
    """The list: what our oldest browsers have, and what else is used and how a reader does without."""

    def __init__(self, text: str) -> None:
        data = yaml.safe_load(text)
        self.oldest: dict[str, float] = data["oldest"]
        self.since = {Thing(kind, name): line for kind, lines in data["since"].items() for name, line in lines.items()}
        old, own, self.aside = (
            {Thing(kind, name) for kind, names in data[part].items() for name in names.split()}
            for part in ("old", "own", "aside")
        )
        words = {Thing("word", f"{name}: {word}") for name, words in data["words"].items() for word in words.split()}
        self.old = old | own | words

    def has(self, thing: Thing) -> bool:
        """Whether all of our oldest browsers have it; what the list does not know, they may not have."""
        first = self.since.get(thing, "never").partition(" - ")[0].split()
        return thing in self.old or all(
            one != "never" and float(one) <= last for one, last in zip(first, self.oldest.values(), strict=False)
        )

    def problem(self, thing: Thing, where: str) -> str:
        """What to do about a thing that is not on the list, or is new and has no reason; empty when all is well."""
        if thing not in self.old | self.aside | self.since.keys():
            return (
                f"{where}: {thing.kind} `{thing.name}` is not in tests/floor.yml. "
                "Look up since when Chrome, Safari and Firefox have it, and add it."
            )
        oldest = ", ".join(f"{name} {version}" for name, version in self.oldest.items())
        if thing in self.since and not self.has(thing) and " - " not in self.since[thing]:
            return (
                f"{where}: {thing.kind} `{thing.name}` is newer than {oldest}. "
                "Do without it, or say in tests/floor.yml what a reader has without it."
            )
        return ""


def in_css(css: str) -> set[Thing]:
    """Everything that a stylesheet asks for."""
    found: set[Thing] = set()
    cut(css, lambda thing: not found.add(thing))
    return found


def cut(css: str, has: Has) -> str:
    """A stylesheet as a browser takes it that has only some things: the rest falls, with its declaration or whole rule.

    A browser is a little kinder: it drops one arm of :is(), not its rule.
    """
    return "".join(_cut(rule, has) for rule in tinycss2.parse_stylesheet(css, True, True))


def mixed(css: str, has: Has) -> list[str]:
    """Lists of selectors that an old browser drops whole, though it knows some of them."""
    rules = [rule for rule in _rules(tinycss2.parse_stylesheet(css, True, True)) if rule.type == "qualified-rule"]
    return [
        tinycss2.serialize(rule.prelude).strip()
        for rule in rules
        if len({all(map(has, _in_selector(part))) for part in _split(rule.prelude)}) > 1
    ]


def in_script(code: str) -> set[Thing]:
    """Everything that a script asks for: forms of the language, members, and names that it does not make itself."""
    found: set[Thing] = set()
    made, asked, members = set[str](), set[str](), set[tuple[str, str]]()
    for node, place in _nodes(SCRIPT.parse(code.encode()).root_node):
        text, parent = node.text.decode(), node.parent
        found |= {Thing("form", form) for form in _forms(node, text)}
        if node.type == "identifier":
            (made if {(parent.type, place), (parent.type, None)} & MAKES else asked).add(text)
        elif node.type == "shorthand_property_identifier_pattern":
            made.add(text)
            members.add(("", text))
        elif node.type == "property_identifier" and parent.type in ("member_expression", "pair_pattern"):
            holder = parent.child_by_field_name("object")
            members.add((holder.text.decode() if holder and holder.type == "identifier" else "", text))
        elif node.type == "regex_pattern":
            found |= in_regex(text)
        elif node.type == "regex_flags":
            found |= {Thing("regex", f"flag-{flag}") for flag in text}
    asked -= made
    found |= {Thing("global", name) for name in asked}
    classes = {name for name in asked if name[0].isupper()}  # Object.groupBy is not just any groupBy
    return found | {Thing("member", f"{holder}.{name}" if holder in classes else name) for holder, name in members}


def in_regex(pattern: str) -> set[Thing]:
    """The forms of a regular expression, such as `(?<` of one that looks behind."""
    return {Thing("regex", node.type) for node, _ in _nodes(REGEX.parse(pattern.encode()).root_node)}


def _nodes(node: tree_sitter.Node) -> Iterator[tuple[tree_sitter.Node, str | None]]:
    for at, child in enumerate(node.children):
        yield child, node.field_name_for_child(at)
        yield from _nodes(child)


def _forms(node: tree_sitter.Node, text: str) -> Iterator[str]:
    yield node.type + (f"-in-{node.parent.type}" if node.type in ("spread_element", "rest_pattern", "await") else "")
    if node.type == "catch_clause" and not node.child_by_field_name("parameter"):
        yield "catch-without-name"
    if node.type == "number":
        yield from (f"number-with-{letter}" for letter in set(text.lower()) - set("0123456789abcdefx.+-"))


def _inner(rule: Node) -> list[Node]:
    """What stands between the braces of a rule."""
    if not getattr(rule, "content", None):
        return []
    holding = rule.type == "at-rule" and rule.lower_at_keyword in HOLDING
    return (tinycss2.parse_rule_list if holding else tinycss2.parse_blocks_contents)(rule.content, True, True)


def _rules(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _rules(_inner(node))


def _cut(node: Node, has: Has, nested: bool = False, flex: bool = False) -> str:
    things = _in_declaration(node, flex) if node.type == "declaration" else _in_head(node, nested)
    if not all([has(thing) for thing in things]) or node.type == "error":  # a list, so that every thing is seen
        return ""
    if node.type == "declaration":
        return node.serialize() + ";"
    head = (f"@{node.at_keyword}" if node.type == "at-rule" else "") + tinycss2.serialize(node.prelude)
    if (lacking := _lacking(node)) and not has(Thing("property", lacking)):
        head = "@media screen,print"
    inner, nested = _inner(node), node.type == "qualified-rule"
    flex = any(Thing("word", "display: flex") in _in_declaration(line) for line in inner if line.type == "declaration")
    body = "".join(_cut(one, has, nested, flex) for one in inner)
    return head + ("" if node.content is None else f"{{{body}}}")


def _lacking(rule: Node) -> str:
    """The property of `@supports not (property: value)`; empty for any other rule."""
    tokens = [token for token in getattr(rule, "prelude", []) if token.type != "whitespace"]
    is_lack = rule.type == "at-rule" and rule.lower_at_keyword == "supports" and [*map(_name, tokens)] == ["not", ""]
    return _name(tokens[1].content[0]) if is_lack else ""


def _in_head(rule: Node, nested: bool) -> Iterator[Thing]:
    if nested or rule.type == "error":
        yield Thing("syntax", "nesting" if nested else "error")
    if rule.type != "at-rule":
        yield from _in_selector(rule.prelude) if rule.type == "qualified-rule" else ()
        return
    yield Thing("at-rule", rule.lower_at_keyword)
    for token in _tokens(rule.prelude) if rule.lower_at_keyword in ASKING else ():
        if token.type == "function" or (rule.lower_at_keyword == "media" and _name(token)):
            yield Thing(rule.lower_at_keyword, _name(token))
        elif token.type == "literal" and token.value in "<=>":
            yield Thing("syntax", "range")


def _in_selector(tokens: list[Node]) -> Iterator[Thing]:
    before = ""
    for token in _tokens(tokens):
        if before == ":" and _name(token):
            yield Thing("selector", _name(token) + "()" * (token.type == "function"))
        elif token.type == "literal" and token.value not in ":.":
            yield Thing("selector", token.value)
        elif token.type == "[] block" and len(token.content) > 1 and token.content[-2] != "=":
            yield from [Thing("selector", f"flag-{flag}") for flag in [_name(token.content[-1])] if flag]
        before = token.value if token.type == "literal" else ""


def _in_declaration(line: Declaration, flex: bool = False) -> Iterator[Thing]:
    name, own = line.lower_name, line.name.startswith("--")
    if not own:
        yield Thing("property", name)
    if flex and name in GAPS:
        yield Thing("syntax", "gap-in-flex")
    for token in _tokens(line.value):
        if token.type == "ident" and not own and not token.value.startswith("--"):
            yield Thing("word", f"{name}: {token.lower_value}")
        elif token.type == "function":
            yield Thing("function", token.lower_name)
        elif token.type == "dimension":
            yield Thing("unit", token.lower_unit)


def _name(token: Node) -> str:
    """The name of a word or a function; empty for anything else."""
    return token.lower_value if token.type == "ident" else token.lower_name if token.type == "function" else ""


def _tokens(tokens: list[Node]) -> Iterator[Node]:
    for token in tokens:
        yield token
        yield from _tokens(getattr(token, "arguments", None) or getattr(token, "content", None) or [])


def _split(tokens: list[Node]) -> list[list[Node]]:
    """A list of selectors, one at a time."""
    return [list(part) for comma, part in itertools.groupby(tokens, lambda token: token == ",") if not comma]
