"""The published numbers, and the P that follows from an odds ratio and its interval."""

import math

import pytest

from core.errors import ClinicalError
from core.evaluation.published import AUCS, NON_RESPONDERS, ODDS_RATIOS, PATIENTS, RESPONDERS, check_p_value


@pytest.fixture(params=ODDS_RATIOS, ids=lambda row: row.name)
def printed(request):
    return request.param


@pytest.mark.parametrize(
    ("place", "beta", "se", "z", "p"), [(0, 0.2708, 0.0842, 3.215, 0.0013), (1, 2.2477, 0.6816, 3.298, 0.00097)]
)
def test_the_published_odds_ratios_imply_these(place, beta, se, z, p):
    row = ODDS_RATIOS[place]

    check = check_p_value(row.odds_ratio, row.ci_low, row.ci_high)

    assert (check.beta, check.se) == pytest.approx((beta, se), abs=5e-5)
    assert check.z == pytest.approx(z, abs=1e-3)
    assert check.p == pytest.approx(p, rel=0.02)


def test_one_printed_p_follows_and_the_other_does_not():
    implied = [check_p_value(row.odds_ratio, row.ci_low, row.ci_high).p < 0.001 for row in ODDS_RATIOS]

    assert [row.printed_p for row in ODDS_RATIOS] == ["<0.001", "<0.001"]
    assert implied == [False, True]


def test_a_wald_interval_gives_its_p_back():
    beta, se = 0.7, 0.25
    ends = [math.exp(beta + sign * 1.6448536269514722 * se) for sign in (-1, 1)]

    check = check_p_value(math.exp(beta), *ends, level=0.9)

    assert (check.se, check.z, check.off_centre) == pytest.approx((se, beta / se, 0), abs=1e-12)


def test_numbers_that_do_not_belong_together_are_off_centre():
    assert abs(check_p_value(1.2, 1.1, 9.0).off_centre) > 1


def test_the_printed_numbers_lie_inside_their_intervals(printed):
    assert printed.ci_low < printed.odds_ratio < printed.ci_high
    assert all(row.ci_low < row.auc < row.ci_high < 1 for row in AUCS)


def test_responders_and_non_responders_are_all_patients():
    assert RESPONDERS + NON_RESPONDERS == PATIENTS


@pytest.mark.parametrize("numbers", [(2, 3, 4), (1, 0, 2), (2, 1.5, 1.2), (1, -1, 2)])
def test_an_odds_ratio_outside_its_interval_is_refused(numbers):
    with pytest.raises(ClinicalError, match="an odds ratio must lie inside an interval above 0"):
        check_p_value(*numbers)
