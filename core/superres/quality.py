"""How close a super-resolved volume is to the truth, and to the measurement it came from.

Every number is taken over the foreground on the range of the truth between its 0.5 and 99.5 percentiles: numbers
averaged over black background read 10 dB higher and cannot be compared with these.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from scipy.ndimage import gaussian_filter

from core.superres.consistency import truncate

Array = npt.NDArray[np.floating]
Foreground = npt.NDArray[np.bool_]


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
    error = np.mean(np.square(truth - estimate, dtype=np.float64)[foreground])
    return float(10 * np.log10(intensity_span(truth) ** 2 / error)) if error > 0 else float("inf")


def ssim(truth: Array, estimate: Array, foreground: Foreground, sigma: float = 1.5) -> float:
    """Structural similarity of two (I, J, K) images over the foreground, with a 3D Gaussian window.

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
    structure = (2 * cov + c2) / (var_x + var_y + c2)
    return float((luminance * structure)[foreground].mean())


def consistency_error(low_res: Array, high_res: Array) -> float:
    """Mean absolute difference between the measurement and the super-resolved volume measured again, as share of range.

    Parameters
    ----------
    low_res : (I, J, K)
    high_res : (2I, 2J, 2K)
    """
    again = truncate(torch.from_numpy(np.array(high_res, np.float32))).numpy()
    return float(np.abs(again - low_res).mean() / intensity_span(low_res))


def intensity_span(image: Array) -> float:
    """Distance of the 0.5 and 99.5 percentiles of an image of any shape; 1 for a constant image."""
    low, high = np.percentile(image, (0.5, 99.5))
    return float(high - low) or 1.0
