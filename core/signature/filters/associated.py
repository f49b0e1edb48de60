"""Keep the features that differ between cases with and without the event, one at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from core.signature.filters.base import FeatureFilter, Flags
from core.signature.screen import association_p_values


class AssociatedFeatures(FeatureFilter):
    """Keep the features with a p-value below `p_value`, or the `minimum` best when fewer pass.

    Parameters
    ----------
    test : see `association_p_values`
    adjust : compare Benjamini–Hochberg's adjusted p-values

    Attributes
    ----------
    p_values_ : (n_features,), as tested, before any adjustment

    References
    ----------
    Benjamini Y, Hochberg Y (1995), DOI 10.1111/j.2517-6161.1995.tb02031.x. Checked against R 4.2.2 `p.adjust`,
    tests/references/signature.json.
    """

    def __init__(
        self, p_value: float = 0.05, minimum: int = 5, test: str = "mann-whitney", adjust: bool = False
    ) -> None:
        self.p_value = p_value
        self.minimum = minimum
        self.test = test
        self.adjust = adjust

    def _keep(self, table: pd.DataFrame, outcome: Flags) -> Flags:
        self.p_values_ = association_p_values(table.to_numpy(), outcome, self.test)
        judged = false_discovery_control(self.p_values_) if self.adjust else self.p_values_
        count = max(int((judged < self.p_value).sum()), min(self.minimum, len(judged)))
        kept = np.zeros(len(judged), dtype=bool)
        kept[np.argsort(self.p_values_, kind="stable")[:count]] = True
        return kept
