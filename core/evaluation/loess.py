"""Local regression of one variable on another, as R's loess with a direct surface: a smooth curve with its band."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, repeat

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.errors import CohortError
from core.evaluation.inputs import Scores, require_level

SPAN = 0.75
EXACT = 2000
"""Most cases whose residual degrees of freedom are computed from all pairs."""
CELLS = 2_000_000
"""Weights held in memory at once, where they need not be kept."""


@dataclass(frozen=True, eq=False)
class Smooth:
    """A smooth curve; every array has one entry per place asked for.

    Parameters
    ----------
    at : where
    value : of the curve
    error : its standard error, NaN where the residuals cannot tell
    ci_low, ci_high : value ± quantile of Student's t · error, not cut at the range of y
    level : of the band
    """

    at: Scores
    value: Scores
    error: Scores
    ci_low: Scores
    ci_high: Scores
    level: float


def smooth_loess(
    x: npt.ArrayLike, y: npt.ArrayLike, at: npt.ArrayLike, span: float = SPAN, level: float = 0.95
) -> Smooth:
    """Fit a local quadratic at each place, its nearest cases weighing most.

    Parameters
    ----------
    x, y : (n_cases,)
    at : (n_places,), inside the range of x
    span : share of the cases that weigh at all, at most 1
    level : of the band

    Raises
    ------
    CohortError
        Too few distinct values of x lie near some place to bend a curve through them.

    Notes
    -----
    The q = ⌊span · n⌋ nearest cases weigh (1 − (d / h)³)³, h being the distance of the q-th. A fit is a weighted sum
    ℓ·y, its standard error s ‖ℓ‖ with s² = Σ residual² / δ₁, δ₁ = tr (I − L)(I − L)ᵀ, and Student's t has δ₁² / δ₂
    degrees of freedom, δ₂ = tr ((I − L)(I − L)ᵀ)². Above 2,000 cases residuals come from the curve between its places
    and δ₁ is taken to be n, which widens no standard error by more than a few thousandths. Checked against R 4.2.2
    `loess(surface = "direct", statistics = "exact")` in tests/references/calibration_r.json.

    References
    ----------
    .. [1] Cleveland WS, Devlin SJ (1988). Journal of the American Statistical Association 83:596–610.
       doi:10.1080/01621459.1988.10478639
    """
    require_level(level)
    known, observed, places = (np.asarray(values, dtype=np.float64) for values in (x, y, at))
    order = np.argsort(places)
    value, length = np.empty_like(places), np.empty_like(places)
    for rows in np.array_split(order, max(1, -(-places.size * known.size // CELLS))):
        weights = _weights(known, places[rows], span)
        value[rows], length[rows] = weights @ observed, np.sqrt((weights**2).sum(axis=1))
    scale, freedom = _residual_scale(known, observed, span, (places[order], value[order]))
    margin = stats.t.isf((1 - level) / 2, freedom) * scale * length
    return Smooth(places, value, scale * length, value - margin, value + margin, level)


def fit_loess(x: npt.ArrayLike, y: npt.ArrayLike, at: npt.ArrayLike, span: float = SPAN) -> Scores:
    """The curve of `smooth_loess` alone, (n_places,), without its band."""
    known, observed, places = (np.asarray(values, dtype=np.float64) for values in (x, y, at))
    parts = np.array_split(places, max(1, -(-places.size * known.size // CELLS)))
    return np.concatenate([_weights(known, part, span) @ observed for part in parts])


def _weights(x: Scores, at: Scores, span: float) -> Scores:
    """Row i holds the weights ℓ that make the fit at place i from y, (n_places, n_cases)."""
    away = x[None, :] - at[:, None]
    nearest = max(1, int(span * x.size + 1e-5))
    reach = np.partition(np.abs(away), nearest - 1, axis=1)[:, nearest - 1 : nearest]
    if not (reach > 0).all():
        raise CohortError("a smooth curve needs values that differ, but most are the same: show groups instead")
    u = away / reach
    rest = np.clip(1 - np.abs(u * u * u), 0, None)
    kernel = rest * rest * rest  # powers of floats are ten times as slow
    weighted = accumulate(repeat(u, 4), np.multiply, initial=kernel)
    moments = np.stack([row.sum(axis=1) for row in weighted], axis=1)
    square = moments[:, np.add.outer(np.arange(3), np.arange(3))]
    first = np.linalg.pinv(square, rcond=1e-12, hermitian=True)[:, 0, :]
    return np.asarray(kernel * (first[:, 0:1] + u * (first[:, 1:2] + u * first[:, 2:3])))


def _residual_scale(x: Scores, y: Scores, span: float, curve: tuple[Scores, Scores]) -> tuple[float, float]:
    """Standard deviation of the residuals, and the degrees of freedom it has."""
    if x.size > EXACT:
        residual = y - np.interp(x, *curve)
        return float(np.sqrt((residual**2).mean())), float(x.size)
    left = np.eye(x.size) - _weights(x, x, span)
    one = float((left**2).sum())
    two = float(((left @ left.T) ** 2).sum())
    if one < 1e-8:
        return float("nan"), float("nan")
    return float(np.sqrt(((left @ y) ** 2).sum() / one)), one**2 / two
