"""How many patients there are for what was tried."""

import pytest

from core.prediction.sample_size import required_sample
from core.resampling.sample import judge_sample


def test_every_candidate_counts(make_cohort) -> None:
    found = judge_sample(make_cohort(), 12, 0.8)

    assert (found.n, found.n_events) == (60, 24)
    assert found.events_per_candidate == 2
    assert found.needed == required_sample(0.4, 12, c_statistic=0.8)


@pytest.mark.parametrize("auc", [0.5, 0.43])
def test_where_nothing_is_learnt_no_number_follows(auc, make_cohort) -> None:
    assert judge_sample(make_cohort(), 12, auc).needed is None
