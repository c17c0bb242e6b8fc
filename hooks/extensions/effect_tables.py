"""Data blocks of numbers: how large each difference is, in words, tables and plots, and how each grade was reached."""

from collections.abc import Iterator
from typing import NamedTuple

from extensions import plots
from extensions.lines import Row, cite, table
from sources import Sources, relative
from sources.syntax import CERTAINTIES, NO_STUDY, NOT_GRADED, OURS


class Scale(NamedTuple):
    """A scale: as patients read it, as professionals do, its unit, and a difference that is large on it (None: not
    known).
    """

    plain: str
    exact: str
    unit: str = "points"
    large: float | None = None


def points(name: str, length: int, unit: str = "points") -> Scale:
    """A scale of points; a fifth of its length is large."""
    return Scale(f"{name} from 0 to {length}", f"{name} from 0 to {length}", unit, length / 5)


SCALES = {
    "0 to 10": points("points", 10, "points out of 10"),
    "0 to 100": points("points", 100, "points out of 100"),
    "NDI, 0 to 100": points("neck disability score", 100),
    "SPADI, 0 to 100": points("shoulder score (SPADI)", 100),
    "DASH, 0 to 100": points("arm score (DASH)", 100),
    "ODI (scored 1 to 50)": Scale("back disability score", "ODI, read as scored 1 to 50"),
    "WOMAC total": Scale("knee score (WOMAC)", "WOMAC total"),
    "VISA-A score": Scale("Achilles score (VISA-A)", "VISA-A"),
    "PRTEE score": Scale("elbow score (PRTEE)", "PRTEE"),
    "FHSQ foot pain score": Scale("foot pain score", "FHSQ foot pain"),
    "VAS, length not given": Scale("a pain scale whose length is not given", "VAS, length not given"),
    "Boston questionnaire, length not given": Scale("hand score", "Boston questionnaire, length not given"),
    "degrees": Scale("degrees", "degrees", "degrees"),
    "people in 100": Scale("people in every 100", "percentage points", "in every 100 people"),
    "standardised": Scale("only as a size", "standardised", large=0.8),
    "not seen": Scale("", "scale not seen"),
}
TENTHS = {"0 to 10": 1, "0 to 100": 10}  # scales of pain that share an axis, and by what they are divided for it
COUNTED = {"people in 100", "degrees"}  # units other than points of pain that a patient knows
GROUPS = {
    "sham": "against sham needling",
    "sham or waiting": "against sham needling, other needling or waiting",
    "nothing": "against waiting or no treatment",
    "added": "added to another treatment",
    "other treatment": "against other treatments",
    "mixed": "against a mix of comparisons",
}
ASKS = {"sham": "Sham", "added": "Added", "other": "Other treatment", "daily": "Daily life", "last": "Later"}
DOMAINS = {
    "risk_of_bias": "Risk of bias",
    "inconsistency": "Inconsistency",
    "indirectness": "Indirectness",
    "imprecision": "Imprecision",
    "publication_bias": "Publication bias",
}


def difference(row: Row) -> str:
    """An average difference in words: on its own scale, or only as a size where it is standardised."""
    if "said" in row:
        return str(row["said"])
    scale, word = SCALES[row["scale"]], "more" if row["value"] > 0 else "less"
    if row["low"] is None:
        return f"{plain(row['value'])} {scale.unit} {word}; no interval was seen"
    near, far = sorted((abs(row["low"]), abs(row["high"])))
    if row["low"] < 0 < row["high"]:
        return "too uncertain to say" if scale.large and far >= scale.large else "no clear difference"
    if row["scale"] != "standardised":
        return f"{plain(row['value'])} {scale.unit} {word} ({plain(near)} to {plain(far)})"
    least, most = plots.size(near), plots.size(far)
    spread = "" if least == most else f" (from {least} to {most})"
    better = (row["value"] > 0) == (row["outcome"] in plots.MORE_IS_BETTER)
    return f"a {plots.size(row['value'])} difference{spread}, {'better' if better else 'worse'} with needling"


def plain(value: float) -> str:
    """A number for patients: without its sign, one decimal."""
    return f"{abs(value):.1f}".removesuffix(".0")


def of_problem(sources: Sources, row: Row, page: str) -> list[str]:
    """The numbers of a problem for patients: a table with pictures of pain, all on one axis, and other results that
    have a unit a patient knows. Scales that only professionals use stand on their page.
    """
    found = sources.rows("effects", condition=row["id"])
    pain = [effect for effect in found if effect["outcome"] == "pain"]
    in_points = any(effect["scale"] != "standardised" for effect in pain)
    others = [effect for effect in found if effect["outcome"] != "pain" and effect["scale"] in COUNTED]
    rest = f"[For health professionals: every number]({relative('for-clinicians.md', page)}#{row['id']})"
    return [
        *(
            table(("Compared with", "Pain with needling", "Trials and people"), map(pain_row, pain))
            if in_points
            else []
        ),
        "",
        *(
            table(
                ("What was measured", "Compared with", "When", "Average difference", "Trials and people"),
                (measured(effect, SCALES[effect["scale"]].plain, difference(effect)) for effect in others),
            )
            if others
            else []
        ),
        "",
        rest if found else "We have no pooled number here.",
    ]


