"""Citations in Pandoc's syntax, [@kietrys2013], [@a; @b], [@a, p. 3], against docs/_data/references.yml.

A Markdown extension that knows no site generator. A citation becomes a footnote, so that numbers, back-links, tooltips
and print come from the footnotes extension; the list stands at the end of the page under "Sources".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import plaintext
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from problems import Problem, nearest
from sources import Page, Sources, relative
from untranslated import kept

Reference = Mapping[str, Any]
CITATION = re.compile(r"\[(?=[^\[\]\n]*@)([^\[\]\n]*)\](?!\()")
ITEM = re.compile(r"@(?P<key>[a-z][a-z0-9_]*)(?:, (?P<locator>[^@;]+))?")
CODE = re.compile(r"(`+)(?:(?!\1)[^\n])*?\1")
CITABLE = "cite"
NEED_SOURCES = {"home", "explainer", "evidence", "safety", "leaflet", "action", "decision"}
COUNTED = re.compile(
    r"\b\d[\d,.]*(?: \w+)?? (?:in every|out of|of every|in"
    r" \d|people|patients|women|men|adults|volunteers|trials?|studies|treatments?|rabbits|rats|mice|points?)\b",
    re.I,
)
GRADED = re.compile(r"\((?:high|moderate|low|very low) certainty\)|\(shown in (?:people|animals)\)")


def parse(inside: str) -> list[tuple[str, str]]:
    """Keys and locators of what stands between the brackets: "@a, p. 3; @b" gives [("a", "p. 3"), ("b", "")].

    Raises ValueError when it is not a citation.
    """
    items = [ITEM.fullmatch(item.strip()) for item in inside.split(";")]
    if not all(items):
        raise ValueError(inside)
    return [(item["key"], (item["locator"] or "").strip()) for item in items]


def keys(text: str) -> list[str]:
    """Every key cited in a Markdown text, in order, without repeats; malformed citations are left out."""
    found: dict[str, None] = {}
    for match in CITATION.finditer(plaintext.without_code(text)):
        try:
            found.update(dict.fromkeys(key for key, _ in parse(match[1])))
        except ValueError:
            continue
    return list(found)


def cited_in(sources: Sources) -> dict[str, list[str]]:
    """For every key, the uris of the pages that cite it: in their text, or through a data block that they show."""
    found: dict[str, list[str]] = {}
    for page in sources.pages.values():
        text = sources.expanded(page)
        shown = re.findall(r"^\{\{ ([\w-]+)(?: [^}]*)? \}\}", plaintext.without_code(text), re.M)
        for key in dict.fromkeys([*keys(text), *(key for name in shown for key in data_keys(sources, name))]):
            found.setdefault(key, []).append(page.uri)
    return found


def data_keys(sources: Sources, name: str) -> list[str]:
    """Every key cited by the entries of the data file `name`."""
    return [key for _, _, key in sources.keys(name)]


def check(page: Page, references: Mapping[str, Reference]) -> Iterator[Problem]:
    """Malformed, unknown or uncitable citations of a page."""
    text = plaintext.without_code(page.body)
    for match in CITATION.finditer(text):
        line, column = plaintext.place(text, match.start())
        here = (page.path, line + page.body_line - 1, column)
        if re.match(r"\[@", text[match.end() :]):
            yield Problem(*here, f"two citations stand side by side after {match[0]}.", "Join them: [@a; @b]")
        if text[text.rfind("\n", 0, match.start()) + 1 : match.start()].startswith("#"):
            yield Problem(*here, "a heading holds a citation.", "Move it to the sentence that needs it.")
        try:
            items = parse(match[1])
        except ValueError:
            if re.search(r"@[\w]*[A-Za-z]", match[1]):
                yield Problem(*here, f"{match[0]} is not a citation.", "Write [@key], [@a; @b] or [@key, p. 3].")
            continue
        for key, _ in items:
            yield from (Problem(*here, *wrong) for wrong in wrongs(key, references))
    for match in re.finditer(r"\[@[^\]\n]*\]\([^)\n]*\)", text):
        line, column = plaintext.place(text, match.start())
        yield Problem(
            page.path,
            line + page.body_line - 1,
            column,
            "a citation cannot be a link.",
            f"Write {match[0][: match[0].index(']') + 1]} and give the source its address in references.yml.",
        )
    for match in re.finditer(r"\[@[^\]\[\n]*(?=[\[\n]|\Z)", text):
        line, column = plaintext.place(text, match.start())
        yield Problem(
            page.path,
            line + page.body_line - 1,
            column,
            "a citation has no closing bracket.",
            f"Write {match[0].split()[0].rstrip('.,')}]",
        )


def uncited(page: Page) -> Iterator[Problem]:
    """Paragraphs and list items for patients that count something in a study, or name a certainty, without a source."""
    if page.meta.get("audience") != "patients" or page.meta.get("type") not in NEED_SOURCES:
        return
    lines = plaintext.without_code(page.body).splitlines()
    for block in plaintext.blocks(page.body, markers=True):
        if block.kind not in ("paragraph", "item"):
            continue
        found = COUNTED.search(block.text) or GRADED.search(block.text)
        end = block.line
        while end < len(lines) and lines[end].strip() and not re.match(r"\s*(?:[-*+]|\d+[.)]) ", lines[end]):
            end += 1
        source = "\n".join(lines[block.line - 1 : end])
        if found and not CITATION.search(source):
            yield Problem(
                page.path,
                block.line + page.body_line - 1,
                0,
                f'"{found[0].strip()}" stands here without a source.',
                "Write [@key] after the sentence; the keys are in docs/_data/references.yml.",
            )


def wrongs(key: str, references: Mapping[str, Reference]) -> Iterator[tuple[str, str]]:
    """What is wrong with citing `key`, and what to write."""
    if key not in references:
        yield (
            f'there is no source "{key}".',
            nearest(key, references) or "Add it to docs/_data/references.yml; its first lines show how.",
        )
    elif references[key].get("use") != CITABLE:
        yield (
            f'the source "{key}" may not be cited yet (use: {references[key].get("use")}).',
            "Cite another one, or confirm what is missing and set use: cite in docs/_data/references.yml.",
        )


def check_data(sources: Sources) -> Iterator[Problem]:
    """Unknown or uncitable keys in the data files, and citable sources that nothing cites."""
    references = sources.by_key("references")
    for name, document in sources.data.items():
        for index, number, key in sources.keys(name):
            for wrong in wrongs(key, references):
                yield document.problem((index, "sources", number), *wrong)
    cited = cited_in(sources)
    for index, row in enumerate(sources.rows("references")):
        if row.get("use") == CITABLE and row.get("key") not in cited:
            yield sources.data["references"].problem(
                (index, "key"), f'no page cites "{row.get("key")}".', "Cite it or delete it."
            )


def links(reference: Reference) -> list[tuple[str, str]]:
    """Text and address of every link of a source, the most lasting first."""
    known = [
        ("doi:{}", "https://doi.org/{}", "doi"),
        ("PubMed {}", "https://pubmed.ncbi.nlm.nih.gov/{}/", "pmid"),
        ("{}", "https://pmc.ncbi.nlm.nih.gov/articles/{}/", "pmcid"),
        ("{publisher}", "{}", "url"),
    ]
    return [
        (
            text.format(reference[name], publisher=reference.get("publisher") or "Owner's page"),
            to.format(reference[name]),
        )
        for text, to, name in known
        if reference.get(name)
    ]


def addresses(reference: Reference, most: int | None = None) -> str:
    """The links of a source in Markdown, the `most` lasting or all; else its ISBN, or where it was printed."""
    found = ", ".join(f"[{text}]({address})" for text, address in links(reference)[:most])
    return found or (
        f"ISBN {reference['isbn']}"
        if "isbn" in reference
        else f"Volume {reference.get('volume')}, pages {reference.get('pages')}"
    )


def who(authors: Sequence[str]) -> str:
    """Authors as a reader needs them: all up to three, else the first and "and others"."""
    if len(authors) > 3:
        return f"{kept(authors[0])} and others."
    return kept(ended(", ".join(authors))) if authors else ""


def ended(words: str) -> str:
    """Words with a mark at their end."""
    return words if words.endswith("?") or not words else words.rstrip(".") + "."


def entry(reference: Reference, page: str) -> str:
    """A source as one line of Markdown: who, what, where and when, what kind, its most lasting link."""

    def named(*names: str) -> str:
        return ended(", ".join(str(reference[name]) for name in names if reference.get(name)))

    title = kept(" ".join(filter(None, [named("title"), named("journal", "year")])))
    line = " ".join(filter(None, [who(reference.get("authors") or []), title, named("type", "size").capitalize()]))
    return f"{line} {addresses(reference, 1)}. [What it found]({relative('sources.md#' + str(reference['key']), page)})"


UNLISTED = {"get-help.md"}  # in an emergency a list of sources is in the way, and heavy; the numbers lead to it


class CitationPreprocessor(Preprocessor):
    """Rewrites citations as footnotes and appends the notes. Runs after fenced code is stashed, before raw HTML is."""

    def __init__(self, md: Markdown, extension: CitationExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        cited: dict[str, None] = {}

        def replace(match: re.Match[str]) -> str:
            if any(span.start() < match.start() < span.end() for span in spans):
                return match[0]
            try:
                items = parse(match[1])
            except ValueError:
                return match[0]
            marks = []
            for key, locator in items:
                if key in self.extension.references:
                    cited.setdefault(key)
                    if self.extension.page in UNLISTED:
                        there = relative("sources.md#" + key, self.extension.page)
                        marks.append(f"<sup>[{[*cited].index(key) + 1}]({there})</sup>")
                        continue
                    marks.append(f"[^{key}]" + (f'<span class="locator">{locator}</span>' if locator else ""))
            return "<sup>, </sup>".join(marks) or match[0]

        text = "\n".join(lines)
        spans = list(CODE.finditer(text))
        text = CITATION.sub(replace, text)
        if not cited:
            return text.split("\n")
        if self.extension.page in UNLISTED:
            return [
                *text.split("\n"),
                "",
                "## Sources {#sources}",
                "",
                (
                    "Each number leads to its source, on [the list of"
                    f" all]({relative('sources.md', self.extension.page)})."
                ),
            ]
        notes = [f"[^{key}]: {entry(self.extension.references[key], self.extension.page)}" for key in cited]
        return [*text.split("\n"), "", "## Sources {#sources}", "", *notes]


class CitationExtension(Extension):
    """`references` by key and the uri of the `page` being rendered; whoever renders sets both."""

    def __init__(self, references: Mapping[str, Reference] | None = None, **options: object) -> None:
        super().__init__(**options)
        self.references = references or {}
        self.page = "index.md"

    def extendMarkdown(self, md: Markdown) -> None:
        """Register between fenced code (25) and raw HTML (20)."""
        md.preprocessors.register(CitationPreprocessor(md, self), "citations", 24)
