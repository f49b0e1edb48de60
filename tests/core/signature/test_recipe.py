"""The recipe is an estimator of scikit-learn, and says how it came about."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_predict

from core.errors import CohortError
from core.signature.recipe import SignatureRecipe
from core.signature.settings import SelectionSettings

RNG = np.random.default_rng(4)
OUTCOME = np.arange(60) % 5 < 2
NAMES = [f"f{j}" for j in range(25)]
TABLE = pd.DataFrame(RNG.normal(size=(60, 25)), columns=NAMES, index=[f"c{i}" for i in range(60)])
TABLE[["f2", "f9"]] += 1.2 * OUTCOME[:, None]
SETTINGS = SelectionSettings(folds=4)


@pytest.fixture(scope="module")
def recipe():
    return SignatureRecipe(SETTINGS).fit(TABLE, OUTCOME)


def test_signal_is_found(recipe):
    assert {"f2", "f9"} <= set(recipe.signature_.names)
    assert (recipe.predict(TABLE) == OUTCOME).mean() > 0.7


def test_probabilities_follow_the_rad_score(recipe):
    score = recipe.decision_function(TABLE)
    np.testing.assert_allclose(
        recipe.predict_proba(TABLE), np.column_stack([1 / (1 + np.exp(score)), 1 / (1 + np.exp(-score))])
    )


def test_it_is_cloned_and_cross_validated_by_scikit_learn(recipe):
    found = cross_val_predict(clone(recipe), TABLE, OUTCOME, cv=3, method="decision_function")
    assert found[OUTCOME].mean() > found[~OUTCOME].mean()


def test_path_ends_at_the_maximum_and_coefficients_are_those_of_the_signature(recipe):
    kept = recipe.path_.loc[recipe.selection_.penalty, list(recipe.signature_.names)]
    np.testing.assert_allclose(recipe.signature_.coefficients, kept, atol=1e-5)
    assert (recipe.path_ != 0).sum(axis=1).max() <= SETTINGS.maximum
    assert recipe.path_.index.equals(recipe.deviance_.index)


def test_one_standard_error_keeps_no_more_features(recipe):
    sparse = SignatureRecipe(SelectionSettings(folds=4, rule="1se")).fit(TABLE, OUTCOME)
    assert sparse.selection_.penalty == sparse.selection_.penalty_1se == recipe.selection_.penalty_1se
    assert sparse.selection_.penalty >= recipe.selection_.penalty
    assert len(sparse.signature_.names) <= len(recipe.signature_.names)


def test_cases_of_one_patient_share_a_fold(recipe):
    twice = pd.concat([TABLE, TABLE.set_axis([f"d{i}" for i in range(60)])])
    doubled = SignatureRecipe(SETTINGS).fit(twice, np.tile(OUTCOME, 2), groups=np.tile(np.arange(60), 2))
    alone = SignatureRecipe(SETTINGS).fit(twice, np.tile(OUTCOME, 2))
    assert doubled.deviance_["mean"].min() > alone.deviance_["mean"].min()


def test_a_missing_value_is_filled_with_the_training_median(recipe):
    name = recipe.signature_.names[0]
    holed, filled = TABLE.copy(), TABLE.copy()
    holed.loc["c3", name], filled.loc["c3", name] = np.nan, TABLE[name].median()
    np.testing.assert_array_equal(recipe.decision_function(holed), recipe.decision_function(filled))


def test_rows_with_a_missing_value_are_left_out_by_name():
    holed = TABLE.mask(TABLE.index.isin(["c3", "c8"])[:, None] & (TABLE.columns == "f20"))
    found = SignatureRecipe(SelectionSettings(folds=4, impute="complete")).fit(holed, OUTCOME)
    whole = SignatureRecipe(SETTINGS).fit(TABLE.drop(["c3", "c8"]), np.delete(OUTCOME, [3, 8]))
    assert found.selection_.left_out == ("c3", "c8")
    assert found.signature_.coefficients == whole.signature_.coefficients
    assert found.signature_.impute is None


def test_harmonising_without_centres_is_refused():
    with pytest.raises(CohortError, match="centre of each case must be known"):
        SignatureRecipe(SelectionSettings(harmonise=True)).fit(TABLE, OUTCOME)


def test_every_step_asked_for_stands_in_the_funnel():
    asked = SelectionSettings(folds=4, excluded=frozenset({"f0"}), reliability=dict.fromkeys(NAMES[:20], 0.8), mrmr=3)
    steps = SignatureRecipe(asked).fit(TABLE, OUTCOME).selection_.funnel
    names = ["extracted", "trusted", "reliable", "varying", "associated", "distinct", "mrmr", "kept"]
    assert [step for step, _ in steps] == names
    assert dict(steps)["reliable"] == 19
