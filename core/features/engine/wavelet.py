"""Stationary wavelet bands of an image, one level deep."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pywt

Array = npt.NDArray[np.floating[Any]]


def wavelet_reach(wavelet: str) -> int:
    """How many voxels away a band still looks: the length of the wavelet's filters."""
    return int(pywt.Wavelet(wavelet).dec_len)


def wavelet_bands(image: Array, wavelet: str) -> dict[str, Array]:
    """Eight bands of a periodic image (I, J, K) of even size, each of its shape, in pyradiomics' order.

    A band is named after the filters along i, j and k: L for low, H for high pass.

    Notes
    -----
    PyWavelets transforms in the precision of the image, as it does for pyradiomics.

    References
    ----------
    Nason GP, Silverman BW. The stationary wavelet transform and some statistical applications. In: Wavelets and
    Statistics. Springer 1995:281-299. doi:10.1007/978-1-4612-2544-7_17
    Lee GR, et al. PyWavelets: a Python package for wavelet analysis. J Open Source Softw 2019;4:1237.
    doi:10.21105/joss.01237
    """
    (bands,) = pywt.swtn(image, wavelet, level=1, axes=(0, 1, 2))
    bands["aaa"] = bands.pop("aaa")  # the approximation comes last
    return {name.replace("a", "L").replace("d", "H"): band for name, band in bands.items()}
