"""A small cohort in which one feature tells the outcome and many do not."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.evaluation.roc import roc_curve
from core.learning import MODEL_TERMS, Learnt, learn_models
from core.signature.select import SelectionSettings
from core.values import ARMS, Cohort, FeatureTable

SETTINGS = SelectionSettings(folds=4)


def make_cohort(effect: float) -> Cohort:
    rng = np.random.default_rng(8)
    index = pd.Index([f"c{n:02d}" for n in range(80)], name="case_id")
    event = pd.Series(rng.random(80) < 0.45, index=index)
    values = pd.DataFrame(rng.normal(size=(80, 25)), index=index, columns=[f"f{n}" for n in range(25)])
    values["f3"] += effect * event
    clinical = pd.DataFrame({"diameter_cm": rng.uniform(2, 15, 80)}, index=index)
    clinical["enhancement"] = np.where(rng.random(80) < 0.4, "atypical", "typical")
    tables = {arm: FeatureTable(values + 0.1 * n, "d", {}) for n, arm in enumerate(ARMS)}
    training = pd.Series(np.arange(80) % 5 > 0, index=index)
    return Cohort(tables, event, "non-response", clinical, training, pd.Series(index, index=index))


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return make_cohort(effect=1.8)


@pytest.fixture(scope="module")
def learnt(cohort: Cohort) -> Learnt:
    return learn_models(cohort, SETTINGS)


def test_every_model_scores_every_case(learnt: Learnt, cohort: Cohort) -> None:
    assert learnt.risks.shape == (len(cohort), len(MODEL_TERMS))
    assert learnt.risks.stack().between(0, 1).all()


def test_a_real_signal_is_found_in_both_parts(learnt: Learnt, cohort: Cohort) -> None:
    for rows in (cohort.is_training, ~cohort.is_training):
        assert roc_curve(cohort.outcome[rows], learnt.risks["native"][rows]).auc > 0.75


def test_models_learn_from_training_rows_alone(learnt: Learnt, cohort: Cohort) -> None:
    held = ~cohort.is_training
    turned = replace(cohort, outcome=cohort.outcome ^ held)
    again = learn_models(turned, SETTINGS)

    assert all(np.array_equal(again.models[n].coefficients, m.coefficients) for n, m in learnt.models.items())


def test_validation_risks_come_from_the_final_model(learnt: Learnt, cohort: Cohort) -> None:
    from core.prediction.logistic import predict_risk

    table = cohort.clinical.assign(rad_score=learnt.rad_scores["super-resolved"])[~cohort.is_training]

    assert np.allclose(predict_risk(learnt.models["combined"], table)["risk"], learnt.risks["combined"][table.index])


def test_no_training_risk_comes_from_the_final_model(learnt: Learnt, cohort: Cohort) -> None:
    from core.prediction.logistic import predict_risk

    table = cohort.clinical[cohort.is_training]
    final = predict_risk(learnt.models["clinical"], table)["risk"]

    assert (np.abs(final - learnt.risks["clinical"][table.index]) > 1e-9).all()
