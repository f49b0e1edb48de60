"""Kappas against R's irr, psych, vcd and irrCAC, and against what must hold by definition."""

import numpy as np
import pytest

from core.clinical.agreement import cohen_kappa, fleiss_kappa
from core.errors import CohortError

LEVELS = ["CR", "PR", "SD", "PD"]
THREE = ["category_1", "category_2", "category_3"]


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_r_gives_the_same_kappa_and_interval(readings, r_says, weights) -> None:
    expected = r_says["readings"][readings.attrs["set"]]["cohen"][weights]

    found = cohen_kappa(readings["category_1"].to_numpy(), readings["category_2"].to_numpy(), weights, LEVELS)

    assert found.value == pytest.approx(expected["irr"], abs=1e-9)
    assert found.value == pytest.approx(expected["psych"], abs=1e-9)
    assert (found.ci_low, found.ci_high) == pytest.approx((expected["ci_low"], expected["ci_high"]), abs=1e-9)


def test_psych_gives_the_same_interval_of_the_plain_kappa(readings, r_says) -> None:
    expected = r_says["readings"][readings.attrs["set"]]["cohen"]["none"]["psych_interval"]

    found = cohen_kappa(readings["category_1"].to_numpy(), readings["category_2"].to_numpy(), levels=LEVELS)

    assert (found.ci_low, found.ci_high) == pytest.approx(expected, abs=1e-9)


def test_r_gives_the_same_fleiss_kappa_and_interval(readings, r_says) -> None:
    expected = r_says["readings"][readings.attrs["set"]]["fleiss"]

    found = fleiss_kappa(readings[THREE])

    assert found.value == pytest.approx(expected["irr"], abs=1e-9)
    assert (found.ci_low, found.ci_high) == pytest.approx((expected["ci_low"], expected["ci_high"]), abs=1e-9)


def test_full_agreement_is_1_with_an_interval_of_no_width() -> None:
    found = cohen_kappa(LEVELS, LEVELS)

    assert (found.value, found.ci_low, found.ci_high, found.agreed, found.n) == (1, 1, 1, 1, 4)


def test_two_levels_make_weights_of_no_effect() -> None:
    a, b = np.array(list("RRNNRN")), np.array(list("RNNNRR"))

    assert cohen_kappa(a, b, "quadratic") == cohen_kappa(a, b)


def test_near_misses_cost_less_than_far_ones_when_weighted() -> None:
    near = cohen_kappa(LEVELS, ["PR", "PR", "SD", "PD"], "linear", LEVELS)
    far = cohen_kappa(LEVELS, ["PD", "PR", "SD", "PD"], "linear", LEVELS)

    assert near.value > far.value


def test_the_order_of_readers_does_not_matter(readings) -> None:
    forward, back = (fleiss_kappa(readings[names]) for names in (THREE, THREE[::-1]))

    assert forward.value == pytest.approx(back.value)


def test_one_category_for_every_case_is_refused() -> None:
    for found in (lambda: cohen_kappa(["PR"] * 3, ["PR"] * 3), lambda: fleiss_kappa([["PR", "PR"]] * 3)):
        with pytest.raises(CohortError, match="two categories or more"):
            found()


def test_a_category_outside_the_levels_is_refused() -> None:
    with pytest.raises(CohortError, match="one of CR, PR, SD, PD"):
        cohen_kappa(["CR", "NE"], ["CR", "PR"], levels=LEVELS)


@pytest.mark.parametrize(("a", "b"), [(["PR"], ["SD"]), (["PR", "SD"], ["PR"])])
def test_too_few_or_unequal_readings_are_refused(a: list[str], b: list[str]) -> None:
    with pytest.raises(CohortError, match="two readings"):
        cohen_kappa(a, b)


def test_a_single_reader_is_refused() -> None:
    with pytest.raises(CohortError, match="two readers"):
        fleiss_kappa([["PR"], ["SD"]])
