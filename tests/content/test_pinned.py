"""What may hurt most when it is wrong stands a second time in pinned.yml, so that nobody changes it by the way."""

from __future__ import annotations

import pathlib
import re

import pytest
import yaml

from conftest import ROOT
from extensions.data_blocks import filled
from sources import Sources, from_files, read
from sources.syntax import KIT_PLACE

FILE = pathlib.Path(__file__).with_name("pinned.yml")
CARD = "_snippets/emergency-card.md"
PIN = "tests/content/pinned.yml"


def stated(texts: Sources) -> dict[str, dict[str, object]]:
    """The same as pinned.yml, from the sources: by heading, and by what each line is about."""
    card = texts.snippets["emergency-card.md"]
    numbers = re.findall(r"\[\*\*(\d+)\*\* ([^\]]+)\]\(tel:(\d+)\)", card.body)
    said = [line.strip() for line in filled(card, texts).splitlines() if line.strip()]
    return {
        "emergency numbers": {row["place"]: row["number"] for row in texts.rows("emergency-numbers")},
        "for people who cannot speak or hear": {
            row["place"]: row["deaf"] for row in texts.rows("emergency-numbers") if "deaf" in row
        },
        "warning signs": {row["id"]: row["urgency"] for row in texts.rows("warning-signs")},
        "who should not have it": {row["id"]: row["level"] for row in texts.rows("contraindications")},
        "numbers on the emergency card": {
            place: number if number == called else f"{number}, but it calls {called}"
            for number, place, called in numbers
        },
        "words of the emergency card": dict(enumerate(said, 1)),
        "where the letters of the link kit lead": {
            row["letter"]["about"]: " ".join(match[0] for match in KIT_PLACE.finditer(row["letter"]["text"]))
            for row in texts.rows("kit")
            if "letter" in row
        },
    }


def differences(texts: Sources) -> list[str]:
    """What the sources say and pinned.yml does not, with the line of pinned.yml to change."""
    raw = FILE.read_text("utf-8")
    pinned, now, found = yaml.safe_load(raw), stated(texts), []
    assert pinned.keys() == now.keys()
    for part, rows in now.items():
        for name in dict.fromkeys([*pinned[part], *rows]):
            was, there = pinned[part].get(name), rows.get(name)
            if was != there:
                after = raw.index(f"\n{part}:")
                at = re.search(rf"^  {re.escape(yaml.safe_dump(name).splitlines()[0])}:", raw[after:], re.M)
                number = raw.count("\n", 0, after + (at.start() if at else 1)) + 1
                found.append(
                    f"{PIN}:{number}: {part}, {name}: it was {was!r} and is now {there!r}. If a clinician agrees,"
                    f" change this line in the same pull request, and say there who agreed."
                )
    return found


def test_numbers_levels_and_the_emergency_card_are_what_is_pinned(texts):
    found = differences(texts)
    assert not found, "\n" + "\n".join(found)


RAW = read(ROOT / "docs").raw
CHANGES = [  # file, old, new, a part of the message
    ("_data/emergency-numbers.yml", 'number: "192"', 'number: "129"', "emergency numbers, Brazil: it was '192'"),
    ("_data/emergency-numbers.yml", "- place: Chile", "- place: Chad", "emergency numbers, Chile: it was '131'"),
    ("_data/emergency-numbers.yml", "Dial 106 from", "Dial 160 from", "cannot speak or hear, Australia: it was"),
    (
        "_data/warning-signs.yml",
        "- id: collapse\n  urgency: emergency",
        "- id: collapse\n  urgency: call",
        "warning signs, collapse: it was 'emergency' and is now 'call'",
    ),
    (
        "_data/warning-signs.yml",
        "    - collapse, a faint that does not pass, or a fit\n",
        "    - a fit\n",
        "words of the emergency card",
    ),
    (
        "_data/contraindications.yml",
        "- id: pacemaker\n  level: do-not",
        "- id: pacemaker\n  level: tell",
        "who should not have it, pacemaker: it was 'do-not'",
    ),
    (CARD, "[**999** UK](tel:999)", "[**999** UK](tel:909)", "UK: it was '999' and is now '999, but it calls 909'"),
    (CARD, "[**000** Australia](tel:000) ", "", "numbers on the emergency card, Australia: it was '000'"),
    (CARD, "[**111** New Zealand](tel:111)", "[111 New Zealand](tel:117)", "words of the emergency card"),
    ("_data/kit.yml", "{get-help.md#emergency}\n", "{get-help.md#normal}\n", "letters of the link kit lead, After a"),
    (CARD, "Do not wait for the clinic.", "Wait for the clinic.", "words of the emergency card"),
    (CARD, "{{ sign-list emergency }}", "{{ sign-list normal }}", "words of the emergency card"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), CHANGES)
def test_a_change_of_one_is_named_with_the_line_to_change(file, old, new, message):
    text = RAW[file].decode()
    assert old in text
    found = differences(from_files({**RAW, file: text.replace(old, new, 1).encode()}))
    assert any(line.startswith(PIN + ":") and message in line and "clinician" in line for line in found), found
    assert differences(from_files(RAW)) == []
