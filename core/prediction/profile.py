"""Likelihood-ratio tests and profile intervals of a logistic model, plain or Firth's. Terms are not known here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from core.errors import FitError
from core.prediction.newton import Ascent, Likelihood, standardise
from core.values.models import FIRTH

Matrix = npt.NDArray[np.float64]
STRIDES = 1000
LONGEST_STRIDE = 2.0  # of a coefficient, for one standard deviation of its predictor
CLOSE = 1e-9  # of the log-likelihood


def profile_limits(design: Matrix, outcome: npt.NDArray[np.bool_], method: str, level: float = 0.95) -> Matrix:
    """Where twice the log-likelihood, maximised over all else, has fallen by the χ² quantile.

    Parameters
    ----------
    design : (n_cases, 1 + n_terms), first column ones
    outcome : (n_cases,), bool
    method : of the model: its likelihood is profiled, penalised or plain

    Returns
    -------
    limits : (n_terms, 2), of the coefficients, intercept left out

    Raises
    ------
    FitError
        A limit lies beyond reach.

    References
    ----------
    Venzon DJ, Moolgavkar SH (1988). Applied Statistics 37:87–94. doi:10.2307/2347496
    Heinze G, Schemper M (2002). Statistics in Medicine 21:2409–2419. doi:10.1002/sim.1047
    Checked against R 4.2.2 (`glm` refitted at the limits, roots to 1e-12) and logistf 1.26.1,
    tests/references/odds.json.
    """
    ascent, top, back = _top(design, outcome, method)
    drop = float(chi2.ppf(level, 1)) / 2
    ends = [[_limit(ascent, top, place, side, drop) for side in (-1, 1)] for place in range(1, design.shape[1])]
    return np.array(ends).reshape(-1, 2) * np.diag(back)[1:, None]


def likelihood_ratio_p_value(
    design: Matrix, outcome: npt.NDArray[np.bool_], method: str, places: Sequence[int]
) -> float:
    """P-value of the hypothesis that the coefficients at `places` are all 0, by the likelihood ratio.

    Parameters
    ----------
    design : (n_cases, 1 + n_terms), first column ones
    outcome : (n_cases,), bool
    method : of the model
    places : columns of the design

    References
    ----------
    Wilks SS (1938). Annals of Mathematical Statistics 9:60–62. doi:10.1214/aoms/1177732360
    """
    ascent, top, _ = _top(design, outcome, method)
    start = top.coefficients.copy()
    start[list(places)] = 0.0
    fall = top.value - ascent.maximum(start, tuple(places)).value
    return float(chi2.sf(max(2 * fall, 0.0), len(places)))


def _top(design: Matrix, outcome: npt.NDArray[np.bool_], method: str) -> tuple[Ascent, Likelihood, Matrix]:
    scaled, back = standardise(design)
    ascent = Ascent(scaled, outcome.astype(np.float64), method == FIRTH)
    return ascent, ascent.maximum(np.zeros(design.shape[1])), back


def _limit(ascent: Ascent, top: Likelihood, place: int, side: int, drop: float) -> float:
    """Newton's way to where the profile has fallen by `drop`: its slope is the score of the coefficient held."""
    error = float(np.sqrt(np.linalg.inv(top.information)[place, place]))
    here, stride = top, 2 * error
    for _ in range(STRIDES):
        ahead = here.coefficients[place] + side * float(np.clip(stride, -LONGEST_STRIDE, LONGEST_STRIDE))
        here = _profile(ascent, here, place, ahead)
        missing, slope = drop - (top.value - here.value), -side * here.score[place]
        if abs(missing) < CLOSE:
            return float(ahead)
        stride = missing / slope if slope > 0 else LONGEST_STRIDE
    raise FitError("a profile interval must have ends, but one lies beyond reach: use fewer predictors")


def _profile(ascent: Ascent, near: Likelihood, place: int, value: float) -> Likelihood:
    """The top with one coefficient held, sought from where a nearby one points to."""
    rest = np.delete(np.arange(len(near.coefficients)), place)
    follow = np.linalg.lstsq(near.information[np.ix_(rest, rest)], near.information[rest, place], rcond=None)[0]
    start = near.coefficients.copy()
    start[rest] -= follow * (value - start[place])
    start[place] = value
    return ascent.maximum(start, (place,))
