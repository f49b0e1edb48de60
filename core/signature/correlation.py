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
    rows = _unit_rows(values, kind)
    return np.minimum(np.abs(rows @ rows.T), 1.0)


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
    rows = _unit_rows(values, kind)
    left = np.ones(len(rows), dtype=bool)
    for column in range(len(rows)):
        if left[column]:
            left[column + 1 :] &= np.abs(rows[column + 1 :] @ rows[column]) <= max_correlation
    return np.flatnonzero(left)


def _unit_rows(values: Matrix, kind: str) -> Matrix:
    """One row per feature, (n_features, n_cases), of mean 0 and length 1: their products are correlations."""
    rows = np.ascontiguousarray((midranks(values) if kind == "spearman" else values).T)
    rows = rows - rows.mean(axis=1, keepdims=True)
    unit: Matrix = rows / np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return unit
