"""What a translating browser must leave alone: numbers to call, whatever digits a language has.

A Markdown extension that knows no site generator. Names are marked where they are written: sources, addresses, kit.
"""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor


def untranslated(text: str) -> str:
    """A name or number of a text, marked."""
    return f'<span translate="no">{text}</span>'


class UntranslatedTreeprocessor(Treeprocessor):
    """Marks every element that holds nothing but a number to call."""

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            if link.get("href", "").startswith("tel:"):
                for part in link.iter():
                    if (part.text or "").isdigit():
                        part.set("translate", "no")
