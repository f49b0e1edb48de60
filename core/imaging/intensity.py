"""The scale of grey values of a whole volume: what a screen shows from black to white. Knows no region and no grid."""

from __future__ import annotations

import numpy as np

from core.values import Volume

PERCENTILES = (0.5, 99.5)


def intensity_range(volume: Volume) -> tuple[float, float]:
    """Grey values between which 99 % of the voxels lie.

    One pair serves a volume and what is made of it: native and super-resolved images are shown in the native window.

    Parameters
    ----------
    volume : (I, J, K), any scale

    Returns
    -------
    low, high : 0.5 and 99.5 percentile of all voxels; equal for a constant volume

    Examples
    --------
    >>> intensity_range(Volume(np.arange(1000.0).reshape(10, 10, 10), np.eye(4)))
    (4.995, 994.005)
    """
    low, high = np.percentile(volume.data.astype(np.float64), PERCENTILES)
    return float(low), float(high)
