"""Where the risk of one patient crosses the threshold, held against the model's own prediction at that value."""

import math
from dataclasses import replace

import pytest

from core.errors import ClinicalError
from core.prediction.crossing import find_crossings
from core.prediction.logistic import predict_case

PATIENT = {"diameter_cm": 6.0, "enhancement": "typical", "rad_score": 0.3}


def risk(model, values):
    return predict_case(model, "P", values).risk


@pytest.fixture
def combined(models):
    """Flags at a risk that the patient misses by little, so that single numbers can cross it."""
    return replace(models["combined"], threshold=risk(models["combined"], PATIENT) + 0.05)


@pytest.fixture
def wide(combined):
    terms = tuple(term if term.level else replace(term, low=-100.0, high=100.0) for term in combined.terms)
    return replace(combined, terms=terms)


@pytest.mark.parametrize("name", ["diameter_cm", "rad_score"])
def test_at_the_crossing_the_model_gives_the_threshold(wide, name):
    found = next(crossing for crossing in find_crossings(wide, PATIENT) if crossing.name == name)

    logit = math.log(wide.threshold / (1 - wide.threshold))
    place = [term.name for term in wide.terms].index(name)
    now = math.log(risk(wide, PATIENT) / (1 - risk(wide, PATIENT)))
    assert found.at == pytest.approx(PATIENT[name] + (logit - now) / wide.coefficients[1 + place])


@pytest.mark.parametrize("step", [-0.01, 0.01])
def test_the_verdict_turns_on_the_side_that_is_named(wide, step):
    found = find_crossings(wide, PATIENT)[-1]

    flagged = risk(wide, {**PATIENT, "rad_score": found.at + step}) >= wide.threshold
    assert flagged == ((step > 0) == found.upward)


def test_of_a_flagged_patient_the_other_side_is_named(wide):
    found = find_crossings(replace(wide, threshold=risk(wide, PATIENT) - 0.05), PATIENT)[-1]

    assert found.at < PATIENT["rad_score"]
    assert not found.upward


def test_a_crossing_outside_the_training_range_is_none(wide):
    narrow = replace(wide, terms=tuple(t if t.level else replace(t, low=0.2, high=0.4) for t in wide.terms))

    assert [crossing.at for crossing in find_crossings(narrow, PATIENT) if crossing.name != "enhancement"] == [
        None,
        None,
    ]


def test_levels_that_turn_the_verdict_are_listed(combined):
    with_other = risk(combined, {**PATIENT, "enhancement": "atypical"})
    between = replace(combined, threshold=(risk(combined, PATIENT) + with_other) / 2)

    found = {crossing.name: crossing.levels for crossing in find_crossings(between, PATIENT)}

    assert found["enhancement"] == ("atypical",)


def test_a_level_that_changes_too_little_is_not_listed(combined):
    found = {c.name: c for c in find_crossings(replace(combined, threshold=0.9999), PATIENT)}

    assert not found["enhancement"].possible


def test_every_other_level_is_tried(joint):
    patient = {"diameter_cm": 6.0, "stage": "B", "afp_ng_ml": 100.0, "sex": "male"}
    at = {level: risk(joint, {**patient, "stage": level}) for level in "ABC"}
    model = replace(joint, threshold=(sorted(at.values())[0] + sorted(at.values())[1]) / 2)

    found = {crossing.name: set(crossing.levels) for crossing in find_crossings(model, patient)}

    assert found["stage"] == {level for level in at if (at[level] >= model.threshold) != (at["B"] >= model.threshold)}


def test_a_logarithm_crosses_in_its_unit(joint):
    patient = {"diameter_cm": 6.0, "stage": "B", "afp_ng_ml": 100.0, "sex": "male"}
    terms = tuple(replace(t, low=-50.0, high=50.0) if t.transform else t for t in joint.terms)
    model = replace(joint, terms=terms, threshold=risk(joint, patient) + 0.02)

    at = next(crossing.at for crossing in find_crossings(model, patient) if crossing.name == "afp_ng_ml")

    assert risk(model, {**patient, "afp_ng_ml": at}) == pytest.approx(model.threshold)


def test_a_threshold_of_one_is_never_reached(wide):
    found = find_crossings(replace(wide, threshold=1.0), PATIENT)

    assert not any(crossing.possible for crossing in found)


def test_a_missing_value_is_refused(combined):
    with pytest.raises(ClinicalError, match="rad-score must be"):
        find_crossings(combined, {**PATIENT, "rad_score": None})
