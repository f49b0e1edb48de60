"""Correlations against R, and the greedy walk over them."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.signature.correlation import absolute_correlation, distinct_columns

HERE = Path(__file__).parents[2] / "references"


@pytest.fixture(scope="module")
def reference():
    return json.loads((HERE / "signature.json").read_text())


@pytest.fixture(scope="module")
def cases():
    return pd.read_csv(HERE / "signature_cases.csv")


@pytest.mark.parametrize("kind", ["spearman", "pearson"])
def test_correlations_are_those_of_r(reference, cases, kind):
    found = absolute_correlation(cases.drop(columns="event").to_numpy(), kind)
    np.testing.assert_allclose(found, np.abs(reference[kind]), atol=1e-12)


@pytest.mark.parametrize("kind", ["spearman", "pearson"])
@pytest.mark.parametrize("limit", [0.3, 0.5, 0.7, 0.9])
def test_columns_are_kept_as_a_walk_over_the_correlations_of_r_keeps_them(reference, cases, limit, kind):
    rho, kept = np.abs(reference[kind]), []
    for column in range(len(rho)):
        kept += [column] if all(rho[column, other] <= limit for other in kept) else []
    assert distinct_columns(cases.drop(columns="event").to_numpy(), limit, kind).tolist() == kept


def test_of_two_copies_the_first_is_kept():
    first, other = np.random.default_rng(4).normal(size=(2, 20))
    assert distinct_columns(np.column_stack([first, np.exp(first), -first, other]), 0.9).tolist() == [0, 3]


def test_a_single_column_is_distinct():
    assert distinct_columns(np.arange(5.0)[:, None], 0.9).tolist() == [0]
