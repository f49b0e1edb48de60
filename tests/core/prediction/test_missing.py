"""Missing clinical values are filled with what training rows teach, and never with anything of the row's own group."""

import numpy as np
import pandas as pd
import pytest

from core.errors import ClinicalError
from core.prediction.coding import categorical_terms
from core.prediction.logistic import fit_logistic
from core.prediction.missing import complete_rows, learn_filling
from core.values import Term

TERMS = (Term("diameter_cm", "cm"), *categorical_terms("stage", "A", ("A", "B", "C")))
TABLE = pd.DataFrame(
    {"diameter_cm": [2.0, 4.0, np.nan, 9.0, 5.0], "stage": ["A", "B", "B", None, ""], "sex": "male"},
    index=list("abcde"),
)


def test_a_number_is_filled_with_the_median_and_a_level_with_the_commonest():
    filled = learn_filling(TABLE, TERMS).fill(TABLE)
    assert filled["diameter_cm"].tolist() == [2.0, 4.0, 4.5, 9.0, 5.0]
    assert filled["stage"].tolist() == ["A", "B", "B", "B", "B"]


def test_held_rows_are_filled_with_what_training_rows_teach():
    filling = learn_filling(TABLE.loc[["a", "b"]], TERMS)
    assert filling.fill(TABLE).loc["c", "diameter_cm"] == 3.0
    assert filling.fill(TABLE.loc[["c"]]).loc["c", "diameter_cm"] == 3.0


def test_other_columns_and_the_table_itself_stay():
    before = TABLE.copy()
    filled = learn_filling(TABLE, TERMS).fill(TABLE)
    assert filled["sex"].equals(TABLE["sex"])
    pd.testing.assert_frame_equal(TABLE, before)


def test_indicators_say_where_a_value_was_missing_and_become_terms():
    filling = learn_filling(TABLE, TERMS, indicators=True)
    assert filling.fill(TABLE)["stage_missing"].tolist() == ["no", "no", "no", "yes", "yes"]
    assert [term.name for term in filling.terms] == ["diameter_cm_missing", "stage_missing"]


def test_a_variable_without_missing_values_has_no_indicator():
    assert learn_filling(TABLE.loc[["a", "b"]], TERMS, indicators=True).terms == ()


def test_variables_missing_together_share_one_indicator():
    twin = TABLE.assign(albumin_g_l=TABLE["diameter_cm"] * 5)
    filling = learn_filling(twin, (*TERMS, Term("albumin_g_l")), indicators=True)
    assert filling.indicators == ("diameter_cm", "stage")


def test_complete_rows_are_those_with_every_value():
    assert complete_rows(TABLE, TERMS).tolist() == [True, True, False, False, False]
    assert complete_rows(TABLE, ()).all()


def test_a_filled_table_can_be_modelled(staged):
    table, outcome = staged
    holed = table.assign(diameter_cm=table["diameter_cm"].where(table.index % 9 > 0))
    filling = learn_filling(holed, TERMS, indicators=True)
    model = fit_logistic(filling.fill(holed), outcome, (*TERMS, *filling.terms), "non-response", "clinical")
    assert model.n == len(table)


def test_a_variable_without_any_value_is_refused_by_name():
    with pytest.raises(ClinicalError, match="stage has none"):
        learn_filling(TABLE.loc[["d", "e"]], TERMS)


def test_an_absent_column_is_refused_by_name():
    with pytest.raises(ClinicalError, match="bclc is absent"):
        complete_rows(TABLE, [Term("bclc")])
