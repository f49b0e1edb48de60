"""FeatureTable and Cohort: what has one row per case. Files and statistics are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from core.errors import CohortError
from core.values.frozen import FrozenMapping

ARMS = ("native", "interpolated", "super-resolved")
"""The three images of one case that features are taken from, under one mask."""


@dataclass(frozen=True, eq=False)
class FeatureTable:
    """Radiomic features of one arm.

    Parameters
    ----------
    values : (n_cases, n_features), index ``case_id``, finite floats
    params_digest : SHA-256 of the extraction parameters
    versions : software that made the values, name to version
    note : what a reader must know of how they were made
    may_miss : whether values may be missing (NaN), to be filled where something is learnt; infinite ones never pass
    """

    values: pd.DataFrame
    params_digest: str
    versions: Mapping[str, str]
    note: str = ""
    may_miss: bool = False

    def __post_init__(self) -> None:
        values = self.values.astype("float64").rename_axis("case_id")
        if values.index.has_duplicates or values.columns.has_duplicates:
            raise CohortError(
                "case ids and feature names must be unique, but some are repeated: give each case one row"
            )
        numbers = values.to_numpy()
        refused = np.isinf(numbers) if self.may_miss else ~np.isfinite(numbers)
        if refused.any():
            names = ", ".join(map(str, values.columns[refused.any(axis=0)][:3]))
            came = "infinite" if self.may_miss else "missing or infinite"
            raise CohortError(
                f"every feature must be a finite number, but {names} is {came} for some case: extract these cases again"
            )
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "versions", FrozenMapping(self.versions))

    @property
    def names(self) -> tuple[str, ...]:
        """Feature names in column order."""
        return tuple(map(str, self.values.columns))

    def row(self, case_id: str) -> pd.Series[float]:
        """Features of one case, indexed by name."""
        return self.values.loc[[case_id]].iloc[0]

    def only(self, names: Sequence[str]) -> FeatureTable:
        """The same table with these features only, in this order."""
        return replace(self, values=self.values.loc[:, list(names)])


@dataclass(frozen=True, eq=False)
class Cohort:
    """Patients with a known outcome, split once before anything is learnt.

    Parameters
    ----------
    features : one table per arm (see `ARMS`); may be empty for a clinical-only cohort
    outcome : (n_cases,), bool, True where the event happened, index ``case_id``
    event_name : what happened, e.g. ``"non-response"``
    clinical : (n_cases, n_columns), index ``case_id``
    is_training : (n_cases,), bool, index ``case_id``
    patient_id : (n_cases,), index ``case_id``; one patient never stands on both sides of the split
    centre : (n_cases,), index ``case_id``, hospital or scanner each case comes from; None where it is not known
    """

    features: Mapping[str, FeatureTable]
    outcome: pd.Series[bool]
    event_name: str
    clinical: pd.DataFrame
    is_training: pd.Series[bool]
    patient_id: pd.Series[Any]
    centre: pd.Series[str] | None = None

    def __post_init__(self) -> None:
        index = self.outcome.index
        columns: dict[str, Any] = {
            "clinical": self.clinical,
            "is_training": self.is_training,
            "patient_id": self.patient_id,
        }
        columns |= {} if self.centre is None else {"centre": self.centre}
        columns |= {f"features[{arm}]": table.values for arm, table in self.features.items()}
        for name, column in columns.items():
            if not index.equals(column.index):
                raise CohortError(
                    f"every table must list the same cases in the same order, but {name} differs from the outcome"
                )
        shared = set(self.patient_id[self.is_training]) & set(self.patient_id[~self.is_training])
        if shared:
            named = ", ".join(sorted(map(str, shared))[:3])
            raise CohortError(
                f"a patient must be in training or in validation, but {len(shared)} are in both ({named}): "
                "split by patient"
            )
        object.__setattr__(self, "features", FrozenMapping(self.features))

    def __len__(self) -> int:
        return len(self.outcome)

    @cached_property
    def training(self) -> Cohort:
        """The cases models may learn from."""
        return self.where(self.is_training)

    @cached_property
    def validation(self) -> Cohort:
        """The cases models are judged on."""
        return self.where(~self.is_training)

    @property
    def prevalence(self) -> float:
        """Share of cases with the event."""
        return float(self.outcome.mean())

    def where(self, rows: pd.Series[bool]) -> Cohort:
        """The cases (n_cases,) marked True, in their order."""
        tables = {arm: replace(table, values=table.values.loc[rows]) for arm, table in self.features.items()}
        return replace(
            self,
            features=tables,
            outcome=self.outcome[rows],
            clinical=self.clinical.loc[rows],
            is_training=self.is_training[rows],
            patient_id=self.patient_id[rows],
            centre=None if self.centre is None else self.centre[rows],
        )
