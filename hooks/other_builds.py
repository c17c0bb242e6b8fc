"""`python3 dev.py same` and `python3 dev.py zensical`: build the site in other ways and compare.

`same` must find no difference: ProperDocs, which goes on where MkDocs 1.6 stopped, gives the same bytes but its own
name, also with another folder, clock, time zone, language, hash seed and file mode. `zensical` only reports.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from urllib.parse import urljoin

import made_later
from selectolax.lexbor import LexborHTMLParser
from sources import ROOT

LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".cache", ".git", "site", "site.new", "site.old", "preview", "__pycache__", ".pytest_cache"
)
NAME = re.compile(rb'<meta name="generator" content="[^"]*">')
THEME_IDS = re.compile(r"__|page-facts$|(?:init-)?glightbox")  # ids of the theme, not of what we write
STUB = 'http-equiv="refresh"'  # an old address that leads on
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/"}
KINDS = {"citations": "a.footnote-ref", "certainty labels": "a.certainty", "glossary links": "a.term"}


def nameless(data: bytes) -> bytes:
    """A page without the name and version of its generator."""
    return NAME.sub(b"", data)


def differences(one: pathlib.Path, other: pathlib.Path) -> list[str]:
    """Files that only one of two sites has, or whose bytes differ, the generator's name and what `dev.py pdf` makes
    apart.
    """
    names = [
        {
            uri
            for path in site.rglob("*")
            if path.is_file() and not made_later.URI.fullmatch(uri := path.relative_to(site).as_posix())
        }
        for site in (one, other)
    ]
    only = [f"{name}: only in one of the two" for name in names[0] ^ names[1]]
    return sorted(
        only
        + [
            f"{name}: other bytes"
            for name in names[0] & names[1]
            if nameless((one / name).read_bytes()) != nameless((other / name).read_bytes())
        ]
    )


def marks(html: str, page: str) -> dict[str, Counter[str]]:
    """What a page promises or marks: its ids, citations, certainty labels and glossary links, each with its count;
    links as whole addresses.
    """
    tree = LexborHTMLParser(html)
    found = {
        kind: Counter(
            urljoin("/" + page.removesuffix("index.html"), node.attributes.get("href") or "")
            for node in tree.css(selector)
        )
        for kind, selector in KINDS.items()
    }
    ids = [node.attributes.get("id") or "" for node in tree.css("[id]")]
    return {"ids": Counter(name for name in ids if not THEME_IDS.match(name)), **found}


def report(one: pathlib.Path, other: pathlib.Path) -> list[str]:
    """How much of the first site stands in the second: files, and the marks of every page; then what is missing."""
    names = [
        {
            path.relative_to(site).as_posix()
            for path in site.rglob("*")
            if path.is_file() and not path.is_relative_to(site / "assets")
        }
        for site in (one, other)
    ]
    pages = sorted(
        name for name in names[0] if name.endswith("index.html") and STUB not in (one / name).read_text("utf-8")
    )
    both = [
        (
            name,
            *(marks((site / name).read_text("utf-8") if (site / name).exists() else "", name) for site in (one, other)),
        )
        for name in pages
    ]
    lines = [f"pages: {len(set(pages) & names[1])} of {len(pages)} the same address"]
    for kind in ("ids", *KINDS):
        ours, shared = (
            sum(sum(counts.values()) for counts in found)
            for found in ([page[kind] for _, page, _ in both], [page[kind] & there[kind] for _, page, there in both])
        )
        lines.append(f"{kind}: {shared} of {ours} the same")
        lines += [
            f"  {name}: {key} is missing"
            for name, page, there in both
            for key in sorted((page[kind] - there[kind]).keys())
        ]
    absent = sorted(names[0] - names[1] - set(pages))
    return [*lines, f"other files that only hooks make: {len(absent)}", *(f"  {name}" for name in absent)]


def build(command: list[str], folder: pathlib.Path, **options) -> subprocess.Popen[str]:
    """Start a build in a folder, at the time of the last commit."""
    epoch = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
        or "1795651200"
    )
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": epoch,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **options.pop("env", {}),
    }
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


def finished(builds: dict[str, subprocess.Popen[str]]) -> bool:
    """Wait for all; print what a build said that failed."""
    said = {name: process.communicate()[0] for name, process in builds.items()}
    for name, process in builds.items():
        if process.returncode:
            print(f"{name}: the build failed.\n{said[name]}")
    return not any(process.returncode for process in builds.values())


def same(here: pathlib.Path | None = None) -> int:
    """Print every difference between a build here, `here` if it is there already, and one elsewhere with ProperDocs; 1
    when there is any.
    """
    clock = ["faketime", "-f", "+40d"] if shutil.which("faketime") else []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy = pathlib.Path(shutil.copytree(ROOT, folder / "another place", ignore=LEFT_OUT))
        builds = (
            {}
            if here
            else {"MkDocs": build([sys.executable, "-m", "mkdocs", "build", "--site-dir", folder / "here"], ROOT)}
        )
        builds["ProperDocs"] = build(
            [
                *clock,
                sys.executable,
                "-m",
                "properdocs",
                "build",
                "-f",
                "mkdocs.yml",
                "--site-dir",
                folder / "elsewhere",
            ],
            copy,
            env=ELSEWHERE,
            umask=0o077,
        )
        if not finished(builds):
            return 1
        found = differences(here or folder / "here", folder / "elsewhere")
        files = sum(path.is_file() for path in (folder / "elsewhere").rglob("*"))
    later = " and 40 days later" if clock else ""
    well = f"{files} files: the same bytes elsewhere{later} and with ProperDocs, but the generator's name."
    print("\n".join(found) or well)
    return 1 if found else 0


def zensical() -> int:
    """Print what a Zensical build keeps of the site; 1 only when it cannot be built."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy = pathlib.Path(
            shutil.copytree(ROOT, folder / "copy", ignore=LEFT_OUT)
        )  # it can only build inside the project
        builds = {
            "MkDocs": build([sys.executable, "-m", "mkdocs", "build", "--site-dir", folder / "site"], ROOT),
            "Zensical": build(
                [sys.executable, "-m", "zensical", "build", "-f", "zensical.yml"],
                copy,
                env={"PYTHONPATH": str(copy / "hooks")},
            ),
        }
        if not finished(builds):
            return 1
        print("\n".join(report(folder / "site", copy / "site")))
    return 0


if __name__ == "__main__":
    sys.exit({"same": same, "zensical": zensical}[sys.argv[1]]())
