"""What the site is called and looks like, each in one place: its name in mkdocs.yml, its colours at the top of
docs/assets/extra.css, the licence of its texts here.

MAINTAINERS.md, "Make it your own", leads through all of it.
"""

import re
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Declaration, QualifiedRule

from sources.files import Sources, decoded

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
STYLES = "assets/extra.css"
HEADER, WORDS = "--md-primary-fg-color", "--ink"  # the names of two colours there
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")


@dataclass(frozen=True)
class Colours:
    """The colours that leave the site in emails and pictures, on white or with white on them: "#0f4c5c"."""

    header: str = "#000000"
    words: str = "#000000"


def colours(sources: Sources) -> Colours:
    """The colours of the light; black where the stylesheet is not there or broken."""
    return sources.once(("colours",), lambda: read(decoded(sources.raw.get(STYLES, b""))))


def read(css: str) -> Colours:
    """The colours of a stylesheet: of each name the first, because the dark comes after the light."""
    found: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, QualifiedRule):
            for line in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                value = tinycss2.serialize(line.value).strip() if isinstance(line, Declaration) else ""
                if HEX.fullmatch(value):
                    found.setdefault(line.name, six(value))
    return Colours(found.get(HEADER, Colours.header), found.get(WORDS, Colours.words))


def six(colour: str) -> str:
    """A colour with six digits: "#fff" is "#ffffff"."""
    return colour if len(colour) > 4 else "#" + "".join(digit * 2 for digit in colour[1:])
