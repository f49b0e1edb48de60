"""The variance of an AUC and the test between two AUCs of the same cases, without assuming a distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.evaluation.inputs import Outcome, Scores, require_level, require_scores


@dataclass(frozen=True)
class DelongTest:
    """Two AUCs of the same cases, compared.

    Parameters
    ----------
    auc_a, auc_b : 0–1
    difference : auc_a − auc_b
    ci_low, ci_high : interval of the difference at `level`
    z : difference over its standard error, the sign of the difference
    p_value : two-sided
    n_events, n_non_events : cases compared
    """

    auc_a: float
    auc_b: float
    difference: float
    ci_low: float
    ci_high: float
    z: float
    p_value: float
    level: float
    n_events: int
    n_non_events: int


def delong_test(
    y_true: npt.ArrayLike, y_score_a: npt.ArrayLike, y_score_b: npt.ArrayLike, level: float = 0.95
) -> DelongTest:
    """Compare the AUCs of two scores given to the same cases (paired, two-sided).

    For scores that were not fitted on these cases: between nested models on their own training cases the test is
    invalid, and a likelihood-ratio test belongs there. A wide interval with a large p-value is a small sample, not
    proof of equal models.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score_a, y_score_b : (n_cases,), higher means the event is more likely
    level : confidence level of the interval of the difference

    Returns
    -------
    DelongTest
        A score against itself, or any score that ranks every pair alike, gives z = 0 and p = 1. Where the AUCs differ
        but the variance cannot be estimated (fewer than two cases on a side, or two scores that each rank every case
        of a side alike), interval, z and p are NaN.

    Raises
    ------
    CohortError
        See `core.evaluation.inputs.require_scores`.

    Notes
    -----
    z = (AUC_a − AUC_b) / √(var AUC_a + var AUC_b − 2 cov), the variance being that of the differences of the structural
    components. Checked against pROC 1.18.0 in tests/references/evaluation_r.json.

    References
    ----------
    .. [1] DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595
    .. [2] Sun X, Xu W (2014). IEEE Signal Processing Letters 21:1389–1393. doi:10.1109/LSP.2014.2337313
    .. [3] Demler OV, Pencina MJ, D'Agostino RB (2012). Statistics in Medicine 31:2577–2587. doi:10.1002/sim.5328

    Examples
    --------
    >>> test = delong_test([0, 0, 0, 1, 1, 1], [1, 2, 4, 3, 5, 6], [1, 2, 4, 3, 5, 6])
    >>> test.difference, test.z, test.p_value
    (0.0, 0.0, 1.0)
    """
    require_level(level)
    outcome, scores = require_scores(y_true, y_score_a, y_score_b)
    return compare_components(*structural_components(outcome, scores), level)


def compare_components(wins: Scores, losses: Scores, level: float) -> DelongTest:
    """The test of `delong_test` from the components of its two scores: wins (2, n_events), losses (2, n_non_events)."""
    auc_a, auc_b = (float(auc) for auc in wins.mean(axis=1) / losses.shape[1])
    error = np.sqrt(component_variance(wins[0] - wins[1], losses[0] - losses[1]))
    difference = auc_a - auc_b
    z = 0.0 if error == 0 == difference else difference / error if error > 0 else np.nan
    margin = float(stats.norm.isf((1 - level) / 2) * error) if error > 0 or difference == 0 else np.nan
    return DelongTest(
        auc_a=auc_a,
        auc_b=auc_b,
        difference=difference,
        ci_low=difference - margin,
        ci_high=difference + margin,
        z=float(z),
        p_value=float(2 * stats.norm.sf(abs(z))),
        level=level,
        n_events=wins.shape[1],
        n_non_events=losses.shape[1],
    )


def structural_components(outcome: Outcome, scores: Scores) -> tuple[Scores, Scores]:
    """Pairs each case is ranked rightly in, from midranks in O(n log n).

    Parameters
    ----------
    outcome : (n_cases,), bool
    scores : (n_scores, n_cases)

    Returns
    -------
    wins : (n_scores, n_events), for each event the non-events scored below it, a tie counting one half
    losses : (n_scores, n_non_events), for each non-event the events scored below it, likewise
    """
    ranks = stats.rankdata(scores, axis=1)
    wins = ranks[:, outcome] - stats.rankdata(scores[:, outcome], axis=1)
    losses = ranks[:, ~outcome] - stats.rankdata(scores[:, ~outcome], axis=1)
    return wins, losses


def component_variance(wins: Scores, losses: Scores) -> float:
    """Variance of one AUC, or of the difference of two, from its components.

    The counts are divided last: sums of half-integers are exact, so a constant component has variance 0, not 1e-34.

    Parameters
    ----------
    wins : (n_events,), counts out of n_non_events
    losses : (n_non_events,), counts out of n_events

    Returns
    -------
    float
        NaN when there are fewer than two cases on either side.
    """
    m, n = wins.size, losses.size
    if min(m, n) < 2:
        return float("nan")
    return float(wins.var(ddof=1) / n**2 / m + losses.var(ddof=1) / m**2 / n)
