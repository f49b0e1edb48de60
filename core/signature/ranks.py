"""Midranks of many features at once. What is done with them is not known here."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


def midranks(values: Matrix) -> Matrix:
    """Rank of each value within its column, from 1; equal values share the mean of their ranks.

    Parameters
    ----------
    values : (n_cases, n_features), nothing missing

    Returns
    -------
    (n_cases, n_features)
    """
    columns = np.ascontiguousarray(values.T)
    ranks: Matrix = share_ranks(columns, np.argsort(columns, axis=1)).T
    return ranks


@numba.njit(cache=True, nogil=True)
def share_ranks(rows: Matrix, order: npt.NDArray[Any]) -> Matrix:
    """Midranks (n_features, n_cases) of rows whose ascending order is known."""
    ranks = np.empty(rows.shape)
    for j in range(len(rows)):
        start, n = 0, rows.shape[1]
        for stop in range(1, n + 1):
            if stop == n or rows[j, order[j, stop]] != rows[j, order[j, start]]:
                ranks[j][order[j, start:stop]] = (start + stop + 1) / 2
                start = stop
    return ranks
