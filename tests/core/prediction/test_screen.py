"""One variable at a time: R's numbers, whole categories, and nothing learnt from other rows."""

import numpy as np
import pandas as pd
import pytest

from core.errors import ClinicalError, FitError
from core.prediction.coding import group_terms
from core.prediction.screen import NOT_ESTIMABLE, screen_terms, univariable_screen
from core.values import Term
from core.values.models import FIRTH
from tests.core.prediction.conftest import JOINT, SEPARATED

VARIABLES = tuple(group_terms(JOINT))


@pytest.fixture(scope="module")
def screened(staged):
    return univariable_screen(*staged, JOINT, "non-response")


@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.parametrize("column", ["odds_ratio", "ci_low", "ci_high", "p_value"])
def test_each_variable_alone_has_the_odds_ratio_of_r(screened, of_r, name, column):
    found = screened.loc[screened["term"] == name, column]
    np.testing.assert_allclose(found, of_r["alone"][name][column], rtol=1e-6)


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_is_tested_as_a_whole(screened, of_r, name):
    found = screened.loc[screened["term"] == name, "p_variable"]
    np.testing.assert_allclose(found, of_r["alone"][name]["p_whole"], rtol=1e-6)


def test_all_levels_of_a_variable_pass_or_none(staged):
    assert screen_terms(*staged, JOINT, "non-response") == JOINT[:4]
    assert screen_terms(*staged, JOINT, "non-response", p_value=0.02) == (JOINT[0], JOINT[3])


def test_nothing_passes_at_zero(staged):
    assert screen_terms(*staged, JOINT, "non-response", p_value=0.0) == ()


def test_rows_held_out_change_nothing(staged):
    table, outcome = staged
    part = table.index[:60]
    altered = table.assign(diameter_cm=table["diameter_cm"].where(table.index < 60, 0.1))
    expected = univariable_screen(table.loc[part], outcome[part], JOINT, "e")
    pd.testing.assert_frame_equal(univariable_screen(altered.loc[part], outcome[part], JOINT, "e"), expected)


def test_a_variable_is_judged_on_the_rows_that_have_it(staged):
    table, outcome = staged
    holed = table.assign(diameter_cm=table["diameter_cm"].where(table.index >= 7))
    found = univariable_screen(holed, outcome, JOINT, "non-response").set_index("term")["n"]
    assert found["diameter_cm"] == len(table) - 7
    assert found["sex"] == len(table)


def test_a_separating_variable_says_its_method(staged):
    found = univariable_screen(*staged, SEPARATED, "non-response").set_index("term")
    assert found.loc["invasion", "method"] == FIRTH
    assert found.loc["invasion", "p_variable"] < 0.01


def test_a_constant_variable_is_listed_and_never_chosen(staged):
    table, outcome = staged
    terms = (Term("sex", reference="male", level="female"),)
    men = table.assign(sex="male")
    assert univariable_screen(men, outcome, terms, "e")["method"].tolist() == [NOT_ESTIMABLE]
    assert screen_terms(men, outcome, terms, "e", p_value=1.1) == ()


def test_one_outcome_alone_is_refused(staged):
    table, outcome = staged
    with pytest.raises(FitError, match="one kind is absent"):
        univariable_screen(table, outcome | True, JOINT, "e")


def test_an_absent_column_is_refused_by_name(staged):
    with pytest.raises(ClinicalError, match="bclc is absent"):
        univariable_screen(*staged, [Term("bclc")], "e")
