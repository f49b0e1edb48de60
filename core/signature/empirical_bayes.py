"""A centre's location and scale, drawn towards what is usual among its features. Tables are not known here."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.errors import FitError

Matrix = npt.NDArray[np.float64]
STEPS, STILL = 10_000, 1e-10
LEAST_WIDTH = 1e-100  # of a prior: what varies less does not vary


def shrink_centre(standard: Matrix) -> tuple[Matrix, Matrix]:
    """Shift and scale of each feature in one centre: the mode of their posterior.

    Parameters
    ----------
    standard : (n_rows, n_features), at least two of each, in pooled standard deviations from the expected value

    Returns
    -------
    shift, scale : (n_features,), in pooled standard deviations

    Raises
    ------
    FitError
        The estimates do not come to rest.

    Notes
    -----
    The shifts of a centre are taken to be normal over features, the variances inverse-gamma; the moments give both
    priors. Shift and variance then depend on one another and are found in turn.

    References
    ----------
    Johnson WE, Li C, Rabinovic A (2007). Biostatistics 8:118–127, section 3. doi:10.1093/biostatistics/kxj037
    """
    n = len(standard)
    mean, variance = standard.mean(axis=0), standard.var(axis=0, ddof=1)
    center, width = mean.mean(), mean.var(ddof=1)
    shape, rate = _inverse_gamma(variance)
    shift, spread = mean, variance
    for _ in range(STEPS):
        last = shift, spread
        shift = (width * n * mean + spread * center) / (width * n + spread)
        square = ((standard - shift) ** 2).sum(axis=0)
        spread = (0.5 * square + rate) / (n / 2 + shape - 1)
        if max(np.abs(shift - last[0]).max(), np.abs(spread - last[1]).max()) < STILL:
            return shift, np.sqrt(spread)
    raise FitError("a centre's shift and scale must come to rest, but they did not: leave harmonisation off")


def _inverse_gamma(variance: Matrix) -> tuple[float, float]:
    """Shape and rate with the mean and variance of the variances."""
    mean, width = float(variance.mean()), max(float(variance.var(ddof=1)), LEAST_WIDTH)
    return 2 + mean**2 / width, mean + mean**3 / width
