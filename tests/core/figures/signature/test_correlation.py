"""The heat map lays like beside like, and counts the pairs that repeat one another."""

import numpy as np
import pandas as pd
import pytest

from core.figures.signature.correlation import MOST, count_redundant, ordered_correlation, plot_correlation


@pytest.fixture
def values() -> pd.DataFrame:
    rng = np.random.default_rng(0)
    one, other = rng.normal(size=(2, 50))
    close = {"a": one, "c": one + 0.01 * other}
    return pd.DataFrame(close | {"b": other, "d": other - 0.01 * one})


def test_features_alike_stand_beside_one_another(values) -> None:
    names = list(ordered_correlation(values, "spearman").columns)

    assert {frozenset(names[:2]), frozenset(names[2:])} == {frozenset("ac"), frozenset("bd")}


def test_pairs_above_the_cut_are_counted_and_said(values, labels) -> None:
    matrix = values.corr()

    assert count_redundant(matrix, 0.9) == 2
    assert plot_correlation(values, "pearson", 0.9, labels).to_dict()["description"] == "<correlation>: 2 <pairs>"


def test_no_more_is_drawn_than_can_be_told_apart(labels, drawn) -> None:
    table = pd.DataFrame(np.random.default_rng(1).normal(size=(20, MOST + 9)))

    assert len(drawn(plot_correlation(table, "spearman", 0.9, labels), 0)) == MOST * (MOST + 1) / 2


def test_a_feature_that_does_not_vary_correlates_with_none(labels, drawn) -> None:
    table = pd.DataFrame({"x": [1.0, 2, 3], "y": [3.0, 1, 2], "z": 1.0})

    cells = drawn(plot_correlation(table, "pearson", 0.9, labels), 0)

    with_z = (cells["one"] == "z") ^ (cells["other"] == "z")
    assert cells.loc[with_z, "r"].tolist() == [0, 0]
