"""What a selector of our stylesheet can mean: whether its last part can be what is guarded, or lie over it."""

from tinycss2.ast import Node

from finished.stylesheets import selectors
from guard.known_styles import GUARDED_NAMES

EITHER = ("is", "where")
LEGACY = {"before", "after", "first-letter", "first-line"}  # pseudo-elements that one colon may name
THEMES = ("md-", "g")  # how the classes of the theme and of the lightbox begin
TEXTS = ("md-typeset", "md-content__inner")  # classes of the text of a page


def last_part(tokens: list[Node]) -> tuple[list[Node], str]:
    """What a selector means in the end, "a.term:hover" of "p > a.term:hover::after", and the pseudo-element of it."""
    part: list[Node] = []
    for token in tokens:
        if token.type == "whitespace" or token in (">", "+", "~"):
            part = part if token.type == "whitespace" and token is tokens[-1] else []
        else:
            part.append(token)
    for at, token in enumerate(part):
        double = at > 1 and part[at - 1] == ":" and part[at - 2] == ":"
        old = at and part[at - 1] == ":" and token.type == "ident" and token.lower_value in LEGACY
        if double or old:
            return part[: at - (2 if double else 1)], token.lower_value if token.type == "ident" else token.lower_name
    return part, ""


def may_be(part: list[Node]) -> bool:
    """Whether the last part of a selector can mean what is guarded; what a browser or reader changes is taken to be
    possible.
    """
    before = ""
    for token in part:
        name = ""
        if token.type == "hash":
            name = "#" + token.value
        elif token.type == "ident" and before != ":":
            name = "." + token.value if before == "." else token.lower_value
        elif token.type == "[] block":
            name = f"[{next((inner.lower_value for inner in token.content if inner.type == 'ident'), '')}]"
        either = selectors(token.arguments) if token.type == "function" and token.lower_name in EITHER else []
        if (name and name not in GUARDED_NAMES) or (either and not any(may_be(last_part(one)[0]) for one in either)):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def classes(part: list[Node]) -> set[str]:
    """The classes that the last part of a selector names."""
    return {token.value for at, token in enumerate(part) if at and part[at - 1] == "." and token.type == "ident"}


def floats(tokens: list[Node], part: list[Node]) -> bool:
    """Whether a selector, by its last part, can mean what the theme or the lightbox lays over the page."""
    marked = classes(part)
    bare = not marked and not any(token.type in ("hash", "function") for token in part) and not in_text(tokens)
    return bare or any(word.startswith(THEMES) for word in marked)


def in_text(tokens: list[Node]) -> bool:
    """Whether a selector begins with the text of a page, and means what stands in it: ".md-typeset figure img"."""
    first = [token for token in tokens if token.type not in ("[] block", "whitespace")][:3]
    found = len(first) == 3 and first[0] == "." and getattr(first[1], "value", "") in TEXTS
    return found and tokens[tokens.index(first[1]) + 1].type == "whitespace" and first[2] not in ("+", "~")
