"""Every attack of attacks.py is caught with file, line and what to do; what no text check can see is caught on the
built page.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import pathlib
import subprocess
import sys

import attacks
import attacks_on_pages
import pytest
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from checks import everything
from conftest import ROOT, copy_project
from guard import built_html, drawings, repository, unsafe_content, unsafe_values, written_html
from guard.browser_links import Links
from processor import within
from sources import Sources, from_files, read

SAMPLE = (pathlib.Path(__file__).parent / "sample.md").read_text("utf-8")
BASE = read(ROOT / "docs")
TODAY = datetime.date(2026, 11, 20)


def page_problems(text: str) -> list:
    """What the checks say of sample.md with this text."""
    alone = from_files({"sample.md": text.encode()})
    written = dataclasses.replace(BASE, pages={**BASE.pages, **alone.pages}, raw={**BASE.raw, **alone.raw})
    return list(everything.of_page(written.pages["sample.md"], written, TODAY))


OF_PAGES = [*attacks.PAGES, *attacks_on_pages.PAGES]


@pytest.mark.parametrize(("name", "old", "new", "message"), OF_PAGES, ids=[row[0] for row in OF_PAGES])
def test_attack_in_a_page_is_caught_with_its_line(name, old, new, message):
    assert old in SAMPLE, "the row does not fit sample.md"
    text = SAMPLE.replace(old, new, 1)
    first = SAMPLE.count("\n", 0, SAMPLE.index(old)) + 1
    found = page_problems(text)
    hits = [problem for problem in found if message in str(problem)]
    assert hits, "\n".join(map(str, found)) or "nothing was found"
    assert any(
        first <= problem.line <= first + new.count("\n") or "kB" in message + problem.what for problem in hits
    ), hits
    assert all(problem.path == "docs/sample.md" and problem.fix for problem in hits)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<script>alert(1)</script>", ["<script>"]),
        ("words</SCRIPT >", ["<script>"]),
        ("<b>one</b> <i>two</i>", ["<b>", "<i>"]),
        ("<b>one</b> <b>two</b>", ["<b>", "<b>"]),
        ("<https://example.org> <b>", ["<b>"]),
    ],
)
def test_an_element_is_one_mistake_where_it_begins(text, named):
    said = [what for _, what, _ in unsafe_content.marks(text)]
    assert len(said) == len(named) and all(name in what for name, what in zip(named, said, strict=True)), said


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> pathlib.Path:
    """A copy of the project without git, to break."""
    return copy_project(tmp_path_factory.mktemp("attacks") / "project")


def put(path: pathlib.Path, old: str | None, new: str | bytes) -> None:
    """Do what a row of REPOSITORY says."""
    text = path.read_text("utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    start = (
        max(text.find("\n- "), 0) if path.suffix == ".yml" and path.parent.name == "_data" else 0
    )  # behind the sample in the comment
    if isinstance(new, bytes):
        path.write_bytes(new)
    elif new.startswith("link:"):
        path.symlink_to(new[5:])
    elif old:
        assert old in text[start:], "the row does not fit the file"
        path.write_text(text[:start] + text[start:].replace(old, new, 1), "utf-8")
    else:
        path.write_text(text + new.removeprefix("run:"), "utf-8")
        path.chmod(0o755 if new.startswith("run:") else 0o644)


@pytest.mark.parametrize(
    ("name", "file", "old", "new", "message"), attacks.REPOSITORY, ids=[row[0] for row in attacks.REPOSITORY]
)
def test_attack_in_the_repository_is_caught(project, name, file, old, new, message):
    path = project / file
    before, missing = (
        path.read_bytes() if path.exists() else None,
        [folder for folder in path.parents if not folder.exists()],
    )
    try:
        put(path, old, new)
        found = list(everything.of_repository(project, Sources()))
        if file.startswith("docs/") and not path.is_symlink():
            alone = from_files({file[5:]: path.read_bytes()})
            found += [
                *(problem for document in alone.data.values() for problem in document.problems),
                *unsafe_values.check_data(alone),
                *written_html.check_data(alone),
                *drawings.check(alone),
            ]
    finally:
        if before is None:
            path.unlink()
            for folder in missing:
                folder.rmdir()
        else:
            path.write_bytes(before)
    hits = [problem for problem in found if message in str(problem) and problem.path == file]
    assert hits and all(problem.fix for problem in hits), "\n".join(map(str, found)) or "nothing was found"
    text = (before or b"").decode()
    if old:
        assert any(
            abs(problem.line - text.count("\n", 0, text.index(old)) - 1) <= 15
            or problem.line == 1
            or file.startswith("docs/_data")
            for problem in hits
        ), hits


def test_the_copy_itself_is_clean(project):
    assert list(everything.of_repository(project, Sources())) == []


def test_git_shows_what_the_disk_cannot(tmp_path):
    """A link on a machine without links is a text file, another repository an empty folder; the index knows both."""

    def git(*command):
        return subprocess.run(
            ["git", "-C", tmp_path, *command], check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "-q")
    (tmp_path / "target").write_text("/etc/passwd")
    blob = git("hash-object", "-w", "target")
    git(
        "update-index",
        "--add",
        "--cacheinfo",
        f"120000,{blob},docs/page.md",
        "--cacheinfo",
        f"160000,{'1' * 40},docs/inside",
        "--cacheinfo",
        f"100755,{blob},docs/run.md",
        "--cacheinfo",
        f"100644,{blob},.venv/bin/python",
    )
    found = {problem.path: problem.what for problem in repository.check(repository.entries(tmp_path))}
    assert (
        "link to another file" in found["docs/page.md"]
        and "may be run" in found["docs/run.md"]
        and "made by a program" in found[".venv/bin/python"]
    )
    assert any("another repository" in str(problem) for problem in repository.check(repository.entries(tmp_path)))


@pytest.mark.parametrize("command", ["build", "serve", "check", "preview"])
def test_no_command_reads_a_configuration_that_runs_code(project, command, tmp_path):
    """The tag would write a file; it is named, and the file is not there."""
    config, mark = project / "mkdocs.yml", tmp_path / "ran"
    before = config.read_text("utf-8")
    (project / ".venv").symlink_to((ROOT / ".venv").resolve()) if not (project / ".venv").exists() else None
    config.write_text(before + f"\nwatch: !!python/object/apply:os.system ['touch {mark}']\n", "utf-8")
    try:
        done = subprocess.run([sys.executable, "dev.py", command], cwd=project, capture_output=True, text=True)
    finally:
        config.write_text(before, "utf-8")
    assert (
        done.returncode
        and "!!python/object/apply:os.system may not stand in mkdocs.yml" in done.stdout
        and "Traceback" not in done.stdout + done.stderr
    )
    assert not mark.exists()


@pytest.mark.parametrize(
    "text",
    [
        "{\"'" * 1600,
        "<a " * 1600,
        "[" * 4900,
        "`\\" * 2400,
        '<div class="' * 400,
        "[x](" * 1200,
        "(+4" * 1600,
        "/// x\n    " * 400,
        "a@" * 2400,
        "![" * 2400,
    ],
)
def test_no_text_keeps_the_checks_busy(text):
    """Patterns that back-track would turn a line into hours."""
    with within(5):
        page_problems(SAMPLE.replace(attacks.HERE, text))


# --- the second look: what Markdown makes of a page -------------------------------------------------------------------
@pytest.fixture(scope="module")
def render():
    """Markdown as the site reads it."""
    import markdown

    config = load_config(str(ROOT / "mkdocs.yml"))
    (
        config.plugins.on_config(config)
        if hasattr(config.plugins, "on_config")
        else config.plugins.run_event("config", config)
    )
    return lambda text: markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    ).convert(text)


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<div style="display:none">x</div>',
    "[x](javascript:alert(1))",
    "<iframe src=//evil.example.com></iframe>",
    '<span id="__config">x</span>',
    "*x*{ onclick=alert(1) }",
    "*x*{ .moved }",
    "[x](https://&#9;evil.example.com/)",
    "[112](tel:11850)",
    '!!! emergency "x"',
]
WRAPS = [
    "{}",
    "`{}`",
    "``{}`",
    "\\`{}\\`",
    "\\\\`{}`",
    "```\n{}\n```",
    "````\n{}\n```",
    "    {}",
    "- x\n\n      {}",
    "```\n\n{}",
    "``` x y\n\n{}\n\n```",
    "    ```\n\n{}\n\n    ```",
    "> ```\n{}\n> ```",
    "<!-- ` -->{}`",
    "`<!--`{}",
    "<!--\n```\n-->\n{}\n```",
    "~~~\n```\n~~~\n{}\n```\n",
    "<div>\n`{}`\n</div>",
    '<div class="a" markdown>\n\n    {}\n\n</div>',
    "|a|\n|-|\n|`{}`|",
    "!!! note\n\n    ```\n    x\n\n{}\n\n    ```",
    '=== "{}"\n\n    x',
    "[^1]: {}\n\nx[^1]",
    "Term\n:   `{}",
    "/// caption\n{}\n///",
    "<sup>`{}`</sup>",
    "``` {{.x}}\n{}\n```",
    "x\n{{: title=`{}` }}",
    "> {}",
    "- {}",
    "> > - {}",
    "1. x\n\n    {}",
    "??? note\n\n    {}",
    "- /// caption\n  {}\n  ///",
    "# {} {{#x}}",
    "|a|\n|-|\n|{}|",
    "[@x]{}",
    "(low certainty){}",
    "*[x]: {}\n\nx",
    "[x]: y '{}'\n\n[x][x]",
    "<div markdown>\n\n{}\n\n</div>",
    "<span markdown>{}</span>",
]


def test_what_hides_from_the_text_check_is_seen_on_the_page(render):
    """Every payload in every disguise: named with its line, or harmless on the page (it is code)."""
    named = harmless = 0
    for wrap, payload in itertools.product(WRAPS, PAYLOADS):
        text = "\n\n" + wrap.format(payload) + "\n"
        page, content = from_files({"x.md": text.encode()}).pages["x.md"], render(text)
        if any(problem.line for problem in everything.of_page(page, Sources(), TODAY)):
            named += 1
        else:
            harmless += 1
            for sign in (
                "<script",
                "onerror=alert(1)>",
                "<iframe",
                "<div style",
                'href="javascript',
                "onclick=alert(1)>",
                '<span id="__config">',
                'class="moved"',
                'evil.example.com/"',
                '"tel:11850"',
                'emergency"',
            ):
                assert sign not in content, (wrap, payload, content)
    assert named > 80 and harmless > 10, (named, harmless)


BUILT = [
    ("<script>x</script>", "<script> would"),
    ("<p onclick=x>y</p>", 'the attribute "onclick" of <p> would'),
    ('<p style="x">y</p>', 'the attribute "style" of <p> would'),
    ("<img srcset='a 2x'>", 'the attribute "srcset" of <img> would'),
    ("<img src='//a.b/c' alt=x>", "the address leads to a.b"),
    ("<a href='java\nscript:x'>y</a>", 'may not begin with "javascript:"'),
    ("<video src=x></video>", "<video> would"),
    ("<span id=__config>x</span>", 'the attribute "id" of <span> may not be "__config"'),
    ("<input formaction=x>", "<input> would"),
    ("<svg><use href='https://a.b/c#d'></use></svg>", "<use> would"),
    ("<marquee>x</marquee>", "<marquee> would"),
    ("<x-y>z</x-y>", "<x-y> would"),
    ("<template><b>x</b></template>", "<template> would"),
    ("<p>x<!-- y --></p>", "a comment would"),
    ("<button type=submit>x</button>", 'the attribute "type" of <button> may not be "submit"'),
    ("<p class='emergency'>a</p><div class='admonition emergency'>b</div>", "has 2 emergency cards"),
    ("<a class='certainty certainty--theory' href='/about/#high-certainty'>theory</a>", 'the mark "theory" leads to'),
    ("<a href='tel:09098765432'>112</a>", "a page may not offer to call 09098765432"),
    ("<a href='tel:999'>Call 112</a>", 'the link says "Call 112" and calls 999'),
    ("<a href='mailto:a@b.org?bcc=c@d.org'>x</a>", "a mail link holds more"),
    ("<a href='https://evil.example.com/'>x</a>", "evil.example.com, which nobody has reviewed"),
]


@pytest.mark.parametrize(("content", "message"), BUILT)
def test_the_built_article_holds_only_what_is_on_the_list(content, message):
    tree = LexborHTMLParser(f"<article>{content}</article>")
    page = from_files({"x.md": b"x\n<script>\n"}).pages["x.md"]
    may = Links("https://here.example.org/", numbers={"112", "999"})
    found = [str(problem) for problem in built_html.check(tree, page, Sources(), may)]
    assert any(message in said for said in found), found


def test_what_is_made_by_markdown_is_read_with_the_extensions_of_the_site():
    config = load_config(str(ROOT / "mkdocs.yml"))
    of_site = {name for name in config.markdown_extensions if isinstance(name, str)}
    assert of_site - {"pymdownx.snippets"} == set(written_html.EXTENSIONS)
    for name, options in written_html.OPTIONS.items():
        assert config.mdx_configs[name] == options


def test_every_page_and_value_passes_the_lists():
    found = [
        problem
        for page in [*BASE.pages.values(), *BASE.snippets.values()]
        for problem in written_html.check(page, BASE)
    ]
    assert [*found, *written_html.check_data(BASE)] == []
