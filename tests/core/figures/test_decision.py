"""What decision curves draw, say and answer; how they look was looked at."""

import numpy as np
import pandas as pd
import pytest

from core.evaluation.decision_curve import decision_curve
from core.evaluation.decision_draws import draw_net_benefits
from core.evaluation.decision_scales import curve_on
from core.figures.decision import Marked, moving_decision_curve, plot_decision_curve

MARKED = Marked(0.35, sensible=(0.15, 0.6))


def drawn(chart, position):
    """Rows behind one layer, after its filter has been left out."""
    spec = chart.to_dict()
    return pd.DataFrame(spec["datasets"][spec["layer"][position]["data"]["name"]])


def marks(chart):
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


@pytest.fixture(scope="module")
def decision(decisions, labels):
    return plot_decision_curve(decisions, MARKED, labels)


def test_a_click_answers_with_the_nearest_threshold(decision):
    (pick,) = decision.to_dict()["params"]

    assert pick["name"] == "pick"
    assert pick["select"] | {"fields": ["threshold", "moved_from"], "nearest": True, "on": "click"} == pick["select"]


def test_a_click_on_nothing_cannot_empty_the_choice(decision):
    (pick,) = decision.to_dict()["params"]

    assert (pick["select"]["clear"], pick["select"]["toggle"]) == (False, False)


def test_the_thresholds_that_can_be_picked_are_those_of_the_table(decision, decisions):
    points = drawn(decision, -1)

    assert points["threshold"].to_list() == decisions["clinical"].table["threshold"].to_list()


def test_decision_lines_are_the_net_benefits_of_the_table(decision, decisions, labels):
    rows = drawn(decision, 2)
    line = rows[(rows["name"] == labels.models["combined"]) & ~rows["pale"]]
    table = decisions["combined"].table.set_index("threshold")

    assert line["worth"].to_list() == table.loc[line["threshold"], "net_benefit"].to_list()


def test_a_line_turns_pale_where_fewer_than_ten_are_flagged_and_has_no_gap(decision, decisions, labels):
    rows = drawn(decision, 2)
    rows = rows[rows["name"] == labels.models["combined"]]
    table = decisions["combined"].table.set_index("threshold")
    pale, full = rows.loc[rows["pale"], "threshold"], rows.loc[~rows["pale"], "threshold"]

    assert (table.loc[pale, "n_flagged"] < 10).all()
    assert full.max() == pale.min()
    assert set(pale) | set(full) == set(table.index)


def test_flagging_everyone_and_no_one_are_never_pale(decision, labels):
    rows = drawn(decision, 2)

    assert not rows.loc[rows["name"].isin([labels.treat_all, labels.treat_none]), "pale"].any()


def test_lines_leave_the_plot_instead_of_lying_on_its_floor(decision):
    spec = decision.to_dict()

    assert all(layer["mark"].get("clip") for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert "clamp" not in str(spec)


def test_dots_and_rule_stand_at_the_threshold(decision, decisions):
    dots = drawn(decision, -3)
    expected = [c.table.set_index("threshold").loc[0.35, "net_benefit"] for c in decisions.values()]

    assert set(dots["threshold"]) == {0.35}
    assert dots["worth"].to_list() == pytest.approx(expected)


def test_the_sensible_range_is_shaded_only_when_there_is_one(decision, decisions, labels):
    assert marks(decision)[0] == "rect"
    assert "rect" not in marks(plot_decision_curve(decisions, Marked(0.35), labels))


def test_a_net_benefit_without_bound_is_left_out(cohort, labels):
    event, risks = cohort
    curve = decision_curve(event, np.where(risks["combined"] > 0.9, 1.0, risks["combined"]), [0, 0.5, 1])

    points = drawn(plot_decision_curve({"combined": curve}, Marked(0.5), labels), -1)

    assert points["threshold"].to_list() == [0, 0.5]


def test_no_english_is_drawn_that_was_not_given(decision, labels):
    titles = {
        str(axis.get("title", ""))
        for layer in decision.to_dict()["layer"]
        for axis in layer["encoding"].values()
        if isinstance(axis, dict)
    }

    assert titles <= {"", labels.threshold, labels.net_benefit}


def test_bands_lie_under_the_curves_they_belong_to(cohort, decisions, labels):
    event, risks = cohort
    bands = {name: draw_net_benefits(event, risks, resamples=20).band(name) for name in risks}

    assert marks(plot_decision_curve(decisions, Marked(0.35), labels, bands=bands))[:2] == ["area", "line"]


def test_another_scale_draws_its_own_numbers(decisions, labels):
    rows = drawn(plot_decision_curve(decisions, MARKED, labels, scale="avoided"), 2)
    line = rows[(rows["name"] == labels.models["combined"]) & ~rows["pale"]]
    table = curve_on("avoided", decisions["combined"]).set_index("threshold")

    assert line["worth"].to_list() == table.loc[line["threshold"], "worth"].to_list()


def test_the_plot_is_greyed_from_where_few_are_flagged(decisions, labels):
    veil = drawn(plot_decision_curve(decisions, Marked(0.35, thin_from=0.7), labels), 0)

    assert veil.iloc[0].to_dict() == {"threshold": 0.7, "end": 0.99}
    assert "rect" not in marks(plot_decision_curve(decisions, Marked(0.35, thin_from=float("nan")), labels))


def test_a_click_says_something_new_after_the_threshold_moved(decisions, labels):
    points = drawn(plot_decision_curve(decisions, Marked(0.5), labels), -1)

    assert set(points["moved_from"]) == {0.5}


def test_a_decision_curve_describes_itself_in_its_own_words_or_in_those_given(decisions, decision, described):
    assert "35%" in decision.to_dict()["description"]
    assert plot_decision_curve(decisions, Marked(0.2), described).to_dict()["description"] == "In one sentence."


def test_charts_fill_their_place_and_have_no_box(decision):
    spec = decision.to_dict()

    assert (spec["width"], spec["autosize"]["type"]) == ("container", "fit-x")
    assert spec["config"]["view"]["stroke"] is None


def test_a_curve_that_moves_is_the_curve_drawn_there(decisions, decision, labels):
    figure = moving_decision_curve(decisions, Marked(0.35, (0.15, 0.6)), labels)
    there = plot_decision_curve(decisions, Marked(0.5, (0.15, 0.6)), labels).to_dict()

    spec, text = figure.at(0.5)

    assert text == there["description"]
    for name in ("rule", "stands", "points"):
        assert spec["datasets"][name].to_dict("records") == there["datasets"][name]


def test_every_table_that_moves_ends_with_a_column_that_does(decisions, labels):
    figure = moving_decision_curve(decisions, MARKED, labels)
    before, after = (figure.at(threshold)[0]["datasets"] for threshold in (0.35, 0.36))

    for name in ("rule", "stands", "points"):
        assert (before[name].iloc[:, -1] != after[name].iloc[:, -1]).all()


def test_moving_leaves_everything_else_as_it_is(decisions, labels):
    figure = moving_decision_curve(decisions, MARKED, labels)
    before, after = (figure.at(threshold)[0] for threshold in (0.35, 0.36))

    assert {**before, "datasets": 0} == {**after, "datasets": 0}
    assert all(
        after["datasets"][name] is table
        for name, table in figure.still.items()
        if name not in {"rule", "stands", "points"}
    )
