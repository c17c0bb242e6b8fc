"""`dev.py ready`: what still stops a launch, what may hurt somebody first."""

from __future__ import annotations

from commands import ready
from sources import from_files

ROWS = b"- id: lung\n  confirm: Raised.\n- id: skin\n"
FULL = {
    "mkdocs.yml": "extra: {contact: a@example.org, safety_contact: b@example.org}\n",
    "LICENSE": "Copyright (c) 2026 A Name\n",
    ".github/CODEOWNERS": "* @somebody\n",
}
NOTHING = {
    "mkdocs.yml": 'extra: {contact: "", safety_contact: ""}\n',
    "LICENSE": f"Copyright (c) 2026 {ready.NOBODY}\n",
    ".github/CODEOWNERS": "# * @MAINTAINER\n",
}


def missing(folder, files, data, address):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return list(ready.missing(folder, from_files({f"_data/{name}.yml": raw for name, raw in data.items()}), address))


def test_what_is_missing_comes_in_order_of_harm(tmp_path):
    found = missing(tmp_path, NOTHING, {"warning-signs": ROWS}, "http://127.0.0.1:8000/")
    words = [
        "1 line on safety must still be agreed by a clinician. warning-signs.yml: lung.",
        "No clinician has reviewed",
        "told of harm",
        "cannot write to anybody",
        "lead to http://127.0.0.1:8000/",
        "LICENSE names no person",
        "CODEOWNERS names nobody",
    ]
    assert len(found) == len(words) and all(word in line for word, line in zip(words, found, strict=True))


def test_nothing_is_missing_where_all_is_filled_in(tmp_path):
    people = b"- {id: a-person, name: A Person, profession: doctor, register: Register 1, interests: none}\n"
    assert missing(tmp_path, FULL, {"warning-signs": b"- id: lung\n", "people": people}, "https://example.org/") == []
