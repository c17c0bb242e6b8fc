"""Processor seconds: the worst pages within the limits of size, and what is larger, which nothing looks at.

The rows are the worst of those that a search found: most marks of Markdown and some pairs of marks, in a row, over many
lines, at the start of every line, in every paragraph, and spread over a block, at the full size.
"""

from __future__ import annotations

import pathlib

import markdown
import pytest
from mkdocs.config import load_config

from checks import everything
from conftest import ROOT
from extensions.page import SiteMarkdown
from guard import too_large
from processor import within
from sources import Page, Sources, from_files, read

MOST = 10  # seconds of a processor, of the check and of Markdown; on our machines the worst takes four
FULL = too_large.PAGE - 2_000


def full(block: str) -> str:
    """As many of these blocks as a page may hold."""
    return "\n\n".join([block] * (FULL // (len(block) + 2)))


WORST = {
    "emphasis": full("*w"),
    "emphasis by underscores": full("___a b " * 8 + "\n" + "_a " * 500),
    "brackets": full("[w"),
    "brackets in long text": full("[a " * 58 + "b](x " + "w " * 500),
    "pictures": full("![" * 29),
    "footnotes": "[^w\n\n" * 100 + full("w w")[: FULL - 600],
    "citations": full("[@aaaom_position] " * 40)[:2000] + "\n\n" + full("w w")[: FULL - 2100],
    "tags": "<w\n" * 50 + "\n" + "<w\n" * 50 + "\n" + full("w w")[: FULL - 600],
    "open comments": full("w -- w " * 100),
    "tables": full("| a | b |\n| - | - |\n| x | y |"),
    "cells": full("|" + " a |" * 100 + "\n|" + " - |" * 100 + "\n" + "\n".join(["|" + " a |" * 100] * 12)),
    "lists": full("\n".join(f"{'    ' * (at % 6)}- x" for at in range(300))),
    "quotes": full(">>>>>> x"),
    "call-outs": full('!!! note "x"\n    text'),
    "tabs": '=== "a"\n    text\n\n' * 60 + full("w w")[: FULL - 1200],
    "captions": "/// caption\nx\n///\n\n" * 30 + full("w w")[: FULL - 800],
    "headings": full("## h {#x}"),
    "abbreviations": "\n\n".join("\n".join(f"*[A{i}x{j}]: y" for j in range(55)) for i in range(50))[:FULL],
    "short sentences": full("A b. " * 340),
    "words of the glossary": full("trigger point dry needling placebo acupuncture " * 30),
    "data blocks": "\n\n".join(["{{ references }}"] * 20),
    "shared texts": "\n\n".join(['--8<-- "emergency-card.md"'] * 20),
}
TOO_LARGE = {
    "a page": ("w\n\n" * 20_000, "60 kB; 45 are the most"),
    "a line": ("w" * 2_000, "the line has 2000 characters"),
    "a block": ("word\n" * 1_500, "characters stand here without an empty line"),
    "marks in a block": ("w [w\n" * 100, '"[" stands 100 times here'),
    "marks in a row": ("w ************ w", '"*" stands too often in a row'),
    "tags in a page": ("<w\n\n" * 101, '"<" stands 101 times in the file'),
    "footnotes in a page": ("[^w\n\n" * 101, '"[^" stands 101 times in the file'),
    "citations in a page": ("[@w]\n\n" * 201, '"[@" stands 201 times in the file'),
    "shared texts": ('--8<-- "emergency-card.md"\n\n' * 21, "21 shared texts stand in the file"),
    "data blocks": ("{{ references }}\n\n" * 21, "21 data blocks stand in the file"),
    "quotes in quotes": (">" * 8 + " w", "nested too deeply"),
    "captions in captions": ("/// caption\nx\n///\n\n" * 31, '"///" stands 62 times in the file'),
    "tabs in a page": ('=== "a"\n    w\n\n' * 61, '"===" stands 61 times in the file'),
    "a line of dashes": ("- " * 400 + "w", "nested too deeply"),
    "lists in a line": ("1. " * 500 + "w", "nested too deeply"),
    "lists and quotes in a line": ("- > " * 40 + "w", "nested too deeply"),
    "tabs in front": ("\t" * 8 + "- w", "nested too deeply"),
}


@pytest.fixture(scope="module")
def written() -> Sources:
    return read(ROOT / "docs", site_name="A site", site_url="https://example.org/")


def page(written: Sources, body: str) -> Page:
    """A real page with this text in place of its own."""
    real = written.pages["aftercare.md"]
    front = real.text[: len(real.text) - len(real.body)]
    return Page(real.uri, front + body, real.front, body, real.body_line)


@pytest.fixture(scope="module")
def settings():
    return load_config(str(ROOT / "mkdocs.yml"))


@pytest.mark.parametrize("name", WORST)
def test_what_is_within_the_limits_takes_no_time(written, settings, name):
    worst = page(written, WORST[name])
    assert list(too_large.of_page(worst)) == []
    sources = Sources(written.raw, {**written.pages, worst.uri: worst}, written.data, written.snippets)
    ours = SiteMarkdown(sources)
    ours.now.page = worst.uri
    with within(MOST):
        list(everything.of_page(worst, sources, everything.today()))
    extensions = [*settings.markdown_extensions, ours]
    with within(MOST):
        markdown.Markdown(extensions=extensions, extension_configs=settings.mdx_configs).convert(worst.body)


@pytest.mark.parametrize(("body", "said"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_told_alone_and_at_once(written, body, said):
    files = {**written.raw, "aftercare.md": page(written, body).text.encode(), "index.md": b"no header"}
    with within(5):
        found = everything.problems(from_files(files))
    assert [problem.path for problem in found] == ["docs/aftercare.md"] * len(found)
    assert said in found[0].what and found[0].line and found[0].fix.endswith(too_large.REST), found


def test_the_line_of_what_is_too_large_is_named(written):
    found = list(too_large.of_page(page(written, "one\n\ntwo\n\n" + "w [w\n" * 61)))
    assert [problem.line - written.pages["aftercare.md"].body_line for problem in found] == [4]


@pytest.mark.parametrize("name", ["references", "people"])
def test_a_data_file_that_is_too_large_is_told_alone(written, name):
    text = "- {id: x, name: x}\n" * 20_000
    found = everything.problems(from_files({**written.raw, f"_data/{name}.yml": text.encode()}))
    assert [str(problem) for problem in found] == [
        f"docs/_data/{name}.yml:1: the file has 380 kB; 320 are the most. Take out what no page shows. "
        "The rest is checked when this is mended."
    ]


def test_the_limits_leave_room(written):
    """Half as much again for the largest page, and a page of tricky but right Markdown."""
    tricky = (pathlib.Path(__file__).parent / "tricky.md").read_bytes()
    sources = from_files({**written.raw, "tricky.md": tricky})
    assert list(too_large.check(sources)) == []
    assert max(len(found.text) for found in written.pages.values()) * 1.5 < too_large.PAGE
    lines = [line for found in written.pages.values() for line in found.text.splitlines()]
    assert max(map(len, lines)) * 1.5 < too_large.LINE
