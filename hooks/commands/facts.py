"""What a text claims in so many words: its numbers, what it forbids, its levels and where its links lead; and how that
differs between two versions. For commands/summary.py.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser

from sources import Page, Sources
from sources.inert import code
from sources.plaintext import blocks
from sources.syntax import AUTOLINK, CERTAINTY, DEFINITION, LINK

SIGNS = "[-\u2212+<>\u2264\u2265\u00b1~]"  # minus and plus, more and less than
WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million millions half halves quarter quarters third thirds once twice double first second""".split()
NUMBER = rf"(?:{SIGNS}\s?)?(?:\d+(?:[.,:/\u2013-]?\d+)*|[\u00bc-\u00be])(?:\s?[%°])?|(?:{'|'.join(WORDS)})\b"
NEGATION = (
    r"(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unless|except|avoid|stop|only|\w+n['\u2019]t"
    r"|at least|at most|more than|less than|fewer than|up to|under|over|before|after|within|always|must|should)\b"
)
FACT = re.compile(rf"(?<![\w.])(?:{NUMBER}|{NEGATION})(?:\s+[\w'\u2019-]+)?", re.I)
# kinds of pages, and shared texts, in which a warning must stay
APART = ("safety", "action", "leaflet", "decision", None)
PAIRED = 0.35  # the share of their words from which two sentences are one, rewritten
Line = tuple[str, str]  # the file in which it counts, "" for most, and a text
Texts = Mapping[str, list[str]]  # by the file that holds them: sentences, rows of tables, lines of drawings


def facts(text: str) -> list[str]:
    """Numbers, limits and negations in their order, each with the word after it; certainties; and where links lead that
    leave the site or give a sign its level.
    """
    found = [" ".join(match[0].lower().split()) for match in FACT.finditer(CERTAINTY.sub(" ", text))]
    found += [match["target"] for match in LINK.finditer(text) if ":" in match["target"]]
    return found + [match[1] for match in CERTAINTY.finditer(text)]


def units(page: Page) -> list[str]:
    """The sentences of a page, and each row of a table as one."""
    found: list[str] = []
    for (_, is_row), group in groupby(
        blocks(page.body, markers=True), lambda block: (block.line, block.kind == "cell")
    ):
        texts = [block.text for block in group]
        found += [" | ".join(texts)] if is_row else [part for text in texts for part in re.split(r"(?<=[.!?]) ", text)]
    return found


def drawn(raw: bytes) -> list[str]:
    """The words of a drawing, a line or a part of one each."""
    tree = LexborHTMLParser(raw.decode("utf-8", "replace"))
    return [" ".join(node.text().split()) for node in tree.css("text, title, desc")]


def texts(sources: Sources) -> dict[str, list[str]]:
    """All that can be read in pages, shared texts and drawings."""
    pages = {f"docs/{uri}": units(page) for uri, page in sources.pages.items()}
    shared = {page.path: units(page) for page in sources.snippets.values()}
    return pages | shared | {f"docs/{uri}": drawn(raw) for uri, raw in sources.raw.items() if uri.endswith(".svg")}


def links(sources: Sources) -> dict[str, list[str]]:
    """Every link that leaves the site, calls, or gives a sign its level: its words and where it leads, by file."""
    found: dict[str, list[str]] = {}
    for page in [*sources.pages.values(), *sources.snippets.values()]:
        body = page.body
        rows = [(match["text"], match["target"]) for match in LINK.finditer(body)]
        rows += [(match["name"], match["target"]) for match in DEFINITION.finditer(body)]
        rows += [("", match["target"]) for match in AUTOLINK.finditer(body)]
        found[page.path] = [f"{words} → {target}".strip() for words, target in rows if ":" in target]
    return found


def words(text: str) -> Counter[str]:
    """The words of a sentence."""
    return Counter(re.findall(r"\w+", text.lower()))


def changed(old: Texts, new: Texts, apart: Collection[str] = ()) -> Iterator[tuple[str, str, str]]:
    """File, old and new text of everything that is not as it was; "" where there is no counterpart.

    What only moved is left out, also to another file, but for the files that stand `apart`: what leaves one of them is
    told. So is a file that is new; but when others are gone, it may be one of them with another name.
    """

    def counted(files: Texts) -> Counter[Line]:
        return Counter((name if name in apart else "", text) for name, found in files.items() for text in found)

    before, after = counted(old), counted(new)
    lost, won = before - after, after - before
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    pairs = [([name], [name]) for name in sorted(old.keys() & new.keys())] + ([(gone, come)] if gone and come else [])
    for names, now_names in pairs:
        was = [text for name in names for text in take(lost, name if name in apart else "", old[name])]
        now = [text for name in now_names for text in take(won, name if name in apart else "", new[name])]
        for text in was:
            likeness, match = max(((share(text, other), other) for other in now), default=(0.0, ""))
            match = match if likeness >= PAIRED else ""
            if match:
                now.remove(match)
            yield ", ".join(now_names), text, match
        yield from ((", ".join(now_names), "", text) for text in now)


def take(left: Counter[Line], group: str, found: Iterable[str]) -> Iterator[str]:
    """The texts of which some are left in a group of files, each taken once."""
    for text in found:
        if left[group, text] > 0:
            left[group, text] -= 1
            yield text


def share(one: str, other: str) -> float:
    """How many of their words two sentences have in common, from 0 to 1."""
    a, b = words(one), words(other)
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def of_texts(old: Sources, new: Sources) -> list[str]:
    """A line for every sentence whose numbers, negations or certainty are not as they were."""
    lines = []
    apart = {page.path for page in [*old.pages.values(), *old.snippets.values()] if page.meta.get("type") in APART}
    for name, was, now in changed(texts(old), texts(new), apart):
        before, after = facts(was), facts(now)
        if before != after:
            less, more = Counter(before) - Counter(after), Counter(after) - Counter(before)
            what = f"{code(', '.join(less))} is now {code(', '.join(more))}" if less or more else "the order"
            lines.append(f"- {code(name)}: {what}. Was {code(was)}, is {code(now)}.")
    return lines


def of_links(old: Sources, new: Sources) -> list[str]:
    """A line for every link to another site, telephone number and level of a sign that is not as it was."""
    return [
        f"- {code(name)}, a link: was {code(was)}, is {code(now)}."
        for name, was, now in changed(links(old), links(new))
    ]
