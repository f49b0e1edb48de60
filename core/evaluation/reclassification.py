"""Reclassification indices, on request only: many journals ask for them, and they say yes too often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.evaluation.inputs import Outcome, Scores, require_level, require_probabilities, require_scores

WARNING = (
    "NRI and IDI can rise when a useless marker is added or a model is badly calibrated, and their tests reject too"
    " often; judge a model by its AUC difference, its calibration and its net benefit."
)
"""To be shown wherever an index is (Hilden and Gerds 2014, Pepe et al. 2015)."""


@dataclass(frozen=True)
class Index:
    """An estimate with interval, z and two-sided p-value; z and p are NaN where its standard error is 0."""

    value: float
    error: float
    ci_low: float
    ci_high: float
    z: float
    p_value: float


@dataclass(frozen=True)
class Reclassification:
    """What changes between two risks of the same cases.

    Parameters
    ----------
    nri : net reclassification, −2 to 2
    nri_events, nri_non_events : its two parts; by far more honest than their sum
    idi : gain of the mean risk of events over that of non-events
    cuts : between the categories; empty for the NRI without categories
    level : of the intervals
    warning : to be shown beside the numbers
    """

    nri: Index
    nri_events: Index
    nri_non_events: Index
    idi: Index
    cuts: tuple[float, ...]
    level: float
    warning: str = WARNING


def compare_reclassification(
    y_true: npt.ArrayLike,
    risk_old: npt.ArrayLike,
    risk_new: npt.ArrayLike,
    cuts: Sequence[float] = (),
    level: float = 0.95,
) -> Reclassification:
    """Net reclassification improvement and integrated discrimination improvement of a new risk over an old one.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    risk_old, risk_new : (n_cases,), probabilities
    cuts : between risk categories, rising; a risk on a cut belongs above it. Without cuts any change counts
    level : confidence level

    Notes
    -----
    With u and d the cases moved up and down among n of a kind, each part is ±(u − d)/n with variance (u + d)/n² −
    (u − d)²/n³. Checked against PredictABEL 1.2-4 and Hmisc 4.8-0, which it calls, in
    tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Pencina MJ, D'Agostino RB Sr, D'Agostino RB Jr, Vasan RS (2008). Statistics in Medicine 27:157–172.
       doi:10.1002/sim.2929
    .. [2] Hilden J, Gerds TA (2014). Statistics in Medicine 33:3405–3414. doi:10.1002/sim.5804
    .. [3] Pepe MS, Fan J, Feng Z, Gerds T, Hilden J (2015). Statistics in Biosciences 7:282–295.
       doi:10.1007/s12561-014-9118-0
    """
    require_level(level)
    outcome, (old, new) = require_scores(y_true, risk_old, risk_new)
    old, new = require_probabilities(old, "risk"), require_probabilities(new, "risk")
    moved = np.sign(_category(new, cuts) - _category(old, cuts))
    up, down = _net(moved[outcome]), _net(-moved[~outcome])
    gain = new - old
    return Reclassification(
        nri=_index(up[0] + down[0], up[1] + down[1], level),
        nri_events=_index(*up, level),
        nri_non_events=_index(*down, level),
        idi=_index(*_discrimination(gain, outcome), level),
        cuts=tuple(cuts),
        level=level,
    )


def _category(risks: Scores, cuts: Sequence[float]) -> Scores:
    return np.searchsorted(np.asarray(cuts), risks, side="right").astype(np.float64) if len(cuts) else risks


def _net(moved: Scores) -> tuple[float, float]:
    n, net, changed = moved.size, float(moved.sum()), float(np.abs(moved).sum())
    return net / n, changed / n**2 - net**2 / n**3


def _discrimination(gain: Scores, outcome: Outcome) -> tuple[float, float]:
    groups = gain[outcome], gain[~outcome]
    variance = sum(float(group.var(ddof=1)) / group.size if group.size > 1 else float("nan") for group in groups)
    return float(groups[0].mean() - groups[1].mean()), variance


def _index(value: float, variance: float, level: float) -> Index:
    error = float(np.sqrt(variance))
    margin = float(stats.norm.isf((1 - level) / 2)) * error
    z = value / error if error > 0 else float("nan")
    return Index(value, error, value - margin, value + margin, z, float(2 * stats.norm.sf(abs(z))))
