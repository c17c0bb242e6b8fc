"""What stands in the article of a page, as a browser reads it, against the list in allowed-html.yml."""

import functools
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import yaml
from pygments.token import STANDARD_TYPES
from selectolax.lexbor import LexborHTMLParser, LexborNode

from guard.browser_links import Links
from guard.unsafe_content import INSTEAD
from sources import Wrong

Allowed = dict[str, dict[str, str]]  # element: attribute: pattern of its whole value, or its classes
MARKDOWN: Allowed = {  # what Markdown makes of [^notes], === "tabs" and code, on top of what a writer may write
    "a": {"class": "footnote-ref footnote-backref"},
    "div": {
        "class": "footnote tabbed-set tabbed-alternate tabbed-labels tabbed-content tabbed-block",
        "data-tabs": r"\d:\d",
    },
    "input": {"type": "radio", "id": (tab := r"__tabbed_\d_\d"), "name": r"__tabbed_\d", "checked": "checked"},
    "label": {"for": tab},
    "li": {"id": r"fn:[\w-]+"},
    "span": {"class": " ".join(filter(None, STANDARD_TYPES.values()))},  # of ``` code in a language
    "sup": {"id": r"fnref\d*:[\w-]+"},
}
LEAVE = "Leave it out."
MARK = "Leave it out; what the build marks, only the build may write."


@functools.cache
def lists() -> dict[str, Any]:
    """allowed-html.yml."""
    found: dict[str, Any] = yaml.safe_load(pathlib.Path(__file__).with_name("allowed-html.yml").read_text("utf-8"))
    return found


@functools.cache
def written(uri: str) -> Allowed:
    """What the Markdown of one file may become: without the classes that only other files may have."""
    others = {word for name, words in lists()["only"].items() if name != uri for word in words.split()}
    found = merged(lists()["written"], MARKDOWN)
    for attributes in found.values():
        if "class" in attributes:
            attributes["class"] = " ".join(word for word in attributes["class"].split() if word not in others)
    return found


@functools.cache
def built() -> Allowed:
    """What may stand on a built page."""
    return merged(merged(lists()["written"], MARKDOWN), lists()["made"])


def merged(one: Allowed, other: Allowed) -> Allowed:
    """Two lists as one: a value may fit either pattern, classes are put together."""
    found = {tag: dict(attributes) for tag, attributes in one.items()}
    for tag, attributes in other.items():
        here = found.setdefault(tag, {})
        for name, value in attributes.items():
            between = " " if name == "class" else "|"
            here[name] = f"{here[name]}{between}{value}" if name in here else value
    return found


@functools.cache
def pattern(text: str) -> re.Pattern[str]:
    """The pattern of a value; # stands for any id."""
    return re.compile(re.sub("(?<![^|])#(?![^|])", lists()["#"], text), re.A)


def wrongs(tree: LexborHTMLParser, may: Allowed, links: Links) -> Iterator[tuple[str, Wrong]]:
    """What the list does not allow in an article: a word of it, by which its place can be found, and what to say."""
    for article in tree.css("article"):
        inside = article.traverse(include_text=True)
        next(inside)  # the article itself
        for node in inside:
            if node.tag != "-text":
                yield from element_wrongs(node, may)
                yield from address_wrongs(node, links)


def element_wrongs(node: LexborNode, may: Allowed) -> Iterator[tuple[str, Wrong]]:
    """What is not allowed of an element: itself, its attributes, their values, its classes."""
    tag = str(node.tag)
    if tag not in may:
        shown = "a comment" if tag == "-comment" else f"<{tag}>"
        yield tag, (f"{shown} would stand on the built page.", INSTEAD.get(tag, LEAVE))
        return
    for name, given in node.attributes.items():
        value, allows = given or "", may[tag].get(name)
        if allows is None:
            yield name, (f'the attribute "{name}" of <{tag}> would stand on the built page.', LEAVE)
        elif name == "class":
            for word in sorted(set(value.split()) - set(allows.split())):
                yield word, (f'the class "{word}" may not stand here.', MARK)
        elif not pattern(allows).fullmatch(value):
            yield value, (f'the attribute "{name}" of <{tag}> may not be "{value[:60]}".', LEAVE)


def address_wrongs(node: LexborNode, links: Links) -> Iterator[tuple[str, Wrong]]:
    """What is wrong with where a link leads, and with what anything else loads: that must be of this site."""
    for name in ("href", "src"):
        value = node.attributes.get(name)
        if value is not None:
            for wrong in (links if node.tag == "a" else links.at_home()).wrongs(value, node.text()):
                yield value, wrong
