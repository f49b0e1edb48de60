"""A printed P is held against its interval, and rounding is no offence."""

import math

import pytest
from scipy import stats

from core.errors import ClinicalError
from core.evaluation.printed import check_printed_p
from core.evaluation.published import ODDS_RATIOS, check_p_value


@pytest.mark.parametrize(("row", "verdict"), list(zip(ODDS_RATIOS, ("differs", "follows"), strict=True)))
def test_of_the_published_odds_ratios_one_has_another_p_than_printed(row, verdict):
    found = check_printed_p(str(row.odds_ratio), str(row.ci_low), str(row.ci_high), row.printed_p)

    assert found.verdict == verdict
    assert found.p == pytest.approx(check_p_value(row.odds_ratio, row.ci_low, row.ci_high).p)
    assert found.lowest < found.p < found.highest


@pytest.mark.parametrize("beta", [-1.3, -0.2, 0.05, 0.4, 2.2])
@pytest.mark.parametrize("digits", [2, 3])
def test_what_a_wald_test_prints_always_follows(beta, digits):
    error = 0.31
    numbers = [f"{math.exp(beta + z * error):.{digits}f}" for z in (0, -1.959964, 1.959964)]
    p = 2 * stats.norm.sf(abs(beta) / error)

    assert check_printed_p(*numbers, f"{p:.3f}").verdict == "follows"
    assert check_printed_p(*numbers, f"< {p + 0.001:.3f}").verdict == "follows"


@pytest.mark.parametrize("printed", ["0.03", "<0.001", ">0.05", "P = 0.0100", "≤0.001"])
def test_a_p_out_of_reach_differs(printed):
    assert check_printed_p("1.311", "1.112", "1.547", printed).verdict == "differs"


@pytest.mark.parametrize("printed", ["0.001", "<0.01", "＜0.05", "p = .0013", ">0.0012", "≥0.0013"])
def test_a_p_within_rounding_follows_however_it_is_written(printed):
    assert check_printed_p("1.311", "1.112", "1.547", printed).verdict == "follows"


def test_fewer_digits_leave_more_room():
    coarse, fine = (check_printed_p(*numbers, "0.1") for numbers in (("1.3", "1.1", "1.5"), ("1.30", "1.10", "1.50")))

    assert coarse.lowest < fine.lowest < fine.highest < coarse.highest


def test_an_odds_ratio_away_from_the_middle_of_its_interval_has_no_p():
    assert check_printed_p("1.20", "1.10", "9.00", "0.03").verdict == "uncentred"


@pytest.mark.parametrize(
    "numbers", [("x", "1", "2"), ("", "1", "2"), ("1.2", "nan", "2"), ("1.5", "0", "2"), ("1,5", "1", "2")]
)
def test_what_is_no_number_above_zero_is_refused(numbers):
    with pytest.raises(ClinicalError, match="an odds ratio and its interval must be"):
        check_printed_p(*numbers, "0.03")


def test_an_odds_ratio_outside_its_interval_is_refused():
    with pytest.raises(ClinicalError, match="must lie inside an interval"):
        check_printed_p("2.0", "3.0", "4.0", "0.03")


@pytest.mark.parametrize("printed", ["", "small", "1.2", "<-0.1", "<"])
def test_a_printed_p_that_is_none_is_refused(printed):
    with pytest.raises(ClinicalError, match="a printed P must be a number from 0 to 1"):
        check_printed_p("1.311", "1.112", "1.547", printed)
