"""How far two readers' measurements lie apart: mean difference and limits of agreement, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.errors import CohortError

Interval = tuple[float, float]


@dataclass(frozen=True, eq=False)
class BlandAltman:
    """Differences of paired measurements, first minus second, in their unit.

    Parameters
    ----------
    means, differences : (n,), of each pair
    bias, low, high : mean difference, and the limits between which 95 % of differences lie
    bias_interval, low_interval, high_interval : 95 % intervals of the three
    """

    means: npt.NDArray[np.float64]
    differences: npt.NDArray[np.float64]
    bias: float
    low: float
    high: float
    bias_interval: Interval
    low_interval: Interval
    high_interval: Interval


def bland_altman(first: npt.ArrayLike, second: npt.ArrayLike, level: float = 0.95) -> BlandAltman:
    """Mean difference and limits of agreement of two measurements, each (n,) in one unit.

    Raises
    ------
    CohortError
        Fewer than three pairs, or measurements that do not pair.

    Notes
    -----
    Limits: bias ± z·s. Standard errors: s/√n of the bias and s·√(1/n + z²/(2(n − 1))) of a limit, with Student's t of
    n − 1 degrees of freedom. Checked against R 4.2.2 (``tests/references/clinical.json``): ``t.test`` for the bias, the
    published formula for the limits.

    References
    ----------
    Bland JM, Altman DG. Measuring agreement in method comparison studies. Stat Methods Med Res 1999;8:135-160.
    doi:10.1177/096228029900800204

    Examples
    --------
    >>> result = bland_altman([10, 12, 15, 20], [11, 12, 13, 19])
    >>> result.bias, round(result.low, 2), round(result.high, 2)
    (0.5, -2.03, 3.03)
    """
    x, y = np.asarray(first, np.float64), np.asarray(second, np.float64)
    n = x.size
    if x.shape != y.shape or x.ndim != 1 or n < 3:
        raise CohortError(f"agreement needs at least three pairs, but {x.shape} and {y.shape} came: add cases")
    differences = x - y
    bias, spread = float(differences.mean()), float(differences.std(ddof=1))
    z, t = stats.norm.ppf((1 + level) / 2), stats.t.ppf((1 + level) / 2, n - 1)
    of_bias, of_limit = t * spread / np.sqrt(n), t * spread * np.sqrt(1 / n + z**2 / (2 * (n - 1)))
    low, high = bias - z * spread, bias + z * spread
    return BlandAltman(
        means=(x + y) / 2,
        differences=differences,
        bias=bias,
        low=float(low),
        high=float(high),
        bias_interval=_around(bias, of_bias),
        low_interval=_around(low, of_limit),
        high_interval=_around(high, of_limit),
    )


def _around(value: float, margin: float) -> Interval:
    return float(value - margin), float(value + margin)
