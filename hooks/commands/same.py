"""`python3 dev.py same`: build the site elsewhere, at another time, and with ProperDocs; the bytes must be the same.

ProperDocs goes on where MkDocs 1.6 stopped, and gives the same bytes but its own name, also with another folder, clock,
time zone, language, hash seed and file mode.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence

from commands.start_mkdocs import refused
from sources import ROOT, contents
from sources.addresses import MADE_LATER

LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".cache", ".git", "site", "site.new", "site.old", "preview", "__pycache__", ".pytest_cache"
)
NAME = re.compile(rb'<meta name="generator" content="[^"]*">')
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/"}
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--site-dir")
PROPERDOCS = (sys.executable, "-m", "properdocs", "build", "-f", "mkdocs.yml", "--site-dir")


def differences(one: pathlib.Path, other: pathlib.Path) -> list[str]:
    """Files that only one of two sites has, or whose bytes differ, the generator's name and what `dev.py pdf` makes
    apart.
    """
    here, there = (
        {uri: NAME.sub(b"", data) for uri, data in contents(site).items() if not MADE_LATER.fullmatch(uri)}
        for site in (one, other)
    )
    only = [f"{uri}: only in one of the two" for uri in here.keys() ^ there.keys()]
    changed = [f"{uri}: other bytes" for uri in here.keys() & there.keys() if here[uri] != there[uri]]
    return sorted(only + changed)


def build(
    command: Sequence[str | pathlib.Path], folder: pathlib.Path, env: Mapping[str, str] | None = None, umask: int = -1
) -> subprocess.Popen[str]:
    """Start a build in a folder, at the time of the last commit. Exits with a sentence where the guard of the
    configuration says no.
    """
    if why := refused(folder):
        sys.exit(why)
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
        **(env or {}),
    }
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        umask=umask,
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
        builds = {} if here else {"MkDocs": build([*MKDOCS, folder / "here"], ROOT)}
        builds["ProperDocs"] = build(
            [*clock, *PROPERDOCS, folder / "elsewhere"],
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


if __name__ == "__main__":
    sys.exit(same())
