"""One patient read off a nomogram."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.nomogram import build_nomogram
from core.evaluation.nomogram_reading import read_patient
from core.prediction.logistic import predict_case
from core.values import LogisticModel, Term

TERMS = (
    Term("stage", reference="A", level="B", low=0, high=1, levels=("C",)),
    Term("stage", reference="A", level="C", low=0, high=1, levels=("B",)),
    Term("afp_ng_ml", "ng/mL", low=0, high=4.2, transform="log10"),
    Term("age_years", "years", low=30, high=80),
)
PATIENT = {"stage": "C", "afp_ng_ml": 400.0, "age_years": 61.0}


@pytest.fixture(scope="module")
def model():
    spread = np.diag([0.5, 0.2, 0.3, 0.05, 0.001])
    return LogisticModel("clinical", TERMS, np.array([-3, -0.4, 0.9, 0.8, 0.02]), spread, 0.4, "event", 98, 43)


@pytest.fixture(scope="module")
def nomogram(model):
    return build_nomogram(model)


def test_points_add_up_to_the_total(nomogram):
    reading = read_patient(nomogram, PATIENT)

    assert [row.name for row in reading.rows] == ["stage", "afp_ng_ml", "age_years"]
    assert sum(row.points for row in reading.rows) == pytest.approx(nomogram.total(PATIENT))


def test_risk_and_interval_are_those_of_the_model_itself(nomogram, model):
    told, reading = predict_case(model, "one", PATIENT), read_patient(nomogram, PATIENT)

    assert reading.risk == pytest.approx(told.risk, abs=1e-12)
    assert reading.interval == pytest.approx(told.interval, abs=1e-12)


def test_the_verdict_is_that_of_the_model_itself(nomogram, model):
    patients = [PATIENT | {"age_years": float(age)} for age in range(30, 81, 5)]

    told = [predict_case(model, "one", patient).above_threshold for patient in patients]

    assert [read_patient(nomogram, patient).flagged for patient in patients] == told


@pytest.mark.parametrize(("age", "outside"), [(30.0, []), (80.0, []), (29.9, ["age_years"]), (80.1, ["age_years"])])
def test_a_value_beyond_the_training_range_is_named(nomogram, age, outside):
    reading = read_patient(nomogram, PATIENT | {"age_years": age})

    assert [row.name for row in reading.outside] == outside


def test_a_level_the_model_does_not_know_is_refused(nomogram):
    with pytest.raises(CohortError, match="stage must be A or B or C, but E came"):
        read_patient(nomogram, PATIENT | {"stage": "E"})
