"""Cases drawn with replacement, as counts: a resample is how often each case was drawn, so that none is copied."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from core.evaluation.inputs import Scores, require_level, require_scores
from core.evaluation.intervals import Interval

SEED = 20240812
CELLS = 4_000_000
"""Counts held in memory at once."""


def draw_counts(rng: np.random.Generator, resamples: int, size: int) -> Scores:
    """How often each of `size` cases is drawn, (resamples, size); each row sums to `size`."""
    drawn = rng.integers(size, size=(resamples, size)) + size * np.arange(resamples)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=resamples * size)
    return counts.reshape(resamples, size).astype(np.float64)


def draw_blocks(resamples: int, size: int) -> Iterator[int]:
    """Sizes of the blocks that so many resamples of `size` cases are drawn in, to bound the memory."""
    block = max(1, CELLS // size)
    yield from (min(block, resamples - done) for done in range(0, resamples, block))


def bootstrap_auc(y_true: npt.ArrayLike, y_score: npt.ArrayLike, resamples: int = 2000, seed: int = SEED) -> Scores:
    """AUC of each stratified resample: events are drawn from events, non-events from non-events.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score : (n_cases,), higher means the event is more likely
    resamples : how many
    seed : of the draws

    Returns
    -------
    (resamples,)

    Notes
    -----
    With counts w of the events and v of the non-events in a resample, AUC = Σ_j w_j (V(s < s_j) + V(s ≤ s_j)) / 2mn,
    V being running sums of v over the sorted non-events: O(m + n) for each resample, no ranking.

    References
    ----------
    .. [1] Carpenter J, Bithell J (2000). Statistics in Medicine 19:1141–1164.
       doi:10.1002/(SICI)1097-0258(20000515)19:9<1141::AID-SIM479>3.0.CO;2-F
    """
    outcome, (scores,) = require_scores(y_true, y_score)
    events, others = scores[outcome], np.sort(scores[~outcome])
    below, upto = (np.searchsorted(others, events, side=side) for side in ("left", "right"))
    rng = np.random.default_rng(seed)
    parts = []
    for block in draw_blocks(resamples, outcome.size):
        drawn, running = draw_counts(rng, block, events.size), np.zeros((block, others.size + 1))
        np.cumsum(draw_counts(rng, block, others.size), axis=1, out=running[:, 1:])
        parts.append((drawn * (running[:, below] + running[:, upto])).sum(axis=1) / (2 * events.size * others.size))
    return np.concatenate(parts)


def percentile_interval(values: npt.ArrayLike, level: float = 0.95) -> Interval:
    """The middle `level` of resampled values, (resamples,); quantiles of type 7, as R takes them (Hyndman 1996)."""
    require_level(level)
    low, high = np.quantile(np.asarray(values, dtype=np.float64), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
