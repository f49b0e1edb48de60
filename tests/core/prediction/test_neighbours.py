"""The nearest training cases, held against a slow distance worked out case by case."""

import numpy as np
import pandas as pd
import pytest

from core.errors import ClinicalError, CohortError
from core.prediction.coding import code_value
from core.prediction.neighbours import nearest_cases

PATIENT = {"diameter_cm": 6.0, "enhancement": "atypical", "rad_score": 0.3}


def slow(model, patients):
    """Distance of every patient by its definition, in loops."""
    coded = pd.DataFrame({t.name: [code_value(t, v) for v in patients[t.name]] for t in model.terms}, patients.index)
    here = {t.name: code_value(t, PATIENT[t.name]) for t in model.terms}
    sums = sum(((coded[name] - here[name]) / coded[name].std()) ** 2 for name in coded)
    return np.sqrt(sums).sort_values(kind="stable")


def test_the_nearest_are_those_of_the_definition(models, patients):
    near = nearest_cases(models["combined"], PATIENT, patients, n=7)

    expected = slow(models["combined"], patients).head(7)
    pd.testing.assert_series_equal(near["distance"], expected, check_names=False)


def test_a_unit_does_not_change_who_is_near(models, patients):
    model, stretched = models["combined"], patients.assign(rad_score=1000 * patients["rad_score"])

    near = nearest_cases(model, {**PATIENT, "rad_score": 300.0}, stretched)

    assert list(near.index) == list(nearest_cases(model, PATIENT, patients).index)


def test_a_patient_of_the_table_is_its_own_nearest(models, patients):
    row = patients.iloc[17]

    near = nearest_cases(models["combined"], row, patients)

    assert near.index[0] == patients.index[17]
    assert near["distance"].iloc[0] == 0


def test_cases_that_miss_a_value_are_left_out(models, patients):
    near = nearest_cases(models["combined"], PATIENT, patients)
    holed = patients.astype({"rad_score": float})
    holed.loc[near.index[0], "rad_score"] = np.nan

    assert near.index[0] not in nearest_cases(models["combined"], PATIENT, holed).index


def test_a_variable_that_is_the_same_for_all_does_not_count(models, patients):
    same = patients.assign(enhancement="typical")

    near = nearest_cases(models["clinical"], PATIENT, same)

    away = (same["diameter_cm"] - 6.0).abs() / same["diameter_cm"].std()
    assert near["distance"].tolist() == pytest.approx(sorted(away)[:5])


def test_the_values_of_the_neighbours_are_told(models, patients):
    near = nearest_cases(models["combined"], PATIENT, patients)

    assert list(near.columns) == ["distance", "diameter_cm", "enhancement", "rad_score"]


def test_too_few_complete_cases_are_refused(models, patients):
    with pytest.raises(CohortError, match="but 1 came: add cases"):
        nearest_cases(models["combined"], PATIENT, patients.head(1))


def test_an_absent_column_is_refused(models, patients):
    with pytest.raises(ClinicalError, match="rad_score is absent"):
        nearest_cases(models["combined"], PATIENT, patients.drop(columns="rad_score"))
