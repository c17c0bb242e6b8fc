"""Eighteen signs that people come with: every page of the built site that names one gives it the level of its row in
warning-signs.yml.
"""

from __future__ import annotations

import json
import re

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks import sign_levels
from conftest import PAGES, SITE
from sources import files, plaintext

KINDS = {
    **{f"h{n}": "heading" for n in range(1, 7)},
    "li": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "p": "paragraph",
    "div": "",
    "tr": "",
    "dt": "paragraph",
    "pre": "",
    "ul": "",
    "ol": "",
    "section": "",
    "details": "",
    "summary": "paragraph",
    "blockquote": "",
    "article": "",
    "table": "",
    "figure": "",
    "figcaption": "paragraph",
    "br": "",
}
PRESENTATIONS = {  # what people notice: the row, and every way in which our pages say it
    "trouble breathing": ("lung", r"trouble breathing|breathless|breathing trouble|short of breath"),
    "new chest pain": (
        "lung",
        r"chest pain|tight chest|chest tightness|tightness in the chest|pain or tightness in the chest",
    ),
    "rib pain on breathing": ("lung", r"\bribs?\b[^.]*breathe? in|\brib\b[^.]*breathing in"),
    "collapse": ("collapse", r"\bcollapses?\b"),
    "fit": ("collapse", r"\b(?:a|has a) fit\b"),
    "weak arm after neck needling": ("spine", r"weak[^.]*\bneck\b|\bneck\b[^.]*\bweak|weak or numb (?:arm|leg)"),
    "dropped foot after calf needling": ("nerve", r"dropped (?:wrist|foot)"),
    "numb between the legs": ("spine", r"numbness (?:or tingling )?between the legs"),
    "drooping face": ("stroke", r"droop\w* face|face (?:droops|drops)"),
    "sudden headache": ("bad-headache", r"sudden,? severe headache"),
    "headache worse on sitting up": ("headache", r"headache[^.]*\bsit\b"),
    "swelling of the throat": ("allergy", r"swell[^.]*throat|swollen[^.]*throat"),
    "pain far worse than expected": ("fast-infection", r"far worse than"),
    "hot joint": (
        "deep-infection",
        r"hot,? (?:and )?(?:swollen,? )?(?:very painful )?(?:joint|knee|elbow)|(?:joint|knee|elbow) that is hot",
    ),
    "fever alone": ("fever", r"\bfever\b"),
    "fever on chemotherapy": (
        "fever-weak-immunity",
        r"(?:fever|temperature)[^.]*chemotherapy|chemotherapy[^.]*\bfever",
    ),
    "a needle left in": ("needle-left", r"piece of (?:a )?needle|needle, or a piece"),
    "bleeding in pregnancy": ("pregnant", r"pregnan[^.]*any bleeding"),
    "heavy bleeding in pregnancy": ("pregnant-bleeding", r"heavy bleeding[^.]*pregnan|pregnan[^.]*heavy bleeding"),
}
BEFORE = (
    "Wait if you have a fever",
    "You have a fever or an infection",
    "Do not fly or dive with any chest",
)  # about whether to be needled, or to fly, and not about whom to call


def blocks(root: LexborNode) -> list[plaintext.Block]:
    """What a reader reads, block by block, with the row of a table as its line; notes at the foot and what others claim
    are left out.
    """
    found: list[plaintext.Block] = []
    parts: list[str] = []

    def close(kind: str, line: int) -> None:
        if words := " ".join("".join(parts).split()):
            found.append(plaintext.Block(kind, line, words))
        parts.clear()

    def walk(node: LexborNode, kind: str, line: int) -> None:
        for child in node.iter(include_text=True):
            classes = (child.attributes.get("class") or "").split() if child.tag != "-text" else ()
            if child.tag == "-text":
                parts.append(re.sub(r"<[^>]*>", " ", child.text()))  # the cards of the link kit show their own tags
            elif child.tag in ("script", "style", "svg", "sup", "button") or {"headerlink", "claim__text"} & {*classes}:
                continue
            elif child.tag in KINDS:
                close(kind, line)
                inner = (
                    "note"
                    if "admonition-title" in classes
                    else (
                        kind
                        if kind in ("item", "cell") and KINDS[child.tag] == "paragraph"
                        else KINDS[child.tag] or kind
                    )
                )
                row = len(found) + 1 if child.tag == "tr" else line
                walk(child, inner, row)
                close(inner, row)
            else:
                walk(child, kind, line)

    walk(root, "paragraph", 0)
    close("paragraph", 0)
    return found


def read(file: str, text: str) -> list[plaintext.Block]:
    """What one file of the site says, block by block. Of the search index the sources are left out, which say what
    studies found, and the claims, which say what others say.
    """
    if file.endswith(".html"):
        tree = LexborHTMLParser(text)
        return [
            *blocks(tree.css_first("article")),
            plaintext.Block("paragraph", 0, tree.css_first("meta[name=description]").attributes["content"]),
        ]
    if file == "feed.xml":
        return [
            block for entry in feedparser.parse(text).entries for block in blocks(LexborHTMLParser(entry.summary).body)
        ]
    return [
        block
        for entry in json.loads(text)["docs" if "search" in file else "links"]
        if not str(entry.get("location")).startswith(("sources/", "claims/"))
        for block in blocks(
            LexborHTMLParser(
                f"<h2>{entry['title']}</h2><div>{entry.get('text') or entry.get('description') or ''}</div>"
            ).body
        )
    ]


