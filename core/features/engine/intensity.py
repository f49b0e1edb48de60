"""The intensities of a volume, normalised over the whole of it and only where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from core.features.engine.crop import Box
from core.values import Volume

Array = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Intensities:
    """A volume (I, J, K) with the transform that normalises it.

    mean, spread : of the whole volume
    limit : standard deviations at which outliers are clipped, or None
    scale : what one standard deviation becomes
    precision : of the result: what another volume normalises is stored as a volume, in float32
    """

    data: Array
    mean: float = 0.0
    spread: float = 1.0
    limit: float | None = None
    scale: float = 1.0
    precision: type[np.floating[Any]] = np.float32

    @property
    def shape(self) -> tuple[int, int, int]:
        """Voxels along each axis of the whole volume."""
        i, j, k = self.data.shape
        return i, j, k

    def crop(self, window: Box) -> Intensities:
        """The same intensities of a box, not yet normalised."""
        return replace(self, data=self.data[window])

    def __getitem__(self, place: Any) -> Array:
        """Normalised intensities at any index of a (I, J, K) array."""
        return self._normalise(self.data[place])

    @cached_property
    def peak(self) -> float:
        """Largest absolute normalised intensity of the whole volume."""
        return float(np.abs(self._normalise(np.array([self.data.min(), self.data.max()]))).max())

    def _normalise(self, raw: Array) -> Array:
        score = np.subtract(raw, self.mean, dtype=np.float64)
        score *= 1 / self.spread
        if self.limit is not None:
            score.clip(-self.limit, self.limit, out=score)
        score *= self.scale
        return score.astype(self.precision, copy=False)


def read_intensities(volume: Volume, settings: Mapping[str, Any], reference: Volume | None = None) -> Intensities:
    """Intensities as the settings want them.

    Parameters
    ----------
    settings : ``normalize``, ``normalizeScale`` and ``removeOutliers`` (in standard deviations) as in pyradiomics
    reference : volume whose mean and standard deviation normalise; without it, the volume's own

    Notes
    -----
    z = (x - mean) / standard deviation with n - 1 below, clipped and then scaled.

    References
    ----------
    van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339
    """
    if not settings.get("normalize"):
        return Intensities(volume.data)
    sample = (reference or volume).data
    origin = float(sample[0, 0, 0])
    total, squares = sum_moments(sample.reshape(len(sample), -1), origin)
    variance = (squares - total * total / sample.size) / max(sample.size - 1, 1)
    return Intensities(
        volume.data,
        mean=origin + total / sample.size,
        spread=float(np.sqrt(variance)) or 1.0,
        limit=settings.get("removeOutliers"),
        scale=settings.get("normalizeScale", 1),
        precision=np.float64 if reference is None else np.float32,
    )


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def sum_moments(rows: Array, origin: float) -> tuple[float, float]:
    """Sum and sum of squares of what (n_rows, n) values differ from `origin`; row by row, which keeps it exact."""
    total = squares = 0.0
    for n in range(len(rows)):
        linear = square = 0.0
        row = rows[n]
        for m in range(row.size):
            difference = row[m] - origin
            linear += difference
            square += difference * difference
        total += linear
        squares += square
    return total, squares
