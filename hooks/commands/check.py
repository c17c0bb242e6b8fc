"""`python3 dev.py check`: build, gather every problem that building finds, add the linters', print them sorted."""

import argparse
import contextlib
import gc
import io
import itertools
import logging.handlers
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from check_jsonschema.cli import main_command
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from checks import everything, folding, published_addresses, records, rhythm, settings
from commands.report import parts, report
from commands.start_mkdocs import sentence
from guard import configuration, too_large
from sources import ROOT, read, today

BIN = pathlib.Path(sys.executable).parent
GITHUB = ROOT / ".github"
FORMS = [path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
SETTINGS = ROOT / "pyproject.toml"  # the only ones: no linter looks for others, and none heeds a word to look away
LINTERS: dict[str, tuple[str | pathlib.Path, ...]] = {
    "rumdl": (BIN / "rumdl", "check", "--no-cache", "--output-format", "concise", "--config", SETTINGS, "."),
    "typos": (BIN / "typos", "--format", "brief", "--isolated", "--config", SETTINGS, ".", ".ci", ".github"),
    # without --strict-collection zizmor passes a workflow that it cannot read
    "zizmor": (
        *(BIN / "zizmor", "--quiet", "--offline", "--no-progress", "--persona", "auditor", "--strict-collection"),
        *("--no-config", "--no-ignores", "--collect=all", GITHUB),
    ),
}
MENDED = re.compile(r"\[MD0(?:04|09|12|22|31|32|47|58)\].*")  # what rumdl says of slips that commands/fix.py mends
# a word in what our check and in what typos says; typos also knows words that are right and mostly a slip
UNKNOWN, MISSPELLED = re.compile(r'"([^"]+)" is not in the dictionary'), re.compile(r"error: `([^`]+)` should be")
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
}


def build_site(site: pathlib.Path) -> list[str]:
    """Build into `site` and give every warning; a build that stops gives its reason as the last one.

    A configuration that could run a program is named and not read by MkDocs.
    """
    if configuration.first(ROOT):
        return list(map(str, folding.few(everything.of_project(ROOT))))
    gather = logging.handlers.BufferingHandler(sys.maxsize)  # keeps all
    gather.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(gather)
    logger.propagate = False
    stopped: BaseException | None = None
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=False)
        config.plugins.on_startup(command="build", dirty=False)
        build.build(config)
    except (Exception, SystemExit) as error:  # a writer sees the reason, never a traceback
        stopped = error
    ours = "mkdocs.steps"  # what ours says may end with lines to copy
    said = [(record.name, record.getMessage().rstrip()) for record in gather.buffer]
    messages = [text if name == ours else " ".join(text.split()) for name, text in said]
    if stopped and not any("docs/" in message for message in messages):  # it stopped before our checks could run
        messages += map(str, folding.few(everything.of_project(ROOT)))
    if stopped and (isinstance(stopped, MkDocsException) or not messages):
        why = sentence(stopped) or " ".join(str(stopped).split()) or type(stopped).__name__
        messages.append(f"The build stopped: {why}")
    return messages


def lint(running: dict[str, subprocess.Popen[str]]) -> list[str]:
    """What the linters say, in our form."""
    messages = []
    for name, process in running.items():
        output, _ = process.communicate()
        lines = [re.sub(r"^\./", "", line) for line in output.splitlines() if re.match(r"[\w./-]+:\d+:\d+: ?", line)]
        lines = [MENDED.sub(r"\g<0>. This mends it: python3 dev.py fix", line) for line in lines]
        messages += lines if lines or process.returncode == 0 else [f"{name}: {output.strip()}"]
    return messages


def schemas() -> list[str]:
    """What check-jsonschema says of the files of .github; asked here, because its start takes longer than its work."""
    messages = []
    for name, files in SCHEMAS.items():
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = main_command.main(["--builtin-schema", name, *map(str, files)], standalone_mode=False)
        if code:
            messages.append(f"check-jsonschema ({name}): {said.getvalue().strip()}")
    return messages


def news(linted: list[str], ours: list[str]) -> list[str]:
    """What linters say and our checks did not: of other lines and other words, and of no page whose header or merge
    they take for its text.
    """
    told = {parts(message)[:2] for message in ours}
    misread = {path for path, line, column, what in map(parts, ours) if (line, column) == (1, 1) or "merge of" in what}
    misspelled = {match[1] for match in map(UNKNOWN.search, ours) if match}
    return [
        found
        for found in linted
        if parts(found)[:2] not in told
        and parts(found)[0] not in misread
        and not ((match := MISSPELLED.search(found)) and match[1] in misspelled)
    ]


def main() -> int:
    """Print all problems; 1 when there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site-dir", type=pathlib.Path, help="keep the built site here")
    site = parser.parse_args().site_dir
    os.chdir(ROOT)
    gc.disable()  # the process is short and holds much; looking for what to free takes a tenth of its time
    running = {
        name: subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for name, command in LINTERS.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        # here and not in every build, so that one for a later day can be made
        ends = map(str, settings.security_txt(settings.read(ROOT), today()))
        ours = [*ends, *build_site((site or pathlib.Path(folder)).resolve())]
        linted, alone = lint(running), {line for line in ours if line.endswith(too_large.REST)}
        messages = alone or {*ours, *news(linted, ours), *schemas()}
    report(sorted(messages, key=parts))
    sources = read(ROOT / "docs")
    told = (
        published_addresses.notices(ROOT, published_addresses.history(ROOT)),
        records.notes(sources),
        rhythm.notes(sources),
    )
    for notice in () if alone else itertools.chain(*told):
        print(notice)
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
