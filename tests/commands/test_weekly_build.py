"""The site with the answers of the weekly look: what a notice adds, and that it changes nothing else."""

from __future__ import annotations

import datetime
import importlib.util
import json
import os
import subprocess
import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SITE
from sources import read
from sources.weekly_answers import BESIDE, MEANING
from watching.records import CROSSREF, PUBMED

TODAY = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.UTC).date()
UNDECIDED = "Nobody has decided yet what it changes here."


@pytest.fixture(scope="module")
def noticed(tmp_path_factory):
    """A build as if every source had been retracted three weeks ago."""
    folder = tmp_path_factory.mktemp("noticed")
    seen = (TODAY - datetime.timedelta(days=21)).isoformat()
    notices = [
        {"source": key, "kind": "retraction", "doi": "", "pmid": str(number), "first_seen": seen}
        for number, key in enumerate(read(ROOT / "docs").by_key("references"), 1)
    ]
    answers = {"form": 1, "looked": TODAY.isoformat(), "notices": notices, "papers": [{"kind": "trial"}] * 3}
    (folder / "answers.json").write_text(json.dumps(answers))
    environment = os.environ | {"ANSWERS": str(folder / "answers.json")}
    command = [sys.executable, "-m", "commands.check", "--site-dir", str(folder / "site")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def article(site, page) -> LexborHTMLParser:
    return LexborHTMLParser((site / page).read_text("utf-8")).css_first("article")


def words(found) -> str:
    return " ".join(found.text(separator=" ").split()).replace(" .", ".")


def test_nothing_but_the_notices_changes(noticed):
    """The words of every page, without those that a notice adds, are those of the site that was tested."""
    pages = sorted(path.relative_to(SITE) for path in SITE.rglob("index.html"))
    assert pages == sorted(path.relative_to(noticed) for path in noticed.rglob("index.html"))
    changed, added = [], 0
    for page in pages:
        if not (now := article(noticed, page)):
            continue  # a page that only leads on
        boxes = [box for box in now.css(".overdue") if "in question" in box.text()]
        beside = [node for node in now.css("small") if node.text().strip() == "(source retracted)"]
        told = [node for node in now.css("p") if node.text().endswith(UNDECIDED)]
        for node in (*beside, *told, *boxes):
            node.decompose()
        added += len(beside) + len(told) + len(boxes)
        before, after = words(article(SITE, page)), words(now)
        after = after.replace(f"{TODAY.day} {TODAY:%B %Y}, by a program; 3 wait to be read", "not since then")
        if before != after:
            changed.append(
                (
                    str(page),
                    [pair for pair in zip(before.split(), after.split(), strict=False) if len(set(pair)) > 1][:3],
                )
            )
    assert changed == [] and added > 1000


def test_every_kind_of_notice_has_words_for_readers():
    assert set(PUBMED.values()) | set(CROSSREF.values()) == set(BESIDE) == set(MEANING)


def test_answers_are_put_in_after_the_tests(monkeypatch, tmp_path):
    """A notice can make no test red, and so keep itself from readers; and no build of the tests knows of it."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    dev, calls = importlib.util.module_from_spec(spec), []
    spec.loader.exec_module(dev)
    monkeypatch.setenv("ANSWERS", "answers.json")
    for name in ("environment", "fresh", "swap", "browser"):
        monkeypatch.setattr(dev, name, lambda *_: tmp_path)

    def run(*command, env=None):
        calls.append((command[2], {**os.environ, **(env or {})}.get("ANSWERS", "")))
        return int(command[2] == stops)

    monkeypatch.setattr(dev, "run", run)
    stops = ""
    assert dev.tested() == 0
    made = [("commands.check", ""), ("commands.pdf", ""), ("pytest", "")]
    assert calls == [*made, ("commands.check", "answers.json"), ("commands.pdf", "answers.json")]
    stops = "pytest"
    calls.clear()
    monkeypatch.setenv("ANSWERS", "answers.json")
    assert dev.tested() == 1 and calls == made
