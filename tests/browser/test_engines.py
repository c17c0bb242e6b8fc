"""The tour through the engines finds what it looks for: each question is asked on a site where just that is broken.

Here in Chromium alone, for all three; `python3 dev.py engines` asks the others.
"""

from __future__ import annotations

import re

import pytest

import engine
import table
import tour
from chromium import Chromium
from conftest import SITE
from served import served

# what is broken: the file, what stands in it, what to put there, and what a reader meets
BREAKS = {
    tour.help_first: ("assets/page.css", b"", b".emergency { margin-top: 90vh !important }", "only 0"),
    tour.menu: ("assets/start.js", b"if (drawer.checked) turn(false)", b"", "did not close"),
    tour.way_back: (
        "assets/start.js",
        b"part.inert = drawer.checked",
        b"part.inert = drawer.checked || performance.getEntriesByType('navigation')[0].type === 'back_forward'",
        "can be pressed",
    ),
    tour.touch_search: ("search/search_index.json", b'"docs":[', b'"docs":[],"left":[', "nothing was found"),
    tour.key_search: ("assets/theme.js", b'"ArrowDown"', b'"ArrowLeft"', "did not reach"),
    tour.asked_search: ("assets/start.js", b'.has("q")', b'.has("zz")', "nothing was found"),
    tour.colours: ("assets/start.js", b"chosen = true", b"chosen = false", "light and dark"),
    tour.folded: ("effects/neurophysiological/index.html", b"<details", b"<details inert", "at a press"),
    tour.figure: ("assets/start.js", b'history.pushState("figure", "")', b"", "leave the page"),
    tour.claims: ("assets/claims.js", b"claim.hidden =", b"claim.title =", "shorter"),
    tour.kit: ("assets/kit.js", b'document.execCommand("copy")', b"getSelection().removeAllRanges()", "neither copied"),
    tour.lost: ("assets/repair.js", b"location.replace(to)", b"", "stays lost"),
    tour.paper: ("assets/page.css", b"", b"@media print { .emergency { display: none !important } }", "lacks"),
    tour.narrow: ("assets/page.css", b"", b"h1 { width: 600px }", "scrolls sideways at 320"),
}


class Knowing(Chromium):
    """Waits in vain only for a moment, as it knows what will not come."""

    met = ""

    def wait(self, function, *values, what):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine, "PATIENCE", 0.5 if re.search(self.met, what) else engine.PATIENCE)
            return super().wait(function, *values, what=what)


@pytest.fixture(scope="module")
def chromium(browser):
    one = Knowing(browser)
    yield one
    one.close()


@pytest.mark.parametrize("question", tour.QUESTIONS, ids=lambda question: question.__name__)
def test_a_question_finds_what_is_broken(chromium, question):
    file, before, after, chromium.met = BREAKS[question]

    def change(path: str, body: bytes) -> bytes:
        if path != file:
            return body
        assert before in body, f"{file} no longer says so: adapt the test"
        return body.replace(before, after) if before else body + after

    with served(SITE, change) as (url, _), pytest.raises(engine.Fault, match=chromium.met):
        question(chromium, url)


@pytest.mark.parametrize(
    "style",
    [b".emergency { visibility: hidden }", b"body::after { content: ''; position: fixed; inset: 0; z-index: 99 }"],
    ids=["hidden", "covered"],
)
def test_signs_that_take_room_and_are_not_to_be_seen_are_no_help(chromium, style):
    with (
        served(SITE, lambda path, body: body + style if path == "assets/page.css" else body) as (url, _),
        pytest.raises(engine.Fault, match="numbers and signs"),
    ):
        tour.help_first(chromium, url)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b"<h1 onclick='x()'>x</h1>", "policy"),
        (b"<img src=/none.png>", "not loaded"),
        (b"<link rel=next href=/x/><script src=/tour-listener.js?2></script>", ""),
    ],
    ids=["policy", "lost file", "nothing"],
)
def test_what_a_page_hears_is_told(chromium, part, said, monkeypatch, tmp_path):
    monkeypatch.setattr(table, "PICTURES", tmp_path)
    quiet = (lambda one, url: one.open(url),)
    quiet[0].__doc__ = "Opens"
    with served(SITE, lambda path, body: body.replace(b"<h1", part + b"<h1", 1) if path == "index.html" else body) as (
        url,
        told,
    ):
        answers = dict(table.answers(chromium, url, told, quiet))
    assert answers["Opens"] == "ok" and (said in answers[table.QUIET] if said else answers[table.QUIET] == "ok"), (
        answers
    )


def test_an_engine_that_is_not_there_and_one_that_cannot_are_told():
    name, column = table.ask("webkit", "")
    assert (
        name == "webkit"
        and set(column.values()) == {"not asked: not on this machine"}
        and len(column) == len(tour.QUESTIONS) + 1
    )
    with pytest.raises(engine.NotAsked, match="cannot print"):
        tour.printed(type("Mute", (table.WebKit,), {"__init__": lambda self: None})())
