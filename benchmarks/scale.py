"""Seconds, memory and size of a build at 30 and 300 pages, with our hooks and bare: `python benchmarks/scale.py`.

The bare build renders the same text (data blocks and citations already written out) with the theme and MkDocs' own
extensions. Numbers are those of one child process: processor seconds, peak memory, bytes of HTML.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import sys
import tempfile

from markdown import Markdown

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

OURS = re.compile(r"^hooks:\n(?: .*\n)+", re.M)


def written_out(project: pathlib.Path) -> None:
    """Replace the data blocks, shared texts and citations of every page by what they become, as plain Markdown."""
    # from hooks/, which is on the path only now
    from extensions import citations, data_blocks
    from extensions.rendering import Rendering
    from sources.files import read

    written = read(project / "docs")
    for uri, page in written.pages.items():
        citing = citations.CitationPreprocessor(Markdown())
        citing.now = Rendering(written, uri)
        text = data_blocks.expand(written.expanded(page), written, uri)
        lines = citing.run(text.split("\n"))
        (project / "docs" / uri).write_text(page.text[: len(page.text) - len(page.body)] + "\n".join(lines), "utf-8")


def multiply(project: pathlib.Path, times: int) -> None:
    """Copy the pages into folders c1, c2, ... of the same docs, with titles of their own and a menu for each copy."""
    docs = project / "docs"
    pages = [
        path.relative_to(docs) for path in docs.rglob("*.md") if not path.relative_to(docs).parts[0].startswith("_")
    ]
    config = (project / "mkdocs.yml").read_text("utf-8")
    for number in range(1, times):
        for page in pages:
            text = (docs / page).read_text("utf-8")
            target = docs / f"c{number}" / page
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(re.sub(r"(?m)^title: \"?(.*?)\"?$", rf'title: "\1 {number}"', text, count=1), "utf-8")
        shutil.copytree(docs / "assets", docs / f"c{number}" / "assets")
        config += f"  - Copy {number}:\n" + "".join(f"      - c{number}/{page.as_posix()}\n" for page in sorted(pages))
    (project / "mkdocs.yml").write_text(config, "utf-8")


def measure(project: pathlib.Path) -> tuple[float, float, float]:
    """Processor seconds, peak MB and MB of HTML of one build in a child process."""
    child = os.posix_spawn(
        sys.executable,
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "--no-strict",
            "-f",
            str(project / "mkdocs.yml"),
            "-d",
            str(project / "out"),
        ],
        {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"the build in {project} failed")
    html = sum(path.stat().st_size for path in (project / "out").rglob("*.html"))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, html / 1e6


def main() -> None:
    """Print one line for each number of pages and kind of build."""
    print("pages  build   cpu s   per page  peak MB  HTML MB  to bare")
    for times in (1, 10):
        bare = 0.0
        for kind in ("bare", "ours"):
            with tempfile.TemporaryDirectory() as name:
                project = pathlib.Path(
                    shutil.copytree(
                        ROOT,
                        pathlib.Path(name) / "project",
                        ignore=shutil.ignore_patterns(".venv", ".git", "site", "preview"),
                    )
                )
                config = (project / "mkdocs.yml").read_text("utf-8")
                if kind == "bare":
                    written_out(project)
                    (project / "mkdocs.yml").write_text(OURS.sub("", config), "utf-8")
                multiply(project, times)
                os.chdir(project)
                count = sum(1 for _ in (project / "docs").rglob("*.md")) - sum(
                    1 for _ in (project / "docs").glob("_*/*.md")
                )
                measure(project)  # fills the cache of pictures
                seconds, memory, size = measure(project)
                os.chdir(ROOT)
            bare = seconds if kind == "bare" else bare
            print(
                f"{count:5}  {kind:5} {seconds:7.1f} {seconds / count:9.3f} {memory:8.0f} {size:8.1f}"
                f" {seconds / bare:8.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
