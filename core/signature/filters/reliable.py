"""Leave out the features that two measurements do not agree on."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.signature.filters.base import FeatureFilter, Flags, require_some


class ReliableFeatures(FeatureFilter):
    """Keep the features whose intraclass correlation in `reliability` is at least `minimum`.

    A feature without one was not shown to be reliable and is dropped. Correlations come from elsewhere, as two readers'
    or from perturbed masks: none is estimated here.
    """

    def __init__(self, reliability: Mapping[str, float], minimum: float = 0.75) -> None:
        self.reliability = reliability
        self.minimum = minimum

    def _keep(self, table: pd.DataFrame, outcome: Flags) -> Flags:  # noqa: ARG002 - reliability decides
        known = pd.Series([self.reliability.get(str(name)) for name in table.columns], dtype="float64")
        return require_some(
            known.ge(self.minimum).to_numpy(),
            f"some feature must be reliable, but none of {table.shape[1]} reaches {self.minimum:g}: lower the limit",
        )
