"""P-values of many features at once against R."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import mannwhitneyu

from core.signature.screen import association_p_values, pass_as_normal, rank_sum_p_values, welch_p_values

HERE = Path(__file__).parents[2] / "references"


@pytest.fixture(scope="module")
def reference():
    return json.loads((HERE / "signature.json").read_text())


@pytest.fixture(scope="module")
def cases():
    return pd.read_csv(HERE / "signature_cases.csv")


def test_p_values_are_those_of_r(reference, cases):
    found = rank_sum_p_values(cases.drop(columns="event").to_numpy(), cases["event"].to_numpy() == 1)
    np.testing.assert_allclose(found, reference["p_values"], rtol=1e-9)


def test_p_values_with_many_ties_are_those_of_scipy():
    rng = np.random.default_rng(3)
    values, outcome = rng.integers(0, 4, size=(40, 30)).astype(float), np.arange(40) < 17
    slow = mannwhitneyu(values[outcome], values[~outcome], axis=0, method="asymptotic").pvalue
    np.testing.assert_allclose(rank_sum_p_values(values, outcome), slow, rtol=1e-9)


def test_p_value_is_never_above_one():
    values = np.array([[1.0], [4.0], [2.0], [3.0]])
    assert rank_sum_p_values(values, np.array([True, True, False, False])) == 1.0


def test_welch_p_values_are_those_of_r(reference, cases):
    found = welch_p_values(cases.drop(columns="event").to_numpy(), cases["event"].to_numpy() == 1)
    np.testing.assert_allclose(found, reference["welch"], rtol=1e-9)


def test_what_differs_without_varying_has_no_chance_in_welch_s_test():
    outcome = np.arange(10) < 4
    assert welch_p_values(outcome[:, None].astype(float), outcome) < 1e-100


@pytest.mark.parametrize(("kind", "happened"), [("event", 1), ("none", 0)])
def test_a_class_passes_as_normal_where_r_says_so(reference, cases, kind, happened):
    part = cases[cases["event"] == happened].drop(columns="event").to_numpy()
    assert pass_as_normal(part).tolist() == [p > 0.05 for p in reference["shapiro"][kind]]


def test_two_cases_or_equal_values_do_not_pass_as_normal():
    assert not pass_as_normal(np.array([[1.0], [2.0]])).any()
    assert pass_as_normal(np.column_stack([np.ones(9), np.arange(9.0)])).tolist() == [False, True]


def test_normality_of_both_classes_decides_the_test(reference, cases):
    normal = [min(pair) > 0.05 for pair in zip(*reference["shapiro"].values(), strict=True)]
    expected = np.where(normal, reference["welch"], reference["p_values"])
    found = association_p_values(cases.drop(columns="event").to_numpy(), cases["event"].to_numpy() == 1, "by-normality")
    assert 0 < sum(normal) < len(normal)
    np.testing.assert_allclose(found, expected, rtol=1e-9)
