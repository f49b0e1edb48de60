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
LEAST_WEIGHT, SATURATED = 1e-15, 0.999


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
    beta, gradient = np.zeros(1 + len(x)), np.zeros(len(x))
    beta[0] = math.log(y.mean() / (1 - y.mean()))
    _fill_gradient(x, y - y.mean(), np.ones(len(x), dtype=np.bool_), gradient)
    null, last = _mean_loss(np.full(len(y), beta[0]), y), np.abs(gradient).max()
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
def _settle(x: Array, y: Array, penalty: float, strong: Flags, beta: Array, gradient: Array) -> bool:
    """Move `beta` to the optimum, and `gradient` with it; whether it got there within the steps allowed.

    Only `strong` features move; once they rest, any other whose gradient exceeds the penalty joins them.
    """
    everything = np.ones(len(x), dtype=np.bool_)
    for _ in range(STEPS):
        _fill_gradient(x, y - _expit(_linear_score(x, beta)), strong, gradient)
        if _newton_step(x, y, penalty, strong, beta, gradient) > TOLERANCE:
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
    rows, start = x[near], beta[1:][near]
    middle = np.dot(rows, weight) / total
    centred = np.sqrt(weight / len(y)) * (rows - middle.reshape(-1, 1))
    pull = gradient[near] - middle * lean / len(y)
    hessian = np.dot(centred, centred.T)
    move = _descend(hessian, pull, start, penalty) - start
    rise = lean / total - (middle * move).sum()
    share = _backtrack(score, rise + np.dot(move, rows), y, start, move, penalty)
    beta[0] += share * rise
    for a, j in enumerate(near):
        beta[1 + j] += share * move[a]
    seen = np.sqrt(np.diag(hessian)) * np.abs(move)
    largest: float = max(math.sqrt(total / len(y)) * abs(rise), seen.max() if len(near) else 0.0)
    return share * largest


@numba.njit(cache=True, nogil=True)
def _descend(hessian: Array, pull: Array, start: Array, penalty: float) -> Array:
    """Minimise ½ d'Hd − pull·d + penalty Σ|start + d| by coordinate descent with leaps; (n_near,) start + d."""
    beta, slope, leap = start.copy(), pull.copy(), 4
    for k in range(SWEEPS):
        if _sweep(hessian, slope, beta, penalty) < 0.01 * TOLERANCE:
            break
        if k == leap:
            _leap(hessian, slope, beta, penalty)
            leap *= 2
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
            largest = max(largest, math.sqrt(steep) * abs(moved))
    return largest


@numba.njit(cache=True, nogil=True)
def _leap(hessian: Array, slope: Array, beta: Array, penalty: float) -> None:
    """Move all coefficients that are not zero to their joint optimum at once, if none changes its sign on the way.

    Conjugate gradients (Hestenes MR, Stiefel E, 1952, DOI 10.6028/jres.049.044), which need no inverse.
    """
    held = beta != 0
    rest = np.where(held, slope - penalty * np.sign(beta), 0.0)
    move, turn = np.zeros(len(beta)), rest.copy()
    for _ in range(2 * len(beta)):
        bend = np.dot(hessian, turn)
        left, curve = np.dot(rest, rest), np.dot(turn, bend)
        if left < 1e-26 or curve <= 0:
            break
        move += left / curve * turn
        rest -= left / curve * np.where(held, bend, 0.0)
        turn = rest + np.dot(rest, rest) / left * turn
    if ((beta + move) * beta >= 0).all():
        beta += move
        slope -= np.dot(hessian, move)


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
