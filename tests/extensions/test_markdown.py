"""What citations, certainty labels, data blocks and tables look like when rendered, without any site generator."""

from __future__ import annotations

import pathlib

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from extensions import certainty, data_blocks
from extensions.page import SiteMarkdown
from sources import Document, Sources, read

DOCS = pathlib.Path(__file__).parent.parent.parent / "docs"
REFERENCES = {
    key: {
        "key": key,
        "title": f"Title of {key}",
        "authors": ["A B", "C D", "E F", "G H"],
        "year": 2001,
        "type": "review",
        "doi": "10.1000/x",
        "use": "cite",
    }
    for key in ("one", "two")
}


def render(text: str, page: str = "effects/x.md") -> str:
    """HTML of a text on the page `page`."""
    sources = Sources(
        data={**read(DOCS).data, "references": Document("", list(REFERENCES.values()))}, pages={}, snippets={}
    )
    ours = SiteMarkdown(sources, ("data-blocks", "citations", "certainty", "tables"))
    ours.now.page = page
    return Markdown(extensions=["footnotes", "tables", "attr_list", "pymdownx.superfences", ours]).convert(text)


def test_citations_are_numbered_in_order_and_listed_with_links():
    html = render("First.[@two] Second.[@one; @two]")
    assert [html.index(f'href="#fn:{key}"') for key in ("two", "one")] == sorted(
        html.index(f'href="#fn:{key}"') for key in ("two", "one")
    )
    assert '<h2 id="sources">Sources</h2>' in html
    assert "A B and others. Title of two. 2001. Review." in LexborHTMLParser(html).body.text()
    assert '<span translate="no">Title of two. 2001.</span>' in html
    assert 'href="https://doi.org/10.1000/x"' in html and 'href="../sources.md#one"' in html
    assert html.count('class="footnote-backref"') == 3


def test_a_data_block_in_code_stays_as_it_is_written():
    html = render("```text\n{{ references }}\n{{ harms }}\n```\n\nOr `{{ references }}` here.")
    assert html.count("{{ references }}") == 2 and len(html) < 200


def test_numbers_are_marked_for_translators_and_words_are_not():
    html = Markdown(extensions=["footnotes", SiteMarkdown(Sources(), ("untranslated",))]).convert(
        "[**999** UK](tel:999) [112](tel:112) [call us](tel:112) [112](x.md) 999[^1]\n\n[^1]: Note."
    )
    marked = [(part.tag, part.text()) for part in LexborHTMLParser(html).css("[translate=no]")]
    assert marked == [("strong", "999"), ("a", "112")]


def test_on_the_page_for_emergencies_numbers_lead_to_the_list_of_sources():
    html = render("First.[@two] Second.[@one; @two]", "get-help.md")
    assert [part.split('"')[0] for part in html.split('<sup><a href="')[1:]] == [
        "sources.md#two",
        "sources.md#one",
        "sources.md#two",
    ]
    assert "footnote" not in html and "Title of two" not in html and '<h2 id="sources">Sources</h2>' in html


def test_a_mark_of_a_sign_becomes_a_link_to_its_row():
    text = "[A tight chest](emergency:lung). `[A tight chest](emergency:lung)`"
    assert (
        data_blocks.linked(text, "effects/x.md")
        == "[A tight chest](../get-help.md#lung). `[A tight chest](emergency:lung)`"
    )


def test_locator_is_shown_and_code_is_left_alone():
    html = render("Text.[@one, p. 3] Code `[@two]`.\n\n```\n[@two]\n```")
    assert '<span class="locator">p. 3</span>' in html
    assert html.count("[@two]") == 2 and "fn:two" not in html


@pytest.mark.parametrize("text", ["[@]", "[@one two]", "[@one;]", "[a@b.c]", "[@one", "[@nobody]"])
def test_what_is_no_citation_stays_as_written(text):
    assert "footnote" not in render(text)


@pytest.mark.parametrize("words", list(certainty.GRADES))
def test_certainty_words_become_a_label_with_a_link(words):
    html = render(f"Pain may fall ({words}).")
    assert f'href="../about.md#{words.replace(" ", "-")}"' in html and certainty.GRADES[words].label in html
    assert "certainty" not in render(f"Code `({words})`.").replace(words, "")


def test_tables_have_row_and_column_headers_labels_and_groups():
    html = render("| A | B |\n| --- | --- |\n| Group | |\n| x | y |")
    assert '<th role="columnheader" scope="col">A</th>' in html
    assert '<tr class="group" role="row">' in html and 'colspan="2"' in html
    assert '<th role="rowheader" scope="row">x</th>' in html and '<td data-label="B" role="cell">y</td>' in html


def test_data_blocks_expand_outside_code_only():
    html = render("{{ emergency-numbers }}\n\n```\n{{ emergency-numbers }}\n```")
    assert 'New Zealand: <a href="tel:111">111</a>' in html and "{{ emergency-numbers }}" in html


WORDS = [
    {"id": "trigger-point", "term": "Trigger point", "forms": ["knot"]},
    {"id": "active-trigger-point", "term": "Active trigger point"},
    {"id": "grade", "term": "GRADE"},
    {"id": "everyday", "term": "Everyday", "link": False},
]


def linked(text: str, page: str = "effects/x.md") -> str:
    """HTML of a text with the glossary of WORDS."""
    ours = SiteMarkdown(Sources(data={"glossary": Document("", WORDS)}), ("glossary",))
    ours.now.page = page
    return Markdown(extensions=["attr_list", "admonition", "abbr", ours]).convert(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "A trigger point and a trigger point.",
            'A <a class="term" href="../glossary.md#trigger-point">trigger point</a> and a trigger point.',
        ),
        (
            "Knots are trigger points.",
            '<a class="term" href="../glossary.md#trigger-point">Knots</a> are trigger points.',
        ),
        (
            "An active trigger point.",
            'An <a class="term" href="../glossary.md#active-trigger-point">active trigger point</a>.',
        ),
        ("A *trigger point* here.", '<em><a class="term" href="../glossary.md#trigger-point">trigger point</a></em>'),
        ("The grade of GRADE.", 'The grade of <a class="term" href="../glossary.md#grade">GRADE</a>.'),
    ],
)
def test_the_first_use_of_a_word_leads_to_the_glossary(text, html):
    assert html in linked(text)


@pytest.mark.parametrize(
    "text",
    [
        "## Trigger point",
        "[trigger point](x.md)",
        "`trigger point`",
        "Everyday things.",
        "A trigger pointer.",
        "A non-trigger point.",
        '!!! emergency "Call"\n\n    a trigger point',
    ],
)
def test_where_no_word_is_linked(text):
    assert "term" not in linked(text)


def test_the_glossary_does_not_link_to_itself():
    assert "term" not in linked("A trigger point.", "glossary.md")
