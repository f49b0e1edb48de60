"""Agreement against R's psych, irr and epiR, and against what must hold by definition."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.features.reliability import FORMS, bootstrap_interval, ccc, ccc_values, icc, icc_values

REFERENCES = Path(__file__).parents[2] / "references"
REFERENCE = json.loads((REFERENCES / "reliability.json").read_text())["sets"]
CASES = pd.read_csv(REFERENCES / "reliability_cases.csv").set_index("set")
OF_IRR = json.loads((REFERENCES / "reliability_irr.json").read_text())["sets"]
CASES_OF_IRR = pd.read_csv(REFERENCES / "reliability_irr_cases.csv").set_index("set")
RNG = np.random.default_rng(4)


def ratings(name: str) -> np.ndarray:
    return CASES.loc[name].dropna(axis=1).to_numpy()


@pytest.mark.parametrize("name", REFERENCE)
@pytest.mark.parametrize("form", FORMS)
def test_r_gives_the_same_intraclass_correlation_and_interval(name: str, form: str) -> None:
    result, expected = icc(ratings(name), form), REFERENCE[name][form]

    assert {key: getattr(result, key) for key in expected} == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", OF_IRR)
@pytest.mark.parametrize("form", FORMS)
def test_irr_gives_the_same_intraclass_correlation_and_interval(name: str, form: str) -> None:
    result = icc(CASES_OF_IRR.loc[name].dropna(axis=1), form)

    assert {key: getattr(result, key) for key in OF_IRR[name][form]} == pytest.approx(OF_IRR[name][form], abs=1e-6)


@pytest.mark.parametrize("name", REFERENCE)
def test_r_gives_the_same_concordance(name: str) -> None:
    table = ratings(name)

    assert ccc(table[:, 0], table[:, 1]) == pytest.approx(REFERENCE[name]["ccc"], abs=1e-6)


@pytest.mark.parametrize("form", FORMS)
def test_identical_raters_agree_fully(form: str) -> None:
    result = icc(np.repeat(np.arange(5.0)[:, None], 2, axis=1), form)

    assert (result.value, result.ci_low, result.ci_high) == (1.0, 1.0, 1.0)


def test_a_constant_shift_costs_agreement_but_not_consistency() -> None:
    subjects = RNG.normal(size=12)
    table = np.stack([subjects, subjects + 1], axis=1)

    assert icc(table, "ICC3").value == pytest.approx(1.0)
    assert icc(table, "ICC2").value < 0.9


@pytest.mark.parametrize("form", FORMS)
def test_subjects_that_all_have_one_mean_have_a_finite_interval_below_agreement(form: str) -> None:
    table = RNG.normal(size=(5, 4))

    result = icc(table - table.mean(1, keepdims=True), form)

    assert result.value < 0
    assert -1 < result.ci_low <= result.ci_high < 0.75


def test_a_feature_that_varies_by_rounding_alone_is_constant_and_agrees() -> None:
    assert icc(1e12 * (1 + 1e-15 * RNG.normal(size=(6, 3)))).ci_low == 1


def test_raters_that_differ_alike_on_equal_subjects_tell_nothing() -> None:
    result = icc(np.zeros((5, 1)) + RNG.normal(size=4))

    assert (result.value, result.ci_low, result.ci_high) == (0, 0, 1)


def test_many_features_give_what_each_gives_alone() -> None:
    table = RNG.normal(size=(9, 2, 5))

    assert icc_values(table) == pytest.approx([icc(table[..., n]).value for n in range(5)])
    assert ccc_values(table[:, 0], table[:, 1]) == pytest.approx(
        [ccc(table[:, 0, n], table[:, 1, n]) for n in range(5)]
    )


def test_two_equal_constants_agree_and_two_unequal_ones_do_not() -> None:
    assert (ccc([3, 3, 3], [3, 3, 3]), ccc([3, 3, 3], [4, 4, 4])) == (1.0, 0.0)


def test_a_bootstrap_interval_holds_the_mean_it_is_about() -> None:
    sample = RNG.normal(10, 2, 60)

    low, high = bootstrap_interval(lambda drawn: sample[drawn].mean(), 60, draws=500)

    assert low < sample.mean() < high
    assert high - low == pytest.approx(4 * 2 / 60**0.5, rel=0.2)


def test_the_bootstrap_repeats_itself() -> None:
    ends = [bootstrap_interval(lambda drawn: drawn.mean(), 7, draws=50) for _ in range(2)]

    assert ends[0] == ends[1]


def test_one_subject_is_refused() -> None:
    with pytest.raises(CohortError, match="two subjects"):
        icc([[1, 2]])


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(CohortError, match="ICC1, ICC2, ICC3, but ICC9"):
        icc([[1, 2], [2, 3]], "ICC9")
