"""What somebody hears who listens to a page: its parts in order, with names and levels.

It is stored in trees/, so that a change shows in review. Prose is left out, so that a better sentence changes no tree:
what begins with words is "...", and of neighbours that look alike one stands there.
"""

from __future__ import annotations

import difflib
import os
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from conftest import SITE

TREES = pathlib.Path(__file__).parent / "trees"
COMMAND = "STORE_TREES=1 python3 dev.py test tests/browser/test_trees.py"
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1280, "height": 800}
HEARD = {
    "home": ("", DESK),
    "get-help-on-a-phone": ("get-help/", PHONE),
    "low-back": ("indications/low-back/", DESK),
    "trigger-points": ("trigger-points/", DESK),
    "not-found": ("no-such-page/", DESK),
}
NODE = re.compile(r'(?P<role>\S+?)(?: "(?P<name>(?:\\.|[^"\\])*)")?(?P<state>(?: \[[^\]]*\])*)')
# What is named by the sentences in it, and the marks in a sentence.
PROSE = ("text", "paragraph", "listitem", "rowheader", "cell", "row", "definition", "figure")
MARKS = ("superscript",)
# What a link, a button or a heading holds is its name, said once more; a picture in it would be one more thing to hear.
NAMED, NAME = ("link", "button", "heading"), ("text", "strong", "code", "superscript")
LONGEST = 70


def read(node: Any) -> tuple[str, str, str, list[Any]]:
    """Role, name or words, state and children of a node of Playwright's snapshot.

    A node is 'heading "A" [level=1]', {'list': [...]} or {'text': 'words'}.
    """
    head, inside = next(iter(node.items())) if isinstance(node, dict) else (node, [])
    part = NODE.fullmatch(head)
    words, children = ("", inside) if isinstance(inside, list) else (str(inside), [])
    return part["role"], part["name"] or words, part["state"], children


def outline(nodes: list[Any], prose: bool = False) -> Iterator[str]:
    """The lines of the nodes, without addresses and, inside an article, without `prose`."""
    last: list[str] = []
    for role, name, state, children in map(read, nodes):
        if role == "/url" or (prose and role in MARKS):
            continue
        if prose and role in PROSE:
            begins_with_words = not children or read(children[0])[0] == "text"
            name, children = ("...", []) if begins_with_words else ("", children)
        if role in NAMED:
            children = [child for child in children if read(child)[0] not in NAME]
        name = name if len(name) <= LONGEST else f"{name[:LONGEST]}..."
        below = outline(children, prose or role == "article")
        lines = [role + (f' "{name}"' if name else "") + state, *(f"  {line}" for line in below)]
        if lines != last:
            yield from lines
        last = lines


def tree(part) -> str:
    """What is heard of a part of a page, a line for each thing."""
    return "".join(f"{line}\n" for line in outline(yaml.safe_load(part.aria_snapshot())))


def compare(name: str, heard: str) -> None:
    """With what is stored; or store it."""
    path = TREES / f"{name}.txt"
    if os.environ.get("STORE_TREES"):
        path.write_text(heard, "utf-8")
    stored = path.read_text("utf-8") if path.exists() else ""
    change = difflib.unified_diff(stored.splitlines(), heard.splitlines(), "stored", "heard", lineterm="")
    assert stored == heard, "\n".join(change) + f"\n\n{name}: should somebody hear this? Then store it: {COMMAND}"


@pytest.fixture(scope="module")
def page(browser, serve):
    """A page that shows the site."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    context.route("**/*", serve(SITE, []))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", HEARD)
def test_a_page_is_heard_as_stored(page, site_url, name):
    address, size = HEARD[name]
    page.set_viewport_size(size)
    page.goto(site_url + address)
    page.add_style_tag(content=".overdue { display: none }")  # depends on the day
    compare(name, tree(page.locator("body")))


def test_the_menu_of_a_phone_is_heard_as_stored(page, site_url):
    page.set_viewport_size(PHONE)
    page.goto(site_url + "trigger-points/")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Close menu").wait_for()
    compare("menu-of-a-phone", tree(page.locator(".md-sidebar--primary")))


def test_every_stored_tree_is_compared():
    assert {path.stem for path in TREES.iterdir()} == {*HEARD, "menu-of-a-phone"}


# Own words of what is named by its content, to compare with the name that the browser gives it.
OWN = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(part => part.checkVisibility())
  .map(part => part.textContent.trim().replace(/\\s+/g, ' '))"""
MUST_BE_NAMED = {
    "link",
    "button",
    "checkbox",
    "radio",
    "textbox",
    "searchbox",
    "combobox",
    "image",
    "navigation",
    "table",
    "region",
    "dialog",
}


def wrong_names(page) -> list[str]:
    """What Chromium itself says to a screen reader: headings that are not their own words, and what has no name."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    named = [
        (node["role"]["value"], " ".join(node.get("name", {}).get("value", "").split()))
        for node in nodes
        if not node["ignored"]
    ]
    headings = {name for role, name in named if role == "heading"}
    unnamed = [role for role, name in named if role in MUST_BE_NAMED and not name]
    return [*sorted(headings ^ {*page.evaluate(OWN)}), *unnamed]


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("", PHONE),
        ("get-help/", PHONE),
        ("get-help/", DESK),
        ("indications/low-back/", PHONE),
        ("for-clinics/", DESK),
        ("claims/", DESK),
        ("effects/chemical/", DESK),
        ("no-such-page/", PHONE),
        ("no-such-page/", DESK),
    ],
)
def test_a_browser_names_everything_once(page, site_url, address, size):
    page.set_viewport_size(size)
    page.goto(site_url + address)
    assert wrong_names(page) == []


def test_a_wrong_name_is_found(page, site_url):
    page.set_viewport_size(DESK)
    page.goto(site_url)
    page.evaluate("document.querySelector('#sources').append(document.querySelector('#sources + a'))")
    page.evaluate("document.querySelector('.md-header__help').replaceChildren()")
    assert wrong_names(page) == ["Sources", "Sources Link to this section: Sources", "link"]


def test_a_mark_of_a_source_says_what_it_is(page, site_url):
    """Without the word, "1.5" and a mark "2" are heard as numbers of one sentence."""
    for address, first in (("", "#fn:gattie2017"), ("get-help/", "../sources/#")):
        page.goto(site_url + address)
        assert page.get_by_role("link", name="Source 1", exact=True).first.get_attribute("href").startswith(first)


def test_a_better_sentence_changes_no_tree():
    items = [{"listitem": "One."}, {"listitem": [{"text": "Two"}, {'link "x"': [{"/url": "#x"}]}]}]
    nodes = [{"article": [{'heading "A" [level=2]': [{"text": "A"}]}, {"list": items}]}]
    assert list(outline(nodes)) == ["article", '  heading "A" [level=2]', "  list", '    listitem "..."']
