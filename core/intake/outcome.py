"""The event: which cases had it, and whether enough did and did not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.errors import CohortError
from core.intake.missing import name_first, plain_levels

MIN_PATIENTS = 10
"""Patients with and without the event that a signature needs at least: one for each of ten folds."""


def build_outcome(column: pd.Series[str], event: str) -> pd.Series[bool]:
    """Mark the cases with the event; capitals and the form of a number (``1``, ``1.0``) make no difference.

    Parameters
    ----------
    column : (n_cases,), text without missing cells

    Raises
    ------
    CohortError
        The event happens in no case or in all.
    """
    wanted = plain_levels(pd.Series([event], dtype="str")).str.lower().iloc[0]
    happened = plain_levels(column).str.lower() == wanted
    if not happened.any() or happened.all():
        found = name_first(sorted(set(plain_levels(column))), 5)
        raise CohortError(
            f"the event {event} must happen in some cases and not in others, but {column.name} holds {found}: "
            "choose the value that is the event"
        )
    return happened.rename("outcome")


def check_events(outcome: pd.Series[bool], patient_id: pd.Series[Any], event: str) -> None:
    """Refuse a cohort that is too small to learn from.

    Parameters
    ----------
    outcome : (n_cases,), bool
    patient_id : (n_cases,), same index; a patient with the event in one case has it

    Raises
    ------
    CohortError
        Fewer than `MIN_PATIENTS` with or without the event.
    """
    happened = outcome.groupby(patient_id).any()
    for count, have in ((int(happened.sum()), "have it"), (int((~happened).sum()), "do not have it")):
        if count < MIN_PATIENTS:
            raise CohortError(
                f"a signature needs at least {MIN_PATIENTS} patients with and {MIN_PATIENTS} without the event, "
                f"but of {event} {count} {have}: add patients, or choose another event"
            )
