"""Words, sentences and addresses in what people write."""

from __future__ import annotations

import pytest

from sources import plaintext, relative


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("about.md#x", "index.md", "about.md#x"),
        ("about.md", "effects/index.md", "../about.md"),
        ("effects/a.md", "effects/b.md", "a.md"),
    ],
)
def test_relative_links(target, page, link):
    assert relative(target, page) == link


def test_words_and_sentences_keep_their_lines():
    text = "# A\n\nOne *two* [three](x.md) `four`.[@x] Five (low certainty)?\n\n- six\n- seven **eight**\n"
    assert [(s.line, s.text) for s in plaintext.sentences(text)] == [
        (1, "A"),
        (3, "One two three."),
        (3, "Five?"),
        (5, "six"),
        (6, "seven eight"),
    ]
