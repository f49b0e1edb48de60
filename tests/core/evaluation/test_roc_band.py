"""The band of a ROC curve against pROC's, and around the curve it belongs to."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.evaluation.roc import roc_curve
from core.evaluation.roc_band import roc_band

REFERENCES = Path(__file__).parents[2] / "references"


def test_the_band_is_that_of_proc_to_the_chance_of_the_draw(cases):
    expected = json.loads((REFERENCES / "evaluation_more_r.json").read_text(encoding="utf-8"))["band"]

    band = roc_band(cases["event"], cases["score_a"], [0.8, 0.6, 0.4, 0.2, 0.1], resamples=20_000)

    assert band["ci_low"].to_list() == pytest.approx(expected["low"], abs=0.02)
    assert band["ci_high"].to_list() == pytest.approx(expected["high"], abs=0.02)


def test_the_curve_lies_in_its_band(cases):
    curve = roc_curve(cases["event"], cases["score_b"])
    band = roc_band(cases["event"], cases["score_b"])

    sensitivity = np.interp(band["false_positive_rate"], curve.false_positive_rate, curve.true_positive_rate)

    assert ((band["ci_low"] <= sensitivity) & (sensitivity <= band["ci_high"])).mean() > 0.97


def test_a_perfect_score_has_a_band_without_width():
    band = roc_band([0, 0, 1, 1], [1, 2, 3, 4])

    assert (band[["ci_low", "ci_high"]] == 1).all(axis=None)


def test_at_both_ends_every_curve_meets(noisy):
    band = roc_band(*noisy)

    assert band["ci_low"].iloc[-1] == band["ci_high"].iloc[-1] == 1
