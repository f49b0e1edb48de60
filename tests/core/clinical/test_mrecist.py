"""Every rule of the response tables, one by one, on the numbers where they turn."""

import numpy as np
import pytest

from core.clinical.mrecist import CRITERIA, EASL, MRECIST, RECIST, classify_overall, classify_target, classify_targets
from core.errors import ClinicalError


@pytest.mark.parametrize(
    ("target", "non_target", "new_lesion", "overall"),
    [
        ("CR", "CR", False, "CR"),
        ("CR", "none", False, "CR"),
        ("CR", "IR/SD", False, "PR"),
        ("CR", "NE", False, "PR"),
        ("PR", "CR", False, "PR"),
        ("PR", "IR/SD", False, "PR"),
        ("SD", "CR", False, "SD"),
        ("SD", "IR/SD", False, "SD"),
        ("PD", "CR", False, "PD"),
        ("PD", "IR/SD", True, "PD"),
        ("CR", "PD", False, "PD"),
        ("SD", "PD", False, "PD"),
        ("CR", "CR", True, "PD"),
        ("PR", "IR/SD", True, "PD"),
        ("NE", "IR/SD", False, "NE"),
        ("NE", "PD", False, "PD"),
        ("NE", "CR", True, "PD"),
    ],
)
def test_every_row_of_the_overall_table(target: str, non_target: str, new_lesion: bool, overall: str) -> None:
    assert classify_overall(target, non_target, new_lesion) == overall


def test_a_fall_of_exactly_30_percent_is_a_partial_response() -> None:
    assert [classify_target(100, size) for size in (70.0, 70.01)] == ["PR", "SD"]


def test_a_rise_of_exactly_20_percent_over_the_nadir_is_progression() -> None:
    assert [classify_target(100, size, nadir_mm=50) for size in (60.0, 59.99)] == ["PD", "PR"]


def test_the_baseline_is_part_of_the_nadir() -> None:
    assert classify_target(50, 60) == "PD"
    assert classify_target(50, 60, nadir_mm=80) == "PD"


def test_no_floating_sum_that_is_30_percent_less_on_paper_misses_it() -> None:
    tenths = np.arange(10, 20_000, 10)

    found = classify_targets(tenths / 10, (0.1 * tenths) * 0.7, tenths / 10)

    assert set(found) == {"PR"}


def test_no_floating_sum_that_is_20_percent_more_on_paper_misses_it() -> None:
    tenths = np.arange(10, 20_000, 10)

    assert set(classify_targets(tenths / 10, (tenths * 12) / 100, 0.1 * tenths)) == {"PD"}


def test_a_hundredth_of_a_millimetre_beside_the_limit_counts() -> None:
    sums = np.arange(1.0, 2000.0) * 10

    assert set(classify_targets(sums, 0.7 * sums + 0.01, sums)) == {"SD"}


def test_partial_response_against_baseline_and_progression_against_nadir_is_progression() -> None:
    assert classify_target(100, 48, nadir_mm=40) == "PD"


def test_no_enhancement_left_is_a_complete_response() -> None:
    assert classify_target(42, 0, nadir_mm=30) == "CR"


@pytest.mark.parametrize("criteria", CRITERIA.values(), ids=CRITERIA)
def test_what_reappears_after_disappearance_is_progression(criteria) -> None:
    assert classify_target(42, 3, nadir_mm=0, criteria=criteria) == "PD"


def test_a_baseline_of_0_or_an_unknown_sum_cannot_be_evaluated() -> None:
    assert [classify_target(0, 10), classify_target(0, 0), classify_target(30, float("nan"))] == ["NE"] * 3


def test_recist_asks_5_mm_more_and_mrecist_does_not() -> None:
    found = [classify_target(20, 24.5, criteria=criteria) for criteria in (RECIST, MRECIST)]

    assert [*found, classify_target(20, 25, criteria=RECIST)] == ["SD", "PD", "PD"]


def test_easl_turns_at_half_and_at_a_quarter_more() -> None:
    assert [classify_target(400, size, criteria=EASL) for size in (200, 201, 499, 500)] == ["PR", "SD", "SD", "PD"]


@pytest.mark.parametrize("size", [-1.0, float("inf")])
def test_an_impossible_size_is_refused(size: float) -> None:
    with pytest.raises(ClinicalError, match="0 or more"):
        classify_target(30, size)


@pytest.mark.parametrize(("target", "non_target"), [("PRR", "CR"), ("PR", "SD")])
def test_an_unknown_category_is_refused(target: str, non_target: str) -> None:
    with pytest.raises(ClinicalError, match="is one of"):
        classify_overall(target, non_target, new_lesion=False)
