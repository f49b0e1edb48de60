"""Of two that repeat one another the more reliable stays, then the stronger."""

import numpy as np
import pandas as pd
import pytest

from core.signature.filters.distinct import DistinctFeatures

RNG = np.random.default_rng(2)
OUTCOME = np.arange(40) < 18
STRONG = RNG.normal(size=40) + 2 * OUTCOME
TABLE = pd.DataFrame(
    {"weak": STRONG + 0.3 * RNG.normal(size=40) - 0.4 * OUTCOME, "strong": STRONG, "other": RNG.normal(size=40)}
)


def kept(**settings):
    return list(DistinctFeatures(**settings).fit(TABLE, OUTCOME).get_feature_names_out())


def test_the_stronger_of_two_stays():
    assert kept() == ["strong", "other"]


def test_reliability_comes_before_strength():
    assert kept(reliability={"weak": 0.95, "strong": 0.8, "other": 0.9}) == ["weak", "other"]


def test_equally_reliable_features_are_judged_by_strength():
    assert kept(reliability=dict.fromkeys(TABLE, 0.9)) == ["strong", "other"]


@pytest.mark.parametrize(("kind", "count"), [("spearman", 1), ("pearson", 2)])
def test_only_rank_correlation_sees_through_a_curve(kind, count):
    curved = pd.DataFrame({"x": STRONG, "y": np.exp(3 * STRONG)})
    assert DistinctFeatures(correlation=kind).fit(curved, OUTCOME).get_support().sum() == count
