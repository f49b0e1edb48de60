"""Two AUCs of different cases, compared: training against validation, or one hospital against another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.evaluation.delong import component_variance, structural_components
from core.evaluation.inputs import require_level, require_scores


@dataclass(frozen=True)
class UnpairedTest:
    """Two AUCs of different cases, compared.

    Parameters
    ----------
    auc_a, auc_b : 0–1
    difference : auc_a − auc_b
    ci_low, ci_high : interval of the difference at `level`
    t, degrees_of_freedom : statistic of Student's t with Satterthwaite's degrees of freedom
    p_value : two-sided
    """

    auc_a: float
    auc_b: float
    difference: float
    ci_low: float
    ci_high: float
    t: float
    degrees_of_freedom: float
    p_value: float
    level: float


def unpaired_test(
    y_true_a: npt.ArrayLike,
    y_score_a: npt.ArrayLike,
    y_true_b: npt.ArrayLike,
    y_score_b: npt.ArrayLike,
    level: float = 0.95,
) -> UnpairedTest:
    """Compare two AUCs measured on cases that have nothing in common.

    Parameters
    ----------
    y_true_a, y_score_a : (n_cases_a,), outcome and score of one set of cases
    y_true_b, y_score_b : (n_cases_b,), of the other
    level : confidence level of the interval of the difference

    Returns
    -------
    UnpairedTest
        Where the variance cannot be estimated or is 0, interval, t, degrees of freedom and p are NaN.

    Notes
    -----
    t = (AUC_a − AUC_b) / √(var_a + var_b), degrees of freedom (var_a + var_b)² / (var_a² / (N_a − 1) + var_b² /
    (N_b − 1)). t and p are checked against pROC 1.18.0, which gives no interval, in
    tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595
    .. [2] Satterthwaite FE (1946). Biometrics Bulletin 2:110–114. doi:10.2307/3002019
    """
    require_level(level)
    (auc_a, variance_a, n_a), (auc_b, variance_b, n_b) = _judge(y_true_a, y_score_a), _judge(y_true_b, y_score_b)
    difference, variance = auc_a - auc_b, variance_a + variance_b
    if not variance > 0:
        unknown = float("nan")
        return UnpairedTest(auc_a, auc_b, difference, unknown, unknown, unknown, unknown, unknown, level)
    freedom = variance**2 / (variance_a**2 / (n_a - 1) + variance_b**2 / (n_b - 1))
    error = float(np.sqrt(variance))
    margin = float(stats.t.isf((1 - level) / 2, freedom)) * error
    t = difference / error
    p_value = float(2 * stats.t.sf(abs(t), freedom))
    return UnpairedTest(auc_a, auc_b, difference, difference - margin, difference + margin, t, freedom, p_value, level)


def _judge(y_true: npt.ArrayLike, y_score: npt.ArrayLike) -> tuple[float, float, int]:
    outcome, scores = require_scores(y_true, y_score)
    wins, losses = structural_components(outcome, scores)
    return float(wins.mean() / losses.size), component_variance(wins[0], losses[0]), outcome.size
