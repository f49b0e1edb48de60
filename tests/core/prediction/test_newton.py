"""The climb reaches the top from anywhere, and holds what is to be held."""

import numpy as np
import pytest

from core.errors import FitError
from core.prediction.newton import Ascent, standardise

RNG = np.random.default_rng(5)
DESIGN = np.column_stack([np.ones(60), RNG.normal(size=(60, 3))])
OUTCOME = (RNG.random(60) < 1 / (1 + np.exp(-DESIGN @ [0.2, 1.0, -1.0, 0.5]))).astype(float)
BOTH = pytest.mark.parametrize("penalised", [True, False])


@BOTH
def test_score_is_the_slope_of_the_likelihood(penalised):
    ascent, beta, step = Ascent(DESIGN, OUTCOME, penalised), np.array([0.1, 0.5, -0.3, 0.2]), 1e-6
    around = [(ascent.likelihood(beta + step * e).value, ascent.likelihood(beta - step * e).value) for e in np.eye(4)]
    slopes = [(up - down) / (2 * step) for up, down in around]
    np.testing.assert_allclose(ascent.likelihood(beta).score, slopes, rtol=1e-5)


@BOTH
def test_top_does_not_depend_on_where_the_climb_began(penalised):
    ascent = Ascent(DESIGN, OUTCOME, penalised)
    tops = [ascent.maximum(np.full(4, start)).coefficients for start in (-3.0, 0.0, 3.0)]
    np.testing.assert_allclose(tops, [tops[0]] * 3, atol=1e-8)


@BOTH
def test_held_coefficients_stay(penalised):
    top = Ascent(DESIGN, OUTCOME, penalised).maximum(np.array([0.0, 0.7, 0.0, -0.4]), held=(1, 3))
    assert top.coefficients[[1, 3]].tolist() == [0.7, -0.4]
    np.testing.assert_allclose(top.score[[0, 2]], 0, atol=1e-8)


def test_likelihood_without_a_top_is_refused():
    nothing = np.column_stack([DESIGN, np.zeros(60)])
    with pytest.raises(FitError, match="must have a maximum"):
        Ascent(nothing, OUTCOME, True).maximum(np.zeros(5))


@BOTH
def test_curvature_is_the_bend_of_the_likelihood(penalised):
    ascent, beta, step = Ascent(DESIGN, OUTCOME, penalised), np.array([0.1, 0.5, -0.3, 0.2]), 1e-5
    around = [(ascent.likelihood(beta + step * e).score, ascent.likelihood(beta - step * e).score) for e in np.eye(4)]
    bends = [(down - up) / (2 * step) for up, down in around]
    np.testing.assert_allclose(ascent.likelihood(beta).curvature, bends, rtol=1e-5, atol=1e-6)


def test_standardised_coefficients_lead_back():
    scaled, back = standardise(DESIGN * [1, 1e6, 1e-6, 1] + [0, 5, 3, 0])
    beta = np.array([0.3, -1.0, 2.0, 0.5])
    np.testing.assert_allclose((DESIGN * [1, 1e6, 1e-6, 1] + [0, 5, 3, 0]) @ (back @ beta), scaled @ beta, rtol=1e-6)
