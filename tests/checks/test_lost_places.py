"""What a deleted file or row is told as: its promised address first, and not every place that leads there."""

from __future__ import annotations

import pytest

from checks import everything, folding, lost_places, published_addresses
from conftest import ROOT
from sources import from_files, read

BASE = read(ROOT / "docs").raw
LIST, MENU = published_addresses.read(ROOT), (ROOT / "mkdocs.yml").read_text("utf-8")
EMAILS = "is promised: people have it in emails."


def without(name: str, row: str) -> dict[str, bytes]:
    """Our files without one entry of a data file."""
    text = BASE[f"_data/{name}.yml"].decode()
    start = text.index(f"\n{row}\n") + 1
    return {**BASE, f"_data/{name}.yml": (text[:start] + text[text.index("\n- ", start) + 1 :]).encode()}


def gone(*files: str, **new: str) -> dict[str, bytes]:
    """Our files without some of them, or with another name for the first."""
    return {uri: raw for uri, raw in BASE.items() if uri not in files} | {uri: BASE[files[0]] for uri in new.values()}


# what is left of our files, the most lines that are told, and how the first of them begins and ends
ROWS = {
    "a page": (gone("aftercare.md"), 1, "docs/aftercare.md:1: this page is gone. Its address /aftercare/,", "page.md}"),
    "a page with another name": (gone("aftercare.md", to="cold.md"), 1, "docs/aftercare.md:1:", "to: cold.md}"),
    "the home page": (gone("index.md"), 1, "docs/index.md:1: this page is gone. Its address /,", "withdrawn.md."),
    "an index page": (gone("indications/index.md"), 1, "docs/indications/index.md:1: this page is gone.", "page.md}"),
    "a shared text": (gone("_snippets/harms.md"), 1, 'docs/_snippets/harms.md:1:1: there is no shared text "ha', "."),
    "a picture": (gone("assets/figures/twitch.svg"), 1, "docs/effects/mechanical.md:58:1: there is no file", "svg?"),
    "all sources": (gone("_data/references.yml"), 3, 'docs/_data/references.yml:1:1: there is no source "', "."),
    "a source": (
        without("references", "- key: brady2014"),
        1,
        "docs/_data/references.yml:1:1: there is no source",
        ".",
    ),
    "a problem": (without("conditions", "- id: heel-pain"), 2, "docs/_data/conditions.yml:1:1: there is no prob", "."),
    "a sign": (without("warning-signs", "- id: lung"), 2, "docs/_data/warning-signs.yml:1:1: there is no warning", "."),
    "a term": (without("glossary", "- id: pneumothorax"), 1, "docs/glossary.md:1: what people have links to in", "}"),
}


@pytest.mark.parametrize("what", ROWS)
def test_what_is_deleted_is_told_and_not_what_leads_there(what):
    files, most, begins, ends = ROWS[what]
    written = from_files(files)
    told = folding.few([*everything.problems(written), *lost_places.of_list(LIST, written, MENU)])
    assert len(told) <= most and str(told[0]).startswith(begins) and str(told[0]).endswith(ends), told


def lost(text: str, listed: str) -> list[str]:
    """What is said when this is aftercare.md, alone, and these addresses are promised."""
    return [str(found) for found in lost_places.of_list(listed, from_files({"aftercare.md": text.encode()}))]


def test_parts_that_are_gone_are_told_once_for_a_page():
    begun = f"{published_addresses.BEGUN}\n/aftercare/\n/aftercare/#do\n/aftercare/#ice\n/aftercare/#page-title\n"
    assert lost("## Do {#do}\n\n## Ice {#ice}\n", begun) == []
    assert lost("## Nothing\n", begun) == [
        "docs/aftercare.md:1: what people have links to in emails is gone from this page: #do, #ice."
        " Bring it back with its id, {#do}. If it moved or was withdrawn, say so in docs/_data/redirects.yml:"
        "  - {from: aftercare.md#do, to: another-page.md}"
    ]
    assert lost("## Nothing\n", begun.replace(published_addresses.BEGUN, "")) == [], "before the promise has begun"
    assert lost("---\ntype: withdrawn\n---\n", begun) == [], "a withdrawn page says so in place of its parts"


def test_an_address_that_leads_on_is_not_gone():
    files = {"cold.md": b"## Ice {#ice}\n", "_data/redirects.yml": b"- {from: ice/, to: cold.md}\n"}
    listed = f"{published_addresses.BEGUN}\n/ice/\n/ice/#page-title\n"
    assert list(lost_places.of_list(listed, from_files(files))) == []
    del files["_data/redirects.yml"]
    (told,) = lost_places.of_list(listed, from_files(files))
    assert told.path == "docs/ice.md" and "Its address /ice/, with 1 places on it, " + EMAILS in told.what
