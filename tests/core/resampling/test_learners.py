"""A recipe as one callable gives what its parts give."""

import pickle
from dataclasses import replace

import numpy as np
import pandas as pd

from core.prediction.logistic import fit_logistic, predict_risk
from core.prediction.model_recipe import ModelRecipe
from core.resampling.learners import ModelLearner, SignatureLearner
from core.resampling.parts import hold_out
from core.signature.build import build_signature
from core.signature.score import rad_score
from core.signature.select import select_features
from core.signature.settings import SelectionSettings
from core.values import Term

SETTINGS = SelectionSettings(folds=3, maximum=5)


def test_the_signature_recipe_scores_as_its_signature(make_cohort) -> None:
    cohort = hold_out(make_cohort(effect=1.5), np.arange(60) < 15)
    signature = build_signature(cohort, select_features(cohort, "native", SETTINGS))
    found = SignatureLearner("native", SETTINGS)(cohort)(cohort.validation)

    pd.testing.assert_series_equal(found, rad_score(signature, cohort.validation.features["native"]), check_exact=True)


def test_a_recipe_can_be_sent_to_another_process() -> None:
    learner = SignatureLearner("native", SETTINGS)

    assert pickle.loads(pickle.dumps(learner)) == learner  # noqa: S301 - its own bytes


def with_age(cohort):
    ages = np.random.default_rng(2).normal(60, 8, len(cohort)) + 4 * cohort.outcome
    return replace(cohort, clinical=pd.DataFrame({"age": ages}, index=cohort.outcome.index))


def test_a_clinical_model_is_the_logistic_model_of_the_training_rows(make_cohort) -> None:
    cohort = hold_out(with_age(make_cohort()), np.arange(60) < 15)
    seen, held, terms = cohort.training, cohort.validation, (Term("age"),)
    model = fit_logistic(seen.clinical, seen.outcome, terms, "non-response", "clinical")
    found = ModelLearner("clinical", ModelRecipe(terms), None, SETTINGS)(cohort)(held)

    pd.testing.assert_series_equal(found, predict_risk(model, held.clinical)["risk"], check_exact=True)


def test_a_combined_model_does_not_know_the_outcome_of_held_cases(make_cohort) -> None:
    cohort = hold_out(with_age(make_cohort(shape=(120, 10), effect=1.0)), np.arange(120) < 15)
    recipe = ModelRecipe((Term("age"),)).keep(Term("rad_score"))
    learner = ModelLearner("combined", recipe, "native", SETTINGS)
    turned = replace(cohort, outcome=cohort.outcome ^ ~cohort.is_training)

    pd.testing.assert_series_equal(learner(cohort)(cohort.validation), learner(turned)(cohort.validation))
