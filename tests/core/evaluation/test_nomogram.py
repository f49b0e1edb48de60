"""Nomogram points against rms, and against the model they retell."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from core.errors import CohortError
from core.evaluation.nomogram import build_nomogram, signed_points
from core.values import LogisticModel, Term

CLOSE = 1e-9
REFERENCES = Path(__file__).parents[2] / "references"
RANGES = {"diameter_cm": (1.0, 18.0), "score_a": (-2.0, 4.0)}


def model_of(coefficients, **ranges):
    terms = (
        Term("diameter_cm", unit="cm", low=2.0, high=12.0, mean=6.0),
        Term("enhancement", reference="typical", level="atypical", low=0.0, high=1.0, mean=0.3),
        Term("score_a", **(ranges or {"low": -1.0, "high": 3.0, "mean": 0.8})),
    )
    return LogisticModel("combined", terms, coefficients, np.eye(4) / 100, 0.4, "non-response", 98, 43)


@pytest.fixture
def model():
    return model_of([-2.0, 0.2, 0.7, -1.5])


@pytest.fixture
def as_rms(r_says):
    """The model rms fitted, drawn over the axes rms was given."""
    reference = r_says["nomogram"]
    return build_nomogram(model_of(list(reference["coefficients"].values())), RANGES), reference


@pytest.mark.parametrize("position", range(3))
def test_points_of_each_term_equal_those_of_rms(as_rms, position):
    nomogram, reference = as_rms
    scale = nomogram.scales[position]

    points = scale.points(reference[scale.name]["value"])

    assert points == pytest.approx(reference[scale.name]["points"], rel=CLOSE, abs=1e-11)


def test_risk_of_total_points_equals_that_of_rms(as_rms):
    nomogram, reference = as_rms

    assert nomogram.risk(reference["total_points"]) == pytest.approx(reference["probability"], rel=CLOSE)


def test_marks_of_the_risk_axis_equal_those_of_rms(as_rms):
    """To a thousandth of a point: rms turns its risk function round by interpolating it, here it is solved."""
    nomogram, reference = as_rms

    assert nomogram.points_of_risk(reference["risk"]) == pytest.approx(reference["risk_points"], abs=1e-3)


@pytest.mark.parametrize("values", [(2, 0, 3), (7.5, 1, 0.2), (12, 1, -1), (30, 0, 9)])
def test_adding_points_gives_the_risk_of_the_model(model, values):
    nomogram = build_nomogram(model)
    logit = model.coefficients @ [1, *values]

    total = nomogram.total(dict(zip(("diameter_cm", "enhancement", "score_a"), values, strict=True)))

    assert nomogram.risk(total) == pytest.approx(expit(logit), rel=1e-12)


def test_the_widest_term_spans_a_hundred_points_and_no_term_starts_below_zero(model):
    scales = build_nomogram(model).scales

    spans = [scale.points([scale.low, scale.high]) for scale in scales]

    assert max(span.max() for span in spans) == pytest.approx(100)
    assert [span.min() for span in spans] == [0, 0, 0]


def test_a_negative_coefficient_gives_its_points_to_low_values(model):
    falling = build_nomogram(model).scales[2]

    assert falling.points([-1.0, 3.0]).tolist() == [100, 0]


def test_table_marks_round_numbers_inside_the_range_and_both_levels(model):
    table = build_nomogram(model).table

    assert table.loc[table["term"] == "diameter_cm", "value"].to_list() == [2, 4, 6, 8, 10, 12]
    assert table.loc[table["term"] == "enhancement", "value"].to_list() == [0, 1]


def test_levels_and_units_are_kept_for_the_axis(model):
    scales = build_nomogram(model).scales

    assert (scales[0].unit, scales[0].levels, scales[1].levels) == ("cm", (), ("typical", "atypical"))


def test_signed_points_share_the_unit_of_the_axes(model):
    contributions = {"diameter_cm": 0.2 * (9 - 6), "enhancement": 0.7 * (0 - 0.3), "score_a": -1.5 * (1.8 - 0.8)}

    points = signed_points(model, contributions)

    assert points == pytest.approx({"diameter_cm": 10.0, "enhancement": -3.5, "score_a": -25.0})


def test_signed_points_differ_from_axis_points_by_those_of_the_mean_case(model):
    scale = build_nomogram(model).scales[0]

    points = signed_points(model, {"diameter_cm": 0.2 * (9 - 6)})

    assert points["diameter_cm"] == pytest.approx(float(scale.points(9.0) - scale.points(6.0)))


def test_a_term_without_a_range_is_refused_by_name():
    model = model_of([-2.0, 0.2, 0.7, -1.5], mean=0.8)

    with pytest.raises(CohortError, match="finite range from low to high, but score_a has none"):
        build_nomogram(model)


def test_a_reversed_range_is_refused(model):
    with pytest.raises(CohortError, match="diameter_cm has none"):
        build_nomogram(model, {"diameter_cm": (9.0, 2.0)})


def test_a_model_that_moves_no_risk_is_refused():
    with pytest.raises(CohortError, match="at least one term must move the risk"):
        build_nomogram(model_of([-2.0, 0.0, 0.0, 0.0]))


def test_a_contribution_of_another_model_is_refused(model):
    with pytest.raises(CohortError, match="every contribution must belong to a term of the model, but afp_ng_ml"):
        signed_points(model, {"afp_ng_ml": 0.4})


@pytest.fixture(scope="module")
def staged():
    """A model with a variable of three levels and a logarithm, as rms fitted and drew it."""
    reference = json.loads((REFERENCES / "nomogram_r.json").read_text(encoding="utf-8"))
    terms = (
        Term("stage", reference="A", level="B", levels=("C",)),
        Term("stage", reference="A", level="C", levels=("B",)),
        Term("afp_ng_ml", unit="ng/mL", low=0, high=4.5, transform="log10"),
        Term("albumin_g_l", unit="g/L", low=24, high=52),
    )
    model = LogisticModel("clinical", terms, reference["coefficients"], reference["covariance"], 0.4, "event", 150, 84)
    return build_nomogram(model), reference


def test_points_of_levels_equal_those_of_rms(staged):
    nomogram, reference = staged

    assert nomogram.scales[0].points([0, 1, 2]) == pytest.approx(reference["stage"], abs=1e-9)


@pytest.mark.parametrize("place", [1, 2])
def test_points_of_logged_and_plain_numbers_equal_those_of_rms(staged, place):
    nomogram, reference = staged
    scale = nomogram.scales[place]

    assert scale.points(reference[scale.name]["value"]) == pytest.approx(reference[scale.name]["points"], abs=1e-9)


def test_risks_of_totals_equal_those_of_rms(staged):
    nomogram, reference = staged

    assert nomogram.risk(reference["total_points"]) == pytest.approx(reference["risk"], abs=1e-9)


def test_risk_and_interval_of_cases_equal_those_of_r(staged):
    nomogram, reference = staged
    cases = pd.read_csv(REFERENCES / "nomogram_cases.csv").head(12).to_dict("records")

    spans = [nomogram.interval(case) for case in cases]

    assert nomogram.risk([nomogram.total(case) for case in cases]) == pytest.approx(
        reference["cases"]["risk"], rel=1e-8
    )
    assert [low for low, _ in spans] == pytest.approx(reference["cases"]["low"], rel=1e-8)
    assert [high for _, high in spans] == pytest.approx(reference["cases"]["high"], rel=1e-8)


def test_the_table_names_every_level_and_the_totals_end_where_the_axes_do(staged):
    nomogram, reference = staged

    assert nomogram.table.query("term == 'stage'")["label"].to_list() == ["A", "B", "C"]
    assert nomogram.largest_total == pytest.approx(max(reference["stage"]) + 100 + 28 * abs(nomogram.scales[2].slope))
    assert nomogram.event_name == "event"


def test_cases_of_equal_points_can_have_different_intervals(staged):
    nomogram, _ = staged
    scale = nomogram.scales[2]
    low = {"stage": "A", "afp_ng_ml": 100.0, "albumin_g_l": 38.0}
    shift = (nomogram.scales[0].points(2) - nomogram.scales[0].points(0)) / scale.slope

    high = low | {"stage": "C", "albumin_g_l": 38.0 - float(shift)}

    assert nomogram.total(high) == pytest.approx(nomogram.total(low))
    assert nomogram.interval(high) != pytest.approx(nomogram.interval(low))
