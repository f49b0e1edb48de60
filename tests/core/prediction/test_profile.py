"""Profile limits lie where the likelihood has fallen by the quantile; R's numbers are in test_odds."""

import numpy as np
import pytest
from scipy.stats import chi2

from core.prediction.newton import Ascent
from core.prediction.profile import likelihood_ratio_p_value, profile_limits
from core.values.models import FIRTH, MAXIMUM_LIKELIHOOD

RNG = np.random.default_rng(6)
DESIGN = np.column_stack([np.ones(200), RNG.normal(size=(200, 2))])
OUTCOME = RNG.random(200) < 1 / (1 + np.exp(-DESIGN @ [0.0, 0.6, 0.0]))


@pytest.mark.parametrize("end", [0, 1])
def test_likelihood_at_a_limit_has_fallen_by_half_the_quantile(end):
    ascent = Ascent(DESIGN, OUTCOME.astype(float), penalised=False)
    limit = profile_limits(DESIGN, OUTCOME, MAXIMUM_LIKELIHOOD)[0, end]
    fall = ascent.maximum(np.zeros(3)).value - ascent.maximum(np.array([0.0, limit, 0.0]), held=(1,)).value
    assert 2 * fall == pytest.approx(chi2.ppf(0.95, 1), abs=1e-8)


@pytest.mark.parametrize("method", [MAXIMUM_LIKELIHOOD, FIRTH])
@pytest.mark.parametrize("place", [1, 2])
def test_interval_excludes_no_effect_exactly_when_the_test_is_significant(method, place):
    low, high = profile_limits(DESIGN, OUTCOME, method)[place - 1]
    assert (low > 0 or high < 0) == (likelihood_ratio_p_value(DESIGN, OUTCOME, method, [place]) < 0.05)


def test_wider_level_gives_a_wider_interval():
    narrow, wide = (profile_limits(DESIGN, OUTCOME, FIRTH, level) for level in (0.8, 0.99))
    assert (wide[:, 0] < narrow[:, 0]).all()
    assert (wide[:, 1] > narrow[:, 1]).all()


def test_separated_outcomes_have_finite_limits_under_firth():
    assert np.isfinite(profile_limits(DESIGN, DESIGN[:, 1] > 0, FIRTH)).all()


def test_model_of_an_intercept_alone_has_no_limits():
    assert profile_limits(np.ones((200, 1)), OUTCOME, MAXIMUM_LIKELIHOOD).shape == (0, 2)
