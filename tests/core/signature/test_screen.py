"""Rank-sum p-values and rank correlation against R, and the greedy walk."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import mannwhitneyu

from core.signature.correlation import distinct_columns
from core.signature.screen import rank_sum_p_values

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


@pytest.mark.parametrize("limit", [0.3, 0.5, 0.7, 0.9])
def test_columns_are_kept_as_a_walk_over_the_correlations_of_r_keeps_them(reference, cases, limit):
    rho, kept = np.abs(reference["spearman"]), []
    for column in range(len(rho)):
        kept += [column] if all(rho[column, other] <= limit for other in kept) else []
    assert distinct_columns(cases.drop(columns="event").to_numpy(), limit).tolist() == kept


def test_of_two_copies_the_first_is_kept():
    first, other = np.random.default_rng(4).normal(size=(2, 20))
    assert distinct_columns(np.column_stack([first, np.exp(first), -first, other]), 0.9).tolist() == [0, 3]


def test_a_single_column_is_distinct():
    assert distinct_columns(np.arange(5.0)[:, None], 0.9).tolist() == [0]
