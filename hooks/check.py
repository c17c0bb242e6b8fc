"""`python3 dev.py check`: build the site, gather every problem that building finds, add the linters', print them sorted."""

from __future__ import annotations

import argparse
import logging
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from sources import ROOT

BIN = pathlib.Path(sys.executable).parent
LINTERS = {
    "rumdl": [BIN / "rumdl", "check", "--no-cache", "--output-format", "concise", "."],
    "typos": [BIN / "typos", "--format", "brief"],
}


class Gather(logging.Handler):
    """Keeps every warning."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


def build_site(site: pathlib.Path) -> list[str]:
    """Build into `site` and give every warning; a build that stops gives its reason as the last one."""
    gather = Gather()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(gather)
    logger.propagate = False
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=False)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build.build(config)
    except (MkDocsException, Abort) as error:
        gather.messages.append(str(error))
    logger.removeHandler(gather)
    return gather.messages


def order(message: str) -> tuple[str, list[int], str]:
    """Sort key: by file, then by line and column as numbers."""
    match = re.match(r"([\w./-]+?)((?::\d+)*): ", message)
    return (match[1], [int(n) for n in match[2].split(":") if n], message) if match else ("~", [], message)


def main() -> int:
    """Print all problems; 1 when there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site-dir", type=pathlib.Path, help="keep the built site here")
    site = parser.parse_args().site_dir
    os.chdir(ROOT)
    running = {name: subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
               for name, command in LINTERS.items()}
    with tempfile.TemporaryDirectory() as folder:
        messages = build_site((site or pathlib.Path(folder)).resolve())
    for name, process in running.items():
        output, _ = process.communicate()
        lines = [re.sub(r"^\./", "", line) for line in output.splitlines() if re.match(r"[\w./-]+:\d+:\d+: ?", line)]
        messages += lines if lines or process.returncode == 0 else [f"{name} could not run: {output.strip()}"]
    for message in sorted(set(messages), key=order):
        print(message)
    if messages:
        print(f"{len(set(messages))} problems. Every line names a file, a place in it, and what to write instead.")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
