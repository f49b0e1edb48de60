"""Two-sided p-values of many features at once between two classes. Which rows they see is not known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, stdtr
from scipy.stats import shapiro

from core.signature.ranks import midranks

Matrix = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
NORMAL = 0.05
"""A class whose Shapiro–Wilk p-value is above this passes as normal."""


def association_p_values(values: Matrix, outcome: Flags, test: str) -> Matrix:
    """P-value of each feature by the test named.

    Parameters
    ----------
    values : (n_cases, n_features), no constant column
    outcome : (n_cases,), bool, both classes present
    test : ``"mann-whitney"``, ``"welch"``, or ``"by-normality"``: Welch where both classes pass as normal

    Returns
    -------
    p_values : (n_features,)
    """
    if test == "mann-whitney":
        return rank_sum_p_values(values, outcome)
    if test == "welch":
        return welch_p_values(values, outcome)
    normal = pass_as_normal(values[outcome]) & pass_as_normal(values[~outcome])
    p_values = np.empty(values.shape[1])
    p_values[normal] = welch_p_values(values[:, normal], outcome)
    p_values[~normal] = rank_sum_p_values(values[:, ~normal], outcome)
    return p_values


def rank_sum_p_values(values: Matrix, outcome: Flags) -> Matrix:
    """Two-sided Mann–Whitney p-value of each feature between cases with and without the event.

    Parameters
    ----------
    values : (n_cases, n_features), no constant column
    outcome : (n_cases,), bool, both classes present

    Returns
    -------
    p_values : (n_features,), normal approximation with ties and continuity correction

    References
    ----------
    Mann HB, Whitney DR (1947), DOI 10.1214/aoms/1177730491. Checked against R 4.2.2 `wilcox.test(exact = FALSE)`,
    tests/references/signature.json.
    """
    n, events = len(outcome), int(outcome.sum())
    ranks = midranks(values)
    mean = events * (n + 1) / 2
    # For midranks Σ rank² − n(n+1)²/4 carries the tie correction: it is (n³ − n − Σ(t³ − t)) / 12.
    spread = (ranks**2).sum(axis=0) - n * (n + 1) ** 2 / 4
    deviation = np.sqrt(events * (n - events) / (n * (n - 1)) * spread)
    distance = np.abs(ranks[outcome].sum(axis=0) - mean) - 0.5
    p_values: Matrix = np.minimum(2 * ndtr(-distance / deviation), 1.0)
    return p_values


def welch_p_values(values: Matrix, outcome: Flags) -> Matrix:
    """Two-sided p-value of Welch's t-test of each feature between cases with and without the event.

    Parameters
    ----------
    values : (n_cases, n_features), no constant column
    outcome : (n_cases,), bool, at least two cases of each class

    Returns
    -------
    p_values : (n_features,); next to 0 where neither class varies

    References
    ----------
    Welch BL (1947), DOI 10.1093/biomet/34.1-2.28. Checked against R 4.2.2 `t.test`, tests/references/signature.json.
    """
    yes, no = values[outcome], values[~outcome]
    parts = [group.var(axis=0, ddof=1) / len(group) for group in (yes, no)]
    squared = np.maximum(parts[0] + parts[1], np.finfo(np.float64).tiny)
    freedom = squared**2 / (parts[0] ** 2 / (len(yes) - 1) + parts[1] ** 2 / (len(no) - 1) + np.finfo(np.float64).tiny)
    distance = np.abs(yes.mean(axis=0) - no.mean(axis=0)) / np.sqrt(squared)
    p_values: Matrix = 2 * stdtr(np.maximum(freedom, 1.0), -distance)
    return p_values


def pass_as_normal(values: Matrix) -> Flags:
    """Whether each column passes Shapiro–Wilk at `NORMAL`; a column of fewer than three or of equal values does not.

    Parameters
    ----------
    values : (n_cases, n_features), the cases of one class

    Returns
    -------
    (n_features,), bool

    References
    ----------
    Royston P (1995), DOI 10.2307/2986146. Checked against R 4.2.2 `shapiro.test`, tests/references/signature.json.
    """
    passed: Flags = np.ptp(values, axis=0) > 1e-9 * np.abs(values).max(axis=0)
    if len(values) < 3 or not passed.any():
        return np.zeros(values.shape[1], dtype=bool)
    passed[passed] = shapiro(values[:, passed], axis=0).pvalue > NORMAL
    return passed
