"""Correlation between features, and which of them repeat one another. Outcomes are not known here."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.signature.ranks import midranks

Matrix = npt.NDArray[np.float64]


def absolute_correlation(values: Matrix, kind: str = "spearman") -> Matrix:
    """Absolute correlation of all pairs of features.

    Parameters
    ----------
    values : (n_cases, n_features), no constant column
    kind : ``"spearman"`` or ``"pearson"``

    Returns
    -------
    (n_features, n_features), 0–1

    References
    ----------
    Spearman C (1904), DOI 10.2307/1412159. Checked against R 4.2.2 `cor`, tests/references/signature.json.
    """
    compared = midranks(values) if kind == "spearman" else values
    return np.abs(np.atleast_2d(np.corrcoef(compared, rowvar=False)))


def distinct_columns(values: Matrix, max_correlation: float, kind: str = "spearman") -> npt.NDArray[np.intp]:
    """Walk the columns in order and keep each whose correlation with every kept one is at most `max_correlation`.

    Parameters
    ----------
    values : (n_cases, n_features), best feature first, no constant column
    max_correlation : 0–1, of the absolute value
    kind : ``"spearman"`` or ``"pearson"``

    Returns
    -------
    positions of the kept columns, ascending
    """
    redundant = absolute_correlation(values, kind) > max_correlation
    taken = np.zeros(values.shape[1], dtype=bool)
    for column in range(values.shape[1]):
        taken[column] = not (redundant[column] & taken).any()
    return np.flatnonzero(taken)
