"""Models and predictions are whole and stay as they were made."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from core.values import Applicability, LogisticModel, Prediction, Term
from core.values.models import MAXIMUM_LIKELIHOOD


def model_of(coefficients=(0.0, 1.0), covariance=None):
    matrix = np.eye(2) if covariance is None else covariance
    return LogisticModel("clinical", (Term("diameter_cm", "cm"),), coefficients, matrix, 0.5, "non-response", 98, 43)


def prediction_of(risk, threshold=0.4):
    return Prediction("case", "clinical", "non-response", risk, (0.1, 0.9), threshold, Applicability())


def test_model_needs_one_coefficient_more_than_terms():
    with pytest.raises(ValueError, match="1 terms needs 2 coefficients"):
        model_of(coefficients=(0.0, 1.0, 2.0))


def test_model_needs_a_square_covariance():
    with pytest.raises(ValueError, match="needs 2 coefficients"):
        model_of(covariance=np.ones((2, 1)))


def test_model_copies_what_it_is_given():
    coefficients = np.array([0.0, 1.0])
    model = model_of(coefficients)
    coefficients[1] = 7.0
    assert model.coefficients[1] == 1.0


@pytest.mark.parametrize("name", ["coefficients", "covariance"])
def test_numbers_of_a_model_cannot_be_edited(name):
    with pytest.raises(ValueError, match="read-only"):
        getattr(model_of(), name)[0] = 1.0


def test_number_term_has_no_range_until_it_is_fitted():
    term = Term("diameter_cm", "cm")
    assert (term.low, term.high, term.reference, term.level) == (float("-inf"), float("inf"), "", "")


def test_levels_of_a_term_are_a_tuple_whatever_they_came_as():
    assert Term("stage", reference="A", level="B", levels=["C"]) == Term("stage", "", "A", "B", levels=("C",))


def test_transform_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="log10 or none, but sqrt came"):
        Term("afp_ng_ml", transform="sqrt")


def test_model_says_how_it_was_fitted():
    assert model_of().method == MAXIMUM_LIKELIHOOD


def test_applicability_without_reasons_is_inside():
    assert Applicability().inside
    assert not Applicability(("diameter 21.0 cm lies outside",)).inside


@pytest.mark.parametrize(("risk", "flagged"), [(0.39, False), (0.4, True), (0.41, True)])
def test_case_is_flagged_at_or_above_the_threshold(risk, flagged):
    assert prediction_of(risk).above_threshold is flagged


def test_prediction_cannot_be_edited():
    with pytest.raises(FrozenInstanceError):
        prediction_of(0.3).risk = 0.5


def test_contributions_of_a_prediction_cannot_be_edited():
    with pytest.raises(TypeError):
        prediction_of(0.3).contributions["diameter_cm"] = 1.0
