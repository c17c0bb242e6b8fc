"""Data blocks on safety: warning signs, who should not have it, aftercare, numbers to call."""

import re

from extensions.lines import advice, table
from extensions.untranslated import untranslated
from sources import Sources

LEVELS = {"do-not": "Do not have it", "ask-first": "Ask a doctor first", "tell": "Tell the health professional"}
URGENCY = {
    "emergency": "Call your emergency number now",
    "same-day": "See a doctor the same day",
    "call": "Call the person who needled you",
    "normal": "Expected: no need to call",
}


def warning_signs(sources: Sources, page: str, argument: str) -> list[str]:
    """Warning signs of one urgency: what you notice, what it may be, when it starts, what to do."""
    return table(
        ("What you notice", "It may be", "Do"),
        (
            [
                f"{row['sign']} {{#{row['id']}}}",
                f"{row['cause']}. {row['when']}.",
                f"{row['do']}{advice(row)}",
            ]
            for row in sources.rows("warning-signs", urgency=argument)
        ),
    )


def sign_list(sources: Sources, page: str, argument: str) -> list[str]:
    """The signs of one urgency in the few words of the card and the leaflet."""
    return [f"- {words}" for row in sources.rows("warning-signs", urgency=argument) for words in row.get("short", ())]


def contraindications(sources: Sources, page: str, argument: str) -> list[str]:
    """Who should not have it, by level: who, what to do, and what that rests on."""
    return table(
        ("Who", "What to do", "What this rests on"),
        (
            [f"{row['who']} {{#{row['id']}}}", row["advice"], f"{row['basis']}{advice(row)}"]
            for row in sources.rows("contraindications", level=argument)
        ),
    )


def aftercare(sources: Sources, page: str, argument: str) -> list[str]:
    """Aftercare advice of one kind, each with what it rests on."""
    return [
        f'- <span id="{row["id"]}">{row["advice"]}</span> <small>{row["basis"]}{advice(row)}</small>'
        for row in sources.rows("aftercare", kind=argument)
    ]


def emergency_numbers(sources: Sources, page: str, argument: str) -> list[str]:
    """Emergency numbers that can be tapped, one country a line; or the routes for people who cannot speak or hear."""
    if argument == "deaf":
        return [
            f"- {row['place']}: {re.sub('[0-9]{3,}', lambda number: untranslated(number[0]), row['deaf'])}"
            for row in sources.rows("emergency-numbers")
            if "deaf" in row
        ]
    return [
        f"- {row['place']}: {re.sub('[0-9]+', lambda number: f'[{number[0]}](tel:{number[0]})', row['number'])}"
        for row in sources.rows("emergency-numbers")
    ]
