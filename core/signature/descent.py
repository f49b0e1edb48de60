"""The kernels of the logistic LASSO: proximal Newton steps, each solved by coordinate descent.

They see arrays alone, one row per feature. They stand in one file because what is kept compiled follows its own file.
"""

from __future__ import annotations

import math

import numba
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

STEPS, SWEEPS, TOLERANCE = 100, 100_000, 1e-6
LEAST_WEIGHT, SATURATED = 1e-5, 0.999


@numba.njit(cache=True, nogil=True)
def follow_path(x: Array, y: Array, penalties: Array, most: int) -> tuple[Array, bool]:
    """Coefficients for each penalty, largest first, each started from the one before.

    Parameters
    ----------
    x : (n_features, n_cases)
    y : (n_cases,), 0 or 1
    penalties : (n_penalties,), descending
    most : stop before the first penalty that keeps more features than this

    Returns
    -------
    path : (n_fitted, 1 + n_features), intercept first
    settled : False when the solver gave up on the penalty after the last one fitted

    References
    ----------
    Tibshirani R, et al. (2012), DOI 10.1111/j.1467-9868.2011.01004.x: the sequential strong rule.
    """
    path = np.zeros((len(penalties), 1 + len(x)))
    beta, gradient, null = _start_empty(x, y)
    last = np.abs(gradient).max() if len(x) else 0.0
    for k, penalty in enumerate(penalties):
        strong = (beta[1:] != 0) | (np.abs(gradient) >= 2 * penalty - last)
        if not _settle(x, y, penalty, strong, beta, gradient):
            return path[:k], False
        if np.count_nonzero(beta[1:]) > most:
            return path[:k], True
        path[k], last = beta, penalty
        if _mean_loss(_linear_score(x, beta), y) < (1 - SATURATED) * null:
            path[k:] = beta
            break
    return path, True


@numba.njit(cache=True, nogil=True)
def _start_empty(x: Array, y: Array) -> tuple[Array, Array, float]:
    """The model of the intercept alone, its gradient (n_features,) and its mean loss."""
    beta, gradient = np.zeros(1 + len(x)), np.zeros(len(x))
    beta[0] = math.log(y.mean() / (1 - y.mean()))
    _fill_gradient(x, y - y.mean(), np.ones(len(x), dtype=np.bool_), gradient)
    return beta, gradient, _mean_loss(np.full(len(y), beta[0]), y)


@numba.njit(cache=True, nogil=True)
def _settle(x: Array, y: Array, penalty: float, strong: Flags, beta: Array, gradient: Array) -> bool:
    """Move `beta` to the optimum, and `gradient` with it; whether it got there within the steps allowed.

    Only `strong` features move; once they rest, any other whose gradient exceeds the penalty joins them.
    """
    everything = np.ones(len(x), dtype=np.bool_)
    for _ in range(STEPS):
        _fill_gradient(x, y - _expit(_linear_score(x, beta)), strong, gradient)
        if _newton_step(x, y, penalty, strong, beta, gradient) > TOLERANCE * max(1.0, np.abs(beta).max()):
            continue
        _fill_gradient(x, y - _expit(_linear_score(x, beta)), everything, gradient)
        late = (np.abs(gradient) > penalty * (1 + 1e-7)) & ~strong
        if not late.any():
            return True
        strong |= late
    return False


