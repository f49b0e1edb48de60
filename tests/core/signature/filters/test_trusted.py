"""Excluded features stay out by name."""

import pandas as pd
import pytest

from core.errors import CohortError
from core.signature.filters.trusted import TrustedFeatures

TABLE = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})


def test_a_named_feature_is_dropped_and_an_unknown_name_is_no_error():
    assert list(TrustedFeatures({"b", "z"}).fit(TABLE).get_feature_names_out()) == ["a"]


def test_excluding_all_is_refused():
    with pytest.raises(CohortError, match="all 2 are excluded"):
        TrustedFeatures({"a", "b"}).fit(TABLE)
