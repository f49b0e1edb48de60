"""The smooth curve against R, and the corrected one against what correction must do."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit, logit

from core.evaluation import calibration_curve as calibration_curves
from core.evaluation.calibration_curve import ENOUGH, calibration_curve, correct_calibration, is_small
from core.evaluation.recalibration import fit_line

REFERENCES = Path(__file__).parents[2] / "references"


def test_places_and_curve_equal_those_of_r(witness):
    expected = witness.said["calibration"]["loess"]

    curve = calibration_curve(witness.table["event"], witness.table["risk_a"])

    assert curve.smooth.at == pytest.approx(expected["at"])
    assert curve.smooth.value == pytest.approx(expected["fit"], rel=1e-8, abs=1e-9)


def test_distances_to_the_curve_equal_those_of_r(witness):
    expected = witness.said["calibration"]["loess"]

    curve = calibration_curve(witness.table["event"], witness.table["risk_a"])

    assert (curve.mean_distance, curve.largest_distance) == pytest.approx(
        (expected["mean_distance"], expected["largest_distance"]), rel=1e-8
    )


def test_the_cases_behind_the_curve_are_told(cases):
    curve = calibration_curve(cases["event"], cases["risk_a"])

    assert (curve.n, curve.events) == (122, 54)


@pytest.fixture
def corrected(cases, monkeypatch):
    """The correction of a line on score_a over the resamples that R drew, and what R made of them."""
    said = json.loads((REFERENCES / "calibration_r.json").read_text(encoding="utf-8"))["corrected"]
    score, event = cases["score_a"].to_numpy(), cases["event"].to_numpy() == 1
    draws = iter(np.array(said["draws"]))
    monkeypatch.setattr(calibration_curves, "_draw_both", lambda *_: next(draws))

    def refit(rows):
        line = fit_line(score[rows], event[rows])
        return expit(line.intercept + line.slope * score)

    return correct_calibration(event, refit(np.arange(122)), refit, resamples=10), said


def test_the_apparent_curve_equals_that_of_r(corrected):
    ours, expected = corrected

    assert ours.at == pytest.approx(expected["at"], rel=1e-8)
    assert ours.apparent == pytest.approx(expected["apparent"], rel=1e-7, abs=1e-8)


def test_the_optimism_equals_that_of_r_over_the_same_resamples(corrected):
    ours, expected = corrected
    inside = slice(1, -1)

    assert ours.resamples[inside].tolist() == expected["reached"][inside]
    assert ours.optimism[inside] == pytest.approx(expected["optimism"][inside], rel=1e-6, abs=1e-7)


@pytest.fixture
def overfitted():
    """60 cases and a refit that learns a line, so that its risks fit its own cases too well."""
    rng = np.random.default_rng(5)
    score = rng.normal(size=60)
    event = rng.random(60) < expit(2 * score)

    def refit(rows):
        line = fit_line(score[rows], event[rows])
        return expit(line.intercept + line.slope * score)

    return event, refit


def test_the_corrected_curve_is_the_apparent_one_less_the_optimism(overfitted):
    event, refit = overfitted

    found = correct_calibration(event, refit(np.arange(60)), refit, resamples=30)

    assert found.corrected == pytest.approx(found.apparent - found.optimism, nan_ok=True)
    assert 20 < found.resamples.max() <= 30


def test_learning_again_flattens_the_curve(overfitted):
    event, refit = overfitted

    found = correct_calibration(event, refit(np.arange(60)), refit, resamples=100)

    known = found.resamples > 60
    assert np.polyfit(found.at[known], found.optimism[known], 1)[0] > 0


def test_a_model_that_learns_nothing_has_no_optimism_but_chance():
    rng = np.random.default_rng(6)
    risk = rng.uniform(0.1, 0.9, 300)
    event = rng.random(300) < risk

    found = correct_calibration(event, risk, lambda _: risk, resamples=60)

    assert np.nanmax(np.abs(found.optimism[found.resamples > 50])) < 0.03


def test_beyond_the_risks_of_a_resample_its_curve_is_not_prolonged(overfitted):
    event, refit = overfitted

    found = correct_calibration(event, refit(np.arange(60)), refit, resamples=20)

    assert found.resamples[-1] < 20
    assert np.isnan(found.corrected[found.resamples == 0]).all()


def test_what_is_learnt_from_each_resample_holds_both_outcomes():
    seen = []
    risk = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    event = logit(risk) > logit(0.72)

    def refit(rows):
        seen.append(event[rows].any() and not event[rows].all())
        return risk

    correct_calibration(event, risk, refit, resamples=40)
    assert all(seen)


@pytest.mark.parametrize(("events", "others", "small"), [(ENOUGH, ENOUGH, False), (ENOUGH - 1, 400, True)])
def test_a_curve_of_too_few_cases_of_one_outcome_is_called_small(events, others, small):
    event, risk = np.arange(events + others) < events, np.linspace(0, 1, events + others)

    assert is_small(calibration_curve(event, risk)) is small
