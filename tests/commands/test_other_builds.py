"""The same bytes wherever the site is built, and with ProperDocs; and what a comparison must not overlook."""

from __future__ import annotations

import shutil

from commands import same, zensical
from conftest import SITE


def test_the_site_is_the_same_elsewhere_and_with_properdocs(capsys):
    code = same.same(SITE)
    assert code == 0, capsys.readouterr().out


def test_differences_are_named(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f'<meta name="generator" content="{name}"><p>Text</p>')
    assert same.differences(tmp_path / "one", tmp_path / "two") == []
    (tmp_path / "one" / "feed.xml").write_text("x")
    (tmp_path / "two" / "index.html").write_text('<meta name="generator" content="two"><p>Other</p>')
    (tmp_path / "two" / "leaflets").mkdir()
    (tmp_path / "two" / "leaflets" / "x.pdf").write_text("made from a finished site")
    assert same.differences(tmp_path / "one", tmp_path / "two") == [
        "feed.xml: only in one of the two",
        "index.html: other bytes",
    ]


def test_the_report_names_what_another_builder_loses(tmp_path):
    copy = tmp_path / "copy"
    for name in ("index.html", "aftercare/index.html", "effects/index.html"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SITE / name, copy / name)
    page = copy / "aftercare" / "index.html"
    page.write_text(page.read_text().replace('id="do-not"', "").replace('class="footnote-ref"', "", 1))
    lines = zensical.report(SITE, copy)
    total = sum(zensical.STUB not in path.read_text("utf-8") for path in SITE.rglob("index.html"))
    assert lines[0] == f"pages: 3 of {total} the same address"
    assert "  aftercare/index.html: do-not is missing" in lines and any(
        line.startswith("  aftercare/index.html: /aftercare/#fn:") for line in lines
    )
    assert all(line.endswith("the same") for line in zensical.report(SITE, SITE)[1:5])
