"""A recipe as one callable gives what its parts give."""

import pickle

import numpy as np
import pandas as pd

from core.resampling.learners import SignatureLearner
from core.resampling.parts import hold_out
from core.signature.build import build_signature
from core.signature.score import rad_score
from core.signature.select import select_features
from core.signature.settings import SelectionSettings

SETTINGS = SelectionSettings(folds=3, maximum=5)


def test_the_signature_recipe_scores_as_its_signature(make_cohort) -> None:
    cohort = hold_out(make_cohort(effect=1.5), np.arange(60) < 15)
    signature = build_signature(cohort, select_features(cohort, "native", SETTINGS))
    found = SignatureLearner("native", SETTINGS)(cohort)(cohort.validation)

    pd.testing.assert_series_equal(found, rad_score(signature, cohort.validation.features["native"]), check_exact=True)


def test_a_recipe_can_be_sent_to_another_process() -> None:
    learner = SignatureLearner("native", SETTINGS)

    assert pickle.loads(pickle.dumps(learner)) == learner  # noqa: S301 - its own bytes
