"""From a mapping and its tables to a cohort, its terms, and the account of how it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from core.errors import CohortError
from core.intake.account import UNKNOWN, Note, build_notes, count_missing
from core.intake.arms import build_features
from core.intake.clinical import build_clinical
from core.intake.ids import require_columns
from core.intake.join import Joined, join_tables
from core.intake.mapping import CohortMapping
from core.intake.missing import as_levels, find_missing
from core.intake.outcome import build_outcome, check_events
from core.intake.split import read_split
from core.values import Cohort, Term

NO_OUTCOME = "no_outcome"

Split = Callable[["pd.Series[bool]", "pd.Series[Any]"], "pd.Series[bool]"]
"""Outcome and patient of each case to whether models may learn from it, as `core.prediction.validation` makes it."""


@dataclass(frozen=True, eq=False)
class Intake:
    """A cohort and how it was made.

    Parameters
    ----------
    cohort : missing features and clinical values are NaN
    terms : one per clinical number, one per level of a category but its reference
    missing : see `count_missing`
    notes : what a person must know of it
    left_out : (n_left_out,), index id, the kind of the note that says why
    mapping : what was decided of the tables
    """

    cohort: Cohort
    terms: tuple[Term, ...]
    missing: pd.DataFrame
    notes: tuple[Note, ...]
    left_out: pd.Series[str]
    mapping: CohortMapping


def build_cohort(
    mapping: CohortMapping,
    clinical: pd.DataFrame,
    features: Mapping[str, pd.DataFrame] | None = None,
    split: Split | None = None,
) -> Intake:
    """Assemble a cohort; a row without a partner or an outcome is left out and named, nothing else is.

    Parameters
    ----------
    clinical : (n_rows, n_columns), text: the table with the outcome
    features : arm to (n_rows, n_columns), text; may be the clinical table itself
    split : makes the split where the mapping names no column; without it every case is for training

    Raises
    ------
    CohortError
        A column is absent, an id empty or repeated, a number none, the event in no case, in all or in too few, or a
        patient on both sides of the split.
    """
    named = [mapping.outcome, mapping.split, mapping.centre, *(column.name for column in mapping.clinical)]
    require_columns(clinical, named)
    joined = _with_outcome(join_tables(mapping, clinical, features or {}), mapping.outcome)
    outcome = build_outcome(joined.clinical[mapping.outcome], mapping.event)
    check_events(outcome, joined.patient_id, mapping.event)
    values, terms, constant = build_clinical(mapping.clinical, joined.clinical)
    tables = {}
    for arm, table in joined.features.items():
        tables[arm], idle = build_features(table, mapping.features[arm].names)
        constant += idle
    cohort = Cohort(
        features=tables,
        outcome=outcome,
        event_name=mapping.event_name,
        clinical=values,
        is_training=_training(mapping, joined, outcome, split),
        patient_id=joined.patient_id,
        centre=_centre(mapping, joined.clinical),
    )
    notes = tuple(build_notes(mapping, cohort, joined.left_out, constant, made_split=split is not None))
    return Intake(cohort, terms, count_missing(mapping, joined), notes, joined.left_out, mapping)


def _with_outcome(joined: Joined, name: str) -> Joined:
    """Only the cases whose outcome is known."""
    unknown = find_missing(joined.clinical[name])
    cases = joined.clinical.index[~unknown]
    if not len(cases):
        raise CohortError(f"some case must have an outcome, but the column {name} is empty: choose another")
    without = dict.fromkeys(joined.clinical.index[unknown], NO_OUTCOME)
    return replace(
        joined,
        clinical=joined.clinical.loc[cases],
        features={arm: table.loc[cases] for arm, table in joined.features.items()},
        patient_id=joined.patient_id[cases],
        left_out=pd.Series(joined.left_out.to_dict() | without, dtype="str"),
    )


def _training(mapping: CohortMapping, joined: Joined, outcome: pd.Series[bool], split: Split | None) -> pd.Series[bool]:
    if mapping.split is not None:
        return read_split(joined.clinical[mapping.split]).rename("is_training")
    if split is not None:
        return split(outcome, joined.patient_id)
    return pd.Series(True, index=outcome.index, name="is_training")


def _centre(mapping: CohortMapping, table: pd.DataFrame) -> pd.Series[str] | None:
    return None if mapping.centre is None else as_levels(table[mapping.centre]).fillna(UNKNOWN).rename("centre")
