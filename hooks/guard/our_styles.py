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
from guard import contrast
from guard.known_rules import RULES
from guard.known_styles import (
    DARK,
    GENERAL,
    GUARDED,
    HEX,
    LIMITS,
    PAGE,
    ROOT,
    SCHEMES,
    VARIABLES,
)
from guard.style_selectors import classes, floats, last_part, may_be
from sources import Problem
from sources.identity import read, six

OURS = "docs/assets/extra.css"
WITHIN = ("media", "supports")  # at-rules that hold rules
PSEUDO_ELEMENTS = {"before", "after", "details-content"}
FUNCTIONS = {"var", "min", "calc", "minmax", "repeat", "linear-gradient", "inset", "translate", "attr"}
SIZES = {"width", "height", "min-width", "min-height", "opacity", "visibility", "display", "overflow"}
LIFTED = {"headerlink", "menu-button", "body-map__place", "kit__qr", "md-header__help"}  # known word for word
HARMLESS = {"font-weight", "line-height", "text-decoration", "text-underline-offset", "user-select"}
ELSEWHERE = "the stylesheet loads something from elsewhere."
FIX = "Leave it out, or ask a maintainer to name it in hooks/guard/known_styles.py or known_rules.py."


def check(files: Mapping[str, str]) -> Iterator[Problem]:
    """All problems of stylesheets, by path."""
    for path, text in files.items():
        if path != OURS:
            what = "is a second stylesheet, which could take the place of one of the theme."
            yield Problem(path, 1, 1, what, f"Write its rules into {OURS}.")
        yield from of_sheet(path, text)


@functools.lru_cache(maxsize=8)
def of_sheet(path: str, text: str) -> list[Problem]:
    """What is wrong with a stylesheet, looked at once while it stays."""
    sheet = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    own = read(text)
    found = [*rules(sheet, {own.words: "WORDS", own.header: "HEADER"}), *faint_words(sheet)]
    return [Problem(path, node.source_line, node.source_column, what, fix) for node, what, fix in found]


def rules(sheet: Iterable[Node], own: Mapping[str, str]) -> Iterator[tuple[Node, str, str]]:
    """What is wrong with rules, each with its place; `own` are the colours that have a name in the lists."""
    for node, within in flat(sheet):
        if isinstance(node, QualifiedRule):
            yield from rule(node, within, own)
        elif isinstance(node, AtRule) and node.lower_at_keyword == "import":
            yield node, ELSEWHERE, FIX
        elif plain([node]) != PAGE:
            name = f"@{node.at_keyword}" if isinstance(node, AtRule) else "a rule that a browser cannot read"
            yield node, f"{name} may not stand in our styles.", FIX


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


def rule(node: QualifiedRule, within: str, own: Mapping[str, str]) -> Iterator[tuple[Node, str, str]]:
    """What is wrong with one rule: each line that one of its selectors may not have."""
    targets = [(f"{within} {plain(tokens)}".strip(), tokens) for tokens in selectors(node.prelude)]
    for line in lines(node):
        if not isinstance(line, Declaration):
            yield line, "our styles have no rule within a rule, and no line that a browser cannot read.", FIX
        elif what := next((what for where, tokens in targets if (what := wrong(where, tokens, line, own))), ""):
            yield line, what, instead(line, [*own])


def listed(line: Declaration, own: Mapping[str, str]) -> str:
    """A value as the lists name it, which know two of our colours by what they are for."""
    value = said(line)
    if line.name.startswith("--"):
        return value
    return re.sub(rf"{HEX}\b", lambda colour: own.get(six(colour[0]), colour[0]), value)


def instead(line: Declaration, own: list[str]) -> str:
    """What to write: a colour that is none of ours is one of `own`; anything else is left out."""
    if own and re.search(HEX, said(line)) and not line.name.startswith("--"):
        return f"Write the colour of the header, {own[-1]}, or of words, {own[0]}."
    return FIX


def wrong(where: str, tokens: list[Node], line: Declaration, own: Mapping[str, str]) -> str:
    """What is wrong with a line for what a selector means, `where` it stands; "" when all is well."""
    name, value, (subject, pseudo) = line.name, listed(line, own), last_part(tokens)
    mark = f'"{name}: {said(line)}"'
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


def faint_words(sheet: Iterable[Node]) -> Iterator[tuple[Node, str, str]]:
    """Colours of ours, in the light or in the dark, in which words could not be read on what they stand on."""
    for dark in (False, True):
        found = dict(colours(sheet, dark))
        for name, what, fix in contrast.faint({name: colour for name, (_, colour) in found.items()}, dark):
            yield found[name][0], what, fix


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
