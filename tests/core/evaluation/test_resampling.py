"""Resamples as counts against resamples as copied cases."""

import numpy as np
import pytest

from core.evaluation import resampling
from core.evaluation.resampling import bootstrap_auc, draw_blocks, draw_counts, percentile_interval
from core.evaluation.roc import roc_curve


def test_every_resample_has_as_many_cases_as_the_cohort():
    counts = draw_counts(np.random.default_rng(0), 50, 13)

    assert counts.shape == (50, 13)
    assert (counts.sum(axis=1) == 13).all()


def test_each_case_is_drawn_once_on_average():
    counts = draw_counts(np.random.default_rng(0), 20_000, 5)

    assert counts.mean(axis=0) == pytest.approx([1] * 5, abs=0.03)
    assert counts.var(axis=0) == pytest.approx([0.8] * 5, abs=0.04)


def test_auc_of_a_resample_is_that_of_the_cases_copied(noisy):
    event, score = noisy
    rng = np.random.default_rng(7)
    w, v = draw_counts(rng, 3, event.sum()).astype(int), draw_counts(rng, 3, (~event).sum()).astype(int)

    copied = [
        np.concatenate([np.repeat(score[event], a), np.repeat(np.sort(score[~event]), b)])
        for a, b in zip(w, v, strict=True)
    ]
    outcome = np.arange(40) < event.sum()

    assert bootstrap_auc(event, score, 3, 7) == pytest.approx([roc_curve(outcome, s).auc for s in copied], abs=1e-12)


def test_blocks_change_memory_and_leave_the_spread(cases, monkeypatch):
    whole = bootstrap_auc(cases["event"], cases["score_a"], 400)
    monkeypatch.setattr(resampling, "CELLS", 122 * 7)

    parts = bootstrap_auc(cases["event"], cases["score_a"], 400)

    assert parts.size == 400
    assert parts.std() == pytest.approx(whole.std(), rel=0.15)


def test_spread_of_the_resamples_is_delongs_error(cases):
    drawn = bootstrap_auc(cases["event"], cases["score_a"], 4000)

    assert drawn.std() == pytest.approx(np.sqrt(roc_curve(cases["event"], cases["score_a"]).variance), rel=0.05)


def test_the_same_seed_draws_the_same(noisy):
    assert bootstrap_auc(*noisy, 20).tolist() == bootstrap_auc(*noisy, 20).tolist()


def test_blocks_add_up_to_what_was_asked_for():
    assert sum(draw_blocks(2001, 1_500_000)) == 2001


def test_the_interval_is_the_middle_of_what_was_drawn():
    assert percentile_interval(np.arange(101), 0.9) == pytest.approx((5, 95))
