"""Leave out the features that say the same of every case."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.signature.filters.base import FeatureFilter, Flags, require_some


class VaryingFeatures(FeatureFilter):
    """Keep the features whose range exceeds `share` of their largest absolute value.

    scikit-learn's `VarianceThreshold` judges by an absolute variance, so that a large constant that differs by rounding
    alone would pass.
    """

    def __init__(self, share: float = 1e-9) -> None:
        self.share = share

    def _keep(self, table: pd.DataFrame, outcome: Flags) -> Flags:  # noqa: ARG002 - values alone decide
        values = table.to_numpy()
        return require_some(
            np.ptp(values, axis=0) > self.share * np.abs(values).max(axis=0),
            "at least one feature must vary between training cases, but none does: check the extraction",
        )
