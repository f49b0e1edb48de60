"""What is learnt apart is learnt in a real process, once for the same cohort and settings."""

from dataclasses import replace

import numpy as np
import pytest

from core.errors import CohortError
from core.jobs import learning
from core.jobs.learning import LEARNT_MODELS, LearningJobs
from core.prediction.model_recipe import ModelRecipe
from core.prediction_set import read_prediction_set
from tests.studies import CLINICAL, SETTINGS, small_cohort, small_study

PLAN = {"repeats": 2, "folds": 3, "permutations": 3, "seeds": 2, "boots": 2}


@pytest.fixture
def jobs() -> LearningJobs:
    return LearningJobs()


@pytest.fixture
def status_file(tmp_path):
    return tmp_path / "status.json"


def test_a_signature_is_chosen_in_a_process_of_its_own(jobs) -> None:
    job_id = jobs.submit_choice(small_cohort(), "native", SETTINGS)

    assert jobs.result(job_id).signature == small_study().chosen.signature
    assert jobs.submit_choice(small_cohort(), "native", SETTINGS) == job_id


def test_other_settings_or_terms_or_cases_are_another_job(jobs, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "start", lambda key, *_: key)
    cohort, other = small_cohort(), replace(SETTINGS, seed=1)
    flipped = replace(cohort, outcome=~cohort.outcome)

    keys = [jobs.submit_study(*asked, CLINICAL) for asked in ((cohort, "native", SETTINGS), (cohort, "native", other))]
    keys += [
        jobs.submit_study(cohort, "native", SETTINGS, ModelRecipe(())),
        jobs.submit_study(flipped, "native", SETTINGS, CLINICAL),
    ]
    keys += [jobs.submit_choice(cohort, "native", SETTINGS), jobs.submit_audit(cohort, "native", SETTINGS, PLAN)]
    assert len(set(keys)) == 6


def test_a_study_tells_how_far_it_is(status_file) -> None:
    found = learning.study(small_cohort(), "native", SETTINGS, CLINICAL, status_file)

    assert np.allclose(found.scores, small_study().scores)
    assert '"models"' in status_file.read_text()


def test_an_audit_comes_as_plain_numbers(status_file) -> None:
    found = learning.audit(small_cohort(), "native", SETTINGS, PLAN, status_file)

    assert len(found["null"]["aucs"]) == 3
    assert found["compatible"] is None
    assert 0 <= found["nested"]["auc"] <= 1


def test_the_excluded_features_are_in_no_signature(status_file, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("core.learning.learn_models", lambda *given: asked.append(given))
    excluded = frozenset(read_prediction_set().signatures["super-resolved"].names[:2])

    learning.learn_without(excluded, status_file)

    assert asked[0][2:4] == (excluded, LEARNT_MODELS)


def test_a_job_that_leaves_no_feature_fails_with_its_sentence(status_file) -> None:
    names = frozenset(small_cohort().features["native"].names)

    with pytest.raises(CohortError, match="all 18 are excluded"):
        learning.choose(small_cohort(), "native", replace(SETTINGS, excluded=names), status_file)
