"""Cuts a stylesheet down to the rules that a set of names can ever meet; pure functions over text.

A selector stays when all its classes, ids, elements and `[name=value]` pairs are known. Whatever a browser or a reader
changes without a script (`[open]`, `:checked`, `:hover`, media, print) is taken to be possible, so nothing that is
shown can lose a rule.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import tinycss2
from selectolax.lexbor import LexborHTMLParser
from tinycss2.ast import AtRule, Node, QualifiedRule

UNNAMED = {"href", "content", "title", "alt", "aria-label", "d"}  # attributes of which no selector asks all
WORD = re.compile(r"[\w-]+")
ZERO = re.compile(r"(?<![\w.])0(?=\.\d)")
VARIABLE = re.compile(r"--[\w-]+")
NESTED = {"media", "supports", "layer", "container"}
ANY_OF = {"is", "where", "has", "-webkit-any", "-moz-any", "host"}
PREFIXED = re.compile(r":-[a-z]")
KEYFRAMES = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)")
Known = Callable[[str], bool]


@dataclass(frozen=True)
class Rule:
    """One rule: `selectors` (text and tokens) with `lines`, or `head` with rules in it, or only a `head` to copy."""

    head: str
    selectors: tuple[tuple[str, list[Node]], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    inner: tuple["Rule", ...] = ()


def names_in(tree: LexborHTMLParser) -> set[str]:
    """What selectors can name in a page: elements "p", classes ".lede", ids "#top", attributes "[dir=ltr]"."""
    names: set[str] = set()
    for node in tree.css("*"):
        names.add(str(node.tag))
        for name, value in node.attributes.items():
            if name == "class":
                names.update("." + word for word in (value or "").split())
            elif name == "src":
                names.add(f"[src=#{(value or '').partition('#')[2]}]")
            elif name not in UNNAMED:
                names.add(f"#{value}" if name == "id" else f"[{name}={value or ''}]")
                names.add(f"[{name}]")
    return names


def words_in_script(script: str) -> set[str]:
    """Every word of a script: a class that it sets must stand in it. The lightbox writes "g" before some of its own."""
    words = set(WORD.findall(script))
    return words | {"g" + word for word in words}


def knows(names: Iterable[str], words: Iterable[str] = ()) -> Known:
    """A test for one name: it stands in the HTML, or in a script, whole or as its beginning ("glightbox-" + skin)."""
    names, words = frozenset(names), frozenset(words)
    beginnings = tuple(word for word in words if len(word) > 4 and word[0] != "-" and word[-1] == "-")

    def known(name: str) -> bool:
        word = (name.partition("=")[2] or name).strip(".#[]")
        return name in names or word in words or (bool(beginnings) and word.startswith(beginnings))

    return known


def names_in_css(css: str) -> set[str]:
    """Every class, id and other name that any selector of a stylesheet asks for."""
    found: set[str] = set()

    def note(name: str) -> bool:
        found.add(name)
        return True

    _select(_parse(css), note)
    return found


def cut(css: str, known: Known, used: str = "") -> str:
    """The stylesheet with only the rules that can apply, in their order; `used` is other text whose `--names` count."""
    rules = _select(_parse(css), known)
    lines = [line for rule in _flat(rules) for line in rule.lines]
    moves = set(
        WORD.findall(" ".join(value for name, value in lines if name.endswith(("animation", "animation-name"))))
    )
    variables = set(VARIABLE.findall(used)).union(
        *(VARIABLE.findall(value) for name, value in lines if not name.startswith("--"))
    )
    while (
        more := {found for name, value in lines if name in variables for found in VARIABLE.findall(value)} - variables
    ):
        variables |= more  # a variable that is used by another one
    return _write(rules, variables, moves)


@functools.lru_cache(maxsize=4)
def _parse(css: str) -> tuple[Rule, ...]:
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rule(node) for node in nodes if not (isinstance(node, AtRule) and node.at_keyword == "charset"))


def _rule(node: Node) -> Rule:
    if isinstance(node, QualifiedRule):
        body = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        if any(line.type != "declaration" for line in body):
            return Rule(tinycss2.serialize([node]).strip())  # rules within a rule: kept as they are
        lines = tuple(
            (line.name, _short(tinycss2.serialize(line.value).strip()) + ("!important" if line.important else ""))
            for line in body
        )
        return Rule("", tuple((tinycss2.serialize(part).strip(), part) for part in selectors(node.prelude)), lines)
    if isinstance(node, AtRule) and node.content is not None and node.lower_at_keyword in NESTED:
        head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return Rule(head, inner=tuple(map(_rule, inner))) if inner else Rule(head + "{}")
    return Rule(tinycss2.serialize([node]).strip())


def _short(value: str) -> str:
    """A value without the zero before a point, which no browser needs; text in quotes stays as it is."""
    return value if '"' in value else ZERO.sub("", value)


def _flat(rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        yield rule
        yield from _flat(rule.inner)


def _select(rules: Iterable[Rule], known: Known) -> tuple[Rule, ...]:
    kept: list[Rule] = []
    for rule in rules:
        possible = tuple(part for part in rule.selectors if _possible(part[1], known))
        if possible and any(PREFIXED.search(text) for text, _ in rule.selectors):
            possible = rule.selectors  # a browser that does not know one drops them all, and must go on doing so
        inner = _select(rule.inner, known)
        if possible or inner or not (rule.selectors or rule.inner):
            kept.append(replace(rule, selectors=possible, inner=inner))
    return tuple(kept)


def selectors(tokens: list[Node]) -> list[list[Node]]:
    """A list of selectors as one token list each."""
    said = (token for token in tokens if token.type != "comment")
    return [list(part) for is_comma, part in itertools.groupby(said, lambda token: token == ",") if not is_comma]


def _possible(selector: list[Node], known: Known) -> bool:
    """Whether all names of one selector are known; what stands in :not() may be missing."""
    before = ""
    for token in selector:
        name = ""
        if token.type == "hash":
            name = "#" + token.value
        elif token.type == "ident" and before != ":":
            name = "." + token.value if before == "." else token.lower_value
        elif token.type == "[] block":
            name = _pair(token.content)
        parts = selectors(token.arguments) if token.type == "function" and token.lower_name in ANY_OF else []
        if (name and not known(name)) or (parts and not any(_possible(part, known) for part in parts)):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _pair(tokens: list[Node]) -> str:
    """`[dir=rtl]` of an attribute selector that asks for one exact value, or `[data-x]`; empty for all others."""
    parts = [token for token in tokens if token.type != "whitespace"]
    if len(parts) == 3 and parts[1] == "=":
        return f"[{parts[0].value}={parts[2].value}]"
    if len(parts) == 3 and parts[0].value == "src" and parts[1] == "$=" and parts[2].value.startswith("#"):
        return f"[src={parts[2].value}]"  # pictures for one of two colour schemes, by the end of their address
    # what a script writes bears its name in the script; `hidden` or `open` a browser may set by itself
    return f"[{parts[0].value}]" if len(parts) == 1 and parts[0].value.startswith("data-") else ""


def _write(rules: Iterable[Rule], variables: set[str], moves: set[str]) -> str:
    text = []
    for rule in rules:
        if rule.inner:
            inner = _write(rule.inner, variables, moves)
            text.append(f"{rule.head}{{{inner}}}" if inner else "")
        elif rule.selectors:
            body = ";".join(
                f"{name}:{value}" for name, value in rule.lines if not name.startswith("--") or name in variables
            )
            text.append(f"{','.join(head for head, _ in rule.selectors)}{{{body}}}" if body else "")
        elif not (match := KEYFRAMES.match(rule.head)) or match[1] in moves:
            text.append(rule.head)
    return "".join(text)
