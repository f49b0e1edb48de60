"""How sure a ROC curve is at each false positive rate."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.evaluation.inputs import Outcome, Scores, require_level, require_scores
from core.evaluation.resampling import SEED, draw_blocks, draw_counts

RATES = np.arange(101) / 100
RATES.setflags(write=False)


def roc_band(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    rates: npt.ArrayLike = RATES,
    level: float = 0.95,
    resamples: int = 500,
    seed: int = SEED,
) -> pd.DataFrame:
    """Pointwise band of the sensitivity at given false positive rates, from stratified resamples.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score : (n_cases,), higher means the event is more likely
    rates : (n_rates,), false positive rates
    level : of the band, at each rate by itself
    resamples, seed : how many, and of the draws

    Returns
    -------
    (n_rates, 4), columns false_positive_rate, sensitivity (median), ci_low, ci_high

    Notes
    -----
    Curves are joined by straight lines, and at a rise the upper end counts. Checked against pROC 1.18.0 (`ci.se`), to
    the chance of the draw, in tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Fawcett T (2006). Pattern Recognition Letters 27:861–874. doi:10.1016/j.patrec.2005.10.010
    """
    require_level(level)
    outcome, (score,) = require_scores(y_true, y_score)
    order = np.argsort(-score, kind="stable")
    last_of_tie = np.append(np.flatnonzero(np.diff(score[order])), score.size - 1)
    asked, rng = np.asarray(rates, dtype=np.float64), np.random.default_rng(seed)
    found = [
        np.interp(asked, alarms, hits)
        for block in draw_blocks(resamples, score.size)
        for alarms, hits in zip(*_draw_curves(rng, outcome[order], block, last_of_tie), strict=True)
    ]
    middle, low, high = np.quantile(found, [0.5, (1 - level) / 2, (1 + level) / 2], axis=0)
    return pd.DataFrame({"false_positive_rate": asked, "sensitivity": middle, "ci_low": low, "ci_high": high})


def _draw_curves(
    rng: np.random.Generator, outcome: Outcome, resamples: int, ends: npt.NDArray[np.intp]
) -> tuple[Scores, Scores]:
    """Rates of resampled curves, each (resamples, 1 + n_thresholds); outcomes come in order of falling scores."""
    rates = []
    for kind in (~outcome, outcome):
        counts = np.zeros((resamples, outcome.size))
        counts[:, kind] = draw_counts(rng, resamples, int(kind.sum()))
        running = np.cumsum(counts, axis=1)[:, ends] / kind.sum()
        rates.append(np.concatenate([np.zeros((resamples, 1)), running], axis=1))
    return rates[0], rates[1]
