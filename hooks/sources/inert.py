"""Texts of other people that stay texts: shown as code, on one line, so that nothing in them comes alive."""

import re
import unicodedata


def code(text: object) -> str:
    """A text of somebody else in a report, as code: no link, picture, tag or name in it comes alive, and what cannot be
    seen is shown as a mark.
    """
    plain = "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cf", "Co") else sign for sign in show(text))
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    gap = " " if "`" in plain else ""
    return f"{fence}{gap}{plain}{gap}{fence}" if plain else "nothing"


def show(value: object) -> str:
    """A value of a data file on one line."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {show(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(show, value))
    return "" if value is None else " ".join(str(value).split())


def cut(text: str, most: int = 200) -> str:
    """A text that is no longer than `most` characters; what was cut is shown by three dots."""
    return text if len(text) <= most else text[: most - 4].rstrip() + " ..."
