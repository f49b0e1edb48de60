"""Models are those of R, and one patient is told the same as a table of patients."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import ClinicalError, CohortError, FitError
from core.prediction.coding import categorical_terms
from core.prediction.logistic import expit, fit_logistic, predict_case, predict_risk
from core.prediction.odds import odds_ratios
from core.values import Applicability, Term
from core.values.models import FIRTH, MAXIMUM_LIKELIHOOD

CASE = {"diameter_cm": 6.0, "enhancement": "atypical", "rad_score": 0.3}
REFERENCE = json.loads((Path(__file__).parents[2] / "references" / "logistic.json").read_text())
BOTH = pytest.mark.parametrize("name", ["clinical", "combined"])


@BOTH
@pytest.mark.parametrize("field", ["coefficients", "covariance", "threshold"])
def test_fit_is_that_of_r(models, name, field):
    np.testing.assert_allclose(getattr(models[name], field), REFERENCE[name][field], rtol=1e-6)


@BOTH
@pytest.mark.parametrize("column", ["risk", "low", "high"])
def test_risks_and_intervals_are_those_of_r(models, patients, name, column):
    np.testing.assert_allclose(predict_risk(models[name], patients)[column], REFERENCE[name][column], rtol=1e-8)


def test_other_event_inverts_every_odds_ratio(patients, clinical):
    other = fit_logistic(patients, patients["event"] == 0, clinical.terms, "response", "clinical")
    inverted = 1 / odds_ratios(other)[["odds_ratio", "ci_high", "ci_low"]].to_numpy()
    np.testing.assert_allclose(inverted, odds_ratios(clinical)[["odds_ratio", "ci_low", "ci_high"]], rtol=1e-6)


def test_other_reference_level_inverts_its_odds_ratio(patients, clinical):
    turned = (clinical.terms[0], Term("enhancement", reference="atypical", level="typical"))
    other = fit_logistic(patients, patients["event"] == 1, turned, "non-response", "clinical")
    assert odds_ratios(other)["odds_ratio"][1] == pytest.approx(1 / odds_ratios(clinical)["odds_ratio"][1])


def test_terms_keep_the_range_and_mean_of_training_rows(patients, clinical):
    diameter, enhancement = clinical.terms
    values = patients["diameter_cm"]
    assert (diameter.low, diameter.high, diameter.unit) == (values.min(), values.max(), "cm")
    assert diameter.mean == pytest.approx(values.mean())
    assert enhancement.mean == pytest.approx((patients["enhancement"] == "atypical").mean())


def test_model_counts_its_cases_and_events(patients, clinical):
    assert (clinical.n, clinical.n_events) == (98, patients["event"].sum())


def test_a_patient_is_told_what_the_table_says(models, patients):
    row = patients.iloc[[17]]
    told = predict_case(models["combined"], "17", row.iloc[0].to_dict())
    expected = predict_risk(models["combined"], row).iloc[0]
    np.testing.assert_allclose([told.risk, *told.interval], expected, rtol=1e-12)


def test_interval_holds_the_risk(models):
    told = predict_case(models["combined"], "a", CASE)
    assert 0 < told.interval[0] < told.risk < told.interval[1] < 1


def test_contributions_lead_from_the_mean_patient_to_this_one(models):
    model = models["combined"]
    told = predict_case(model, "a", CASE)
    mean_logit = model.coefficients[0] + model.coefficients[1:] @ [t.mean for t in model.terms]
    assert expit(mean_logit + sum(told.contributions.values())) == pytest.approx(told.risk)


def test_prediction_carries_what_it_was_made_from(models):
    told = predict_case(models["combined"], "a", CASE | {"hbv": True})
    assert dict(told.values) == CASE
    assert (told.case_id, told.model, told.event_name) == ("a", "combined", "non-response")
    assert (told.rad_score, told.threshold) == (0.3, models["combined"].threshold)


def test_clinical_prediction_has_no_rad_score(clinical):
    assert predict_case(clinical, "a", CASE).rad_score is None


def test_case_outside_the_training_range_is_marked(clinical):
    told = predict_case(clinical, "a", CASE | {"diameter_cm": 25.0})
    assert not told.applicability.inside


def test_applicability_of_the_caller_is_kept(clinical):
    judged = Applicability(("spacing",))
    assert predict_case(clinical, "a", CASE, judged).applicability is judged


@pytest.mark.parametrize("change", [{"diameter_cm": None}, {"diameter_cm": 900}])
def test_patient_without_a_usable_value_is_refused(clinical, change):
    with pytest.raises(ClinicalError, match=r"diameter must be a number from 0\.1 to 40 cm"):
        predict_case(clinical, "a", CASE | change)


def test_patient_without_the_field_is_refused(clinical):
    with pytest.raises(ClinicalError, match="enhancement must be typical or atypical, but nothing came"):
        predict_case(clinical, "a", {"diameter_cm": 6.0})


def test_table_without_a_column_is_refused_by_name(clinical, patients):
    with pytest.raises(ClinicalError, match="enhancement is absent"):
        predict_risk(clinical, patients[["diameter_cm"]])


def test_table_of_no_patients_has_no_risks(clinical, patients):
    assert predict_risk(clinical, patients.iloc[:0]).shape == (0, 3)


def test_extreme_scores_give_a_risk_and_no_overflow(models):
    told = predict_case(models["combined"], "a", CASE | {"rad_score": -1e5})
    assert told.risk == 0.0


def test_separated_outcomes_are_fitted_by_firth_and_the_model_says_so(patients, clinical):
    outcome = patients["diameter_cm"] > 7
    model = fit_logistic(patients, outcome, [Term("diameter_cm", "cm")], "non-response", "clinical")
    assert (clinical.method, model.method) == (MAXIMUM_LIKELIHOOD, FIRTH)
    assert predict_risk(model, patients).notna().all(axis=None)


@pytest.mark.parametrize("field", ["coefficients", "covariance"])
def test_penalised_fit_is_that_of_r(separated, of_r, field):
    np.testing.assert_allclose(getattr(separated, field), of_r["separated"][field], rtol=1e-6)


def test_predictors_that_repeat_one_another_are_refused_by_name(patients):
    with pytest.raises(FitError, match="among diameter one repeats"):
        fit_logistic(patients, patients["event"] == 1, [Term("diameter_cm", "cm")] * 2, "non-response", "clinical")


def test_levels_of_one_variable_contribute_together(joint, staged):
    told = predict_case(joint, "a", staged[0].iloc[0].to_dict())
    mean_logit = joint.coefficients[0] + joint.coefficients[1:] @ [t.mean for t in joint.terms]
    assert list(told.contributions) == ["diameter_cm", "stage", "afp_ng_ml", "sex"]
    assert expit(mean_logit + sum(told.contributions.values())) == pytest.approx(told.risk)


def test_other_reference_stage_gives_every_patient_the_same_risk(joint, staged):
    turned = (joint.terms[0], *categorical_terms("stage", "C", ("A", "B", "C")), *joint.terms[3:])
    other = fit_logistic(*staged, turned, "non-response", "clinical")
    np.testing.assert_allclose(predict_risk(other, staged[0]), predict_risk(joint, staged[0]), rtol=1e-9)


def test_table_and_outcome_of_different_cases_are_refused(patients, clinical):
    with pytest.raises(CohortError, match="same cases in the same order"):
        fit_logistic(patients, (patients["event"] == 1).iloc[::-1], clinical.terms, "non-response", "clinical")


def test_order_of_the_rows_does_not_matter(patients, clinical):
    turned = patients.sample(frac=1, random_state=1)
    other = fit_logistic(turned, turned["event"] == 1, clinical.terms, "non-response", "clinical")
    np.testing.assert_allclose(other.coefficients, clinical.coefficients, rtol=1e-9)


def test_predicting_loads_no_fitting_library():
    code = "import sys, core.prediction.logistic; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"statsmodels", "sklearn", "scipy", "torch"} & set(loaded)


def test_model_without_terms_gives_everyone_the_same_risk(clinical):
    bare = replace(clinical, terms=(), coefficients=[0.0], covariance=[[0.0]])
    assert predict_risk(bare, pd.DataFrame(index=["a", "b"]))["risk"].tolist() == [0.5, 0.5]
