"""Every attack of attacks_on_styles.py is named with its file; a rule with its line, a part of a page with its source,
and no script or style of it gets a hash in the content policy.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys

import attacks_on_styles as attacks
import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SITE, small_project
from finished import content_policy, known_parts, parts_list
from finished.pages import BuiltPage
from guard import known_styles, our_styles
from sources import Sources, read

CSS = (ROOT / our_styles.OURS).read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "message"), [row[1:] for row in attacks.STYLES], ids=[row[0] for row in attacks.STYLES]
)
def test_a_rule_that_hides_help_is_named_with_its_line(path, old, new, message):
    before = CSS if path == our_styles.OURS else ""
    assert old in before, "the row does not fit the file"
    text = before.replace(old, new, 1) if old else f"{before}\n{new}\n"
    line = before.count("\n", 0, before.index(old)) + 1 if old else text.count("\n")
    found = [problem for problem in our_styles.check({path: text}) if message in problem.what]
    assert found and all(problem.path == path and problem.fix for problem in found), found
    assert any(problem.line == line for problem in found) or "second" in message, found


def test_our_styles_are_no_problem():
    assert list(our_styles.check({our_styles.OURS: CSS})) == []


@pytest.mark.parametrize(
    "rule",
    [
        ".md-typeset .claim { margin: 0 0 1rem; color: var(--ink-soft); }",
        "@media print { .md-typeset .strip { display: none; } }",
        ".md-typeset .emergency { font-size: 1.05rem; padding: 0.5rem; border-color: var(--red); }",
        '.md-typeset .kit__label::before { content: ""; display: inline-block; width: 1em; }',
    ],
)
def test_a_rule_that_a_designer_may_want_passes(rule):
    assert list(our_styles.check({our_styles.OURS: CSS + rule})) == []


def test_the_names_of_what_is_guarded_are_those_of_the_site():
    """Card, note, way to help, and all that they stand in, on every built page."""
    there = set()
    for path in SITE.rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for node in tree.css(".emergency, .emergency *, .overdue, .overdue *, .md-header__help"):
            around: object = node
            while around is not None and getattr(around, "tag", "").isalnum():
                there.add(around.tag)
                there |= {"." + word for word in (around.attributes.get("class") or "").split()}
                there |= {f"[{name}]" for name in around.attributes}
                around = around.parent
    assert ".emergency" in there and ".md-header__help" in there and "body" in there
    assert there <= known_styles.GUARDED_NAMES, there - known_styles.GUARDED_NAMES


@pytest.fixture(scope="module")
def known(in_other_place) -> known_parts.KnownParts:
    """What pages of the site built for another place may hold."""
    sources = read(ROOT / "docs", site_name="Dry Needling Explained", site_url=in_other_place[1], folders=True)
    return known_parts.KnownParts(sources, "http://127.0.0.1:8000/contribute/")


@pytest.fixture(scope="module")
def written(in_other_place) -> dict[str, str]:
    """The pages as MkDocs wrote them, before we finish them."""
    folder = in_other_place[0].with_suffix(".half.unfinished")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), [row[1:] for row in attacks.PARTS], ids=[row[0] for row in attacks.PARTS]
)
def test_a_part_that_the_build_did_not_put_there_is_named_and_gets_no_hash(known, written, name, old, new, message):
    html = written[f"{name}/index.html"]
    assert old in html, "the row does not fit the page"
    page = BuiltPage(f"{name}/index.html", LexborHTMLParser(html.replace(old, new, 1)))
    found = [problem for problem in known.look(page) if message in problem.what]
    source = known.sources.at(page.address)
    assert found and all(problem.path == (source.path if source else f"site/{page.name}") for problem in found), found
    list(content_policy.protect(page, True, known))
    said = page.tree.css_first(f'meta[http-equiv="{content_policy.NAME}"]').attributes["content"]
    for code in (node.text() for node in page.tree.css("script, style") if attacks.bad(node.text())):
        assert base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() not in said


def test_every_page_is_made_of_known_parts(known, written):
    found = [
        str(problem)
        for name, html in written.items()
        for problem in known.look(BuiltPage(name, LexborHTMLParser(html)))
    ]
    assert len(written) > 100 and found == []


def test_a_template_that_writes_a_script_stops_the_build(tmp_path):
    project = small_project(tmp_path / "project")
    main = project / "overrides/main.html"
    main.write_text(
        main.read_text("utf-8").replace("{% block content %}", "{% block content %}<script>hit = 1</script>")
    )
    done = subprocess.run(
        [sys.executable, "-m", "commands.start_mkdocs", "build", "--site-dir", tmp_path / "site"],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert (
        done.returncode and 'docs/aftercare.md: the built page holds <script> "hit = 1".' in done.stdout + done.stderr
    )


def test_the_list_of_parts_names_nothing_that_no_page_has(known, written):
    """A preview's banner and the contacts that an owner fills in are the exceptions."""
    there = set()
    for html in written.values():
        for node in LexborHTMLParser(html).css("body, body *"):
            there.add((known_parts.called(node.parent), known_parts.called(node)))
    listed = {(around, name) for around, names in parts_list.BODY.items() for name in names.split()}
    rare = {around for around, _ in listed - there}
    assert rare <= {"html", "html.no-js", "div", "aside.md-banner", "dd"}, listed - there


def test_without_sources_nothing_is_taken_for_granted():
    page = BuiltPage("x.html", LexborHTMLParser("<html><head><script>x</script></head><body><p>y</p></body></html>"))
    assert [problem.path for problem in known_parts.KnownParts(Sources()).look(page)] == ["site/x.html"] * 2
