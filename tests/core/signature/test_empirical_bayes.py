"""Estimates of a centre are drawn towards what is usual among its features, the less the more rows it has."""

import numpy as np
import pytest

from core.signature.empirical_bayes import shrink_centre

RNG = np.random.default_rng(3)
SHIFTS = RNG.normal(0.5, 0.3, 40)


def rows(n):
    return SHIFTS + RNG.normal(size=(n, 40))


def test_shift_lies_between_the_feature_s_own_and_the_usual():
    standard = rows(12)
    own, (shift, _) = standard.mean(axis=0), shrink_centre(standard)
    assert ((shift - own.mean()) * (own - own.mean()) > 0).all()
    assert (np.abs(shift - own.mean()) < np.abs(own - own.mean())).all()


def test_scales_spread_less_than_their_estimates():
    standard = rows(12)
    assert shrink_centre(standard)[1].std() < standard.std(axis=0, ddof=1).std()


def test_many_rows_are_believed():
    standard = rows(20_000)
    shift, scale = shrink_centre(standard)
    np.testing.assert_allclose(shift, standard.mean(axis=0), atol=1e-3)
    np.testing.assert_allclose(scale, standard.std(axis=0), atol=1e-2)


def test_what_is_found_is_at_rest():
    standard = rows(12)
    (shift, scale), n = shrink_centre(standard), 12
    mean, width = standard.mean(axis=0), standard.mean(axis=0).var(ddof=1)
    again = (width * n * mean + scale**2 * mean.mean()) / (width * n + scale**2)
    assert again == pytest.approx(shift, abs=1e-9)
