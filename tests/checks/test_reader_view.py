"""The reader view keeps every heading and statement. Readability 0.6.0 itself drops and keeps these pieces so."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks import built_pages, reader_view
from conftest import SITE
from sources import Sources

WORDS = "Some plain words stand here so that the text is long enough for any rule of a reader. "
DROPPED = [
    '<h2 id="shared">Zebra</h2>',
    '<h2 class="meta content" id="shared">Zebra</h2>',
    '<h2 id="page-header">Zebra</h2>',
    '<h3 id="related-problems">Zebra</h3>',
    '<p id="share">Zebra</p>',
    '<p class="comment">Zebra</p>',
    '<p class="byline">Zebra</p>',
    '<span id="extra">Zebra</span>',
    "<aside>Zebra</aside>",
    "<footer>Zebra</footer>",
    '<div role="alert"><p>Zebra</p></div>',
    "<p hidden>Zebra</p>",
    '<p aria-hidden="true">Zebra</p>',
    '<div><p>Zebra</p><p><a href="/x">linked words</a></p></div>',
    '<div>Zebra <a href="/x">linked words</a></div>',
    '<div><h3>Zebra</h3><p><a href="#a">to a</a></p></div>',
    '<table><tr><td>Zebra</td><td><a href="/x">linked</a></td></tr></table>',
    f'<div class="widget"><p>Zebra {WORDS * 4}</p><ul><li>x</li></ul></div>',
    '<div class="admonition note"><p class="admonition-title">Zebra</p><p><a href="/x">x</a></p></div>',
    '<details class="banner"><summary>Zebra</summary></details>',
]
KEPT = [
    '<h2 id="shared" class="content">Zebra</h2>',
    '<h3 id="shared">Zebra</h3>',
    f'<p class="author-note">Zebra {WORDS * 3}</p>',
    '<section><p>Zebra</p><p><a href="/x">linked words</a></p></section>',
    f'<div><p>Zebra {WORDS}</p><p><a href="/x">link</a></p></div>',
    '<ul><li><a href="/x">Zebra</a></li><li><a href="/y">b</a></li></ul>',
    '<table><tr><th>Zebra</th><td><a href="/x">linked</a></td></tr></table>',
    '<table><tr><td id="extra">Zebra</td><th>a</th></tr></table>',
    '<div><p>Zebra, a, b, c, d, e, f, g, h, i, j, k</p><p><a href="/x">linked words, long enough</a></p></div>',
    '<div><img src="a.png"><img src="b.png"><p>Zebra</p></div>',
    '<figure><div><img src="a.png"><img src="b.png"><img src="c.png"><p>Zebra</p></div></figure>',
    f"<details><summary>Zebra</summary><p>{WORDS}</p></details>",
]


@pytest.mark.parametrize("piece", DROPPED + KEPT)
def test_a_piece_is_dropped_or_kept(piece):
    found = list(reader_view.check(LexborHTMLParser(f"<article><p>{WORDS}</p>{piece}</article>"), "docs/x.md"))
    assert bool(found) is (piece in DROPPED)
    assert all("Zebra" in str(problem) for problem in found[:1])


def test_a_writer_is_told_the_line_and_what_to_write(tmp_path):
    source = tmp_path / "x.md"
    source.write_text(
        "---\n---\n[More](y.md#related)\n\n## More {#related-problems}\n\n## Related {#related}\n", "utf-8"
    )
    found = reader_view.check(LexborHTMLParser('<article><h2 id="related">Related</h2></article>'), str(source))
    message = f'{source}:7: the reader view of a browser leaves out "Related", because its name holds "related".'
    assert [str(one) for one in found] == [
        f'{message} Give it the class "content" beside its id, as {{#related .content}}, or another name.'
    ]


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("sources", "section", "div"),
        ("claims", "section", "div"),
        ("glossary", '<dfn class="content"', "<dfn"),
        ("acupuncture", 'class="content" id="shared"', 'id="shared"'),
    ],
)
def test_the_check_of_the_site_names_what_was_lost_once(tmp_path, page, old, new):
    """These four pages lost statements before they were mended."""
    html = (SITE / page / "index.html").read_text("utf-8")
    for text, found in ((html, False), (html.replace(old, new), True)):
        (tmp_path / "index.html").write_text(text, "utf-8")
        problems = map(str, built_pages.check(tmp_path, "https://example.org/", Sources()))
        assert any("the reader view of a browser leaves out" in problem for problem in problems) is found