@numba.njit(cache=True, nogil=True)
def _newton_step(x: Array, y: Array, penalty: float, strong: Flags, beta: Array, gradient: Array) -> float:
    """Move `beta` towards the minimum of the penalised quadratic that touches the loss there; the largest move.

    A feature at zero whose gradient is well below the penalty stays there; the next step looks again.
    """
    near = np.flatnonzero(strong & ((beta[1:] != 0) | (np.abs(gradient) > 0.9 * penalty)))
    score = _linear_score(x, beta)
    risk = _expit(score)
    weight = np.maximum(risk * (1 - risk), LEAST_WEIGHT)
    total, lean = weight.sum(), (y - risk).sum()
    root = np.sqrt(weight / len(y))
    middle, pull = np.zeros(len(near)), np.zeros(len(near))
    centred = np.empty((len(near), len(y)))
    for a, j in enumerate(near):
        middle[a] = (weight * x[j]).sum() / total
        centred[a] = root * (x[j] - middle[a])
        pull[a] = gradient[j] - middle[a] * lean / len(y)
    start = beta[1:][near]
    move = _descend(_curvature(centred), pull, start, penalty) - start
    rise = lean / total - (middle * move).sum()
    along = np.full(len(y), rise)
    for a, j in enumerate(near):
        along += move[a] * x[j]
    share = _backtrack(score, along, y, start, move, penalty)
    beta[0] += share * rise
    for a, j in enumerate(near):
        beta[1 + j] += share * move[a]
    largest: float = max(abs(rise), np.abs(move).max() if len(near) else 0.0)
    return share * largest


@numba.njit(cache=True, nogil=True)
def _descend(hessian: Array, pull: Array, start: Array, penalty: float) -> Array:
    """Minimise ½ d'Hd − pull·d + penalty Σ|start + d| by cyclic coordinate descent; (n_near,) start + d."""
    beta, slope = start.copy(), pull.copy()
    for _ in range(SWEEPS):
        if _sweep(hessian, slope, beta, penalty) < 0.01 * TOLERANCE:
            break
    return beta


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def _sweep(hessian: Array, slope: Array, beta: Array, penalty: float) -> float:
    """Move each coefficient to its own optimum in turn, and the slopes with it; the largest move."""
    largest = 0.0
    for j in range(len(beta)):
        steep = max(hessian[j, j], 1e-12)
        wish = slope[j] + steep * beta[j]
        moved = math.copysign(max(abs(wish) - penalty, 0.0) / steep, wish) - beta[j]
        if moved != 0:
            beta[j] += moved
            for i in range(len(beta)):
                slope[i] -= moved * hessian[j, i]
            largest = max(largest, abs(moved))
    return largest


@numba.njit(cache=True, nogil=True)
def _backtrack(score: Array, along: Array, y: Array, start: Array, move: Array, penalty: float) -> float:
    """Share of a step, 1, ½, ¼ …, after which the penalised loss has not risen."""
    before = _mean_loss(score, y) + penalty * np.abs(start).sum()
    share = 1.0
    while share > 1e-6:
        if _mean_loss(score + share * along, y) + penalty * np.abs(start + share * move).sum() <= before + 1e-12:
            break
        share /= 2
    return share


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def _curvature(rows: Array) -> Array:
    """Products of all pairs of rows, (n_rows, n_rows)."""
    product = np.empty((len(rows), len(rows)))
    for a in range(len(rows)):
        for b in range(a + 1):
            total = 0.0
            for i in range(rows.shape[1]):
                total += rows[a, i] * rows[b, i]
            product[a, b] = product[b, a] = total
    return product


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def _fill_gradient(x: Array, residual: Array, wanted: Flags, gradient: Array) -> None:
    """Write Σ residual · x / n of each wanted feature into `gradient`, (n_features,)."""
    for j in range(len(x)):
        if wanted[j]:
            total = 0.0
            for i in range(len(residual)):
                total += x[j, i] * residual[i]
            gradient[j] = total / len(residual)


@numba.njit(cache=True, nogil=True)
def _linear_score(x: Array, beta: Array) -> Array:
    """Intercept + Σ coefficient · feature, (n_cases,)."""
    score = np.full(x.shape[1], beta[0])
    for j in np.flatnonzero(beta[1:]):
        score += beta[1 + j] * x[j]
    return score


@numba.njit(cache=True, nogil=True)
def _mean_loss(score: Array, y: Array) -> float:
    """−log-likelihood of a case, on average."""
    loss: float = (np.maximum(score, 0) + np.log1p(np.exp(-np.abs(score))) - y * score).mean()
    return loss


@numba.njit(cache=True, nogil=True)
def _expit(score: Array) -> Array:
    """1 / (1 + e^−x), (n_cases,), without overflow."""
    small = np.exp(-np.abs(score))
    risk: Array = np.where(score < 0, small, 1.0) / (1 + small)
    return risk
