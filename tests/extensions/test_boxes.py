"""The way to a problem: the hub's body and lines, and the box of each problem with its answer and its numbers."""

from __future__ import annotations

import pathlib
import re

import pytest

from extensions import effect_blocks, outline, place_blocks
from sources import read

TEXTS = read(pathlib.Path(__file__).parent.parent.parent / "docs")
PROBLEMS = TEXTS.rows("conditions")


def box(problem) -> str:
    return "\n".join(effect_blocks.box(TEXTS, problem, f"indications/{problem['region']}.md"))


def test_the_hub_has_a_line_for_every_problem_that_leads_to_its_box():
    """A line with its grade where there is an answer, else the name alone in a grey line; the old id stays."""
    lines = place_blocks.conditions(TEXTS, place_blocks.HUB, "")
    for row in PROBLEMS:
        link = f"[{row['name']}]({row['region']}.md#{row['id']}){{: #{row['id']} }}"
        (line,) = [line for line in lines if link in line]
        if row["certainty"] in place_blocks.UNKNOWN:
            assert line.startswith(f"**{place_blocks.UNKNOWN[row['certainty']]}:** ")
        else:
            assert line == f"- {link} {row['line']} ({row['certainty']})"


def test_the_body_and_the_list_beside_it_have_the_same_nine_places():
    lines = place_blocks.places(TEXTS, "index.md", "")
    items = [line for line in lines if re.match(r"\d", line)]
    assert [line.split(".")[0] for line in items] == [str(number) for number in range(1, 10)]
    anchors = re.findall(r"\(indications/index\.md#([\w-]+)\)", "\n".join(items))
    heads = re.findall(r"### .*\{#([\w-]+)\}", "\n".join(place_blocks.conditions(TEXTS, place_blocks.HUB, "")))
    assert anchors == heads and {row["place"] for row in PROBLEMS} == set(place_blocks.PLACES)


def test_the_count_of_what_nobody_knows_is_that_of_the_data():
    nobody = sum(row["certainty"] in place_blocks.UNKNOWN for row in PROBLEMS)
    assert f"For {nobody} of these {len(PROBLEMS)}, nobody can tell you yet." in place_blocks.counts(TEXTS, "", "")[0]
    low_back = [row for row in PROBLEMS if row["region"] == "low-back"]
    assert f"of the {len(low_back)} problems on this page" in place_blocks.counts(TEXTS, "", "low-back")[0]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda row: row["id"])
def test_a_box_tells_answer_label_questions_and_doctor_before_anything_is_folded(problem):
    text = box(problem)
    open_part, _, folded = text.partition("???")
    assert f"{problem['answer']} ({problem['certainty']})" in open_part
    assert f"**Check first.** {problem['check_first']}" in open_part
    assert f"Not known: {problem['unknown']}" in folded
    if problem["certainty"] in place_blocks.UNKNOWN:
        assert all(answer["say"] in folded for answer in problem["asked"])
        return
    for answer in problem["asked"]:
        assert f"**{effect_blocks.ASKED[answer['ask']]}** " in open_part
        assert f"({answer['certainty']})" in open_part and answer["why"] in folded
        known = answer["certainty"] not in place_blocks.UNKNOWN
        assert all(part in (open_part if known else text) for part in re.split(r"(?<=\.) ", answer["say"]))


def test_an_answer_has_its_own_label_only_where_it_differs():
    problem = next(row for row in PROBLEMS if row["id"] == "whiplash")
    for answer in problem["asked"]:
        said = effect_blocks.question(answer, problem, brief=False)
        assert said.endswith(f"({answer['certainty']})") == (answer["certainty"] != problem["certainty"])


def test_harms_and_other_options_stand_once_on_a_page():
    for page in TEXTS.pages.values():
        if page.uri.startswith("indications/"):
            text = TEXTS.expanded(page)
            assert text.count("!!! harms") == text.count("!!! options") == 1, page.uri


@pytest.mark.parametrize(
    ("heading", "listed"),
    [
        ("Deep buttock pain (piriformis syndrome)", "Deep buttock pain"),
        ("Rotator cuff pain, shoulder impingement", "Rotator cuff pain"),
        ("Stiff, tight muscles after a stroke (spasticity)", "Stiff, tight muscles after a stroke"),
        ("I am afraid of needles, and have been. What now?", "I am afraid of needles, and have been. What now?"),
        ("Sources", "Sources"),
    ],
)
def test_a_heading_is_short_in_the_table_of_contents(heading, listed):
    assert outline.short(heading) == listed
