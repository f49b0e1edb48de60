"""Parts of a cohort to learn from and to judge on. Patients stay whole; what is learnt is not known here."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.values import Cohort

Positions = npt.NDArray[np.intp]


def hold_out(cohort: Cohort, held: npt.NDArray[np.bool_]) -> Cohort:
    """The same cases, those of (n_cases,) `held` for validation and all others for training."""
    return replace(cohort, is_training=pd.Series(~held, index=cohort.outcome.index, name="is_training"))


def learn_from_all(cohort: Cohort) -> Cohort:
    """The same cases, all for training."""
    return hold_out(cohort, np.zeros(len(cohort), dtype=bool))


def take_cases(cohort: Cohort, positions: Positions) -> Cohort:
    """The cases at (n,) positions, each as often as it is named, under new ids; patients keep theirs.

    A patient drawn twice is still one patient, so that folds dealt inside the sample hold both copies on one side.
    """
    ids = pd.Index([f"draw {n}" for n in range(len(positions))], name="case_id")

    def take(rows: Any) -> Any:
        return rows.iloc[positions].set_axis(ids, axis=0)

    columns = {field.name: getattr(cohort, field.name) for field in fields(cohort)}
    taken = {name: take(rows) for name, rows in columns.items() if isinstance(rows, pd.Series | pd.DataFrame)}
    tables = {arm: replace(table, values=take(table.values)) for arm, table in cohort.features.items()}
    return replace(cohort, features=tables, **taken)


def draw_patients(cohort: Cohort, rng: np.random.Generator) -> Positions:
    """Positions of the cases of as many patients as the cohort has, drawn with replacement."""
    rows = list(cohort.patient_id.groupby(cohort.patient_id, sort=False).indices.values())
    return np.concatenate([rows[n] for n in rng.integers(len(rows), size=len(rows))])


def shuffle_outcome(cohort: Cohort, rng: np.random.Generator) -> Cohort:
    """The same cases with the outcomes of whole patients exchanged among patients of as many cases.

    References
    ----------
    Winkler AM, Webster MA, Vidaurre D, Nichols TE, Smith SM (2015). NeuroImage 123:253–268.
    doi:10.1016/j.neuroimage.2015.05.092
    """
    rows = cohort.patient_id.groupby(cohort.patient_id, sort=False).indices.values()
    outcome = cohort.outcome.to_numpy(dtype=bool)
    shuffled = outcome.copy()
    for count in {len(own) for own in rows}:
        places = np.array([own for own in rows if len(own) == count])
        shuffled[places] = outcome[rng.permutation(places)]
    return replace(cohort, outcome=pd.Series(shuffled, index=cohort.outcome.index, name=cohort.outcome.name))
