"""Words that no dictionary knows, in everything that readers see: pages, shared texts, data, drawings, emails.

Addresses, ids, code, and the titles and names of sources are not read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.parsers import expat

from checks.known_words import Advice, is_right, named, wrong_part
from guard import drawings
from sources import Document, Page, Problem, Sources, place, plaintext, yamlfile
from sources.syntax import blank

LIST = "docs/_data/spelling-words.yml"
# fields of data files that are no words of ours: ids, addresses, names, what others printed, patterns, choices
UNREAD = set(
    "abbreviation anchor authors condition deaf_source doi find forms from group id isbn issue journal key kind maybe"
    " number page pages place pmcid pmid publisher region register registration same_as second section see source"
    " sources status term to topic unless url verbs verdict volume word words year".split()
)
UNREAD_IN = {("references", "title"), ("abbreviations", "short"), ("people", "name")}
MOST = 30  # of one file, which may be in another language
HEADER = ("title", "description", "what")
WORD = re.compile(r"(?<![\w&#/@])[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'’-]+")
FILE = re.compile(
    r"https?:\S+|www\.\S+"
    r"|[\w./-]*[\w-]\.(?:bib|css|csv|html|js|json|md|org|pdf|png|py|ris|svg|toml|txt|xml|ya?ml)\b"
)
FOREIGN = re.compile(r"<(\w+)[^<>]*\b(?:translate=\"no\"|lang=\"[^\"]*\")[^<>]*>[^<]*</\1>")  # stays in its language
SIGNS = re.compile(r"[\[{/]|\.\w")  # a value without these is words as it stands
NO_WORDS = re.compile(r"\[@[^\]]*\]|(?<=\])\([^()\s]*\)|\{[^{}]*\}")  # of a value: citations, targets, pages


@dataclass(frozen=True)
class Text:
    """Words that readers see: the file, the words with every sign in its place, and where they begin: in a page the
    line of the file, in data the place.
    """

    path: str
    words: str
    line: int = 1
    document: Document | None = None
    where: yamlfile.Path = ()


def of_page(page: Page) -> str:
    """The words of a page, in their places."""
    words = FILE.sub(blank, plaintext.words_only(page.body))
    for match in FOREIGN.finditer(page.body):
        words = words[: match.start()] + blank(match) + words[match.end() :]
    return words


def of_pages(pages: Iterable[Page]) -> Iterator[Text]:
    """The words of pages, or of shared texts, and of what their headers show."""
    for page in pages:
        yield Text(page.path, of_page(page), page.body_line)
        for where, value in yamlfile.strings(page.meta):
            if where[-1] in HEADER:
                yield Text(page.path, value, document=page.front, where=where)


def of_value(value: str) -> str:
    """The words of a value in the data."""
    return FILE.sub(blank, NO_WORDS.sub(blank, value)) if SIGNS.search(value) else value


def of_data(sources: Sources) -> Iterator[Text]:
    """The words in data files, but for what is no text."""
    for name, document in sources.data.items():
        for where, value in document.texts:
            field = next((part for part in reversed(where) if isinstance(part, str)), "")
            if field not in UNREAD and (name, field) not in UNREAD_IN:
                yield Text(document.path, of_value(value), document=document, where=where)


def of_drawings(sources: Sources) -> Iterator[Text]:
    """The words in drawings that can be read."""
    for uri, raw in sources.raw.items():
        if uri.endswith(".svg"):
            try:
                read = drawings.parsed(raw)
            except (drawings.DocumentTypeError, expat.ExpatError):
                continue  # drawings.py says so
            for element, line in read.lines.items():
                if element.text and element.text.strip() and element.tag != "style":
                    yield Text(f"docs/{uri}", element.text, line)


def check(sources: Sources) -> Iterator[Problem]:
    """Every word that is not known, at its place."""
    names = named(sources)
    pages = [*sources.pages.values(), *sources.snippets.values()]
    texts = [(text, WORD.findall(text.words)) for text in (*of_pages(pages), *of_data(sources), *of_drawings(sources))]
    every = {word for _, words in texts for word in words}
    wrong = {word for word in every if LATIN.fullmatch(word) and not is_right(word, names)}
    if not wrong:
        return
    advice = Advice(word for _, words in texts for word in words if word not in wrong)
    found: dict[str, list[tuple[Text, re.Match[str]]]] = {}
    for text, words in texts:
        for match in WORD.finditer(text.words) if wrong.intersection(words) else ():
            if match[0] in wrong and not quoted(text, match[0], sources):
                found.setdefault(text.path, []).append((text, match))
    for hits in found.values():
        told = [problem(text, match, advice, sources) for text, match in hits[:MOST]]
        yield from told
        if more := len(hits) - len(told):
            what = f"and {more} more words that are not in the dictionary."
            last = max(told)
            yield replace(last, column=last.column + 1, what=what, fix="Mend these first; they are checked again.")


def quoted(text: Text, word: str, sources: Sources) -> bool:
    """Whether a word stands in the title of a source, which is printed as it is."""
    titles = (str(row.get("title")) for row in sources.rows("references") if word in str(row.get("title")))
    return any(title in text.words for title in titles)


def problem(text: Text, match: re.Match[str], advice: Advice, sources: Sources) -> Problem:
    """What is said of a word, or of its part between hyphens: its place, and what to write."""
    word = wrong_part(match[0], named(sources))
    others = advice.of(word)
    what = f'"{word}" is not in the dictionary.'
    also = f"If it is right, add this line to {LIST}: - word: {word}"
    fix = f"Did you mean {' or '.join(others)}? {also}" if others else f"Look it up. {also}"
    if not text.document:
        line, column = place(text.words, match.start())
        return Problem(text.path, text.line + line - 1, column, what, fix)
    first, column = text.document.place(text.where)
    lines = sources.raw.get(text.path.removeprefix("docs/"), b"").decode("utf-8", "replace").split("\n")
    spelled = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for number, said in enumerate(lines[first - 1 :], first):  # a value can fill several lines
        if at := spelled.search(said, column - 1 if number == first else 0):
            return Problem(text.path, number, at.start() + 1, what, fix)
    return Problem(text.path, first, column, what, fix)
