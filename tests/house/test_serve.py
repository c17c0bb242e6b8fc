"""While somebody writes, what has not changed is not made again; what has changed is."""

from __future__ import annotations

import re
import subprocess
import sys

from selectolax.lexbor import LexborHTMLParser

import serving
from conftest import small_project
from guard import allowed_html
from guard.browser_links import Links
from sources import from_files

FILES = {
    "a.md": b"---\ntitle: A\n---\nSee.[@k]\n",
    "b.md": b"---\ntitle: B\n---\nB.\n",
    "_data/references.yml": b"- {key: k}\n",
}


def test_the_fingerprint_is_that_of_what_pages_share():
    def of(changed):
        return serving.shown_elsewhere(from_files({**FILES, **changed}))

    assert of({}) == of({"b.md": b"---\ntitle: B\n---\nOther words.\n"}), "the words of a page are its own"
    for changed in (
        {"_data/references.yml": b"- {key: l}\n"},
        {"b.md": b"---\ntitle: C\n---\nB.\n"},
        {"b.md": b"---\ntitle: B\n---\nB.[@k]\n"},
        {"c.md": b"C.\n"},
        {"_snippets/x.md": b"x\n"},
    ):
        assert of({}) != of(changed), changed


# Builds four times as `serve` does, with something changed in between, and prints which pages were made.
SCRIPT = """
import os, pathlib, threading, time
from mkdocs.commands.build import build
from mkdocs.config import load_config

threading.Thread.start = lambda thread: None  # the checks come later, and are not asked here
def change(file, old, new):
    path = pathlib.Path("docs", file)
    path.write_text(path.read_text().replace(old, new))
    for made in pathlib.Path("site").rglob("index.html"):
        os.utime(made, (time.time() - 5,) * 2)  # before the change, on a clock of any grain
def pages():
    return {path.parent.name: path.stat().st_ino for path in pathlib.Path("site").rglob("index.html")}
config = load_config("mkdocs.yml", site_dir="site", strict=False)
config.plugins.on_startup(command="serve", dirty=True)
for file, old, new in (("ice.md", "!", "!"), ("ice.md", "Words", "New words"), ("ice.md", "About ice", "Cold"),
                       ("_snippets/emergency-card.md", "now", "at once")):
    change(file, old, new)
    before = {name: path.read_text() for name, path in (
        (path.parent.name, path) for path in pathlib.Path("site").rglob("index.html"))}
    build(load_config("mkdocs.yml", site_dir="site", strict=False), dirty=True)
    after = {path.parent.name: path for path in pathlib.Path("site").rglob("index.html")}
    print(file, sorted(name for name in after if before.get(name) != after[name].read_text()))
"""


def test_an_edited_page_is_made_alone_and_what_it_shares_is_made_everywhere(tmp_path):
    copy = small_project(tmp_path / "copy")
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=copy, capture_output=True, text=True)
    rounds = [re.findall(r"'([^']*)'", line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and len(rounds) == 4, done.stdout + done.stderr
    first, words, title, _ = rounds
    assert len(first) > 8 and words == ["ice"] and len(title) > 8, rounds
    html = (copy / "site/ice/index.html").read_text("utf-8")
    assert "New words" in html and "Cold" in (copy / "site/questions/index.html").read_text("utf-8")
    worker = next((copy / "site/assets/javascripts/workers").glob("search.*.js")).read_text("utf-8")
    assert worker.count("fromFuzzyString=") == 1 and worker.count("const stands = ") == 1, "it is mended once"
    assert "About questions" in html, "the menu of a page that was made alone names the others"
    links = Links("http://127.0.0.1:8000/", ("https:",), numbers=None)
    for path in (copy / "site").rglob("index.html"):  # a page as the theme made it holds nothing that is told
        tree = LexborHTMLParser(path.read_text("utf-8"))
        assert [wrong for _, wrong in allowed_html.wrongs(tree, allowed_html.built(), links)] == [], path
