"""Our stylesheet cannot hide, shrink, fade, move, cover or reword what helps in an emergency.

Every property and value in docs/assets/extra.css stands on a list. A rule that can meet the emergency card, the note
that a page is overdue, the link "Get help", or what these stand in may say still less; what leaves its place stands
word for word in known_rules.py. Read as a browser reads it, so that no spelling hides anything.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from finished.stylesheets import selectors
from guard.known_rules import RULES
from guard.known_styles import (
    DARK,
    GENERAL,
    GUARDED,
    HEX,
    LIMITS,
    PAGE,
    PAIRS,
    ROOT,
    SCHEMES,
    VARIABLES,
)
from guard.style_selectors import classes, floats, last_part, may_be
from sources import Problem

OURS = "docs/assets/extra.css"
WITHIN = ("media", "supports")  # at-rules that hold rules
PSEUDO_ELEMENTS = {"before", "after", "details-content"}
FUNCTIONS = {"var", "min", "calc", "minmax", "repeat", "linear-gradient", "inset", "translate", "attr"}
SIZES = {"width", "height", "min-width", "min-height", "opacity", "visibility", "display", "overflow"}
LIFTED = {"headerlink", "menu-button", "body-map__place", "kit__qr", "md-header__help"}  # known word for word
HARMLESS = {"font-weight", "line-height", "text-decoration", "text-underline-offset", "user-select"}
ELSEWHERE = "the stylesheet loads something from elsewhere."
LEAST = 4.5  # contrast of words
FIX = "Leave it out, or ask a maintainer to name it in hooks/guard/known_styles.py or known_rules.py."


def check(files: Mapping[str, str]) -> Iterator[Problem]:
    """All problems of stylesheets, by path."""
    for path, text in files.items():
        if path != OURS:
            what = "is a second stylesheet, which could take the place of one of the theme."
            yield Problem(path, 1, 1, what, f"Write its rules into {OURS}.")
        sheet = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        for node, what in [*rules(sheet), *faint(sheet)]:
            yield Problem(path, node.source_line, node.source_column, what, FIX)


def rules(sheet: Iterable[Node]) -> Iterator[tuple[Node, str]]:
    """What is wrong with rules, each with its place."""
    for node, within in flat(sheet):
        if isinstance(node, QualifiedRule):
            yield from rule(node, within)
        elif isinstance(node, AtRule) and node.lower_at_keyword == "import":
            yield node, ELSEWHERE
        elif plain([node]) != PAGE:
            name = f"@{node.at_keyword}" if isinstance(node, AtRule) else "a rule that a browser cannot read"
            yield node, f"{name} may not stand in our styles."


def flat(nodes: Iterable[Node], within: str = "") -> Iterator[tuple[Node, str]]:
    """Every rule, also within others, with what is around it: "@media print"."""
    for node in nodes:
        if isinstance(node, AtRule) and node.lower_at_keyword in WITHIN and node.content is not None:
            head = f"{within} @{node.lower_at_keyword} {plain(node.prelude)}".strip()
            yield from flat(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), head)
        else:
            yield node, within


def lines(node: QualifiedRule) -> list[Node]:
    """What stands in a rule."""
    return list(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))


def said(line: Declaration) -> str:
    """A line as the lists name its value."""
    return plain(line.value) + (" !important" if line.important else "")


@functools.cache
def known() -> dict[str, set[str]]:
    """The lines of the rules that are known word for word, by where they stand: "@media print .md-typeset .kit__qr"."""
    found: dict[str, set[str]] = {}
    for node, within in flat(tinycss2.parse_stylesheet(RULES, skip_comments=True, skip_whitespace=True)):
        for tokens in selectors(node.prelude):
            found.setdefault(f"{within} {plain(tokens)}".strip(), set()).update(
                f"{line.name}: {said(line)}" for line in lines(node)
            )
    return found


def rule(node: QualifiedRule, within: str) -> Iterator[tuple[Node, str]]:
    """What is wrong with one rule: each line that one of its selectors may not have."""
    targets = [(f"{within} {plain(tokens)}".strip(), tokens) for tokens in selectors(node.prelude)]
    for line in lines(node):
        if not isinstance(line, Declaration):
            yield line, "our styles have no rule within a rule, and no line that a browser cannot read."
        elif what := next((what for where, tokens in targets if (what := wrong(where, tokens, line))), ""):
            yield line, what


def wrong(where: str, tokens: list[Node], line: Declaration) -> str:
    """What is wrong with a line for what a selector means, `where` it stands; "" when all is well."""
    name, value, (subject, pseudo) = line.name, said(line), last_part(tokens)
    mark = f'"{name}: {value}"'
    if f"{name}: {value}" in known().get(where, ()):
        return ""
    if pseudo not in ("", *PSEUDO_ELEMENTS):
        return f'"::{pseudo}" may not be styled: it changes a part of the words.'
    if name.startswith("--"):
        is_known = where in SCHEMES and (where == DARK or name.startswith("--md-") == (where != ROOT))
        return "" if is_known and fits(VARIABLES, name, value) else f"{mark} changes what many rules use."
    if loads(line.value):
        return ELSEWHERE
    if not fits(GENERAL, name, value) or not bounded(line.value):
        return f"{mark} is not on the list of what our styles may say, as it could hide, move or cover words."
    if classes(subject) & LIFTED and name not in HARMLESS and value != "none":
        return f'{mark} for "{where}" may only say what known_rules.py says: it lies over other words.'
    if not pseudo and may_be(subject):
        met = f'{mark} for "{where}" can meet the emergency card, or what it stands in.'
        return "" if fits(GUARDED, name, value) else met
    if floats(tokens, subject) and name in SIZES and not value.startswith(("none", "hidden")):
        return f'{mark} for "{where}" can lay a part of the theme over the page.'
    return ""


def fits(table: Mapping[str, re.Pattern[str]], name: str, value: str) -> bool:
    """Whether a list has this property with this value."""
    return name in table and bool(table[name].fullmatch(value))


def loads(tokens: Iterable[Node]) -> bool:
    """Whether a value loads a file; none of ours does."""
    return any(
        token.type == "url"
        or (token.type == "function" and (token.lower_name in ("url", "src", "image", "image-set")))
        or (token.type == "function" and loads(token.arguments))
        for token in tokens
    )


def bounded(tokens: Iterable[Node]) -> bool:
    """Whether no length is negative or larger than a page needs, and no function is unknown."""
    for token in tokens:
        if token.type == "function" and not (token.lower_name in FUNCTIONS and bounded(token.arguments)):
            return False
        if token.type == "dimension" and not 0 <= token.value <= LIMITS.get(token.lower_unit, -1):
            return False
        if token.type == "percentage" and not 0 <= token.value <= 100:
            return False
    return True


def plain(tokens: Iterable[Node]) -> str:
    """Tokens as text, with one space for many and none at the ends; comments are gone."""
    said = tinycss2.serialize([token for token in tokens if token.type not in ("comment", "error")])
    return " ".join(said.split())


def faint(sheet: Iterable[Node]) -> Iterator[tuple[Node, str]]:
    """Colours of ours, in the light or in the dark, in which words could not be read on what they stand on."""
    for dark in (False, True):
        found = dict(colours(sheet, dark))
        for words, ground in PAIRS:
            if words in found and ground in found and contrast(found[words][1], found[ground][1]) < LEAST:
                yield found[words][0], f"words in {words} could not be read on {ground} in this colour."


def colours(sheet: Iterable[Node], dark: bool) -> Iterator[tuple[str, tuple[Node, str]]]:
    """Each colour by its name with its place, of the light or of the dark."""
    for node, within in flat(sheet):
        scheme = f"{within} {plain(node.prelude)}".strip() if isinstance(node, QualifiedRule) else ""
        if scheme in SCHEMES and (dark or scheme != DARK):
            yield from (
                (line.name, (line, said(line)))
                for line in lines(node)
                if isinstance(line, Declaration) and re.fullmatch(HEX, said(line))
            )


def contrast(one: str, other: str) -> float:
    """How far two colours, "#fff" or "#17303a", are apart: 1 to 21, as WCAG 2 counts."""
    first, second = sorted((light(one), light(other)))
    return (second + 0.05) / (first + 0.05)


def light(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1."""
    digits = colour.lstrip("#")
    whole = digits if len(digits) > 4 else "".join(digit * 2 for digit in digits)
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
