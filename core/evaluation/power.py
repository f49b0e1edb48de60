"""How likely a paired test is to see a difference, and how many cases are needed to see it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.errors import CohortError
from core.evaluation.delong import DelongTest, component_variance, structural_components
from core.evaluation.inputs import require_level, require_scores


@dataclass(frozen=True)
class ComparisonPower:
    """Power of a paired comparison of two AUCs.

    Parameters
    ----------
    power : of a test of these cases, were the difference seen the true one
    wanted : power that `needed_events` and `needed_non_events` would give
    needed_events, needed_non_events : cases, not rounded, at the ratio of these; infinite where nothing differs
    level : of the two-sided test, 1 − significance level
    """

    power: float
    wanted: float
    needed_events: float
    needed_non_events: float
    level: float


def power_of_difference(
    y_true: npt.ArrayLike,
    y_score_a: npt.ArrayLike,
    y_score_b: npt.ArrayLike,
    level: float = 0.95,
    wanted: float = 0.8,
) -> ComparisonPower:
    """Power of the paired DeLong test at the difference seen, and the cases needed for more.

    The power at the difference seen is the p-value told otherwise: it plans the next study, it explains nothing of this
    one.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score_a, y_score_b : (n_cases,), higher means the event is more likely
    level : 1 − significance level, two-sided
    wanted : power to plan for, between 0 and 1

    Raises
    ------
    CohortError
        The variance of the difference cannot be estimated or is 0.

    Notes
    -----
    With m events, δ the difference, v₀ = 2m (var_a − cov) and v = m (var_a + var_b − 2 cov), the power is
    Φ((√m |δ| − z_α √v₀) / √v) and (z_α √v₀ + z_β √v)² / δ² events are needed. Under the hypothesis both variances are
    taken to be that of the first score, so the order of the scores matters. Checked against pROC 1.18.0
    (`power.roc.test`) in tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Obuchowski NA, McClish DK (1997). Statistics in Medicine 16:1529–1542.
       doi:10.1002/(SICI)1097-0258(19970715)16:13<1529::AID-SIM565>3.0.CO;2-H
    """
    require_level(level)
    require_level(wanted)
    outcome, scores = require_scores(y_true, y_score_a, y_score_b)
    wins, losses = structural_components(outcome, scores)
    m, n = wins.shape[1], losses.shape[1]
    first, second = (m * component_variance(wins[i], losses[i]) for i in (0, 1))
    spread = m * component_variance(wins[0] - wins[1], losses[0] - losses[1])
    under_none = first - second + spread
    if not (spread > 0 and under_none > 0):
        raise CohortError("power needs scores whose difference varies, but it does not here: add cases or other scores")
    delta = abs(float((wins[0] - wins[1]).mean() / n))
    alpha, beta = stats.norm.isf((1 - level) / 2), stats.norm.ppf(wanted)
    power = stats.norm.cdf((np.sqrt(m) * delta - alpha * np.sqrt(under_none)) / np.sqrt(spread))
    enough = (alpha * np.sqrt(under_none) + beta * np.sqrt(spread)) ** 2
    needed = float(enough / delta**2) if delta else float("inf")
    return ComparisonPower(float(power), wanted, needed, needed * n / m, level)


def power_of_test(test: DelongTest, wanted: float = 0.8) -> ComparisonPower:
    """Power of DeLong's test itself, which takes one variance under either hypothesis, at the difference seen.

    `power_of_difference` plans a study by the variance of one score; where AUCs near 1 make that variance far from the
    other's, it can tell a power below the significance level, as no test has.

    Parameters
    ----------
    test : of as many cases as the power is wanted for
    wanted : power to plan for, between 0 and 1

    Raises
    ------
    CohortError
        The variance of the difference cannot be estimated or is 0.

    Notes
    -----
    Power Φ(|z| − z_α) + Φ(−|z| − z_α); cases grow by (z_α + z_β)² / z², where the other tail is left out.

    References
    ----------
    .. [1] Zhou XH, Obuchowski NA, McClish DK (2011). Statistical Methods in Diagnostic Medicine, 2nd edition. Wiley,
       section 6.3

    Examples
    --------
    >>> from core.evaluation.delong import delong_test
    >>> test = delong_test([0, 0, 0, 1, 1, 1], [1, 2, 4, 3, 5, 6], [2, 1, 6, 3, 5, 4])
    >>> round(power_of_test(test).power, 2)
    0.15
    """
    require_level(wanted)
    if np.isnan(test.z) or test.ci_low == test.ci_high:
        raise CohortError("power needs scores whose difference varies, but it does not here: add cases or other scores")
    alpha, beta = float(stats.norm.isf((1 - test.level) / 2)), float(stats.norm.ppf(wanted))
    power = float(stats.norm.sf(alpha - abs(test.z)) + stats.norm.sf(alpha + abs(test.z)))
    growth = ((alpha + beta) / test.z) ** 2 if test.z else float("inf")
    return ComparisonPower(power, wanted, growth * test.n_events, growth * test.n_non_events, test.level)
