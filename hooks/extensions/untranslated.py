"""What a translating browser must leave alone: numbers to call, whatever digits a language has.

A Markdown extension that knows no site generator. Names are marked where they are written: sources, addresses, kit.
"""

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown.treeprocessors import Treeprocessor


def kept(text: str) -> str:
    """A name or number of a text, marked."""
    return f'<span translate="no">{text}</span>'


def numbers(root: etree.Element) -> Iterator[etree.Element]:
    """Every element that holds nothing but a number to call."""
    for link in root.iter("a"):
        if link.get("href", "").startswith("tel:"):
            yield from (part for part in link.iter() if (part.text or "").isdigit())


class UntranslatedTreeprocessor(Treeprocessor):
    """Marks the numbers."""

    def run(self, root: etree.Element) -> None:
        for element in numbers(root):
            element.set("translate", "no")
