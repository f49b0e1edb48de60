"""A recipe learns from the rows given alone: its screen, what stands in for gaps, and its coefficients."""

import numpy as np
import pandas as pd
import pytest

from core.errors import ClinicalError, SettingError
from core.prediction.logistic import fit_logistic, predict_risk
from core.prediction.model_recipe import ModelRecipe
from core.values import Term
from tests.core.prediction.conftest import JOINT

DIAMETER, SCORE = JOINT[0], Term("rad_score")


@pytest.fixture
def holed(staged):
    table, outcome = staged
    return table.assign(diameter_cm=table["diameter_cm"].where(table.index >= 9)), outcome


def test_without_gaps_or_screen_it_is_the_logistic_model(staged, joint):
    found = ModelRecipe(JOINT).fit(*staged, "non-response", "clinical")
    np.testing.assert_array_equal(found.model.coefficients, joint.coefficients)
    pd.testing.assert_series_equal(found.risk(staged[0]), predict_risk(joint, staged[0])["risk"])


def test_rows_with_a_gap_are_left_out_of_learning(holed):
    table, outcome = holed
    found = ModelRecipe(JOINT).fit(table, outcome, "e", "clinical")
    expected = fit_logistic(table.iloc[9:], outcome.iloc[9:], JOINT, "e", "clinical")
    np.testing.assert_array_equal(found.model.coefficients, expected.coefficients)
    assert found.cases == tuple(table.index[9:])


def test_a_gap_with_nothing_to_stand_in_for_it_is_refused(holed):
    found = ModelRecipe(JOINT).fit(*holed, "e", "clinical")
    with pytest.raises(ClinicalError, match="diameter"):
        found.risk(holed[0])


def test_held_rows_are_filled_with_the_median_of_the_rows_learnt_from(holed):
    table, outcome = holed
    found = ModelRecipe(JOINT, "median").fit(table.iloc[5:60], outcome.iloc[5:60], "e", "clinical")
    assert found.filling.values["diameter_cm"] == table["diameter_cm"].iloc[5:60].median()
    assert found.prepare(table).loc[0, "diameter_cm"] == found.filling.values["diameter_cm"]
    assert found.risk(table).between(0, 1).all()


def test_an_indicator_becomes_a_term(holed):
    found = (
        ModelRecipe(JOINT, "indicator")
        .keep(SCORE)
        .fit(holed[0].assign(rad_score=np.linspace(-1, 1, len(holed[0]))), holed[1], "e", "combined")
    )
    assert [term.name for term in found.model.terms][-2:] == ["diameter_cm_missing", "rad_score"]


def test_the_screen_lets_variables_in_by_the_rows_given(staged):
    table, outcome = staged
    found = ModelRecipe(JOINT, p_value=0.02).fit(table, outcome, "e", "clinical")
    assert [term.name for term in found.model.terms] == [JOINT[0].name, JOINT[3].name]


def test_the_strongest_variable_enters_when_none_passes(staged):
    names = [t.name for t in ModelRecipe(JOINT, p_value=1e-12).fit(*staged, "e", "clinical").model.terms]
    assert len(set(names)) == 1


def test_beside_a_rad_score_no_variable_has_to_enter(staged):
    table = staged[0].assign(rad_score=np.linspace(-1, 1, len(staged[0])))
    found = ModelRecipe(JOINT, p_value=1e-12).keep(SCORE).fit(table, staged[1], "e", "combined")
    assert [term.name for term in found.model.terms] == ["rad_score"]


@pytest.mark.parametrize(("gaps", "p_value", "said"), [("zero", None, "gaps"), ("median", 0.0, "p-value")])
def test_a_strange_setting_is_refused(gaps, p_value, said):
    with pytest.raises(SettingError, match=said):
        ModelRecipe((DIAMETER,), gaps, p_value)
