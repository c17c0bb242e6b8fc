"""Plots: every mark carries the number of the data, stands where that number belongs, and moves when it changes."""

from __future__ import annotations

import copy
import pathlib
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from extensions import effect_tables, plot_blocks, plots
from sources import Sources, read

DOCS = pathlib.Path(__file__).parent.parent.parent / "docs"
TEXTS = read(DOCS)
CHARTS = [row["id"] for row in TEXTS.rows("charts")]


NAMES = ("value", "low", "high", "point")


def marks(lines: list[str]) -> list[dict[str, float]]:
    """The numbers that all strips in these lines carry."""
    return [
        {name: float(strip.attributes[f"data-{name}"]) for name in NAMES if f"data-{name}" in strip.attributes}
        for strip in LexborHTMLParser("\n".join(lines)).css("svg.strip")
    ]


def changed(name: str, change) -> Sources:
    """The sources after a change to the entries of one data file."""
    texts = copy.deepcopy(TEXTS)
    change(texts.rows(name))
    return texts


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_shows_the_numbers_of_its_data(name):
    row = TEXTS.by_key("charts", "id")[name]
    assert marks(plot_blocks.charts(TEXTS, "index.md", name)) == [
        {key: bar[key] for key in NAMES if key in bar} for bar in row["bars"]
    ]


def test_every_chart_stands_on_a_page():
    shown = {name for page in TEXTS.pages.values() for name in re.findall(r"\{\{ charts ([\w-]+) \}\}", page.body)}
    assert shown == set(CHARTS)


def test_forest_plots_show_every_effect_that_may_be_drawn_and_no_other():
    drawn = sorted(
        (mark["point"], mark["low"], mark["high"])
        for mark in marks(plot_blocks.forest(TEXTS, "for-clinicians.md", "all"))
    )
    assert drawn == sorted((row["value"], row["low"], row["high"]) for row in TEXTS.rows("effects") if row["plot"])
    assert len(drawn) >= 20


def test_a_box_draws_its_pain_on_the_axis_of_all_pages():
    """One picture a problem, the same axis everywhere, and a result without a size stands there in words."""
    drawn = 0
    for row in TEXTS.rows("conditions"):
        effects = TEXTS.rows("effects", condition=row["id"])
        lines = effect_tables.of_problem(TEXTS, row, f"indications/{row['region']}.md")
        fit = [effect for effect in effects if effect_tables.on_pain_axis(effect)]
        shown = marks(lines)
        tenths = [effect_tables.TENTHS[effect["scale"]] for effect in fit]
        assert [mark["point"] for mark in shown] == [e["value"] / n for e, n in zip(fit, tenths, strict=True)]
        drawn += len(shown)
        pain = [effect for effect in effects if effect["outcome"] == "pain"]
        if any(effect["scale"] != "standardised" for effect in pain):
            text = "\n".join(lines)
            assert text.count(">4 less</text>") == text.count(">2 more</text>") == len(shown)
            assert [effect["source"] for effect in pain if f"[@{effect['source']}]" not in text] == []
            assert [effect["said"] for effect in pain if effect.get("said", "")[1:] not in text] == []
    assert drawn >= 9


@pytest.mark.parametrize("scale", ["standardised", "NDI, 0 to 100", "WOMAC total"])
def test_scales_that_only_professionals_use_stay_off_the_pages_of_patients(scale):
    effect = next(row for row in TEXTS.rows("effects") if row["scale"] == scale and row["outcome"] != "pain")
    problem = TEXTS.by_key("conditions", "id")[effect["condition"]]
    lines = effect_tables.of_problem(TEXTS, problem, f"indications/{problem['region']}.md")
    assert f"| {effect['outcome'].capitalize()}" not in "\n".join(lines)
    assert f"(../for-clinicians.md#{problem['id']})" in lines[-1]
    everything = "\n".join(effect_tables.effect_table(TEXTS, "for-clinicians.md", ""))
    assert f"[@{effect['source']}]" in everything


def test_an_interval_that_leaves_the_axis_of_pain_is_told():
    with pytest.raises(ValueError, match="not between"):
        plots.strip(plots.PAIN, {"point": -1.0, "low": -4.5, "high": 0.0})


def test_effects_without_a_whole_interval_are_not_drawn():
    assert not [
        row
        for row in TEXTS.rows("effects")
        if row["plot"] and (row["low"] is None or not row["low"] <= row["value"] <= row["high"])
    ]


def test_marks_stand_where_their_numbers_belong():
    picture = LexborHTMLParser(plots.strip(plots.PAIN, {"point": -2.0, "low": -4.0, "high": 0.0}))
    low, high = map(float, re.match(r"M([\d.]+) \d+H([\d.]+)", picture.css_first(".whisker").attributes["d"]).groups())
    assert float(picture.css_first(".dot").attributes["cx"]) == pytest.approx((low + high) / 2, abs=0.01)
    assert float(re.match(r"M([\d.]+)", picture.css_first(".zero").attributes["d"])[1]) == pytest.approx(high)


@pytest.mark.parametrize(
    ("name", "draw"),
    [
        ("effects", lambda texts: plot_blocks.forest(texts, "x.md", "all")),
        ("charts", lambda texts: plot_blocks.charts(texts, "x.md", "stiffness")),
    ],
)
def test_a_change_of_the_data_changes_the_picture(name, draw):
    def change(rows):
        row = next(row for row in rows if row.get("plot") or row.get("id") == "stiffness")
        (row if "value" in row else row["bars"][0])["value"] -= 0.5

    before, after = draw(TEXTS), draw(changed(name, change))
    positions = [
        re.findall(r'<(?:circle|rect) class="(?:dot|bar)"[^>]*>', "\n".join(lines)) for lines in (before, after)
    ]
    assert positions[0] != positions[1] and len(positions[0]) == len(positions[1])


@pytest.mark.parametrize("field", ["outcome", "scale", "group"])
def test_measures_and_comparisons_are_never_mixed(field):
    row = next(row for row in TEXTS.rows("effects") if row["plot"])
    with pytest.raises(ValueError, match="must not mix"):
        plot_blocks.panel([row, {**row, field: "another"}], {row["condition"]: "X"})


def test_every_panel_holds_one_measure_and_one_kind_of_comparison():
    lines = plot_blocks.forest(TEXTS, "for-clinicians.md", "all")
    titles = [line for line in lines if line.startswith("**")]
    drawn = {(row["outcome"], row["scale"], row["group"]) for row in TEXTS.rows("effects") if row["plot"]}
    assert len(titles) == len(set(titles)) == len(drawn)


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
