"""From intensities to gray levels. This file knows neither image nor mask, only the values inside a region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int32]

BIN_WIDTH = 25
"""Width of a bin where the settings give neither width nor count, as in pyradiomics."""


@dataclass(frozen=True, eq=False)
class Bins:
    """Gray levels (n,) of a region's values, counted from 1, and the edges (n_bins + 1,) between them."""

    levels: Integers
    edges: Floats


def bin_region(values: npt.NDArray[Any], settings: Mapping[str, Any]) -> Bins:
    """Gray level of each value of a region.

    Parameters
    ----------
    values : (n,), in the precision of the image: the lowest edge is rounded to it, as in pyradiomics
    settings : ``binCount``, or else ``binWidth`` in units of the values

    Notes
    -----
    A bin holds its lower edge and not its upper one. Bins of fixed width lie at whole multiples of it; a fixed count
    of bins spans minimum to maximum. Checked against pyradiomics 3.1.4.

    References
    ----------
    van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339

    Examples
    --------
    >>> bin_region(np.array([54.0, 74.9, 75.0, 166.0]), {"binWidth": 25}).levels
    array([1, 1, 2, 5], dtype=int32)
    """
    count = settings.get("binCount")
    edges = _edges_of_width(values, settings.get("binWidth", BIN_WIDTH)) if count is None else _edges(values, count)
    return Bins(_levels(values.astype(np.float64), edges), edges)


def _edges_of_width(values: npt.NDArray[Any], width: float) -> Floats:
    low, high = values.min(), values.max()
    return np.arange(low - low % width, high + 2 * width, width).astype(np.float64)


def _edges(values: npt.NDArray[Any], count: int) -> Floats:
    edges = np.histogram_bin_edges(values, count)
    edges[-1] += 1  # the maximum belongs to the last bin
    return edges.astype(np.float64)


@numba.njit(cache=True, nogil=True)
def _levels(values: Floats, edges: Floats) -> Integers:
    """How many edges lie at or below each value: a guess from the first bin's width, then steps to the exact edge."""
    levels = np.empty(values.size, np.int32)
    width = edges[1] - edges[0]
    for n, value in enumerate(values):
        level = max(1, min(int((value - edges[0]) / width) + 1, edges.size))
        while level < edges.size and edges[level] <= value:
            level += 1
        while level > 0 and edges[level - 1] > value:
            level -= 1
        levels[n] = level
    return levels
