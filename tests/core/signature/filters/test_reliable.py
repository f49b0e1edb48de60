"""Reliability decides by its limit, and what is unknown is not reliable."""

import pandas as pd
import pytest

from core.errors import CohortError
from core.signature.filters.reliable import ReliableFeatures

TABLE = pd.DataFrame({name: [1.0, 2.0] for name in "abcd"})
KNOWN = {"a": 0.75, "b": 0.7499, "c": float("nan")}


def test_a_feature_stays_from_the_limit_on():
    assert ReliableFeatures(KNOWN).fit(TABLE).get_support().tolist() == [True, False, False, False]


def test_no_reliable_feature_is_refused():
    with pytest.raises(CohortError, match=r"none of 4 reaches 0.9"):
        ReliableFeatures(KNOWN, 0.9).fit(TABLE)
