"""From a clean table to the few standardised features that the LASSO chooses from."""

from __future__ import annotations

from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin

from core.signature.filters.associated import AssociatedFeatures
from core.signature.filters.base import FeatureFilter
from core.signature.filters.distinct import DistinctFeatures
from core.signature.filters.relevant import RelevantFeatures
from core.signature.filters.varying import VaryingFeatures
from core.signature.lasso import standard_of
from core.signature.settings import SelectionSettings

Matrix = npt.NDArray[np.float64]


class Shortlist(TransformerMixin, BaseEstimator):  # type: ignore[misc] # scikit-learn has no hints
    """Filter features one step after the other and standardise those left, learnt from exactly the rows given to `fit`.

    Attributes
    ----------
    columns_, names_ : positions and names of the features left, in the order of the table
    funnel_ : (step, features left)
    p_values_ : p-value of each feature that varies, index feature name
    center_, scale_ : (n_left,)
    """

    def __init__(self, settings: SelectionSettings) -> None:
        self.settings = settings

    def fit(self, X: pd.DataFrame, y: npt.ArrayLike) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn from (n_cases, n_features) without missing values and the outcome (n_cases,)."""
        table, self.funnel_ = X, []
        for step, one in build_filters(self.settings).items():
            support = one.fit(table, y).get_support()
            if isinstance(one, AssociatedFeatures):
                self.p_values_ = pd.Series(one.p_values_, index=table.columns, name="p_value")
            table = table.loc[:, support]
            self.funnel_.append((step, table.shape[1]))
        self.columns_, self.names_ = X.columns.get_indexer(table.columns), tuple(map(str, table.columns))
        self.center_, self.scale_ = standard_of(table.to_numpy())
        return self

    def transform(self, X: pd.DataFrame) -> Matrix:  # noqa: N803 - scikit-learn's name
        """The features left, standardised, (n_cases, n_left)."""
        standard: Matrix = (X.to_numpy()[:, self.columns_] - self.center_) / self.scale_
        return standard


def build_filters(settings: SelectionSettings) -> dict[str, FeatureFilter]:
    """The filters that learn from rows, in their order, by the step of the funnel."""
    s = settings
    filters: dict[str, FeatureFilter] = {
        "varying": VaryingFeatures(),
        "associated": AssociatedFeatures(s.p_value, s.minimum, s.test, s.adjust),
        "distinct": DistinctFeatures(s.max_correlation, s.correlation, s.reliability, s.test),
    }
    return filters if s.mrmr is None else filters | {"mrmr": RelevantFeatures(s.mrmr, s.correlation)}
