"""The promise: broken in every way we know of, on small sites and in a copy of the project; and the redirects behind
it.
"""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks import base_branch, data_files, promise_of_base, published_files, settings
from checks import published_addresses as promise
from checks.published_addresses import Place
from conftest import ROOT, SMALL_PAGE, small_project
from made import generated, redirects
from sources import from_files, read

SITE = {
    "/": Place(["key-facts"]),
    "/aftercare/": Place(["do", "ice"]),
    "/ice/": Place(to="/aftercare/#ice"),
    "/old/": Place(to="/aftercare/"),
    "/links.json": Place(["ice-pack"]),
    "/feed.xml": Place(),
}
TEXT = promise.grown("", promise.addresses(SITE) | {"/old/#do"}, begin=True)
LISTED = {line: number for number, line in enumerate(TEXT.splitlines(), 1)}
PAST = {line for line in LISTED if line.startswith("/")}

BROKEN = [  # what is broken, in the site or in the list; the line; the message
    (
        "a page is lost",
        {"/aftercare/": None, "/ice/": None, "/old/": None},
        "",
        "/aftercare/",
        "/aftercare/ is published, and the built site has nothing there. Bring it back, or",
    ),
    (
        "a part is lost",
        {"/aftercare/": Place(["do"]), "/ice/": Place(to="/aftercare/")},
        "",
        "/aftercare/#ice",
        "/aftercare/#ice is published, and nothing on /aftercare/ has that id. Give the place its id back, {#ice}",
    ),
    (
        "a file is lost",
        {"/feed.xml": None},
        "",
        "/feed.xml",
        "/feed.xml is published, and the built site has nothing there. Bring it back.",
    ),
    (
        "an entry of links.json is lost",
        {"/links.json": Place([])},
        "",
        "/links.json#ice-pack",
        "/links.json#ice-pack is published, and nothing on /links.json has that id. Put `id: ice-pack` into",
    ),
    ("a stub is lost", {"/old/": None}, "", "/old/", "/old/ is published, and the built site has nothing there"),
    (
        "a stub leads to a stub",
        {"/ice/": Place(to="/old/")},
        "",
        "/ice/",
        "/ice/ leads to /old/, which itself leads on to /aftercare/. Let both lead there at once",
    ),
    (
        "a stub leads to no page",
        {"/ice/": Place(to="/gone/")},
        "",
        "/ice/",
        "/ice/ leads to /gone/, and nothing is there. Mend `to` in docs/_data/redirects.yml.",
    ),
    (
        "a stub leads to no part",
        {"/ice/": Place(to="/aftercare/#cold")},
        "",
        "/ice/",
        "/ice/ leads to /aftercare/#cold, and nothing is there",
    ),
    (
        "a page became a stub and its part is nowhere",
        {"/old/": Place(to="/")},
        "",
        "/old/#do",
        "/old/#do is published, and nothing on / has that id",
    ),
    (
        "two parts have one id",
        {"/aftercare/": Place(["do", "ice", "ice"])},
        "",
        "/aftercare/#ice",
        'two things on /aftercare/ have the id "ice"',
    ),
    (
        "a line is deleted",
        {},
        "/aftercare/#do",
        "/aftercare/#ice",
        "/aftercare/#do: published before, and deleted from this list. Put the line back",
    ),
    (
        "the beginning is deleted",
        {},
        promise.BEGUN,
        "# Every",
        "the promise had begun, and the line that says so is gone. Put it back: # Begun:",
    ),
    (
        "a page is new",
        {"/new/": Place(["a"])},
        "",
        "/old/",
        "/new/, /new/#a: new, and not on this list. Run: python3 dev.py publish",
    ),
    ("a part is new", {"/": Place(["key-facts", "zz"])}, "", "/aftercare/", "/#zz: new, and not on this list."),
]


def test_a_kept_promise_is_quiet():
    assert list(promise.check(TEXT, SITE, PAST)) == []
    assert list(promise.check(TEXT, SITE, None)) == []


