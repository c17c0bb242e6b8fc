"""Data blocks: a line such as {{ conditions }} in a page is replaced by what the data file says, as Markdown.

A Markdown extension that knows no site generator. Every block is a function from sources to Markdown lines, so citations,
certainty labels and tables in it are treated like those in a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

import citations
import plaintext
from certainty import GRADES
from problems import Problem, nearest
from sources import Page, Sources, relative

LINE = re.compile(r"^[ \t]*\{\{ *(?P<name>[\w-]+)(?: +(?P<argument>[\w-]+))? *\}\}[ \t]*$", re.M)
REGIONS = {"neck-and-shoulder": "Neck and shoulder", "low-back": "Low back", "head-and-jaw": "Head and jaw",
           "arm-and-leg": "Arm and leg", "whole-body": "Whole body, and uses that fit no body part"}
LEVELS = {"do-not": "Do not have it", "ask-first": "Ask a doctor first", "tell": "Tell the health professional"}
URGENCY = {"emergency": "Call your emergency number now", "same-day": "See a doctor the same day",
           "call": "Call the person who needled you", "normal": "Expected: no need to call"}
UNSOURCED = "Usual advice, we found no study."
Row = dict[str, Any]


def cite(row: Row) -> str:
    """The citations of an entry, or the words that say there is none."""
    return f"[{'; '.join('@' + key for key in row['sources'])}]" if row.get("sources") else ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return [f"| {' | '.join(' '.join(cell.split()) for cell in line)} |" for line in lines]


def conditions(sources: Sources, page: str, argument: str) -> list[str]:
    """Every condition, by region: what happens in the first weeks, later, and how sure we are."""
    def rows() -> Iterator[list[str]]:
        for region, title in REGIONS.items():
            yield [f"{title} {{#{region}}}", "", "", ""]
            for row in sources.rows("conditions"):
                if row["region"] == region:
                    yield [f"{row['name']} {{#{row['id']}}}", row["short_term"] + cite(row), row["long_term"],
                           f"({row['certainty']})"]
    return table(("Problem", "In the first weeks", "Months later", "How sure we are"), rows())


def warning_signs(sources: Sources, page: str, argument: str) -> list[str]:
    """Warning signs of one urgency: what you notice, what it may be, when it starts, what to do."""
    rows = (row for row in sources.rows("warning-signs") if row["urgency"] == argument)
    return table(("What you notice", "What it may be, and when", "What to do"),
                 ([f"{row['sign']} {{#{row['id']}}}", f"{row['cause']}. {row['when']}.",
                   f"{row['do']}{cite(row) or ' ' + UNSOURCED}"] for row in rows))


def contraindications(sources: Sources, page: str, argument: str) -> list[str]:
    """Who should not have it, by level: who, what to do, and what that rests on."""
    rows = (row for row in sources.rows("contraindications") if row["level"] == argument)
    return table(("Who", "What to do", "What this rests on"),
                 ([f"{row['who']} {{#{row['id']}}}", row["advice"], f"{row['basis']}{cite(row) or ' ' + UNSOURCED}"]
                  for row in rows))


def aftercare(sources: Sources, page: str, argument: str) -> list[str]:
    """Aftercare advice of one kind, each with what it rests on."""
    return [f"- <span id=\"{row['id']}\">{row['advice']}</span> <small>{row['basis']}{cite(row) or ' ' + UNSOURCED}</small>"
            for row in sources.rows("aftercare") if row["kind"] == argument]


def emergency_numbers(sources: Sources, page: str, argument: str) -> list[str]:
    """Emergency numbers, one country a line."""
    return [f"- {row['place']}: {row['number']}" for row in sources.rows("emergency-numbers")]


def certainty_key(sources: Sources, page: str, argument: str) -> list[str]:
    """What every certainty label means."""
    rows = ([f"({grade.words}) {{#{grade.anchor}}}", grade.meaning, f"\"{grade.example} ...\""] for grade in GRADES.values())
    return table(("Label", "What it means", "How we word it"), rows)


def changes(sources: Sources, page: str, argument: str) -> list[str]:
    """Every change of meaning on any page, newest first."""
    found = [(change["date"], other.meta["title"], relative(other.uri, page), change["what"])
             for other in sources.pages.values() for change in other.meta.get("changes") or []]
    return table(("Date", "Page", "What changed"),
                 ([date, f"[{title}]({link})", what] for date, title, link, what in sorted(found, key=lambda row: (row[0], row[1]),
                                                                                        reverse=True)))


def references(sources: Sources, page: str, argument: str) -> list[str]:
    """Every source: what kind, how large, what it found, where it is, and the pages that cite it."""
    cited, lines = citations.cited_in(sources), []
    for row in sources.rows("references"):
        if row.get("use") != citations.CITABLE:
            continue
        pages = ", ".join(f"[{sources.pages[uri].meta.get('title', uri)}]({relative(uri, page)})" for uri in cited.get(row["key"], []))
        addresses = ", ".join(f"[{text}]({address})" for text, address in citations.links(row))
        where = ", ".join(str(row[name]) for name in ("journal", "year") if row.get(name))
        lines += [f"<div class=\"source\" id=\"{row['key']}\" markdown>", "",
                  f"{row['title']}{'' if row['title'].endswith(('?', '.')) else '.'}", "{: .source__title }", "",
                  " ".join(filter(None, [", ".join(row.get("authors") or []) + "." if row.get("authors") else "", f"{where}." if where else "",
                                         addresses])), "",
                  f"{str(row['type']).capitalize()}{', ' + row['size'] if row.get('size') else ''}. What it found: {row['finding']}", "",
                  f"Cited on: {pages}.", "{: .source__pages }", "", "</div>", ""]
    return lines


BLOCKS: dict[str, tuple[Callable[[Sources, str, str], list[str]], tuple[str, ...]]] = {
    "conditions": (conditions, ("",)),
    "warning-signs": (warning_signs, tuple(URGENCY)),
    "contraindications": (contraindications, tuple(LEVELS)),
    "aftercare": (aftercare, ("do", "do-not", "clinic")),
    "emergency-numbers": (emergency_numbers, ("",)),
    "certainty-key": (certainty_key, ("",)),
    "changes": (changes, ("",)),
    "references": (references, ("",)),
}


def expand(text: str, sources: Sources, page: str) -> str:
    """A Markdown text with every known data block in place; lines inside code are left alone."""
    hidden = plaintext.without_code(text)

    def replace(match: re.Match[str]) -> str:
        name, argument = match["name"], match["argument"] or ""
        if hidden[match.start():match.end()] != match[0] or name not in BLOCKS or argument not in BLOCKS[name][1]:
            return match[0]
        try:
            return "\n".join(BLOCKS[name][0](sources, page, argument))
        except (KeyError, TypeError, AttributeError):  # a field is missing or wrong, which structure.check_data reports
            return match[0]

    return LINE.sub(replace, text)


def check(page: Page) -> Iterator[Problem]:
    """Data blocks that do not exist, or with a word after the name that they do not know."""
    for match in re.finditer(r"\{?\{[^{}\n]*\}\}|\{\{.*$", plaintext.without_code(page.body), re.M):
        line, column = plaintext.place(page.body, match.start())
        here = (page.path, line + page.body_line - 1, column)
        whole = LINE.fullmatch(match[0])
        if not whole:
            yield Problem(*here, f"{match[0]} is not a data block.", "Write for example {{ conditions }} on a line of its own.")
        elif whole["name"] not in BLOCKS:
            yield Problem(*here, f"there is no data block \"{whole['name']}\".",
                          nearest(whole["name"], BLOCKS) or f"Known are: {', '.join(BLOCKS)}.")
        elif (whole["argument"] or "") not in BLOCKS[whole["name"]][1]:
            choices = " or ".join(f"{{{{ {whole['name']} {word} }}}}".replace("  ", " ") for word in BLOCKS[whole["name"]][1])
            yield Problem(*here, f"{match[0]} names no part of that data.", f"Write {choices}.")


class DataBlockPreprocessor(Preprocessor):
    """Runs after snippets (32) and before fenced code (25)."""

    def __init__(self, md: Markdown, extension: DataBlockExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        return expand("\n".join(lines), self.extension.sources, self.extension.page).split("\n")


class DataBlockExtension(Extension):
    """`sources` and the uri of the `page` being rendered; whoever renders sets both."""

    def __init__(self, sources: Sources | None = None, **options: object) -> None:
        super().__init__(**options)
        self.sources = sources or Sources()
        self.page = "index.md"

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register between snippets and fenced code."""
        md.preprocessors.register(DataBlockPreprocessor(md, self), "data-blocks", 31)


def makeExtension(**options: Any) -> DataBlockExtension:  # noqa: N802 (Markdown's name)
    """For `markdown_extensions: [datablocks]` in any generator; reads docs/ itself when no sources are given."""
    from sources import ROOT, read
    options.setdefault("sources", read(ROOT / "docs"))
    return DataBlockExtension(**options)
