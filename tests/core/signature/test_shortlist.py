"""The filters one after the other, then standardised by the rows learnt from."""

import numpy as np
import pandas as pd

from core.signature.settings import SelectionSettings
from core.signature.shortlist import Shortlist, build_filters

RNG = np.random.default_rng(5)
OUTCOME = np.arange(40) % 2 == 0
TABLE = pd.DataFrame(RNG.normal(3, 2, size=(40, 12)), columns=list("abcdefghijkl"))


def test_rows_learnt_from_are_standardised_and_others_by_their_measure():
    short = Shortlist(SelectionSettings()).fit(TABLE, OUTCOME)
    values = short.transform(TABLE)
    np.testing.assert_allclose(values.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(values.std(axis=0), 1)
    np.testing.assert_allclose(short.transform(TABLE + short.scale_[0])[:, 0], values[:, 0] + 1)


def test_p_values_are_told_of_every_feature_that_varies():
    short = Shortlist(SelectionSettings()).fit(TABLE.assign(c=1.0), OUTCOME)
    assert list(short.p_values_.index) == list("abdefghijkl")


def test_relevance_is_asked_only_when_wanted():
    assert list(build_filters(SelectionSettings())) == ["varying", "associated", "distinct"]
    assert list(build_filters(SelectionSettings(mrmr=3)))[-1] == "mrmr"
