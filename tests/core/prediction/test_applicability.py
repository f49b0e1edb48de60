"""Each way a case can lie outside is said in one sentence with numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.errors import ClinicalError
from core.prediction.applicability import check_applicability, is_inside
from core.values import FeatureTable, LogisticModel, Signature, Term

TERMS = (
    Term("diameter_cm", "cm", low=1.2, high=19.5),
    Term("enhancement", reference="typical", level="atypical", low=0.0, high=1.0),
)
MODEL = LogisticModel("clinical", TERMS, np.zeros(3), np.eye(3), 0.4, "non-response", 98, 43)
CASE = {"diameter_cm": 6.0, "enhancement": "typical"}
NAMES = ("f1", "f2", "f3", "f4", "f5")
SIGNATURE = Signature(
    "native", NAMES, (1.0,) * 5, 0.0, (0.0,) * 5, (1.0, 1.0, 1.0, 1.0, 10.0), (-2.0,) * 5, (2.0,) * 5, "d"
)
SPACING = ((0.6, 1.0), (0.6, 1.0), (2.0, 5.0))


def features_of(*values):
    return FeatureTable(pd.DataFrame([values], columns=list(NAMES), index=["a"]), "d", {})


def reasons(**changes):
    return check_applicability(MODEL, CASE, **changes).reasons


def test_case_like_those_seen_has_no_reasons():
    found = check_applicability(MODEL, CASE, SIGNATURE, features_of(0, 1, -2, 2, 0), (0.8, 4.0, 0.8), SPACING)
    assert found.inside


def test_large_tumour_is_said_with_unit_and_range():
    found = check_applicability(MODEL, CASE | {"diameter_cm": 21.0}).reasons
    assert found == ("diameter 21.0 cm lies outside the training range 1.2–19.5 cm",)


def test_value_just_outside_gets_the_digits_that_show_it():
    found = check_applicability(MODEL, CASE | {"diameter_cm": 19.52}).reasons
    assert found == ("diameter 19.52 cm lies outside the training range 1.20–19.50 cm",)


@pytest.mark.parametrize("diameter", [1.2, 19.5])
def test_ends_of_the_range_lie_inside(diameter):
    assert check_applicability(MODEL, CASE | {"diameter_cm": diameter}).inside


def test_range_below_zero_is_not_written_with_a_dash():
    score = replace(MODEL, terms=(Term("rad_score", low=-2.0, high=1.5), TERMS[1]))
    found = check_applicability(score, CASE | {"rad_score": 3.25}).reasons
    assert found == ("rad-score 3.2 lies outside the training range -2.0 to 1.5",)


def test_level_that_training_never_saw_is_said():
    unseen = replace(MODEL, terms=(TERMS[0], replace(TERMS[1], high=0.0)))
    found = check_applicability(unseen, CASE | {"enhancement": "atypical"}).reasons
    assert found == ("enhancement atypical was not seen in training",)


def test_number_under_a_logarithm_is_said_in_its_unit():
    logged = replace(MODEL, terms=(Term("afp_ng_ml", "ng/mL", low=0.0, high=3.0, transform="log10"), TERMS[1]))
    found = check_applicability(logged, CASE | {"afp_ng_ml": 25000}).reasons
    assert found == ("afp 25000.0 ng/mL lies outside the training range 1.0–1000.0 ng/mL",)


def test_features_outside_are_counted_and_the_worst_three_named_in_order():
    (found,) = reasons(signature=SIGNATURE, features=features_of(2.5, -9, 4, -2.1, 5))
    assert found.startswith(
        "5 of 5 features of the signature lie outside their training range (f2 -9, trained -2 to 2; f3 4"
    )
    assert found.count("trained") == 3


def test_feature_distance_is_measured_in_its_own_spread():
    (found,) = reasons(signature=SIGNATURE, features=features_of(2.5, 0, 0, 0, 5))
    assert found.index("f1 2.5") < found.index("f5 5")


def test_features_without_their_signature_are_not_judged():
    assert reasons(features=features_of(99, 99, 99, 99, 99)) == ()


@pytest.mark.parametrize("spacing", [(0.8, 0.8, 6.0), (6.0, 0.8, 0.8)])
def test_thick_slices_are_said_whatever_axis_they_lie_on(spacing):
    found = reasons(spacing=spacing, trained_spacing=SPACING)
    assert found == ("coarsest voxel spacing 6.00 mm lies outside the trained range 2.00–5.00 mm",)


def test_rounding_of_a_header_is_not_a_reason():
    assert reasons(spacing=(0.5999999, 1.0000001, 5.0000002), trained_spacing=SPACING) == ()


def test_every_reason_is_said():
    far = CASE | {"diameter_cm": 0.5}
    found = check_applicability(MODEL, far, SIGNATURE, features_of(0, 9, 0, 0, 0), (0.1, 0.1, 9.0), SPACING)
    assert len(found.reasons) == 5


def test_missing_value_is_refused():
    with pytest.raises(ClinicalError, match="diameter must be"):
        check_applicability(MODEL, {"enhancement": "typical"})


def test_a_number_is_inside_up_to_both_ends_of_its_range() -> None:
    term = Term("diameter_cm", "cm", low=2.0, high=15.0)

    assert [is_inside([term], value) for value in (1.9, 2.0, 15.0, 15.1)] == [False, True, True, False]


def test_a_level_that_training_did_not_see_is_outside() -> None:
    term = Term("enhancement", reference="typical", level="atypical", low=0.0, high=0.0)

    assert [is_inside([term], level) for level in ("typical", "atypical")] == [True, False]
