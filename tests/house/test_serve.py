"""While somebody writes, what has not changed is not made again; what has changed is."""

from __future__ import annotations

import logging
import os
import pathlib
import queue
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest
from selectolax.lexbor import LexborHTMLParser

import serving
import waiting
from checks import newest
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


# --- what is said -----------------------------------------------------------------------------------------------------
SAYS = re.compile(r"(?:No|\d+) problems? now\.")


class Server:
    """`serve` for a small project, and what it has said so far; every wait is for something that shall happen."""

    def __init__(self, folder: pathlib.Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.docs, self.reports, self.lines, self.open = folder / "docs", [], [], []
        self.heard = threading.Condition()
        arguments = ["serve", "--dirty", "--no-strict", "--dev-addr", self.address]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "commands.start_mkdocs", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Gather lines, and the list of problems that each count ends."""
        for line in self.process.stdout:
            level, _, text = line.strip().partition(" ")
            self.lines.append(line)
            if SAYS.search(text):
                self.reports.append(self.open)
                self.open = []
            elif level == "WARNING":
                self.open.append(text.removeprefix("-").strip())
            with self.heard:
                self.heard.notify_all()

    def until(self, happened, what: str):
        """Wait; the limit is one that only a fault reaches."""
        end = time.monotonic() + waiting.LIMIT * 2
        while not happened():
            assert time.monotonic() < end and self.process.poll() is None, f"{what}:\n{''.join(self.lines)}"
            with self.heard:
                self.heard.wait(0.05)

    def next(self, after: int) -> list[str]:
        """What is said first when `after` reports were there."""
        self.until(lambda: len(self.reports) > after, "nothing was said")
        return self.reports[after]

    def page(self, name: str) -> str:
        """A page as a browser gets it now."""
        with urllib.request.urlopen(f"http://{self.address}/{name}/") as answer:
            return answer.read().decode()


@pytest.fixture
def server(tmp_path):
    running = Server(small_project(tmp_path / "copy"))
    running.next(0)
    yield running
    running.process.terminate()
    running.process.wait()


BAD = "\nSee [there](nowhere.md).\n"


def in_halves(path: pathlib.Path, text: str) -> None:
    """Save as some editors do: the file is empty first, then it grows."""
    path.write_text("", "utf-8")
    for end in (len(text) // 2, len(text)):
        path.write_text(text[:end], "utf-8")


def by_renaming(path: pathlib.Path, text: str) -> None:
    """Save as others do: a new file takes the place of the old one, which is gone for a moment."""
    new = path.with_name(path.name + ".tmp")
    new.write_text(text, "utf-8")
    path.unlink()
    new.rename(path)


def at_once(path: pathlib.Path, text: str) -> None:
    path.write_text(text, "utf-8")


def test_saves_in_quick_succession_end_with_what_is_true(server):
    """Whatever was saved before: all that is said after the last save is of the last text, and the page shows it."""
    page, data = server.docs / "ice.md", server.docs / "_data/redirects.yml"
    good, rows, usual = page.read_text("utf-8"), data.read_text("utf-8"), server.reports[0]
    for number, save in enumerate((at_once, in_halves, by_renaming) * 2):
        for text in (good + BAD, good.replace("title:", 'title: "'), good, good + BAD):
            save(page, text)
        save(data, "- {from: cost/, to: gone.md}\n- {")
        save(data, rows)
        save(page, f"{good}\nRound {number}.\n")
        after, said = len(server.reports), len(server.lines)
        assert server.next(after) == usual, (save, server.lines[said:])
        server.until(lambda n=number: f"Round {n}." in server.page("ice"), "the page is not the newest")
        assert "nowhere" not in server.page("ice")
    assert all(report == usual for report in server.reports), server.reports
    assert "Traceback" not in "".join(server.lines)


def test_what_is_wrong_is_said_until_it_is_mended(server):
    """Also by a save of another page, and for what MkDocs itself says only once."""
    page, other, usual = server.docs / "ice.md", server.docs / "questions.md", server.reports[0]
    good = page.read_text("utf-8")
    page.write_text(good + BAD, "utf-8")
    wrong = server.next(1)
    assert [line for line in wrong if line not in usual] == [
        "docs/ice.md:22:5: there is no file nowhere.md. Look up the name in the docs folder."
    ]
    other.write_text(other.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert server.next(2) == wrong
    page.write_text(good, "utf-8")
    assert server.next(3) == usual


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        ("docs/ice.md", None, "mkdocs.yml:"),
        ("docs/ice.md", "", "docs/ice.md:1"),
        ("docs/ice.md", "---\ntitle: 'a\n---\n", "docs/ice.md:"),
        ("docs/_data/redirects.yml", "- {from: a", "docs/_data/redirects.yml:1"),
        ("mkdocs.yml", "site_name: [\n", "mkdocs.yml:"),
    ],
)
def test_a_broken_file_is_named_and_forgotten_when_it_is_mended(server, name, broken, said):
    path, usual = server.docs.parent / name, server.reports[0]
    good = path.read_text("utf-8")
    if broken is None:
        path.unlink()
    else:
        path.write_text(broken, "utf-8")
    wrong = server.next(1)
    assert any(line.startswith(said) for line in wrong if line not in usual), wrong
    path.write_text(good, "utf-8")
    assert server.next(2) == usual
    assert "Traceback" not in "".join(server.lines)


def test_a_renamed_page_is_at_its_new_address_alone(server):
    page, config = server.docs / "ice.md", server.docs.parent / "mkdocs.yml"
    page.rename(server.docs / "cold.md")
    config.write_text(config.read_text("utf-8").replace("- ice.md", "- cold.md"), "utf-8")
    server.until(lambda: server.reports[-1] == server.reports[0] and len(server.reports) > 1, "nothing was said")
    assert "About ice" in server.page("cold")
    with pytest.raises(urllib.error.HTTPError):
        server.page("ice")


# --- the thread that checks, without a server -------------------------------------------------------------------------
class Looks:
    """A checker for a folder of which the test says what it holds, and everything it has told."""

    def __init__(self, monkeypatch) -> None:
        self.checker, self.told, self.disk = newest.Checker(), queue.Queue(), {"a.md": b"new"}
        monkeypatch.setattr(newest, "on_disk", lambda: self.disk)
        monkeypatch.setattr(newest, "tell", self.told.put)

    def ask(self, *said: str, first=lambda: None, read: bytes = b"new") -> None:
        """Ask for a look at what was `read`, which does something first."""

        def look(pause):
            first()
            pause()
            return {"a.md": read}, [*said]

        self.checker.ask(look)

    def next(self) -> list[str]:
        return self.told.get(timeout=waiting.LIMIT)


def test_what_is_overtaken_is_never_told(monkeypatch):
    looks, begun, go_on = Looks(monkeypatch), threading.Event(), threading.Event()
    looks.ask("old", first=lambda: (begun.set(), go_on.wait()))
    begun.wait()
    looks.ask("waits, and is replaced")
    looks.ask("new")
    go_on.set()
    assert looks.next() == ["new"] and looks.told.empty()
    begun.clear()
    go_on.clear()
    looks.ask("old", first=lambda: (begun.set(), go_on.wait()))
    begun.wait()
    looks.checker.overtake()
    looks.ask("newest")
    go_on.set()
    assert looks.next() == ["newest"] and looks.told.empty()


def test_nothing_is_told_of_a_text_that_is_not_there_any_more(monkeypatch):
    looks, seen = Looks(monkeypatch), threading.Event()
    monkeypatch.setattr(newest, "on_disk", lambda: (seen.set(), {"a.md": b"newer"})[1])
    looks.ask("of the old text")
    seen.wait()
    looks.ask("of the new text", read=b"newer")
    assert looks.next() == ["of the new text"]
    seen.clear()
    looks.ask("of a text that comes back")
    seen.wait()
    monkeypatch.setattr(newest, "on_disk", lambda: looks.disk)
    assert looks.next() == ["of a text that comes back"] and looks.told.empty()


def test_a_file_that_vanishes_is_looked_at_again_and_a_fault_is_told(monkeypatch):
    looks, gone = Looks(monkeypatch), [FileNotFoundError, FileNotFoundError]
    monkeypatch.setattr(newest.log, "exception", looks.told.put)

    def fail() -> None:
        if gone:
            raise gone.pop()

    looks.ask("read at last", first=fail)
    assert looks.next() == ["read at last"]
    looks.ask(first=lambda: 1 / 0)
    assert looks.next().startswith("The checks stopped.")
    looks.ask(first=lambda: (looks.checker.overtake(), 1 / 0))
    looks.ask("goes on")
    assert looks.next() == ["goes on"] and looks.told.empty()


def test_the_count_says_when_there_is_nothing(caplog):
    caplog.set_level(logging.INFO, "mkdocs.steps")
    for found, last in (([], "No problems now."), (["a"], "1 problem now."), (["a", "b"], "2 problems now.")):
        caplog.clear()
        newest.tell(found)
        assert caplog.messages == [*found, last]
