"""Clinical values become numbers, or a sentence that names field, unit and what is permitted."""

import math

import numpy as np
import pandas as pd
import pytest

from core.errors import ClinicalError, CohortError
from core.prediction.coding import (
    categorical_terms,
    code_value,
    decode_number,
    design_matrix,
    group_terms,
    is_missing,
    require_same_cases,
    term_label,
)
from core.values import Term

DIAMETER = Term("diameter_cm", "cm")
ENHANCEMENT = Term("enhancement", reference="typical", level="atypical")
HBV = Term("hbv", reference="no", level="yes")
STAGE = categorical_terms("stage", "A", ("A", "B", "C"))
AFP = Term("afp_ng_ml", "ng/mL", transform="log10")


@pytest.mark.parametrize("value", [7.5, "7.5", np.float32(7.5), np.float64(7.5)])
def test_a_number_is_itself(value):
    assert code_value(DIAMETER, value) == 7.5


@pytest.mark.parametrize(("value", "code"), [("typical", 0.0), ("atypical", 1.0)])
def test_the_reference_level_is_zero(value, code):
    assert code_value(ENHANCEMENT, value) == code


@pytest.mark.parametrize(("value", "code"), [(True, 1.0), (np.False_, 0.0), ("yes", 1.0)])
def test_yes_and_no_may_be_true_and_false(value, code):
    assert code_value(HBV, value) == code


@pytest.mark.parametrize("value", [None, "", " ", math.nan, np.float32("nan"), pd.NA])
def test_a_missing_number_is_refused_with_unit_and_range(value):
    with pytest.raises(ClinicalError, match=r"diameter must be a number from 0\.1 to 40 cm, but nothing came"):
        code_value(DIAMETER, value)


@pytest.mark.parametrize("value", [-3, 0, 75, "large", True, math.inf, pd.NA, [7.5]])
def test_an_impossible_number_is_refused_with_unit_and_range(value):
    with pytest.raises(ClinicalError, match=r"diameter must be a number from 0\.1 to 40 cm, but .+ came"):
        code_value(DIAMETER, value)


@pytest.mark.parametrize("value", ["Typical", "rim", 1, True, None, math.nan, ["typical"]])
def test_an_unknown_level_is_refused_with_the_levels(value):
    with pytest.raises(ClinicalError, match=r"enhancement must be typical or atypical, but .+ came: choose"):
        code_value(ENHANCEMENT, value)


def test_a_score_may_be_any_finite_number():
    assert code_value(Term("rad_score"), -1e6) == -1e6
    with pytest.raises(ClinicalError, match="rad-score must be a finite number, but inf came"):
        code_value(Term("rad_score"), math.inf)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("diameter_cm", "diameter"),
        ("albumin_g_l", "albumin"),
        ("platelets_1e9_l", "platelets"),
        ("rad_score", "rad-score"),
    ],
)
def test_a_label_leaves_the_unit_out(name, label):
    assert term_label(Term(name)) == label


def test_each_level_but_the_reference_has_a_column():
    table = pd.DataFrame({"stage": ["A", "B", "C"]})
    assert design_matrix(table, STAGE).tolist() == [[1, 0, 0], [1, 1, 0], [1, 0, 1]]


def test_a_stage_that_is_none_of_the_levels_is_refused_with_all_of_them():
    with pytest.raises(ClinicalError, match=r"stage must be A, B or C, but D came"):
        code_value(STAGE[1], "D")


def test_terms_of_one_variable_stand_together():
    groups = group_terms((STAGE[0], DIAMETER, STAGE[1]))
    assert groups == {"stage": STAGE, "diameter_cm": (DIAMETER,)}


def test_a_logarithm_is_taken_and_taken_back():
    assert code_value(AFP, 400) == pytest.approx(math.log10(400))
    assert decode_number(AFP, code_value(AFP, 400)) == pytest.approx(400)
    assert decode_number(DIAMETER, 7.5) == 7.5


def test_a_number_without_a_logarithm_is_refused():
    with pytest.raises(ClinicalError, match="above 0, since its logarithm is used, but 0 came"):
        code_value(AFP, 0)


def test_an_absent_column_is_named():
    with pytest.raises(ClinicalError, match="diameter_cm is absent"):
        design_matrix(pd.DataFrame({"stage": ["A"]}), [DIAMETER])


@pytest.mark.parametrize(("value", "missing"), [(None, True), ("", True), (pd.NA, True), (0, False), ("no", False)])
def test_an_empty_cell_is_missing(value, missing):
    assert is_missing(value) is missing


def test_an_outcome_of_other_cases_is_refused():
    with pytest.raises(CohortError, match="same cases in the same order"):
        require_same_cases(pd.DataFrame(index=["a", "b"]), pd.Series([True, False], index=["b", "a"]))