@pytest.mark.parametrize(
    ("site", "delete", "at", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_promise_is_caught(site, delete, at, message):
    broken = {address: here for address, here in {**SITE, **site}.items() if here}
    text = TEXT.replace(delete + "\n", "", 1) if delete else TEXT
    lines = {line: number for number, line in enumerate(text.splitlines(), 1)} | {"# Every": 1}
    found = [str(problem) for problem in promise.check(text, broken, PAST)]
    assert any(line.startswith(f"published.txt:{lines[at]}: {message}") for line in found), found


def test_a_withdrawn_page_speaks_for_its_parts():
    site = {**SITE, "/aftercare/": Place(["why"]), "/ice/": Place(to="/aftercare/")}
    text = promise.grown(TEXT, ["/aftercare/#why"])
    assert list(promise.check(text, site, PAST, {"/aftercare/"})) == []
    assert len(list(promise.check(text, site, PAST))) == 2, "any other page must keep its parts"


def test_a_draft_forgets_and_a_promise_does_not():
    draft = promise.grown("", ["/old/"])
    assert promise.grown(draft, ["/new/"]) == promise.grown("", ["/new/"]) and promise.DRAFT in draft
    begun = promise.grown(draft, ["/new/"], begin=True)
    assert begun == promise.grown(begun, []) and "/old/" not in begun and promise.BEGUN in begun


def test_only_places_that_we_wrote_are_promised():
    html = """<html><body><nav id="__nav"></nav><article><h1 id="page-title">x</h1><h2 id="ice">y</h2>
      <sup id="fnref:a2011"></sup><sup id="fnref2:a2011"></sup><li id="fn:a2011">
      <input id="__tabbed_1_1"><input id="words"><svg id="s"><title id="plot-title">t</title></svg>
      <table><tr><th id="fever">z</th></tr></table></article></body></html>"""
    assert promise.promised(LexborHTMLParser(html), "/x/").ids == ["page-title", "ice", "fever"]


# ---- redirects ------------------------------------------------------------------------------------------------------

BASE = {uri: raw for uri, raw in read(ROOT / "docs").raw.items() if not uri.startswith("_data/")}
ROWS = [
    (
        "- {from: aftercare/, to: get-help.md}",
        "there is a page at /aftercare/, docs/aftercare.md, and a redirect would hide it",
    ),
    ("- {from: zz/, to: gone.md}", "there is no file gone.md"),
    ("- {from: zz/, to: aftercare.md#gone}", 'docs/aftercare.md has no section "#gone"'),
    (
        "- {from: zz/, to: aftercare.md#ice-pack}\n- {from: aftercare.md#ice-pack, to: side-effects.md}",
        "aftercare.md#ice-pack has itself moved. Write: to: side-effects.md",
    ),
    ("- {from: zz/, to: soreness/}", "is not of the right form. Write: `to: soreness.md`"),
    ("- {from: ../../zz/, to: aftercare.md}", "is not of the right form. Write: an old address such as after-care/"),
    ("- {from: ZZ/, to: aftercare.md}", "is not of the right form"),
    ("- {from: zz/}", "it needs `to`, or for a part that was withdrawn `why`"),
    ("- {from: zz/, why: Because we say so.}", "an old address must lead somewhere"),
    ("- {from: aftercare.md#do, to: get-help.md}", 'docs/aftercare.md still has a part "#do"'),
    ("- {from: gone.md#do, to: get-help.md}", "there is no page docs/gone.md"),
    (
        "- {from: zz/, to: aftercare.md}\n- {from: yy/, to: aftercare.md}",
        'after "zz/". Keep the entries in alphabetical order',
    ),
    ("- {from: zz/, to: aftercare.md}\n- {from: zz/, to: get-help.md}", '"zz/" stands here twice'),
]


@pytest.mark.parametrize(("rows", "message"), ROWS, ids=[row[0] for row in ROWS])
def test_a_wrong_redirect_is_caught(rows, message):
    written = from_files({**BASE, "_data/redirects.yml": (rows + "\n").encode()})
    found = [str(problem) for problem in data_files.check(written)]
    assert any(line.startswith("docs/_data/redirects.yml:") and message in line for line in found), found


def test_a_stub_names_its_page_and_hides_none(texts):
    stubs = redirects.stubs(texts)
    assert 40 <= len(stubs) <= 150 and not {page.url for page in texts.pages.values()} & stubs.keys()
    texts = dataclasses.replace(texts, site_url="https://example.org/repo/")
    html = redirects.stub("soreness/", stubs["soreness/"], texts)
    tree = LexborHTMLParser(html)
    assert tree.css_first("link[rel=canonical]").attributes["href"] == "https://example.org/repo/aftercare/"
    assert (
        tree.css_first("meta[name=robots]").attributes["content"] == "noindex"
        and tree.css_first("meta[name=viewport]")
        and html.index("charset") < 60
    )
    assert tree.css_first("meta[http-equiv=refresh]").attributes["content"] == "0; url=../aftercare/#soreness"
    assert promise.promised(tree, "/soreness/").to == "/aftercare/#soreness"
    assert tree.css_first("main a").text().startswith("After your session: ")
    assert 'src="../../assets/redirect.js" data-to="../../get-help/"' in redirects.stub("a/b/", "get-help.md", texts)


def test_every_stub_runs_the_same_script_and_no_other(texts):
    for start, to in redirects.stubs(texts).items():
        scripts = LexborHTMLParser(redirects.stub(start, to, texts)).css("script")
        assert [(script.attributes["src"].lstrip("./"), script.text()) for script in scripts] == [
            (redirects.SCRIPT, "")
        ]


def test_a_part_that_left_a_page_leaves_a_note():
    rows = (
        b"- {from: aftercare.md#ice-pack, to: side-effects.md#small-harms}\n"
        b"- {from: aftercare.md#spray-can, why: Withdrawn on 2 March 2027.}\n"
    )
    written = from_files({**BASE, "_data/redirects.yml": rows})
    note = redirects.notes(written, "aftercare.md")
    assert (
        "This part has moved to [Side effects and harms: Small harms, and how often](side-effects.md#small-harms).\n"
        "{: #ice-pack .moved }" in note
    )
    assert "This part was withdrawn. Withdrawn on 2 March 2027.\n{: #spray-can .moved }" in note
    assert redirects.notes(written, "get-help.md") == ""


# ---- the steps that contribute.md names, on a small copy with a history ----------------------------------------------


@pytest.fixture
def small(tmp_path):
    """A small project in git."""
    copy = small_project(tmp_path / "copy")
    assert promise.history(copy) is None, "without git there is no history"
    run(copy, "git", "init", "-q")
    return copy


def run(folder, *command, code=0):
    """What a command prints."""
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **names}, capture_output=True, text=True
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def change(path, old, new):
    """Replace the first `old` in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


WITHDRAWN = (  # what the template says, and what a writer puts in its place
    ("Withdrawn: the former title", "Withdrawn: old advice"),
    (
        "We withdrew this page on 2 March 2027. Say in one sentence why, and where the reader finds an answer now.",
        "We withdrew this page on 2 March 2027, because it named a dose that no study supports. Read on elsewhere.",
    ),
    (
        "Say what was wrong or out of date, and since when the page is withdrawn.",
        "It named a dose that no study supports, so it is withdrawn since 2 March 2027.",
    ),
    ("Name one thing to do: [get help](get-help.md).", "Something feels wrong? [Get help](get-help.md)."),
)


def test_add_rename_move_and_withdraw(small):
    """The steps of the guide, and that each keeps every address."""
    (small / "published.txt").write_text(promise.grown("", ["/never-given-out/"]), "utf-8")
    run(small, "git", "add", "-A")
    run(small, "git", "commit", "-qm", "Draft")
    assert promise.history(small) == set(), "a draft promises nothing"
    assert promise.notices(small, None) == [
        promise.NO_HISTORY,
        f"published.txt: {promise.DRAFT[2:]}",
    ]
    change(small / "docs/ice.md", "Words about", "[Words](nowhere.md) about")
    assert "there is no file nowhere.md" in run(
        small, sys.executable, "-m", "commands.publish", code=1
    ) and "/never" in promise.read(small), "nothing wrong is promised"
    change(small / "docs/ice.md", "[Words](nowhere.md) about", "Words about")
    assert "Draft" not in run(
        small, sys.executable, "-m", "commands.publish", "--begin"
    ) and "/never" not in promise.read(small)
    run(small, "git", "commit", "-qam", "Begin")
    before = promise.history(small)
    assert {"/", "/ice/", "/ice/#one-part", "/cost/", "/links.json#old-advice", "/feed.xml"} <= before

    docs, redirect = small / "docs", small / "docs/_data/redirects.yml"
    (docs / "new.md").write_text(SMALL_PAGE.format(name="something new"), "utf-8")  # add
    change(small / "mkdocs.yml", "  - ice.md\n", "  - cold.md\n  - new.md\n")
    (docs / "ice.md").rename(docs / "cold.md")  # rename
    change(docs / "cold.md", "type: reference\n", "type: reference\nid: ice\n")
    change(docs / "your-session.md", "## Another part {#another-part}", "## Price {#price}")  # move a part
    redirect.write_text(
        "- {from: cost/, to: side-effects.md#one-part}\n- {from: ice/, to: cold.md}\n"
        "- {from: your-session.md#another-part, to: side-effects.md#one-part}\n",
        "utf-8",
    )
    withdrawn = (docs / "_templates/withdrawn.md").read_text("utf-8")  # withdraw
    for old, new in WITHDRAWN:
        assert old in withdrawn, old
        withdrawn = withdrawn.replace(old, new)
    (docs / "old-advice.md").write_text(withdrawn, "utf-8")
    change(small / "mkdocs.yml", "  - old-advice.md\n", "")

    site = small / "site.new"
    said = run(
        small,
        sys.executable,
        "-c",
        "import sys, pathlib; sys.path.insert(0, 'hooks'); from commands import check;"
        " print(*check.build_site(pathlib.Path('site.new').resolve()), sep='\\n')",
    )
    assert said.startswith("published.txt:") and said.count("published.txt:") == 1, said
    assert (
        "/cold/, /cold/#another-part, /cold/#one-part, /cold/#page-facts, /cold/#page-title and 15 more: new, and"
        " not on this list." in said
    )
    written = read(docs, site_name=settings.read(small).data["site_name"])
    places = promise.places(site, written)
    text = promise.grown(promise.read(small), promise.addresses(places))
    assert set(said.splitlines()[1:]) == set(text.splitlines()) - set(promise.read(small).splitlines()), "all to copy"
    (small / "published.txt").write_text(text, "utf-8")
    assert list(promise.of_site(promise.places(site, written), small, written, before)) == [] and before < set(
        text.splitlines()
    )
    assert 'data-to="../cold/"' in (site / "ice/index.html").read_text("utf-8")
    session = LexborHTMLParser((site / "your-session/index.html").read_text("utf-8"))
    assert session.css_first("p#another-part").text() == "This part has moved to About side-effects: One part."
    assert "Withdrawn: old advice" in (site / "old-advice/index.html").read_text("utf-8")
    assert "old-advice" not in (site / "index.html").read_text("utf-8"), "a withdrawn page leaves the menu"
    assert "/ice/" not in (site / "sitemap.xml").read_text("utf-8") and "/cold/" in (site / "sitemap.xml").read_text(
        "utf-8"
    )

    # what the base branch held stays published; what a change held on its way never was
    run(small, "git", "branch", "-M", "main")
    run(small, "git", "add", "-A")
    run(small, "git", "commit", "-qm", "Publish")
    run(small, "git", "checkout", "-qb", "side")
    (small / "published.txt").write_text(text + "/side/\n", "utf-8")
    run(small, "git", "commit", "-qam", "Add a line")
    assert "/side/" not in promise.history(small) and before < promise.history(small)
    (small / "published.txt").write_text(text, "utf-8")
    run(small, "git", "commit", "-qam", "Take it back within the change")
    assert list(promise.of_site(places, small, written, promise.history(small))) == []
    run(small, "git", "checkout", "-q", "main")
    run(small, "git", "merge", "-q", "--no-ff", "-m", "Merge", "side")
    assert "/side/" not in promise.history(small), "each merge counts as one step"
    (small / "published.txt").write_text(text.replace("/cold/#one-part\n", ""), "utf-8")
    run(small, "git", "commit", "-qam", "Delete a line")
    found = [str(problem) for problem in promise.of_site(places, small, written, promise.history(small))]
    assert len(found) == 1 and "/cold/#one-part: published before, and deleted from this list" in found[0], found
    run(small, "git", "clone", "-q", "--depth", "1", small.as_uri(), small.parent / "shallow")
    assert promise.history(small.parent / "shallow") is None
    assert list(promise_of_base.check(small.parent / "shallow", written)) == []


def test_a_change_is_compared_with_the_branch_it_goes_into(small, monkeypatch):
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)
    run(small, "git", "checkout", "-qb", "main")
    (small / "published.txt").write_text(promise.grown("", [], begin=True), "utf-8")
    run(small, "git", "add", "-A")
    run(small, "git", "commit", "-qm", "Begin")
    assert base_branch.commits(small) == ("", "HEAD"), "nothing was before"
    first = run(small, "git", "rev-parse", "HEAD").strip()
    run(small, "git", "checkout", "-qb", "change")
    change(
        small / "docs/ice.md", "## One part {#one-part}\n\nWords about ice.", "## Own {#own}\n\nA part of this change."
    )
    run(small, "git", "commit", "-qam", "Name")
    change(small / "docs/ice.md", "{#own}", "{#renamed}")
    assert base_branch.commits(small) == (first, first)
    assert base_branch.pages(small, first) != read(small / "docs").raw
    assert (
        base_branch.pages(small, "HEAD^") == base_branch.pages(small, "main") and base_branch.pages(small, "zz") == {}
    )
    assert list(promise_of_base.check(small, read(small / "docs"))) == []
    change(small / "docs/ice.md", "type: reference\n", "type: reference\nid: cold\n")
    change(small / "docs/aftercare.md", "type: reference\n", "type: reference\nid: ice\n")
    found = [str(problem) for problem in promise_of_base.check(small, read(small / "docs"))]
    assert len(found) == 1 and found[0].startswith('docs/aftercare.md:6:1: the id "ice" is published in links.json'), (
        found
    )
    run(small, "git", "branch", "other")
    run(small, "git", "update-ref", "refs/remotes/origin/other", "other")
    monkeypatch.setenv("GITHUB_BASE_REF", "other")
    assert base_branch.commits(small) == (first, "HEAD"), "on the base branch itself, the commit before"


# ---- files -----------------------------------------------------------------------------------------------------------
PROMISED = """leaflets/get-help-a4.pdf leaflets/get-help-letter.pdf qr/get-help-emergency.svg previews/aftercare.png
    links.json data/references.bib data/conditions.csv .well-known/security.txt dry-needling-explained.zip""".split()
LOST = [  # a file, what is done to it, the address that is lost
    ("get-help.md", "leaflet: 1\n", "", "/leaflets/get-help-a4.pdf"),
    (
        "_data/kit.yml",
        "\n- page: get-help.md\n  section: emergency",
        "\n- page: about.md",
        "/qr/get-help-emergency.svg",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "address"), LOST)
def test_leaflets_codes_pictures_and_downloads_are_promised(file, old, new, address, texts, tmp_path):
    listed, raw = promise.read(ROOT), texts.raw[file].decode()
    assert old in raw and all(f"\n/{name}\n" in listed for name in PROMISED)
    written = from_files({**texts.raw, file: raw.replace(old, new, 1).encode()})
    for uri in generated.files(written):
        (tmp_path / uri).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / uri).write_text('{"links": []}')
    found = [str(problem) for problem in promise.check(listed, promise.files(tmp_path, written))]
    at = f"published.txt:{listed.splitlines().index(address) + 1}: {address} is published, and"
    assert any(line.startswith(at) and "back" in line for line in found), found


def test_a_file_that_could_not_be_made_is_lost(texts, tmp_path):
    """Broken data make an empty one, which no check of the data needs to see."""
    assert "feed.xml" in published_files.made(ROOT / "site", texts)
    (tmp_path / "feed.xml").touch()
    assert "feed.xml" not in published_files.made(tmp_path, texts)


def test_files_go_with_a_page_that_was_renamed(texts):
    written = from_files({**texts.raw, "_data/redirects.yml": b"- {from: ice/, to: aftercare.md}"})
    moved = published_files.moved(["/", "/ice/", "/ice/#x", "/cost/"], written)
    assert {"/qr/ice.svg", "/qr/ice-x.png", "/leaflets/ice-a4.pdf", "/previews/ice.png"} <= moved
    assert "/qr/cost.svg" not in moved and "/qr/home.svg" not in moved


# ---- what the base branch holds --------------------------------------------------------------------------------------
LEAD, NOT, HARMS = "_data/redirects.yml", "who-should-not-have-it.md", "side-effects.md"
CHILDREN = "{from: children/, to: who-should-not-have-it.md#more-on-children}"
GONE = "- {from: who-should-not-have-it.md#more-on-children, to: side-effects.md#young}\n"
YOUNG = "## More on children {#young}\n\nWe found no study of harm.\n\n"
DO, DO_NOT = "## Do {#do}\n\n{{ aftercare do }}", "## Do not {#do-not}\n\n{{ aftercare do-not }}"
SCARS = "- id: scars\n"  # the first of another page
JUMPERS_KNEE = """- id: jumpers-knee
  name: Jumper's knee
  region: arm-and-leg
  place: knee
  line: We do not know if it helps.
  answer: We do not know if it helps, as the one trial had 60 people and no sham needling.
  certainty: very low certainty
  asked:
    - {ask: sham, say: We found no study., certainty: no study found, why: One search., sources: []}
    - {ask: last, say: We found no study., certainty: no study found, why: One search., sources: []}
  check_first: A knee that is hot, swollen or locked needs a doctor first.
  unknown: We do not know if it helps for longer.
"""

ORDINARY = [  # what a writer may do: its name, and file, old and new text of every edit
    ("a heading is reworded", [(HARMS, "## Serious harms {#serious", "## Harms that need a hospital {#serious")]),
    ("a sentence is rewritten", [(NOT, "so a needle there can reach one", "take care")]),
    (
        "a section goes to another page, with its row",
        [
            (NOT, "## More on children {#more-on-children}", "### More {#other}"),
            (HARMS, "## Serious harms {#serious", YOUNG + "## Serious harms {#serious"),
            (LEAD, CHILDREN, "{from: children/, to: side-effects.md#young}"),
            (LEAD, "- {from: who-should-not/", GONE + "- {from: who-should-not/"),
        ],
    ),
    (
        "a synonym leads to a part of its page",
        [
            (
                LEAD,
                "from: emergency/, to: get-help.md}",
                "from: emergency/, to: get-help.md#emergency, why: It is looked for}",
            )
        ],
    ),
    ("a synonym says why", [(LEAD, CHILDREN, "{from: children/, to: claims.md, why: That page says more.}")]),
    ("a page is withdrawn", [("electrical-stimulation.md", "type: explainer", "type: withdrawn")]),
    ("sections change places", [("aftercare.md", f"{DO}\n\n{DO_NOT}", f"{DO_NOT}\n\n{DO}")]),
    ("a problem is added below the last of its page", [("_data/conditions.yml", SCARS, JUMPERS_KNEE + SCARS)]),
]


@pytest.mark.parametrize("edits", [row[1] for row in ORDINARY], ids=[row[0] for row in ORDINARY])
def test_ordinary_editing_is_quiet(edits, texts):
    files = {name: raw.decode() for name, raw in texts.raw.items() if name.endswith((".md", ".yml"))}
    for file, old, new in edits:
        start = max(files[file].find("\n- {from: "), 0)
        assert old in files[file][start:], (file, old)
        files[file] = files[file][:start] + files[file][start:].replace(old, new, 1)
    after = from_files({**texts.raw, **{name: text.encode() for name, text in files.items()}})
    assert after.raw != texts.raw and list(map(str, promise_of_base.compare(texts, after))) == []


def test_a_page_that_is_renamed_is_quiet_and_keeps_its_leaflet(texts):
    files = {name: raw.replace(b"aftercare.md", b"later.md") for name, raw in texts.raw.items()}
    files["_data/redirects.yml"] += b"- {from: aftercare/, to: later.md}\n"
    files["later.md"] = files.pop("aftercare.md").replace(b"\ntype: ", b"\nid: aftercare\ntype: ", 1)
    assert list(map(str, promise_of_base.compare(texts, from_files(files)))) == []
    files["later.md"] = files["later.md"].replace(b"leaflet: 2\n", b"")
    found = [str(problem) for problem in promise_of_base.compare(texts, from_files(files))]
    assert len(found) == 1 and "docs/later.md:1: the leaflet of docs/aftercare.md is published" in found[0], found
