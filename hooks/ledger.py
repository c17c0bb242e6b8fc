"""The ledger of claims: every claim leads to a section that deals with it and cites what the claim rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import citations
import datablocks
import plaintext
from problems import Problem, nearest
from sources import Page, Sources
from structure import HEADING

ID = re.compile(r"#([\w-]+)[^}\n]*\}|\bid=\"([\w-]+)\"")


def sections(page: Page, sources: Sources) -> dict[str, str]:
    """What stands under every id of a page, as Markdown with data blocks in place.

    Under the id of a heading: all up to the next heading of its level or above. Under the id of a table row, a list
    item or a source: that line and what is indented below it.
    """
    text = datablocks.expand(sources.expanded(page), sources, page.uri)
    hidden = plaintext.without_code(text)
    heads = list(HEADING.finditer(hidden))
    found = {"page-title": text}
    for index, head in enumerate(heads):
        end = next(
            (other.start() for other in heads[index + 1 :] if len(other["marks"]) <= len(head["marks"])), len(text)
        )
        for match in ID.finditer(head[0]):
            found[match[1] or match[2]] = text[head.start() : end]
    for match in ID.finditer(hidden):
        name = match[1] or match[2]
        if name not in found:
            start = hidden.rfind("\n", 0, match.start()) + 1
            end = hidden.find("\n", match.end())
            found[name] = text[start : end if end >= 0 else len(text)]
    return found


def check(sources: Sources) -> Iterator[Problem]:
    """Claims that lead nowhere, to a section that cites none of their sources, or to a claim that is not there."""
    document = sources.data.get("claims")
    rows = sources.rows("claims")
    known = {str(row.get("id")) for row in rows}
    under: dict[str, dict[str, str]] = {}
    for index, row in enumerate((document.data or []) if document and isinstance(document.data, list) else []):
        if not isinstance(row, dict):
            continue
        if "same_as" in row and row["same_as"] not in known:
            yield document.problem(
                (index, "same_as"),
                f'there is no claim "{row["same_as"]}".',
                nearest(str(row["same_as"]), known) or "Delete the line.",
            )
        if "page" not in row:
            continue
        if row["page"] not in sources.pages:
            yield document.problem(
                (index, "page"),
                f"there is no page docs/{row['page']}.",
                nearest(str(row["page"]), sources.pages) or "Look up its name in the docs folder.",
            )
            continue
        found = under.setdefault(row["page"], sections(sources.pages[row["page"]], sources))
        if row.get("anchor") not in found:
            yield document.problem(
                (index, "anchor"),
                f'docs/{row["page"]} has no section "#{row.get("anchor")}".',
                nearest(str(row.get("anchor")), found) or f"It has: {', '.join(sorted(found)[:8])}.",
            )
            continue
        cited = citations.keys(found[row["anchor"]])
        if row.get("sources") and not set(row["sources"]) & set(cited):
            yield document.problem(
                (index, "anchor"),
                f"the section #{row['anchor']} of docs/{row['page']} cites none of the sources of this claim.",
                f"Cite one of {', '.join(row['sources'])} there, or name the section that does.",
            )
