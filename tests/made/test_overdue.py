"""A page whose check is overdue says so: at once, but where a reader may need help now, after the way to it."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys

from selectolax.lexbor import LexborHTMLParser

from conftest import small_project


def test_the_notice_lets_help_come_first(tmp_path):
    copy = small_project(tmp_path / "copy")
    for name, old, new in (
        ("index", "type: reference", "type: home"),
        ("get-help", "type: reference", "type: leaflet\nleaflet: 1"),
    ):
        page = copy / "docs" / f"{name}.md"
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    day = datetime.datetime(2028, 2, 29, tzinfo=datetime.UTC)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--site-dir", tmp_path / "site"],
        cwd=copy,
        check=True,
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(day.timestamp())), "NO_MKDOCS_2_WARNING": "1"},
    )
    for name, first in (("index.html", "h1"), ("get-help/index.html", "h1"), ("aftercare/index.html", "overdue")):
        tree = LexborHTMLParser((tmp_path / "site" / name).read_text("utf-8"))
        order = [
            "overdue" if "overdue" in (node.attributes.get("class") or "") else node.tag
            for node in tree.css("article h1, article h2, article .overdue")
        ]
        assert order.count("overdue") == 1 and order[0] == first and order[-1] == "h2", order
        assert tree.css_first("article .late"), "a leaflet does not say it twice"
        assert "20 November 2027 (overdue)" in tree.css_first(".page-facts").text()
