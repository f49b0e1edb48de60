"""What a session holds by name until it is forgotten: a cohort, a table of readings, a recipe."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from core.review import ReviewedCohort

_MEMO = "_memo"


class Slot:
    """One thing a session holds until it is forgotten."""

    def __init__(self, key: str) -> None:
        self.key = key

    def value(self) -> Any:
        """What is held, or nothing."""
        return st.session_state.get(self.key)

    def keep(self, value: Any) -> None:
        """Hold this from now on."""
        st.session_state[self.key] = value

    def forget(self) -> None:
        """Hold nothing."""
        st.session_state.pop(self.key, None)


READINGS, ADJUDICATED, LABEL = Slot("_readings"), Slot("_adjudicated"), Slot("_label")
RECIPE, MODEL_RECIPE, SCORES = Slot("_recipe"), Slot("_model_recipe"), Slot("_scores")
TURNS, REGRID, STRIP, DECLARED = Slot("_turns"), Slot("_regrid"), Slot("_strip"), Slot("_declared")
"""A table of readings; patient to agreed category; the name of a label and the cohort that carries it; how features are
chosen for a signature, and how its models are learnt; a number of their own with scores that join the cohort's clinical
columns; how often another case was opened than by a click in the table; the mask file and volume that a person asked to
bring onto one grid; whether the strip of a first run was put away; columns and what is said to be in them."""

_COHORT, _RELIABILITY, _INTAKE = Slot("_cohort"), Slot("_reliability"), Slot("_intake")
own_cohort = _COHORT.value
reliability, keep_reliability, forget_reliability = _RELIABILITY.value, _RELIABILITY.keep, _RELIABILITY.forget
own_intake, keep_intake, forget_intake = _INTAKE.value, _INTAKE.keep, _INTAKE.forget
"""The cohort (`ReviewedCohort`) this session opened in place of the demonstration; its reliability table; the cohort
(`Intake`) it made of its own tables to learn from."""


def keep_cohort(review: ReviewedCohort) -> None:
    """Review this cohort on every page, until it is closed; label and scores of another cohort go."""
    LABEL.forget()
    SCORES.forget()
    _COHORT.keep(review)


def forget_cohort() -> None:
    """Return to the demonstration cohort, with the outcome it came with."""
    LABEL.forget()
    SCORES.forget()
    _COHORT.forget()


def keep_scores(table: pd.DataFrame) -> None:
    """Show these scores among the clinical columns of the cohort; every table kept has a number of its own."""
    SCORES.keep((uuid4().hex, table))


def holds_own_data() -> bool:
    """Whether this session holds anything that the demonstration does not."""
    own = (_COHORT, _INTAKE, _RELIABILITY, READINGS, ADJUDICATED, LABEL, SCORES)
    return any(slot.value() is not None for slot in own)


def keep_once(name: str, key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make` returned for this key in this session; another key replaces it, so one value per name is held."""
    memo = st.session_state.setdefault(_MEMO, {})
    if name not in memo or memo[name][0] != key:
        memo[name] = (key, make())
    return memo[name][1]


def forget_once() -> None:
    """Drop everything kept by `keep_once`."""
    st.session_state.pop(_MEMO, None)
