"""How close a super-resolved volume is to the truth, and to the measurement it came from.

Every number is taken over a region, by default the foreground, on the range of the truth between its 0.5 and 99.5
percentiles: numbers averaged over black background read 10 dB higher and cannot be compared with these.

Bands tell where detail was recovered. Each axis has a measured lower and a missing upper half of its frequencies
(DCT-II, as in `consistency`), so an image falls into eight bands; "x" is high along x alone, "xy" along x and y.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import numpy.typing as npt
import torch
from scipy.fft import dctn, idctn
from scipy.ndimage import gaussian_filter

from core.superres.consistency import ALL_K_SPACE, Measurement, measure

Array = npt.NDArray[np.floating]
Foreground = npt.NDArray[np.bool_]

BANDS = ("x", "y", "z", "xy", "xz", "yz", "xyz")
"""What a measurement at half the resolution misses."""
IN_PLANE = ("x", "y", "xy")


def psnr(truth: Array, estimate: Array, foreground: Foreground) -> float:
    """Peak signal-to-noise ratio over the foreground, dB.

    Parameters
    ----------
    truth, estimate : (I, J, K), same intensity scale
    foreground : (I, J, K), voxels that count

    Examples
    --------
    >>> truth = np.linspace(0, 1, 27).reshape(3, 3, 3)
    >>> round(psnr(truth, truth + 0.1, np.ones((3, 3, 3), bool)), 1)
    19.9
    """
    error = _mean_square(truth - estimate, foreground)
    return float(10 * np.log10(intensity_span(truth) ** 2 / error)) if error > 0 else float("inf")


def nrmse(truth: Array, estimate: Array, foreground: Foreground) -> float:
    """Root mean square error of two (I, J, K) images over the foreground, as share of the truth's root mean square.

    Examples
    --------
    >>> nrmse(np.full((2, 2, 2), 4.0), np.full((2, 2, 2), 3.0), np.ones((2, 2, 2), bool))
    0.25
    """
    return float(np.sqrt(_mean_square(truth - estimate, foreground) / (_mean_square(truth, foreground) or 1.0)))


def ssim(truth: Array, estimate: Array, foreground: Foreground, sigma: float = 1.5) -> float:
    """Structural similarity of two (I, J, K) images: the mean of `ssim_map` over the foreground."""
    return float(ssim_map(truth, estimate, sigma)[foreground].mean())


def ssim_map(truth: Array, estimate: Array, sigma: float = 1.5) -> Array:
    """Structural similarity of two (I, J, K) images at every voxel, with a 3D Gaussian window.

    References
    ----------
    Wang Z, et al. Image quality assessment: from error visibility to structural similarity. IEEE Trans Image Process
    2004;13:600-612. doi:10.1109/TIP.2003.819861
    """
    span = intensity_span(truth)
    c1, c2 = (0.01 * span) ** 2, (0.03 * span) ** 2
    x, y = np.asarray(truth, np.float64), np.asarray(estimate, np.float64)
    mean_x, mean_y = (gaussian_filter(v, sigma) for v in (x, y))
    var_x, var_y, cov = (
        gaussian_filter(a * b, sigma) - m * n
        for a, b, m, n in ((x, x, mean_x, mean_x), (y, y, mean_y, mean_y), (x, y, mean_x, mean_y))
    )
    luminance = (2 * mean_x * mean_y + c1) / (mean_x**2 + mean_y**2 + c1)
    return np.asarray(luminance * (2 * cov + c2) / (var_x + var_y + c2))


def band_images(image: Array, axes: tuple[int, int, int] = (0, 1, 2)) -> dict[str, Array]:
    """What an image holds in each of the missing `BANDS`, each (I, J, K); with its measured part they add up to it.

    Parameters
    ----------
    image : (I, J, K), even numbers of voxels
    axes : which axes of the array are called x, y and z
    """
    spectrum = dctn(np.asarray(image, np.float32), norm="ortho")
    letters = dict(zip(axes, "xyz", strict=True))
    images = {}
    for high in product((False, True), repeat=3):
        name = "".join(sorted(letters[axis] for axis in range(3) if high[axis]))
        part = tuple(slice(n // 2, None) if up else slice(0, n // 2) for n, up in zip(image.shape, high, strict=True))
        band = np.zeros_like(spectrum)
        band[part] = spectrum[part]
        images[name] = np.asarray(idctn(band, norm="ortho")) if name else band
    return {name: images[name] for name in BANDS}


def band_energies(bands: Mapping[str, Array], region: Foreground) -> dict[str, float]:
    """Mean square over a region (I, J, K) of each of the `band_images`."""
    return {name: _mean_square(band, region) for name, band in bands.items()}


def recovered_shares(missing: Mapping[str, float], left: Mapping[str, float]) -> dict[str, float]:
    """Share of the missing energy that an estimate recovered: by band, in plane (x, y, xy) and in total.

    Parameters
    ----------
    missing : `band_energies` of the truth
    left : `band_energies` of truth minus estimate

    Notes
    -----
    1 - left / missing: 1 for the truth, 0 for an interpolation that adds nothing, negative for wrong detail.

    Examples
    --------
    >>> share = recovered_shares(dict.fromkeys(BANDS, 2.0), dict.fromkeys(BANDS, 0.5))
    >>> share["xyz"], share["in_plane"], share["total"]
    (0.75, 0.75, 0.75)
    """
    groups = {**{name: (name,) for name in BANDS}, "in_plane": IN_PLANE, "total": BANDS}
    sums = {key: [sum(of[name] for name in names) for of in (left, missing)] for key, names in groups.items()}
    return {key: 1 - a / b if b > 0 else 0.0 for key, (a, b) in sums.items()}


def consistency_error(low_res: Array, high_res: Array, measurement: Measurement = ALL_K_SPACE) -> float:
    """Mean absolute difference between the measurement and the super-resolved volume measured again, as share of range.

    Parameters
    ----------
    low_res : (I, J, K)
    high_res : (2I, 2J, 2K)
    measurement : how each axis was measured
    """
    again = measure(torch.from_numpy(np.array(high_res, np.float32)), measurement).numpy()
    return float(np.abs(again - low_res).mean() / intensity_span(low_res))


def foreground_of(truth: Array) -> Foreground:
    """Voxels of an image (I, J, K) above 10 % of its range."""
    return np.asarray(truth > np.percentile(truth, 0.5) + 0.1 * intensity_span(truth))


def intensity_span(image: Array) -> float:
    """Distance of the 0.5 and 99.5 percentiles of an image of any shape; 1 for a constant image."""
    low, high = np.percentile(image, (0.5, 99.5))
    return float(high - low) or 1.0


def _mean_square(image: Array, region: Foreground) -> float:
    return float(np.mean(np.square(image, dtype=np.float64)[region]))
