"""Every row of attacks_on_promise.py is named: what breaks the promise with file and line, what changes the meaning
with old and new.
"""

from __future__ import annotations

import attacks_on_promise as attacks
import pytest

from checks import promise_of_base
from commands import summary
from conftest import ROOT
from sources import Sources, from_files, read

BASE = read(ROOT / "docs")


def edited(edits: list[tuple[str, str, str]]) -> dict[str, bytes]:
    """The files of docs/ after all edits of a row; behind the sample in the comment of a data file."""
    texts = {file: BASE.raw.get(file, b"").decode() for file, _, _ in edits}
    for file, old, new in edits:
        start = max(texts[file].find("\n- "), 0) if file.startswith("_data/") else 0
        assert old in texts[file][start:], f"the row does not fit {file}"
        texts[file] = texts[file][:start] + texts[file][start:].replace(old, new, 1)
    return {**BASE.raw, **{file: text.encode() for file, text in texts.items()}}


@pytest.mark.parametrize(
    ("edits", "file", "line", "message"), [row[1:] for row in attacks.PROMISE], ids=[row[0] for row in attacks.PROMISE]
)
def test_what_breaks_the_promise_is_named_with_its_line(edits, file, line, message):
    after = edited(edits)
    changed = from_files({file: after[file] for file, _, _ in edits})
    now = Sources(
        after,
        {**BASE.pages, **changed.pages},
        {**BASE.data, **changed.data},
        {**BASE.snippets, **changed.snippets},
    )
    found = list(promise_of_base.compare(BASE, now))
    hits = [problem for problem in found if problem.path == f"docs/{file}" and message in problem.what]
    assert hits, "\n".join(map(str, found)) or "nothing was found"
    assert line in after[file].decode().splitlines()[hits[0].line - 1] and hits[0].fix, hits


@pytest.mark.parametrize(
    ("edits", "said"), [row[1:] for row in attacks.MEANING], ids=[row[0] for row in attacks.MEANING]
)
def test_what_changes_the_meaning_is_told_first_with_old_and_new(edits, said):
    lines = summary.compare(BASE.raw, edited(edits))
    assert any(all(words in line for words in said) for line in lines[2:6]), "\n".join(lines)


def test_mechanisms_are_many():
    assert len(attacks.PROMISE) >= 20 and len(attacks.MEANING) >= 15
