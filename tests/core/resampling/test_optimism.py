"""Optimism and .632+ beside R, on the same bootstrap samples."""

import numpy as np
import pytest

from core.errors import FitError
from core.prediction.logistic import fit_logistic, predict_risk
from core.resampling.optimism import BootstrapAucs, apparent_auc, bootstrap_aucs, correct_optimism
from core.resampling.parts import draw_patients
from core.values import Term

TERMS = [Term(name) for name in ("x1", "x2", "x3", "x4")]


def learn_logistic(cohort):
    seen = cohort.training
    model = fit_logistic(seen.clinical, seen.outcome, TERMS, "event", "fixed")
    return lambda cases: predict_risk(model, cases.clinical)["risk"]


@pytest.fixture(scope="module")
def taught(reference, reference_cohort):
    return [bootstrap_aucs(reference_cohort, learn_logistic, np.array(p)) for p in reference["positions"]]


def test_each_sample_teaches_what_it_teaches_in_r(taught, reference) -> None:
    ours = [[one.sample, one.original, one.left_out] for one in taught]
    theirs = [[one["sample"], one["original"], one["left_out"]] for one in reference["taught"]]

    assert ours == pytest.approx(np.array(theirs), abs=1e-12)


def test_the_correction_equals_that_of_rms(taught, reference, reference_cohort) -> None:
    found = correct_optimism(apparent_auc(reference_cohort, learn_logistic), taught)

    for name, value in reference["validate"].items():
        assert getattr(found, name) == pytest.approx(value, abs=1e-12)


def test_632plus_lies_between_the_apparent_auc_and_that_of_cases_left_out() -> None:
    found = correct_optimism(0.9, [BootstrapAucs(0.95, 0.85, 0.7)])

    assert found.weight == pytest.approx(0.632 / (1 - 0.368 * 0.5))
    assert found.point632plus == pytest.approx(0.9 - found.weight * 0.2)


def test_without_overfitting_632plus_is_632() -> None:
    assert correct_optimism(0.8, [BootstrapAucs(0.8, 0.8, 0.8)]).weight == pytest.approx(0.632)


def test_where_nothing_was_learnt_632plus_says_so() -> None:
    found = correct_optimism(0.95, [BootstrapAucs(0.97, 0.75, 0.45)])

    assert (found.left_out, found.point632plus) == (0.5, pytest.approx(0.5))


def test_samples_that_taught_nothing_are_counted() -> None:
    found = correct_optimism(0.9, [None, BootstrapAucs(0.95, 0.85, float("nan")), BootstrapAucs(0.9, 0.8, 0.7)])

    assert (found.samples, found.failed, found.left_out) == (3, 1, 0.7)


def test_no_sample_that_taught_anything_is_refused() -> None:
    with pytest.raises(FitError, match="none of 2 does"):
        correct_optimism(0.9, [None, None])


def test_noise_is_corrected_to_nearly_nothing(make_cohort, learner) -> None:
    cohort, rng = make_cohort(shape=(80, 40)), np.random.default_rng(0)
    taught = [bootstrap_aucs(cohort, learner, draw_patients(cohort, rng)) for _ in range(15)]
    found = correct_optimism(apparent_auc(cohort, learner), taught)

    assert found.apparent > 0.6
    assert found.corrected < found.apparent - 0.05
    assert found.point632plus < 0.58
