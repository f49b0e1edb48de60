"""Intervals of shares at their edges; their digits are held against R where rates are."""

import numpy as np
import pytest

from core.evaluation.proportion import clopper_pearson_interval, proportion_interval, wilson_interval


@pytest.mark.parametrize("interval", [wilson_interval, clopper_pearson_interval])
def test_none_and_all_end_at_the_ends(interval):
    low, high = interval(0, 11)

    assert (low, interval(11, 11)[1]) == (0, 1)
    assert interval(11, 11)[0] == pytest.approx(1 - high)


@pytest.mark.parametrize("interval", [wilson_interval, clopper_pearson_interval])
@pytest.mark.parametrize("count", range(1, 11))
def test_the_share_lies_inside_and_a_higher_level_is_wider(interval, count):
    low, high = interval(count, 11)
    wider = interval(count, 11, 0.99)

    assert wider[0] < low < count / 11 < high < wider[1]


@pytest.mark.parametrize("count", range(12))
def test_the_exact_interval_holds_wilsons_centre(count):
    exact, wilson = clopper_pearson_interval(count, 11), wilson_interval(count, 11)

    assert exact[1] - exact[0] > wilson[1] - wilson[0]


@pytest.mark.parametrize("method", ["Wilson", "Clopper-Pearson"])
def test_of_no_cases_nothing_is_known(method):
    assert np.isnan(proportion_interval(0, 0, method)).all()


def test_the_method_is_the_one_named():
    assert proportion_interval(3, 9, "Wilson") == wilson_interval(3, 9)
    assert proportion_interval(3, 9, "Clopper-Pearson") == clopper_pearson_interval(3, 9)
