"""Medians and centres come from the rows learnt from."""

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.signature.cleaning import Cleaning, column_medians, require_centre
from core.signature.settings import SelectionSettings

TABLE = pd.DataFrame({"a": [1.0, np.nan, 3.0, 8.0], "b": [1.0, 2.0, 3.0, 4.0], "c": [np.nan] * 4})


def test_medians_are_those_of_pandas():
    values = np.random.default_rng(1).normal(size=(11, 5))
    values[[0, 4, 7], [1, 1, 3]] = np.nan
    np.testing.assert_array_equal(column_medians(values), pd.DataFrame(values).median())
    np.testing.assert_array_equal(column_medians(TABLE.to_numpy()), TABLE.median())


def test_new_rows_are_filled_with_the_medians_learnt():
    cleaning = Cleaning(SelectionSettings()).fit(TABLE)
    new = pd.DataFrame({"a": [np.nan], "b": [np.nan], "c": [7.0]})
    assert cleaning.transform(new).to_numpy().tolist() == [[3.0, 2.5, 7.0]]


def test_what_was_always_missing_stays_missing():
    assert np.isnan(Cleaning(SelectionSettings()).fit(TABLE).transform(TABLE)["c"]).all()


def test_excluded_features_leave_no_row_incomplete():
    settings = SelectionSettings(impute="complete", excluded=frozenset("c"))
    assert Cleaning(settings).whole_rows(TABLE).tolist() == [True, False, True, True]


def test_an_unknown_centre_is_refused():
    with pytest.raises(CohortError, match="name its column"):
        require_centre(None)
