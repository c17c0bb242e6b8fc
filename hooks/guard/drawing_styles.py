"""The <style> of a drawing: the colours of drawings-list.yml in the light and in the dark, and rules of a few
properties for the text and for classes. So a drawing says the same in the light and in the dark.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

from guard.our_styles import loads

SELECTORS = re.compile(r"svg|text|\.[a-z][a-z0-9]{0,9}(?:, \.[a-z][a-z0-9]{0,9})*")
DARK = "(prefers-color-scheme:dark)"
OUTSIDE = "the drawing holds a reference to something outside."
TOKEN = re.compile(r"var\((--[a-z]+)\)")


@dataclass
class Style:
    """The rules of a drawing in their order, each with its selectors, and the colours that it names."""

    rules: list[tuple[list[str], dict[str, str]]] = field(default_factory=list)
    light: set[str] = field(default_factory=set)
    dark: set[str] = field(default_factory=set)

    def of(self, element: etree.Element, name: str) -> str:
        """The value of a property of an element, as a browser finds it: classes go before the tag, a rule before what
        the element says of itself; "" when nobody says it.
        """
        found = element.get(name, "")
        for selectors in (["text"] if element.tag == "text" else [], [f".{one}" for one in classes(element)]):
            for names, values in self.rules:
                if set(names) & set(selectors):
                    found = values.get(name, found)
        return found


def classes(element: etree.Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()


def read(
    root: etree.Element, lines: Mapping[etree.Element, int], lists: Mapping[str, Any]
) -> tuple[Style, list[tuple[int, str]]]:
    """The style of a drawing, and what is wrong with it, each with its line."""
    style, faults = Style(), []
    for element in root.iter("style"):
        for node in tinycss2.parse_stylesheet(element.text or "", skip_comments=False, skip_whitespace=True):
            line = lines[element] + node.source_line - 1
            faults += [(line, what) for what in rule(node, style, lists)]
        faults += [(lines[element], what) for what in colours(style)]
    named = {name for names, _ in style.rules for name in names}
    for element in lines:
        faults += [
            (lines[element], f'the style does not say what ".{one}" is.')
            for one in classes(element)
            if f".{one}" not in named
        ]
    return style, faults


def rule(node: Node, style: Style, lists: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one rule; what it says is put into the style."""
    prelude = said(node.prelude) if isinstance(node, AtRule | QualifiedRule) else ""
    if isinstance(node, QualifiedRule) and SELECTORS.fullmatch(prelude):
        values: dict[str, str] = {}
        yield from declarations(node, prelude, values, lists)
        if prelude == "svg":
            style.light |= set(values)
        else:
            style.rules.append((prelude.split(", "), values))
    elif isinstance(node, AtRule) and node.at_keyword == "media" and prelude.replace(" ", "") == DARK:
        for inner in tinycss2.parse_rule_list(node.content or [], skip_comments=False, skip_whitespace=True):
            if not isinstance(inner, QualifiedRule) or said(inner.prelude) != "svg":
                yield "the dark may only give svg other colours; words and shapes are the same in the light."
                continue
            found: dict[str, str] = {}
            yield from declarations(inner, DARK, found, lists)
            style.dark |= set(found)
    elif loads(getattr(node, "content", None) or []) or getattr(node, "lower_at_keyword", "") == "import":
        yield OUTSIDE
    else:
        yield f'"{said([node])[:50]}" may not stand in the style of a drawing.'


def declarations(node: QualifiedRule, where: str, values: dict[str, str], lists: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the lines of a rule; what they say is put into `values`."""
    for line in tinycss2.parse_blocks_contents(node.content, skip_comments=False, skip_whitespace=True):
        if line.type != "declaration":
            yield f'"{said([line])[:50]}" may not stand in a rule for {where}.'
            continue
        value, name = said(line.value), line.name
        if where in ("svg", DARK):
            fits = value == lists["colours"].get(name, ("", ""))[where == DARK]
        else:
            fits = bool(re.fullmatch(lists["styles"].get(name, "(?!)"), value, re.A)) and (
                name != "font" or where == "text"
            )
        if line.important or not fits:
            yield OUTSIDE if loads(line.value) else f'"{name}: {value[:50]}" is not on the list for {where}.'
        values[name] = value


def colours(style: Style) -> Iterator[str]:
    """Colours that have no value, in the light or in the dark."""
    used = {name for _, values in style.rules for value in values.values() for name in TOKEN.findall(value)}
    for name in sorted((used | style.dark) - style.light):
        yield f"the light has no colour {name}."
    for name in sorted(style.light - style.dark):
        yield f"the dark has no colour {name}."


def said(tokens: list[Node]) -> str:
    """Tokens as text, with one space for many; comments and what cannot be read stay, so that they fit no list."""
    return " ".join("".join(one.message if one.type == "error" else one.serialize() for one in tokens).split())