def on_pain_axis(row: Row) -> bool:
    """Whether an effect can be drawn on the axis of pain that all pages share."""
    return bool(row["plot"]) and row["outcome"] == "pain" and row["scale"] in TENTHS


def pain_row(row: Row) -> list[str]:
    """A result on pain as a row: compared with what and when, its picture or its words, and how many people."""
    against = ", ".join(filter(None, [row["against"].capitalize(), row.get("of"), row["when"]]))
    said, scale = difference(row), row["scale"]
    if scale == "standardised":
        said += ", not counted in points"
    elif scale not in TENTHS and "said" not in row:
        said += f", on {SCALES[scale].plain}"
    picture = ""
    if on_pain_axis(row):
        numbers = {
            name: row[key] / TENTHS[scale] for name, key in (("point", "value"), ("low", "low"), ("high", "high"))
        }
        picture = plots.strip(plots.PAIN, numbers)
        said += ", drawn at a tenth" if TENTHS[scale] != 1 else ""
    return [
        f"{against}[@{row['source']}]",
        f"{picture} {said[0].upper()}{said[1:]}. {row.get('note', '')}",
        counted(row),
    ]


def measured(effect: Row, scale: str, said: str) -> list[str]:
    """An effect as a row of a table, with its difference as it is said there."""
    return [
        ", ".join(filter(None, [effect["outcome"].capitalize(), scale, effect.get("of")])),
        effect["against"],
        effect["when"],
        f"{said}[@{effect['source']}] {effect.get('note', '')}",
        counted(effect),
    ]


def counted(effect: Row) -> str:
    """How many trials and people a number rests on."""
    parts = [
        f"{effect[name]} {name[:-1] if effect[name] == 1 and name == 'trials' else name}"
        for name in ("trials", "people")
        if effect[name]
    ]
    return ", ".join(parts) or "not given"


def effect_table(sources: Sources, page: str, argument: str) -> list[str]:
    """Every effect as the reviews and trials print it, by problem, with every answer's grade and main reason."""

    def printed(effect: Row) -> str:
        if effect["value"] is None:
            return str(effect["said"])
        interval = (
            f" ({plots.number(effect['low'])} to {plots.number(effect['high'])})"
            if effect["low"] is not None
            else ", interval not given"
        )
        return f"{'SMD ' if effect['scale'] == 'standardised' else ''}{plots.number(effect['value'])}{interval}"

    def rows() -> Iterator[list[str]]:
        for row in sources.rows("conditions"):
            found = sources.rows("effects", condition=row["id"])
            none = "" if found else " We have no pooled number here."
            why = " ".join(f"{ASKS[answer['ask']]}: {answer['why']}{cite(answer)}" for answer in row["asked"])
            yield [f"{row['name']} ({row['certainty']}) <small>{why}{none}</small> {{#{row['id']}}}", "", "", "", ""]
            yield from (measured(effect, SCALES[effect["scale"]].exact, printed(effect)) for effect in found)

    return table(("Outcome and scale", "Compared with", "When", "Difference (95 % interval)", "Trials, people"), rows())


def graded(sources: Sources, page: str, argument: str) -> list[str]:
    """The problems by the grade of their answer, the surest first."""
    marks = [*CERTAINTIES, NO_STUDY, NOT_GRADED]
    found = {mark: [row["name"] for row in sources.rows("conditions", certainty=mark)] for mark in marks}
    rows = ([f"({mark})", str(len(names)), "; ".join(names)] for mark, names in found.items() if names)
    return table(("Grade", "Number", "Problems"), rows)


def grades(sources: Sources, page: str, argument: str) -> list[str]:
    """Every grade with who gave it and the five reasons of GRADE, by problem, for whoever checks them."""

    def rows() -> Iterator[list[str]]:
        for row in sources.rows("conditions"):
            if found := sources.rows("grades", condition=row["id"]):
                yield [f"[{row['name']}]({relative('indications/' + row['region'] + '.md', page)}#{row['id']})", "", ""]
            for grade in found:
                by = OURS if grade["by"] == OURS else f"by the review[@{grade['by']}]"
                reasons = "; ".join(f"{title.lower()} {grade[name]}" for name, title in DOMAINS.items())
                note = f" {grade['note']}" if "note" in grade else ""
                yield [
                    f"{ASKS[grade['ask']]}: {grade['outcome']}, {grade['when']}, against {grade['against']}",
                    f"({grade['certainty']}) {by}",
                    f"{reasons}.{note}",
                ]

    return table(("Outcome, time and comparison", "Grade", "Reasons"), rows())
