"""What stands in the fields of a calculator."""

import pytest

from core.prediction.coding import categorical_terms
from core.prediction.entries import decimals_of, levels_of, usable_values, usual_values
from core.values import Term

DIAMETER = Term("diameter_cm", "cm", low=2.0, high=19.5, mean=7.4)
AFP = Term("afp_ng_ml", "ng/mL", low=0.0, high=5.0, mean=2.0, transform="log10")
STAGE = categorical_terms("stage", "A", ("A", "B", "C"))
TERMS = (DIAMETER, AFP, *STAGE, Term("pvtt", reference="no", level="yes"))


def test_values_are_taken_as_the_model_spells_them():
    found = usable_values(TERMS, {"diameter_cm": "7.5", "afp_ng_ml": 20, "stage": "C", "pvtt": True, "sex": "male"})

    assert found == {"diameter_cm": 7.5, "afp_ng_ml": 20.0, "stage": "C", "pvtt": "yes"}


@pytest.mark.parametrize("value", [None, float("nan"), "", -3, 0, "many"])
def test_what_a_model_cannot_use_is_left_out(value):
    assert "afp_ng_ml" not in usable_values([AFP], {"afp_ng_ml": value})


def test_an_unknown_level_is_left_out():
    assert usable_values(STAGE, {"stage": "E"}) == {}


def test_the_usual_patient_has_the_training_means_and_the_reference_levels():
    usual = usual_values(TERMS)

    assert usual == {"diameter_cm": 7.4, "afp_ng_ml": pytest.approx(100), "stage": "A", "pvtt": "no"}


def test_levels_stand_with_the_reference_first_and_a_number_has_none():
    assert levels_of(TERMS, "stage") == ("A", "B", "C")
    assert levels_of(TERMS, "diameter_cm") == ()


def test_a_score_is_told_with_one_decimal_more_than_a_measurement():
    assert decimals_of(DIAMETER) == 1
    assert decimals_of(Term("rad_score", low=-8, high=9)) == 2


def test_a_range_that_is_not_known_gives_two_decimals():
    assert decimals_of(Term("x", "cm")) == 2
