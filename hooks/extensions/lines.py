"""Markdown lines as all data blocks write them: a table, and the citations of an entry."""

import html
from collections.abc import Collection, Iterable
from typing import Any

Row = dict[str, Any]


def cite(row: Row) -> str:
    """The citations of an entry; empty when it has none."""
    return f"[{'; '.join('@' + key for key in row['sources'])}]" if row.get("sources") else ""


def advice(row: Row) -> str:
    """The citations of an entry, or the words that say there is none."""
    return cite(row) or " Usual advice, we found no study."


def table(head: Collection[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(' '.join(cell.split()) for cell in line)} |" for line in lines]


def link(words: str, address: str) -> str:
    """A link, as HTML."""
    return f'<a href="{html.escape(address)}">{html.escape(words, quote=False)}</a>'
