"""What the Markdown of a page, and of a value in the data, becomes: nothing there may look like a mark of the build.

It is rendered once more without the build's own steps, and the tree is read as a browser reads it. So no way of writing
hides from the list, and what only the build may write can be told from what it wrote.
"""

import bisect
import functools
import re
from collections.abc import Callable, Iterator

import markdown
from markdown.extensions.footnotes import FootnoteExtension
from selectolax.lexbor import LexborHTMLParser

from guard import allowed_html, leftover_marks
from guard.browser_links import HERE, Links, allowed, emergency_numbers
from guard.characters import unseen
from guard.unsafe_content import EMAIL, OF_A_PERSON, TELEPHONE
from guard.unsafe_values import ADDRESSES, PATTERNS
from sources import Page, Problem, Sources, Wrong
from sources.syntax import URGENCIES, without_code

# as in mkdocs.yml, those that MkDocs adds too; not shared texts, each of which is looked at by itself
EXTENSIONS = (
    "toc tables fenced_code abbr admonition attr_list def_list footnotes md_in_html pymdownx.blocks.caption"
    " pymdownx.details pymdownx.superfences pymdownx.tabbed"
).split()
OPTIONS = {"tables": {"use_align_attribute": True}, "pymdownx.tabbed": {"alternate_style": True}}
SIGNS = tuple(f"{level}:" for level in URGENCIES)  # marks of warning signs, of which the build makes links
MARKS = re.compile(r"[\[\]<>&{}`*_\\]|//|@|www\.|\d{6}", re.I)  # without one of these a value is words
AS_TEXT = re.compile(r"</?[a-z][^<>]*>|(?<!\{)\{[^{}\n]*=[^{}\n]*\}", re.I)  # a tag or attributes that were not read
MOST = 8  # one slip can have several, and each line is looked for by rendering
WEB = re.compile(r"\b(?:https?:|www\.)[^\s<>\"')\]]+", re.I)


@functools.cache
def reader() -> markdown.Markdown:
    """Markdown as the site reads it, without the steps of the build."""
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS)


@functools.lru_cache(maxsize=512)  # while somebody writes, most pages stay
def wrongs(text: str, uri: str, links: Links, read: bool = True) -> list[Wrong]:
    """Everything that is wrong with what a Markdown text of the file `uri` becomes, each once; `read` by people."""
    tree = LexborHTMLParser(f"<article>{reader().reset().convert(text)}</article>")
    found = [wrong for _, wrong in allowed_html.wrongs(tree, allowed_html.written(uri), links)]
    found += [*note_wrongs(tree), *((what, fix) for _, what, fix in unseen(said(tree)))]
    left = [*leftover_marks.in_tree(tree)] if read else []
    for code in tree.css("pre, code"):
        code.decompose()
    left += leftover_marks.in_text(said(tree), text) if read else []
    return list(dict.fromkeys([*found, *word_wrongs(tree, text, links, read), *left]))


def note_wrongs(tree: LexborHTMLParser) -> Iterator[Wrong]:
    """Marks of a note that Markdown did not make: a box of notes folds, and a number stands for a source."""
    known = next(each.footnotes for each in reader().registeredExtensions if isinstance(each, FootnoteExtension))
    notes = tree.css(".footnote > ol > li[id^='fn:']")
    marks = tree.css("sup[id^='fnref'] > a.footnote-ref[href^='#fn:'], li[id^='fn:'] a.footnote-backref")
    boxes, every = tree.css(".footnote"), tree.css(".footnote-ref, .footnote-backref")
    if len(boxes) != bool(known) or len(notes) != len(known) or len(marks) != len(every):
        yield "this looks like a note and is none.", "Write [^name] for a note, or [@key] for a source."


def word_wrongs(tree: LexborHTMLParser, source: str, links: Links, read: bool) -> Iterator[Wrong]:
    """What is wrong with the words outside of code, where an address is an example, however they are written."""
    text = said(tree)
    for match in AS_TEXT.finditer(text):
        if match[0] not in without_code(source):
            continue  # written as &lt;div&gt; on purpose
        yield (
            f'"{match[0][:40]}" stands on the page as text.',
            "Look at the mark-up of that place, or write it as code.",
        )
    for pattern, name in ((EMAIL, "an email address"), (TELEPHONE, "a telephone number")):
        if pattern.search(text):
            yield f"{name} stands in the text.", OF_A_PERSON
    for link in tree.css("a"):
        link.decompose()
    text = said(tree)
    for match in WEB.finditer(text):
        address = match[0].rstrip(".,;:!?")
        half = text[: match.start()].endswith(("](", ")[", "] (", ") ["))  # of a link that is none, which is told
        yield from links.elsewhere(address) or (leftover_marks.pressed(address) if read and not half else ())


def said(tree: LexborHTMLParser) -> str:
    """The words of an article."""
    return "".join(article.text() for article in tree.css("article"))


def check(page: Page, sources: Sources) -> Iterator[Problem]:
    """What may not become of the Markdown of a page, at the line with which it comes to be."""
    links = Links(HERE, SIGNS, allowed(), emergency_numbers(sources))
    text = page.body.lstrip()  # as extensions/page.py puts its title before it
    before, lines = page.body.count("\n") - text.count("\n"), text.split("\n")

    @functools.cache
    def until(many: int) -> list[Wrong]:
        """What is wrong with the first so many lines."""
        return wrongs("\n".join(lines[:many]), page.uri, links)

    for wrong in until(len(lines))[:MOST]:
        holds = functools.partial(has, until, wrong)
        yield page.on(bisect.bisect_left(range(1, len(lines) + 1), True, key=holds) + 1 + before, *wrong)


def has(until: Callable[[int], list[Wrong]], wrong: Wrong, many: int) -> bool:
    """Whether so many lines of a page are enough for what is wrong with it."""
    return wrong in until(many)


def check_data(sources: Sources) -> Iterator[Problem]:
    """What may not become of a value in a data file."""
    links = Links(HERE, SIGNS, allowed(), emergency_numbers(sources))
    for name, document in sources.data.items():
        for where, value in document.texts:
            if MARKS.search(value):
                field = next((part for part in reversed(where) if isinstance(part, str)), "")
                read = field not in ADDRESSES and (name, field) not in PATTERNS
                yield from (document.problem(where, *wrong) for wrong in of_value(value, links, read))


@functools.lru_cache(maxsize=20_000)
def of_value(value: str, links: Links, read: bool) -> tuple[Wrong, ...]:
    """What is wrong with a value; most stay the same from one save to the next."""
    return tuple(wrongs(value, "", links, read))
