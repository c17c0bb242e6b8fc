"""Plots: every mark carries the number of the data, stands where that number belongs, and moves when it changes."""

from __future__ import annotations

import copy
import pathlib
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from extensions import effect_blocks, effect_tables, plots
from sources import Sources, read

DOCS = pathlib.Path(__file__).parent.parent.parent / "docs"
TEXTS = read(DOCS)
CHARTS = [row["id"] for row in TEXTS.rows("charts")]


def marks(lines: list[str]) -> list[dict[str, float | str]]:
    """The numbers that the rows of all plots in these lines carry."""
    found = []
    for group in LexborHTMLParser("\n".join(lines)).css("g.row"):
        found.append(
            {
                name.removeprefix("data-"): value if name == "data-label" else float(value)
                for name, value in group.attributes.items()
                if name.startswith("data-")
            }
        )
    return found


def changed(name: str, change) -> Sources:
    """The sources after a change to the entries of one data file."""
    texts = copy.deepcopy(TEXTS)
    change(texts.rows(name))
    return texts


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_shows_the_numbers_of_its_data(name):
    row = TEXTS.by_key("charts", "id")[name]
    assert marks(effect_tables.charts(TEXTS, "index.md", name)) == [
        {key: bar[key] for key in ("label", "value", "low", "high", "point") if key in bar} for bar in row["bars"]
    ]
    assert all(
        row["low"] <= bar[key] <= row["high"]
        for bar in row["bars"]
        for key in ("value", "low", "high", "point")
        if key in bar
    ), "a mark lies outside the axis"


def test_every_chart_stands_on_a_page():
    shown = {name for page in TEXTS.pages.values() for name in re.findall(r"\{\{ charts ([\w-]+) \}\}", page.body)}
    assert shown == set(CHARTS)


def test_forest_plots_show_every_effect_that_may_be_drawn_and_no_other():
    drawn = sorted(
        (mark["point"], mark["low"], mark["high"])
        for mark in marks(effect_tables.forest(TEXTS, "for-clinicians.md", "all"))
    )
    assert drawn == sorted((row["value"], row["low"], row["high"]) for row in TEXTS.rows("effects") if row["plot"])
    assert len(drawn) >= 20


@pytest.mark.parametrize("region", effect_blocks.REGIONS)
def test_a_region_with_nothing_to_draw_says_so(region):
    lines = effect_tables.forest(TEXTS, f"indications/{region}.md", region)
    assert marks(lines) or "[The plots for health professionals](../for-clinicians.md#plots)" in lines[0]


def test_effects_without_a_whole_interval_are_not_drawn():
    assert not [
        row
        for row in TEXTS.rows("effects")
        if row["plot"] and (row["low"] is None or not row["low"] <= row["value"] <= row["high"])
    ]


def test_marks_stand_where_their_numbers_belong():
    row = {"outcome": "pain", "scale": "0 to 10", "group": "sham", "value": -2.0, "low": -4.0, "high": 0.0}
    picture = LexborHTMLParser(plots.forest("x", "X", [row], ["x"]))
    low, high = (
        float(number)
        for number in re.match(r"M([\d.]+) \d+H([\d.]+)", picture.css_first(".row .whisker").attributes["d"]).groups()
    )
    square = picture.css_first(".row .dot").attributes
    assert float(square["x"]) + 6 == pytest.approx((low + high) / 2)
    zero = float(re.match(r"M([\d.]+)", picture.css_first(".zero").attributes["d"])[1])
    assert zero == pytest.approx(high)


@pytest.mark.parametrize(
    ("name", "draw"),
    [
        ("effects", lambda texts: effect_tables.forest(texts, "x.md", "all")),
        ("charts", lambda texts: effect_tables.charts(texts, "x.md", "stiffness")),
    ],
)
def test_a_change_of_the_data_changes_the_picture(name, draw):
    def change(rows):
        row = next(row for row in rows if row.get("plot") or row.get("id") == "stiffness")
        (row if "value" in row else row["bars"][0])["value"] -= 0.5

    before, after = draw(TEXTS), draw(changed(name, change))
    positions = [
        re.findall(r'<rect class="(?:dot|bar)" x="[\d.]+" y="[\d.]+"[^>]*>', "\n".join(lines))
        for lines in (before, after)
    ]
    assert positions[0] != positions[1] and len(positions[0]) == len(positions[1])


@pytest.mark.parametrize("field", ["outcome", "scale", "group"])
def test_measures_and_comparisons_are_never_mixed(field):
    row = next(row for row in TEXTS.rows("effects") if row["plot"])
    other = {**row, field: "another"}
    with pytest.raises(ValueError, match="must not mix"):
        plots.forest("x", "X", [row, other], ["a", "b"])


def test_every_panel_holds_one_measure_and_one_kind_of_comparison():
    titles = LexborHTMLParser("\n".join(effect_tables.forest(TEXTS, "for-clinicians.md", "all"))).css("svg > title")
    drawn = {(row["outcome"], row["scale"], row["group"]) for row in TEXTS.rows("effects") if row["plot"]}
    assert len(titles) == len({title.text() for title in titles}) == len(drawn)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.19, "very small"),
        (-0.2, "small"),
        (0.49, "small"),
        (-0.5, "medium"),
        (0.79, "medium"),
        (-0.8, "large"),
        (2.3, "large"),
    ],
)
def test_standardised_differences_are_only_named_by_size(value, word):
    assert plots.size(value) == word
    row = {"outcome": "pain", "scale": "standardised", "value": value, "low": value - 0.05, "high": value + 0.05}
    assert not re.search(r"\d", effect_tables.difference(row)), (
        "a standardised difference is shown as a number to patients"
    )