FILES = {
    file: (SITE / file).read_text("utf-8")
    for file in [
        *(f"{page}index.html" for page in PAGES if page != "sources/"),
        "404.html",
        "feed.xml",
        "links.json",
        "search/search_index.json",
    ]
}


def table(files: dict[str, str], texts: files.Sources) -> dict[str, dict[str, dict[str, str]]]:
    """For every presentation and file the sentences that name it, each with the level said of it there, which is
    nothing where none is said.
    """
    rules = sign_levels.Rules(texts)
    found: dict[str, dict[str, dict[str, str]]] = {name: {} for name in PRESENTATIONS}
    for file, text in files.items():
        said: dict[tuple[str, str], list[str]] = {}
        every = read(file, text)
        for statement in rules.statements(every):
            wrong = rules.judge(statement)
            level = (
                wrong[0]
                if wrong
                else rules.right[statement.sign]
                if rules.right[statement.sign] in statement.levels
                else ""
            )
            said.setdefault((statement.said.text, statement.sign), []).append(level)
        for sentence in dict.fromkeys(
            sentence.strip() for block in every for sentence in plaintext.SENTENCE_END.split(block.text)
        ):
            for name, (sign, words) in PRESENTATIONS.items():
                if re.search(words, sentence, re.I):
                    here = said.get((sentence, sign), [""])
                    found[name].setdefault(file, {})[sentence] = next(
                        (level for level in here if level != rules.right[sign]), here[0]
                    )
    return found


def wrongs(found: dict[str, dict[str, dict[str, str]]], texts: files.Sources) -> list[tuple[str, str, str, str]]:
    """Presentation, file, sentence and level wherever that is not the level of the row."""
    rows = texts.by_key("warning-signs", "id")
    return [
        (name, file, sentence, level)
        for name, files in found.items()
        for file, said in files.items()
        for sentence, level in said.items()
        if level not in ("", rows[PRESENTATIONS[name][0]]["urgency"]) and not sentence.startswith(BEFORE)
    ]


@pytest.fixture(scope="module")
def found(texts):
    return table(FILES, texts)


@pytest.mark.parametrize("name", PRESENTATIONS)
def test_a_sign_has_the_level_of_its_row_on_every_page(found, texts, name):
    assert [wrong for wrong in wrongs(found, texts) if wrong[0] == name] == []
    right = texts.by_key("warning-signs", "id")[PRESENTATIONS[name][0]]["urgency"]
    assert right in found[name]["get-help/index.html"].values(), (
        "the page for help does not say it, or its words are not understood"
    )


def test_what_stands_on_many_pages_is_seen_there(found):
    """So that the table is not empty by a mistake of ours: the card, the emails, and the pages on single problems."""
    said = {
        name: {file for file, sentences in files.items() if any(sentences.values())} for name, files in found.items()
    }
    assert {
        "aftercare/index.html",
        "get-help/index.html",
        "404.html",
        "for-clinics/index.html",
        "questions/index.html",
        "search/search_index.json",
        "feed.xml",
    } <= said["new chest pain"]
    assert {"indications/arm-and-leg/index.html", "get-help/index.html"} <= said[
        "hot joint"
    ] and "who-should-not-have-it/index.html" in said["fever alone"]
    assert all(
        len(said[name]) >= 4
        for name in (
            "trouble breathing",
            "fit",
            "numb between the legs",
            "drooping face",
            "sudden headache",
            "swelling of the throat",
            "pain far worse than expected",
        )
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        (
            "trigger-points/index.html",
            "is an emergency: call your emergency number",
            "can wait until Monday",
            "trouble breathing",
        ),
        ("get-help/index.html", ">See a doctor today if you have", ">Call the clinic if you have", "hot joint"),
        (
            "get-help/index.html",
            ">See a doctor today if you have",
            ">Call the clinic if you have",
            "dropped foot after calf needling",
        ),
        (
            "get-help/index.html",
            "Call now if, after needling, you have",
            "What you can expect: it is normal to have",
            "drooping face",
        ),
        ("404.html", "Call now if, after needling, you have", "Call the clinic tomorrow if you have", "fit"),
        (
            "for-clinics/index.html",
            "Call your emergency number now for trouble breathing",
            "Call us in the morning for trouble breathing",
            "new chest pain",
        ),
        ("feed.xml", "is now an emergency", "is now a reason to call the clinic", "new chest pain"),
        ("search/search_index.json", "needs a doctor the same day", "is a usual reaction", "hot joint"),
    ],
)
def test_one_changed_sentence_is_seen(texts, file, old, new, name):
    assert old in FILES[file]
    assert name in {wrong[0] for wrong in wrongs(table({file: FILES[file].replace(old, new)}, texts), texts)}


def test_a_row_whose_level_changes_alone_is_seen(texts):
    """The pages still say what the row said before."""
    row = texts.raw["_data/warning-signs.yml"].replace(
        b"- id: deep-infection\n  urgency: same-day", b"- id: deep-infection\n  urgency: emergency"
    )
    changed = files.from_files({**texts.raw, "_data/warning-signs.yml": row})
    assert "hot joint" in {
        wrong[0] for wrong in wrongs(table({"get-help/index.html": FILES["get-help/index.html"]}, changed), changed)
    }
