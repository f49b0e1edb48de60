"""What the filters share: they take a table with or without names, and keep some of its columns in their order."""

from __future__ import annotations

from functools import partialmethod
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.feature_selection import SelectorMixin

from core.errors import CohortError

Matrix = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class FeatureFilter(SelectorMixin, BaseEstimator):  # type: ignore[misc] # scikit-learn has no hints
    """A filter says in `_keep` which columns stay; `support_` (n_features,) holds the answer after `fit`."""

    def fit(self, X: pd.DataFrame | Matrix, y: npt.ArrayLike | None = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn from (n_cases, n_features) and, where the filter asks for it, the outcome (n_cases,)."""
        table = pd.DataFrame(X)
        self.n_features_in_ = table.shape[1]
        if isinstance(X, pd.DataFrame):
            self.feature_names_in_ = table.columns.to_numpy(dtype=object)
        self.support_ = self._keep(table, np.zeros(len(table), bool) if y is None else np.asarray(y, dtype=bool))
        return self

    def _keep(self, table: pd.DataFrame, outcome: Flags) -> Flags:
        raise NotImplementedError

    _get_support_mask = partialmethod(getattr, "support_")  # the name by which scikit-learn asks


def require_some(kept: Flags, sentence: str) -> Flags:
    """The same flags (n_features,); raises `CohortError` with this sentence when none is set."""
    if not kept.any():
        raise CohortError(sentence)
    return kept
