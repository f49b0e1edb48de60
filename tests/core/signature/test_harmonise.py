"""ComBat is neuroCombat's on the rows it learnt from, and frozen for every other row."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from core.errors import CohortError
from core.signature.harmonise import ComBat

REFERENCES = Path(__file__).parents[2] / "references"
REFERENCE = json.loads((REFERENCES / "combat.json").read_text())
CASES = pd.read_csv(REFERENCES / "combat_cases.csv")
FEATURES, CENTRE, AGE = CASES.filter(regex=r"^f\d+$"), CASES["centre"], CASES[["age"]]


def harmonised(features=FEATURES, centre=CENTRE, covariates=None):
    return ComBat().fit(features, centre, covariates).transform(features, centre, covariates)


@pytest.mark.parametrize(("kept", "name"), [(None, "alone"), (AGE, "with_age")])
def test_rows_learnt_from_are_moved_as_neurocombat_moves_them(kept, name):
    np.testing.assert_allclose(harmonised(covariates=kept), REFERENCE[name], rtol=1e-6)


def test_default_of_neurocombat_stops_close_by():
    np.testing.assert_allclose(harmonised(), REFERENCE["default"], rtol=1e-4)


def test_centres_agree_afterwards():
    means = harmonised().groupby(CENTRE).mean()
    assert (np.ptp(means, axis=0) < 0.5 * np.ptp(FEATURES.groupby(CENTRE).mean(), axis=0)).mean() > 0.8


def test_a_new_row_moves_no_other_row():
    fitted = ComBat().fit(FEATURES[5:], CENTRE[5:])
    together = fitted.transform(FEATURES, CENTRE)
    strange = FEATURES.copy()
    strange.iloc[:4] = 1e6
    pd.testing.assert_frame_equal(fitted.transform(strange, CENTRE)[4:], together[4:])


def test_a_row_alone_is_moved_as_among_others():
    fitted = ComBat().fit(FEATURES, CENTRE)
    pd.testing.assert_frame_equal(fitted.transform(FEATURES[7:8], CENTRE[7:8]), fitted.transform(FEATURES, CENTRE)[7:8])


def test_order_of_the_rows_does_not_matter():
    order = np.random.default_rng(1).permutation(len(FEATURES))
    turned = harmonised(FEATURES.iloc[order], CENTRE.iloc[order]).sort_index()
    np.testing.assert_allclose(turned, harmonised(), rtol=1e-9)


def test_a_feature_constant_in_one_centre_is_left_as_it_is():
    table = FEATURES.assign(f3=FEATURES["f3"].where(CENTRE != "north", 2.0), f4=1.0)
    pd.testing.assert_frame_equal(harmonised(table)[["f3", "f4"]], table[["f3", "f4"]])


def test_features_with_one_spread_are_harmonised_all_the_same():
    twins = pd.DataFrame({"a": FEATURES["f0"], "b": FEATURES["f0"]})
    assert np.isfinite(harmonised(twins)).all(axis=None)


def test_it_can_be_cloned_like_every_estimator():
    assert isinstance(clone(ComBat()), ComBat)


def test_an_unseen_centre_is_refused_by_name():
    with pytest.raises(CohortError, match="a centre must be among those harmonisation was learnt on, but south is not"):
        ComBat().fit(FEATURES, CENTRE).transform(FEATURES[:1], pd.Series(["south"]))


def test_a_centre_of_one_case_is_refused_by_name():
    with pytest.raises(CohortError, match="two cases of each centre, but west has 1"):
        ComBat().fit(FEATURES[:24], CENTRE[:24])


def test_one_centre_is_refused():
    with pytest.raises(CohortError, match="two centres or more, but 1 came"):
        ComBat().fit(FEATURES[:14], CENTRE[:14])


def test_a_missing_value_is_refused():
    with pytest.raises(CohortError, match="every value, but some are missing"):
        ComBat().fit(FEATURES.mask(FEATURES > 8), CENTRE)


def test_one_feature_alone_is_refused():
    with pytest.raises(CohortError, match="two features that vary within every centre, but 1 came"):
        ComBat().fit(FEATURES[["f0"]], CENTRE)


def test_other_features_are_refused():
    with pytest.raises(CohortError, match="the features it was learnt on, but others came"):
        ComBat().fit(FEATURES, CENTRE).transform(FEATURES[["f1", "f0"]], CENTRE)


def test_a_covariate_that_is_the_centre_is_refused():
    with pytest.raises(CohortError, match="one repeats the centre"):
        ComBat().fit(FEATURES, CENTRE, pd.DataFrame({"scanner": (CENTRE == "east").astype(float)}))
