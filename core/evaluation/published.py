"""What the study this software follows printed of its own patients, and whether a printed P follows from its interval.

Dong YN, Zhu JF, Mao K, Zhai XY, Duan JH, Han DM (2024). Chinese Journal of Magnetic Resonance Imaging 15(12):124–130.
doi:10.12015/issn.1674-8034.2024.12.018. Only its abstract is public, and every number here is from there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import stats

from core.errors import ClinicalError
from core.evaluation.inputs import require_level

SOURCE = "Dong YN et al. (2024), doi:10.12015/issn.1674-8034.2024.12.018, abstract"
PATIENTS, RESPONDERS, NON_RESPONDERS = 122, 68, 54
"""Patients; with complete or partial response; with stable or progressive disease."""


@dataclass(frozen=True)
class PublishedAuc:
    """An AUC as printed, with its 95 % interval."""

    model: str
    split: str
    auc: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True)
class PublishedOddsRatio:
    """An odds ratio as printed, with its 95 % interval and its P."""

    name: str
    odds_ratio: float
    ci_low: float
    ci_high: float
    printed_p: str


@dataclass(frozen=True)
class PublishedBest:
    """Thresholds between which the super-resolved model was printed to have the largest net benefit."""

    split: str
    low: float
    high: float


AUCS = (
    PublishedAuc("clinical", "training", 0.834, 0.754, 0.914),
    PublishedAuc("clinical", "validation", 0.760, 0.564, 0.956),
    PublishedAuc("native", "training", 0.847, 0.765, 0.928),
    PublishedAuc("native", "validation", 0.753, 0.554, 0.953),
    PublishedAuc("super-resolved", "training", 0.883, 0.814, 0.952),
    PublishedAuc("super-resolved", "validation", 0.844, 0.656, 0.999),
)

ODDS_RATIOS = (
    PublishedOddsRatio("tumour diameter", 1.311, 1.112, 1.547, "<0.001"),
    PublishedOddsRatio("arterial enhancement", 9.466, 2.489, 36.001, "<0.001"),
)

BEST = (
    PublishedBest("training", 0.34, 1.0),
    PublishedBest("validation", 0.36, 0.59),
    PublishedBest("validation", 0.71, 1.0),
)


@dataclass(frozen=True)
class PCheck:
    """What an odds ratio and its interval imply.

    Parameters
    ----------
    beta, se : log odds ratio and its standard error
    z, p : Wald statistic and two-sided P
    off_centre : log odds ratio less the middle of its log interval, in standard errors; far from 0 when the three
        numbers do not belong together
    """

    beta: float
    se: float
    z: float
    p: float
    off_centre: float


def check_p_value(odds_ratio: float, ci_low: float, ci_high: float, level: float = 0.95) -> PCheck:
    """Compute the P that an odds ratio and its Wald interval imply, to hold beside the P that was printed.

    Raises
    ------
    ClinicalError
        The odds ratio does not lie inside its interval, or a number is not above 0.

    Notes
    -----
    SE = (ln high − ln low) / 2z, z = ln OR / SE. Numbers rounded for print leave P uncertain in its last digit.

    References
    ----------
    .. [1] Altman DG, Bland JM (2011). BMJ 343:d2304. doi:10.1136/bmj.d2304

    Examples
    --------
    >>> round(check_p_value(1.311, 1.112, 1.547).p, 4)
    0.0013
    """
    require_level(level)
    if not 0 < ci_low < ci_high or not ci_low <= odds_ratio <= ci_high:
        raise ClinicalError(
            f"an odds ratio must lie inside an interval above 0, but {odds_ratio} ({ci_low}-{ci_high}) came: check it"
        )
    beta, low, high = (math.log(number) for number in (odds_ratio, ci_low, ci_high))
    se = (high - low) / (2 * float(stats.norm.isf((1 - level) / 2)))
    z = beta / se
    return PCheck(beta, se, z, float(2 * stats.norm.sf(abs(z))), (beta - (low + high) / 2) / se)
