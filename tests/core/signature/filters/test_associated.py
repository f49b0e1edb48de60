"""The univariate screen: its limit, its least, and the adjustment of R."""

import json
from pathlib import Path

import pandas as pd
import pytest

from core.signature.filters.associated import AssociatedFeatures

HERE = Path(__file__).parents[3] / "references"


@pytest.fixture(scope="module")
def cases():
    return pd.read_csv(HERE / "signature_cases.csv")


@pytest.mark.parametrize(("adjust", "name"), [(False, "p_values"), (True, "adjusted")])
def test_features_pass_where_r_is_below_the_limit(cases, adjust, name):
    reference = json.loads((HERE / "signature.json").read_text())[name]
    screen = AssociatedFeatures(0.03, minimum=1, adjust=adjust).fit(cases.drop(columns="event"), cases["event"])
    assert screen.get_support().tolist() == [p < 0.03 for p in reference]


def test_the_best_pass_when_too_few_do(cases):
    screen = AssociatedFeatures(1e-9, minimum=3).fit(cases.drop(columns="event"), cases["event"])
    assert screen.get_support().sum() == 3
    assert screen.p_values_[screen.get_support()].max() < screen.p_values_[~screen.get_support()].min()
