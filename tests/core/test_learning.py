"""A small cohort in which one feature tells the outcome and many do not."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.evaluation.roc import roc_curve
from core.learning import MODELS, Learnt, learn_models
from core.signature.settings import SelectionSettings
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
    assert learnt.risks.shape == (len(cohort), len(MODELS))
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


@pytest.fixture(scope="module")
def without(cohort: Cohort, learnt: Learnt) -> Learnt:
    """Learnt again without the features the super-resolved signature had chosen."""
    chosen = frozenset(learnt.signatures["super-resolved"].names)
    return learn_models(cohort, SETTINGS, chosen, ("native", "super-resolved", "combined"))


def test_exclusion_concerns_the_super_resolved_image_alone(learnt: Learnt, without: Learnt) -> None:
    chosen = set(learnt.signatures["super-resolved"].names)

    assert not chosen & set(without.signatures["super-resolved"].names)
    assert without.signatures["native"].names == learnt.signatures["native"].names
    pd.testing.assert_series_equal(without.risks["native"], learnt.risks["native"])


def test_the_combined_model_follows_the_super_resolved_signature(learnt: Learnt, without: Learnt) -> None:
    assert not np.allclose(without.risks["combined"], learnt.risks["combined"])


def test_only_the_models_asked_for_and_their_arms_are_learnt(without: Learnt) -> None:
    assert list(without.risks) == ["native", "super-resolved", "combined"]
    assert list(without.signatures) == ["native", "super-resolved"]


def test_progress_rises_over_all_arms_to_nearly_one(cohort: Cohort) -> None:
    told: list[float] = []
    learn_models(cohort, SETTINGS, models=("combined",), on_progress=lambda share, _arm: told.append(share))

    assert told == sorted(told)
    assert 0.7 < told[-1] < 1
