"""Keep the features that say most of the outcome and least of what others say: mRMR."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.signature.correlation import absolute_correlation
from core.signature.filters.base import FeatureFilter, Flags


class RelevantFeatures(FeatureFilter):
    """Keep `count` features by maximum relevance and minimum redundancy, the difference form.

    Features are taken one by one: each time the one whose information on the outcome exceeds its mean information on
    those taken already by most. Information is −½ log(1 − r²), that of two normal variables with correlation r.

    Parameters
    ----------
    correlation : ``"spearman"`` or ``"pearson"``

    References
    ----------
    Peng H, Long F, Ding C (2005), DOI 10.1109/TPAMI.2005.159; De Jay N, et al. (2013), DOI
    10.1093/bioinformatics/btt383.
    """

    def __init__(self, count: int = 20, correlation: str = "spearman") -> None:
        self.count = count
        self.correlation = correlation

    def _keep(self, table: pd.DataFrame, outcome: Flags) -> Flags:
        shared = absolute_correlation(np.column_stack([table.to_numpy(), outcome]), self.correlation)
        information = -0.5 * np.log1p(-(np.minimum(shared, 1 - 1e-12) ** 2))
        kept = np.zeros(table.shape[1], dtype=bool)
        kept[_take(information[-1, :-1], information[:-1, :-1], min(self.count, len(kept)))] = True
        return kept


def _take(relevance: npt.NDArray[np.float64], redundancy: npt.NDArray[np.float64], count: int) -> list[int]:
    taken = [int(np.argmax(relevance))]
    while len(taken) < count:
        worth = relevance - redundancy[taken].mean(axis=0)
        worth[taken] = -np.inf
        taken.append(int(np.argmax(worth)))
    return taken
