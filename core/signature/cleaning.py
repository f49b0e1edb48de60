"""Make feature tables fit to learn from: no unwanted feature, no missing value, no difference between centres."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin

from core.errors import CohortError
from core.signature.filters.reliable import ReliableFeatures
from core.signature.filters.trusted import TrustedFeatures
from core.signature.settings import SelectionSettings

Matrix = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Cleaning(TransformerMixin, BaseEstimator):  # type: ignore[misc] # scikit-learn has no hints
    """Drop features that are excluded or not reliable, fill what is missing, take out differences between centres.

    Medians and centres are learnt from exactly the rows given to `fit`; the features to drop are known beforehand.

    Attributes
    ----------
    funnel_ : (step, features left), extracted first
    medians_ : median of each feature left, index feature name
    harmoniser_ : what was learnt of the centres; None unless `settings.harmonise`
    """

    def __init__(self, settings: SelectionSettings) -> None:
        self.settings = settings

    def fit(self, X: pd.DataFrame, y: Any = None, batch: pd.Series[Any] | None = None) -> Self:  # noqa: ARG002, N803
        """Learn from (n_cases, n_features), and the centre of each case (n_cases,) when `settings.harmonise`."""
        table, self.funnel_ = X, [("extracted", X.shape[1])]
        for step, one in self._named_filters().items():
            table = table.loc[:, one.fit(table).get_support()]
            self.funnel_.append((step, table.shape[1]))
        self.medians_ = pd.Series(column_medians(table.to_numpy()), index=table.columns)
        self.harmoniser_ = None
        if self.settings.harmonise:
            from core.signature.harmonise import ComBat

            self.harmoniser_ = ComBat().fit(self._fill(table), require_centre(batch))
        return self

    def transform(self, X: pd.DataFrame, batch: pd.Series[Any] | None = None) -> pd.DataFrame:  # noqa: N803
        """Clean a table (n_cases, n_features) of any rows; a feature that was always missing stays missing."""
        names = self.medians_.index
        filled = self._fill(X if X.columns.equals(names) else X.loc[:, names])
        if self.harmoniser_ is None:
            return filled
        moved: pd.DataFrame = self.harmoniser_.transform(filled, require_centre(batch))
        return moved

    def whole_rows(self, table: pd.DataFrame) -> Flags:
        """Which rows (n_cases,) may be learnt from: all, or with ``impute="complete"`` those that miss nothing."""
        if self.settings.impute == "median":
            return np.ones(len(table), dtype=bool)
        for one in self._named_filters().values():
            table = table.loc[:, one.fit(table).get_support()]
        whole: Flags = table.notna().all(axis=1).to_numpy()
        return whole

    def _named_filters(self) -> dict[str, TrustedFeatures | ReliableFeatures]:
        named: dict[str, TrustedFeatures | ReliableFeatures] = {}
        if self.settings.excluded:
            named["trusted"] = TrustedFeatures(self.settings.excluded)
        if self.settings.reliability is not None:
            named["reliable"] = ReliableFeatures(self.settings.reliability, self.settings.min_reliability)
        return named

    def _fill(self, table: pd.DataFrame) -> pd.DataFrame:
        values = table.to_numpy()
        missing = np.isnan(values)
        if self.settings.impute != "median" or not missing.any():
            return table
        filled = np.where(missing, self.medians_.to_numpy(), values)  # fillna takes seventy times longer
        return pd.DataFrame(filled, index=table.index, columns=table.columns)


def column_medians(values: Matrix) -> Matrix:
    """Median of what is known of each column of (n_cases, n_features), (n_features,); NaN where nothing is."""
    ordered = np.sort(values.T, axis=1)  # what is missing comes last
    known, rows = (~np.isnan(ordered)).sum(axis=1), np.arange(len(ordered))
    medians: Matrix = (ordered[rows, (known - 1) // 2] + ordered[rows, known // 2]) / 2
    return medians


def require_centre(batch: pd.Series[Any] | None) -> pd.Series[Any]:
    """The centre of each case (n_cases,); raises `CohortError` when it is not known."""
    if batch is None:
        raise CohortError("the centre of each case must be known to harmonise, but it is not: name its column")
    return batch
