"""How a command tells problems: printed, and on GitHub also beside the line and in the summary of the job."""

import os
import re

from sources import ROOT, Problem


def parts(message: str) -> tuple[str, int, int, str]:
    """File, line, column and text of a message; without a place the file is "~", which sorts last."""
    match = re.match(r"(?P<path>[\w./-]+?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: ?(?P<text>.*)", message, re.S)
    if not match or ("/" not in match["path"] and not (ROOT / match["path"]).exists()):
        return "~", 0, 0, message
    return match["path"], int(match["line"] or 0), int(match["column"] or 0), match["text"]


def listed(message: str) -> str:
    """A message as an item of a list in Markdown; lines to copy stand in a box, beside which GitHub puts a button."""
    text, _, lines = message.partition("\n")
    place, _, said = text.partition(": ")
    box = ["", "````text", *lines.splitlines(), "````", ""] if lines else []
    return "\n".join([f"- `{place}`: {said or place}", *(f"  {line}".rstrip() for line in box)]) + "\n"


def report(messages: list[str]) -> None:
    """Print every problem, or that there is none; an empty line ends lines to copy."""
    count = "1 problem" if len(messages) == 1 else f"{len(messages)} problems"
    well = "No problems found."
    explained = f"{count}. Every line names a file, a place in it, and what to write instead."
    print(*(f"{line}\n" if "\n" in line else line for line in messages), explained if messages else well, sep="\n")
    if os.environ.get("GITHUB_ACTIONS"):
        for path, line, column, text in map(parts, messages):
            print(Problem("" if path == "~" else path, line, column, text).annotation())
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(summary, "a", encoding="utf-8") as file:
            file.write(f"## {count} to mend\n\n" if messages else "## No problems found\n\nEvery check passed.\n")
            file.writelines(map(listed, messages))
