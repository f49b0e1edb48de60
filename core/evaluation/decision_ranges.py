"""Decision curves in words: between which thresholds which strategy is the best, told as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from core.errors import CohortError
from core.evaluation.decision_curve import DecisionCurve
from core.evaluation.decision_draws import ALL, CLOSE, NONE


@dataclass(frozen=True)
class BestRange:
    """Neighbouring thresholds with the same best strategies.

    Parameters
    ----------
    strategies : the best one, or several that are equal there
    low, high : first and last of the thresholds looked at, probability
    largest_gain : over the next best strategy, at the threshold where it is largest; per case
    """

    strategies: tuple[str, ...]
    low: float
    high: float
    largest_gain: float


def best_ranges(
    curves: Mapping[str, DecisionCurve], between: tuple[float, float] = (0.0, 1.0)
) -> tuple[BestRange, ...]:
    """Divide the thresholds by which strategy has the largest net benefit.

    A model that does no better than flagging everyone, or no one, is not called the best: it then changes nothing.

    Parameters
    ----------
    curves : model name to its curve, all of the same cases and rising thresholds
    between : lowest and highest threshold to look at

    Raises
    ------
    CohortError
        The curves have different thresholds.

    References
    ----------
    .. [1] Vickers AJ, van Calster B, Steyerberg EW (2019). Diagnostic and Prognostic Research 3:18.
       doi:10.1186/s41512-019-0064-7
    """
    low, high = between
    tables = [c.table[c.table["threshold"].between(low - CLOSE, high + CLOSE)] for c in curves.values()]
    thresholds = tables[0]["threshold"].to_numpy()
    if not all(np.array_equal(table["threshold"], thresholds) for table in tables):
        raise CohortError("decision curves must share their thresholds to be compared, but they differ: use the same")
    names = [*curves, ALL, NONE]
    worth = np.stack([*(table["net_benefit"] for table in tables), tables[0][ALL], tables[0][NONE]])
    found = [_best(names, column) for column in worth.T]
    ranges, at = [], 0
    for strategies, members in groupby(found, key=lambda best: best[0]):
        gains = [gain for _, gain in members]
        last = at + len(gains) - 1
        ranges.append(BestRange(strategies, float(thresholds[at]), float(thresholds[last]), max(gains)))
        at = last + 1
    return tuple(ranges)


def _best(names: list[str], worth: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[tuple[str, ...], float]:
    """The best strategies at one threshold, and how much the next one is behind."""
    top = worth.max()
    equal = worth >= top - CLOSE
    best = tuple(name for name, one in zip(names, equal, strict=True) if one)
    default = tuple(name for name in best if name in {ALL, NONE})
    return default or best, float(top - worth[~equal].max()) if not equal.all() else 0.0
