"""Partial areas against pROC, whole ones against the AUC."""

import numpy as np
import pytest

from core.evaluation.partial import partial_auc
from core.evaluation.roc import roc_curve

CLOSE = 1e-8
RANGES = {
    "specificity_80": (0.8, 1.0, "specificity"),
    "specificity_60_85": (0.6, 0.85, "specificity"),
    "sensitivity_75": (0.75, 1.0, "sensitivity"),
}


@pytest.fixture(params=RANGES)
def measured(request, witness):
    curve = roc_curve(witness.table["event"], witness.table["score_a"])
    return partial_auc(curve, *RANGES[request.param]), witness.said["roc"]["score_a"][request.param]


def test_area_equals_that_of_proc(measured):
    part, expected = measured

    assert part.area == pytest.approx(expected["area"], rel=CLOSE)


def test_corrected_area_equals_that_of_proc(measured):
    part, expected = measured

    assert part.corrected == pytest.approx(expected["corrected"], rel=CLOSE)


@pytest.mark.parametrize("focus", ["specificity", "sensitivity"])
def test_the_whole_range_is_the_auc_corrected_or_not(noisy, focus):
    curve = roc_curve(*noisy)

    part = partial_auc(curve, 0, 1, focus)

    assert (part.area, part.corrected) == pytest.approx((curve.auc, curve.auc))


def test_neighbouring_ranges_add_up(noisy):
    curve = roc_curve(*noisy)

    areas = [partial_auc(curve, *ends).area for ends in ((0, 0.35), (0.35, 0.6), (0.6, 1))]

    assert sum(areas) == pytest.approx(curve.auc)


def test_a_perfect_score_has_index_one(noisy):
    event, _ = noisy

    assert partial_auc(roc_curve(event, event.astype(float)), 0.9).corrected == pytest.approx(1)


def test_below_the_diagonal_there_is_no_index(noisy):
    event, _ = noisy

    assert np.isnan(partial_auc(roc_curve(event, -event.astype(float)), 0.5).corrected)


@pytest.mark.parametrize("ends", [(0.9, 0.8), (0.5, 0.5), (-0.1, 1), (0.8, 1.2)])
def test_a_range_that_is_none_is_refused(noisy, ends):
    with pytest.raises(ValueError, match="a range must rise within 0 to 1"):
        partial_auc(roc_curve(*noisy), *ends)
