"""Data blocks of the way to a problem: where it hurts, and one line for each problem there that leads to its answer."""

from extensions.lines import Row
from sources import Sources, relative
from sources.syntax import CERTAINTIES, NO_STUDY

PLACES = {  # `place` of conditions.yml: what it is called, and its anchor on the hub; those of regions are old promises
    "head": ("Head and jaw", "head-and-jaw"),
    "neck": ("Neck", "neck-and-shoulder"),
    "shoulder": ("Shoulder", "shoulder"),
    "elbow-hand": ("Elbow and hand", "arm-and-leg"),
    "back-buttock": ("Back and buttock", "low-back"),
    "hip-thigh": ("Hip and thigh", "hip-and-thigh"),
    "knee": ("Knee", "knee"),
    "foot-calf": ("Foot and calf", "foot-and-calf"),
    "whole-body": ("All over, or not here", "whole-body"),
}
UNKNOWN = {CERTAINTIES[-1]: "We do not know if it helps", NO_STUDY: "We found no study"}  # one grey line for all such
HUB = "indications/index.md"
PICTURE = "Outline of a person, front and back, with numbers 1 to 8 at the places named beside it"


def counts(sources: Sources, page: str, argument: str) -> list[str]:
    """For how many problems nobody can say anything, of all or of a region."""
    rows = sources.rows("conditions", region=argument) if argument else sources.rows("conditions")
    nobody = sum(row["certainty"] in UNKNOWN for row in rows)
    if argument:
        return [
            f"For {nobody} of the {len(rows)} problems on this page, nobody can tell you yet if needling helps. The"
            " label under an answer says how sure we are of the whole box, but for parts with a label of their own."
        ]
    return [
        f"Dry needling is used for many problems and tested well in few. For {nobody} of these {len(rows)}, nobody can"
        " tell you yet."
    ]


def places(sources: Sources, page: str, argument: str) -> list[str]:
    """A body with numbers, and the places with the same numbers as links; the ninth is no place of the body."""
    hub = "" if page == HUB else relative(HUB, page)
    return [
        '<div class="places" markdown>',
        "",
        f'![{PICTURE}]({relative("assets/figures/body-places.svg", page)}){{ .off-glb width="130" height="436" }}',
        "",
        *(f"{number}. [{title}]({hub}#{anchor})" for number, (title, anchor) in enumerate(PLACES.values(), 1)),
        "",
        "</div>",
    ]


def conditions(sources: Sources, page: str, argument: str) -> list[str]:
    """Every problem, by place: a line with its grade, or its name among those of which nobody can say anything."""
    lines = []
    for place, (title, anchor) in PLACES.items():
        rows = sources.rows("conditions", place=place)
        lines += [f"### {title} {{#{anchor}}}", ""]
        lines += [
            f"- {named(row, page)} {row['line']} ({row['certainty']})"
            for row in rows
            if row["certainty"] not in UNKNOWN
        ]
        lines += [""]
        for certainty, words in UNKNOWN.items():
            names = [named(row, page) for row in rows if row["certainty"] == certainty]
            lines += [f"**{words}:** {', '.join(names)}.", "{: .grey }", ""] if names else []
    return lines


def named(row: Row, page: str) -> str:
    """A problem by its name, which leads to its answer; its old id stands there."""
    there = relative(f"indications/{row['region']}.md#{row['id']}", page)
    return f"[{row['name']}]({there}){{: #{row['id']} }}"
