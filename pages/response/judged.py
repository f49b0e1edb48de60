"""Readings by the chosen rules: one call into core per question, nothing drawn."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import pandas as pd

from core.clinical.agreement import Kappa, cohen_kappa, fleiss_kappa
from core.clinical.label_noise import label_table
from core.clinical.mrecist import Criteria
from core.clinical.visits import best_changes, best_responses, classify_visits
from pages.shared import state
from pages.shared.made import Key, made_once

LEVELS = ("CR", "PR", "SD", "PD")
"""In their order; what could not be evaluated takes no part in agreement."""


@dataclass(frozen=True, eq=False)
class Judged:
    """What came of the readings.

    Parameters
    ----------
    key : tells them from every other readings and rules
    readings : as entered
    criteria : the rules
    visits : every follow-up, classified
    categories, changes : best response and best change, (n_patients, n_readers)
    """

    key: Key
    readings: pd.DataFrame
    criteria: Criteria
    visits: pd.DataFrame
    categories: pd.DataFrame
    changes: pd.DataFrame

    @property
    def readers(self) -> list[str]:
        """In the order of their names."""
        return list(map(str, self.categories.columns))

    @property
    def agreed(self) -> Key:
        """Adjudications of this session."""
        return tuple(map(str, sorted((state.ADJUDICATED.value() or {}).items())))

    @property
    def labels(self) -> pd.DataFrame:
        """Non-response by reader and majority, adjudications of this session included."""
        agreed = pd.Series(state.ADJUDICATED.value() or {}, dtype=object)
        return label_table(self.categories, agreed)

    def evaluable(self, *readers: str) -> pd.DataFrame:
        """Categories of the patients whom all of these readers could judge."""
        chosen = self.categories[list(readers)]
        return chosen[chosen.isin(LEVELS).all(axis=1)]

    def sums(self, visit: int, *readers: str) -> pd.DataFrame:
        """Sums at a visit, mm, of the patients whom all of these readers measured."""
        rows = self.readings[self.readings["visit"] == visit]
        return rows.pivot(index="patient", columns="reader", values="sum_mm")[list(readers)].dropna()


def judge(readings: pd.DataFrame, criteria: Criteria, confirmed: bool) -> Judged:
    """Classify readings."""
    digest = sha256(pd.util.hash_pandas_object(readings).to_numpy().tobytes()).hexdigest()
    key = (digest, repr(criteria), confirmed)

    def classify() -> Judged:
        visits = classify_visits(readings, criteria)
        return Judged(key, readings, criteria, visits, best_responses(visits, confirmed), best_changes(visits))

    made: Judged = made_once("judged", key, classify)
    return made


def overall_kappa(judged: Judged) -> Kappa:
    """Cohen's kappa of two readers, Fleiss' of more."""
    both = judged.evaluable(*judged.readers)
    if len(judged.readers) == 2:
        return pair_kappa(judged, judged.readers[0], judged.readers[1])
    return fleiss_kappa(both)


def pair_kappa(judged: Judged, one: str, other: str, *, weighted: bool = False) -> Kappa:
    """Cohen's kappa of two readers, plain or with quadratic weights."""
    both = judged.evaluable(one, other)
    return cohen_kappa(both[one].to_numpy(), both[other].to_numpy(), "quadratic" if weighted else "none", LEVELS)
