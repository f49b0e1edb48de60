"""Liver scores on the numbers where they turn."""

import math

import pytest

from core.clinical.scores import albi, child_pugh, log_afp
from core.errors import ClinicalError


def bilirubin_of(value: float, albumin: float) -> float:
    """Bilirubin that gives an ALBI value at this albumin."""
    return 10 ** ((value + 0.085 * albumin) / 0.66)


def test_albumin_35_and_bilirubin_20_52_give_minus_2_109_whatever_calculators_print() -> None:
    assert albi(20.52, 35).value == pytest.approx(0.66 * 1.31218 - 2.975, abs=1e-4)
    assert round(albi(20.52, 35).value, 3) == -2.109


@pytest.mark.parametrize(
    ("value", "grade", "modified"),
    [(-2.61, 1, "1"), (-2.59, 2, "2a"), (-2.28, 2, "2a"), (-2.26, 2, "2b"), (-1.40, 2, "2b"), (-1.38, 3, "3")],
)
def test_albi_grades_turn_at_their_limits(value: float, grade: int, modified: str) -> None:
    found = albi(bilirubin_of(value, 36), 36)

    assert (found.grade, found.modified_grade) == (grade, modified)


@pytest.mark.parametrize(
    ("values", "points", "grade"),
    [
        ((33.9, 35.1, "none", "none", 1.69), 5, "A"),
        ((34, 35.1, "none", "none", 1.69), 6, "A"),
        ((51, 35, "none", "none", 1.69), 7, "B"),
        ((51.1, 35, "none", "none", 1.7), 9, "B"),
        ((51.1, 27.9, "none", "none", 1.7), 10, "C"),
        ((51.1, 27.9, "moderate-severe", "III-IV", 2.31), 15, "C"),
        ((20, 40, "mild", "I-II", 1.0), 7, "B"),
    ],
)
def test_child_pugh_counts_points_at_their_limits(values: tuple, points: int, grade: str) -> None:
    found = child_pugh(*values)

    assert (found.points, found.grade) == (points, grade)


@pytest.mark.parametrize(("seconds", "points"), [(0, 5), (3.9, 5), (4, 6), (6, 6), (6.1, 7)])
def test_prolonged_prothrombin_time_stands_in_for_the_inr(seconds: float, points: int) -> None:
    assert child_pugh(20, 40, "none", "none", prolonged_s=seconds).points == points


def test_the_inr_counts_where_both_are_known() -> None:
    assert child_pugh(20, 40, "none", "none", inr=1.0, prolonged_s=9).points == 5


def test_afp_goes_on_a_decimal_logarithm() -> None:
    assert log_afp(400) == pytest.approx(2.60206)


@pytest.mark.parametrize("value", [0, -3, math.nan, math.inf])
def test_a_value_that_no_patient_has_is_refused(value: float) -> None:
    for found in (lambda: albi(value, 35), lambda: albi(20, value), lambda: log_afp(value)):
        with pytest.raises(ClinicalError, match="number above 0"):
            found()


def test_child_pugh_without_clotting_is_refused() -> None:
    with pytest.raises(ClinicalError, match="INR or the prolonged"):
        child_pugh(20, 40, "none", "none")


def test_an_unknown_grade_of_ascites_is_refused() -> None:
    with pytest.raises(ClinicalError, match="ascites is one of none, mild"):
        child_pugh(20, 40, "some", "none", inr=1)
