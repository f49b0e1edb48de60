"""Exact intervals against R, and who counts as what."""

import pytest

from core.clinical.rates import disease_control, exact_rate, objective_response
from core.errors import CohortError

RESPONSES = ["CR", "PR", "PR", "SD", "PD", "NE"]


def test_r_gives_the_same_exact_intervals(r_says) -> None:
    for row in r_says["rates"]:
        rate = exact_rate(row["count"], row["n"])

        assert (rate.ci_low, rate.ci_high) == pytest.approx(row["interval"], abs=1e-9)


def test_objective_response_counts_complete_and_partial_among_all() -> None:
    rate = objective_response(RESPONSES)

    assert (rate.count, rate.n, rate.value) == (3, 6, 0.5)


def test_disease_control_adds_the_stable() -> None:
    assert disease_control(RESPONSES).count == 4


def test_no_patients_have_no_share() -> None:
    with pytest.raises(CohortError, match="0 of 0"):
        objective_response([])
