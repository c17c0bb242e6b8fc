"""The link kit: entries that lack words, emails that read badly, text messages that do not fit into one part."""

from collections.abc import Iterator

from checks import house_style
from extensions import link_kit
from sources import Problem, Sources, Wrong, look_for, mistakes, plaintext
from sources.syntax import KIT_PLACE

# one part of a text message in the alphabet GSM-7 (3GPP TS 23.038); any other character leaves 70
LONGEST_MESSAGE = 160
LONGEST_ADDRESS = 57
GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_TWICE = set("^{}\\[~]|€")  # sent as two characters


def check(sources: Sources) -> Iterator[Problem]:
    """Entries that stand twice or lack words, and text messages that do not fit into one part."""
    document, rows, seen = sources.document("kit"), sources.entries("kit"), set()
    own = {str(row.get("page")) for _, row in rows if "message" in row and "section" not in row}
    for index, row in rows:
        place = (str(row.get("page")), str(row.get("section")))
        if place in seen:
            yield document.problem((index,), "this address stands in the kit twice.", "Keep one and delete the other.")
        seen.add(place)
        if "section" in row and not {"title", "summary"} <= row.keys():
            what = "a section needs a title and a summary of its own."
            instead = "Add both; those of the page do not say where the link leads."
            yield document.problem((index,), what, instead)
        if name := next((name for name in ("message", "title") if name in row), ""):
            yield from (document.problem((index, name), *wrong) for wrong in message_wrongs(str(row[name])))
        if isinstance(letter := row.get("letter"), dict):
            where = (index, "letter", "text")
            yield from (document.problem(where, *wrong) for wrong in letter_wrongs(str(letter.get("text"))))
    for uri, page in sources.pages.items():
        if uri not in own:
            found = message_wrongs(str(page.meta.get("title", "")))
            yield from (page.front.problem(("title",), *wrong) for wrong in found)


def letter_wrongs(text: str) -> Iterator[Wrong]:
    """What would be wrong with the text of an email if it stood on a page for patients."""
    for sentence in plaintext.sentences(text):
        yield from house_style.sentence_wrongs(sentence.text)
    for _, what, instead in look_for([house_style.SHORT_FORM], text):
        yield what, instead
    if (level := house_style.grade(KIT_PLACE.sub("", text))) > house_style.HIGHEST_GRADE:
        yield (
            f"the reading grade of this email is {level:.1f}; it may be {house_style.HIGHEST_GRADE:g} at most.",
            "Use shorter words and sentences.",
        )


def message_wrongs(words: str) -> list[Wrong]:
    """Why the words before an address do not fit into one text message, and what to write."""
    text = link_kit.message(words, "h" * LONGEST_ADDRESS)
    strange = sorted(set(text) - GSM7 - GSM7_TWICE)
    length = len(text) + sum(sign in GSM7_TWICE for sign in text)
    return mistakes(
        (
            strange,
            f"a text message cannot hold {' '.join(strange)} without growing to several.",
            "Write it with plain letters and signs, or give the page a message in docs/_data/kit.yml.",
        ),
        (
            length > LONGEST_MESSAGE and not strange,
            f"the text message has {length} characters; it may have {LONGEST_MESSAGE}.",
            "Give a shorter message in docs/_data/kit.yml.",
        ),
    )
