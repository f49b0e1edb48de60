"""Of features that repeat one another keep the one to be trusted most."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.signature.correlation import distinct_columns
from core.signature.filters.base import FeatureFilter, Flags
from core.signature.screen import association_p_values


class DistinctFeatures(FeatureFilter):
    """Walk from the most reliable feature to the least, equals from the smallest p-value to the largest.

    Each feature stays unless its absolute correlation with one that stayed already exceeds `max_correlation`.

    Parameters
    ----------
    correlation : ``"spearman"`` or ``"pearson"``
    reliability : feature to its intraclass correlation; None when all are alike, 0 for a feature without one
    test : see `association_p_values`
    """

    def __init__(
        self,
        max_correlation: float = 0.9,
        correlation: str = "spearman",
        reliability: Mapping[str, float] | None = None,
        test: str = "mann-whitney",
    ) -> None:
        self.max_correlation = max_correlation
        self.correlation = correlation
        self.reliability = reliability
        self.test = test

    def _keep(self, table: pd.DataFrame, outcome: Flags) -> Flags:
        values = table.to_numpy()
        order = np.lexsort((association_p_values(values, outcome, self.test), -self._known(table)))
        kept = np.zeros(table.shape[1], dtype=bool)
        kept[order[distinct_columns(values[:, order], self.max_correlation, self.correlation)]] = True
        return kept

    def _known(self, table: pd.DataFrame) -> npt.NDArray[np.float64]:
        if self.reliability is None:
            return np.zeros(table.shape[1])
        return np.array([self.reliability.get(str(name), 0.0) for name in table.columns])
