"""Two filters over all features at once: rank-sum p-values and rank correlation. Which rows they see is not known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr
from scipy.stats import rankdata

Matrix = npt.NDArray[np.float64]


def rank_sum_p_values(values: Matrix, outcome: npt.NDArray[np.bool_]) -> Matrix:
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
    ranks = rankdata(values, axis=0)
    mean = events * (n + 1) / 2
    # For midranks Σ rank² − n(n+1)²/4 carries the tie correction: it is (n³ − n − Σ(t³ − t)) / 12.
    spread = (ranks**2).sum(axis=0) - n * (n + 1) ** 2 / 4
    deviation = np.sqrt(events * (n - events) / (n * (n - 1)) * spread)
    distance = np.abs(ranks[outcome].sum(axis=0) - mean) - 0.5
    p_values: Matrix = np.minimum(2 * ndtr(-distance / deviation), 1.0)
    return p_values


def distinct_columns(values: Matrix, max_correlation: float) -> npt.NDArray[np.intp]:
    """Walk the columns in order and keep each whose |Spearman| with every kept one is at most `max_correlation`.

    Parameters
    ----------
    values : (n_cases, n_features), best feature first, no constant column
    max_correlation : 0–1

    Returns
    -------
    positions of the kept columns, ascending
    """
    correlation = np.abs(np.atleast_2d(np.corrcoef(rankdata(values, axis=0), rowvar=False)))
    kept: list[int] = []
    for column in range(values.shape[1]):
        if not (correlation[column, kept] > max_correlation).any():
            kept.append(column)
    return np.array(kept, dtype=np.intp)
