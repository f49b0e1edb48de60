"""The part of an AUC that matters where only high specificities, or only high sensitivities, are of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.evaluation.roc import RocCurve

Focus = Literal["specificity", "sensitivity"]


@dataclass(frozen=True)
class PartialAuc:
    """Area over a range of specificities or sensitivities.

    Parameters
    ----------
    focus : what `low` and `high` are
    low, high : 0–1
    area : at most high − low
    corrected : McClish's index, 0.5 for a useless score and 1 for a perfect one; NaN below the diagonal
    """

    focus: Focus
    low: float
    high: float
    area: float
    corrected: float


def partial_auc(curve: RocCurve, low: float, high: float = 1.0, focus: Focus = "specificity") -> PartialAuc:
    """Area under a ROC curve between two specificities, or two sensitivities.

    Parameters
    ----------
    curve : of the score
    low, high : ends of the range, 0–1
    focus : whether they are specificities or sensitivities

    Raises
    ------
    ValueError
        The range is empty or leaves 0–1.

    Notes
    -----
    With u = 1 − specificity (or 1 − sensitivity) from a to b, the index is (1 + (area − u₀) / (b − a − u₀)) / 2 where
    u₀ = (b² − a²) / 2 is the area under the diagonal. Checked against pROC 1.18.0 in
    tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] McClish DK (1989). Medical Decision Making 9:190–195. doi:10.1177/0272989X8900900307
    """
    if not 0 <= low < high <= 1:
        raise ValueError(f"a range must rise within 0 to 1, but {low} to {high} came: give the lower end first")
    x, y = curve.false_positive_rate, curve.true_positive_rate
    if focus == "sensitivity":
        x, y = (1 - y)[::-1], (1 - x)[::-1]
    start, stop = 1 - high, 1 - low
    inside = (x >= start) & (x <= stop)
    u = np.concatenate([[start], x[inside], [stop]])
    height = np.concatenate([np.interp([start], x, y), y[inside], np.interp([stop], x, y)])
    area = float(np.trapezoid(height, u))
    useless = (stop**2 - start**2) / 2
    share = (area - useless) / (stop - start - useless)
    return PartialAuc(focus, low, high, area, (1 + share) / 2 if share >= 0 else float("nan"))
