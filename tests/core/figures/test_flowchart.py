"""The flowchart: every number once, boxes that do not touch, lines that fit."""

import itertools
import json

import pytest

from core.figures.flowchart import LEFT, MOST, RIGHT, _placed, _width, plot_flowchart, wrap

ELIGIBLE, LEFT_OUT, INCLUDED = ["Patients", "n = 30"], ["Left out, n = 2", "2: outcome missing"], ["Cohort", "n = 28"]
PARTS = [["Training", "n = 20"], ["Validation", "n = 8"]]


def texts(chart):
    return [row["text"] for table in chart.to_dict()["datasets"].values() for row in table if "text" in row]


def test_every_line_of_every_box_is_drawn_once():
    said = texts(plot_flowchart(ELIGIBLE, LEFT_OUT, INCLUDED, PARTS))

    assert sorted(said) == sorted([*ELIGIBLE, *LEFT_OUT, *INCLUDED, *itertools.chain(*PARTS)])


def test_without_anyone_left_out_there_is_no_box_for_them():
    assert len(texts(plot_flowchart(ELIGIBLE, [], INCLUDED, PARTS))) == 8


def test_boxes_of_one_column_lie_below_one_another():
    boxes = list(_placed(ELIGIBLE, LEFT_OUT, INCLUDED, PARTS))

    for column in (LEFT, RIGHT):
        mine = [box for box in boxes if box.column == column]
        assert all(above.bottom < below.top for above, below in itertools.pairwise(mine))


def test_who_is_left_out_leaves_between_the_eligible_and_the_included():
    eligible, left_out, included, *_ = _placed(ELIGIBLE, LEFT_OUT, INCLUDED, PARTS)

    assert eligible.bottom < left_out.top < left_out.bottom < included.top


def test_one_part_stands_below_the_cohort():
    *_, included, part = _placed(ELIGIBLE, [], INCLUDED, PARTS[:1])

    assert part.column == included.column
    assert part.top > included.bottom


@pytest.mark.parametrize("line", ["19,878: not drawn, for the groups of the study were full by then", "结局缺失" * 20])
def test_a_long_line_is_parted_into_lines_that_fit_and_loses_no_sign(line):
    parted = wrap([line])

    assert max(map(_width, parted)) <= MOST
    assert "".join(parted).replace(" ", "") == line.replace(" ", "")


def test_a_line_that_fits_is_left_as_it_is():
    assert wrap(["n = 122；无应答 54 例"]) == ["n = 122；无应答 54 例"]


def test_a_screen_reader_hears_every_number():
    told = plot_flowchart(ELIGIBLE, LEFT_OUT, INCLUDED, PARTS).to_dict()["description"]

    assert all(number in told for number in ("n = 30", "2: outcome missing", "n = 28", "n = 20", "n = 8"))


def test_a_chart_that_leaves_the_page_carries_its_note():
    chart = plot_flowchart(ELIGIBLE, [], INCLUDED, PARTS, note="Research use only.")

    assert "Research use only." in json.dumps(chart.to_dict())
