"""Whose values can fill the fields: the average training patient's, this session's case's, a reviewed patient's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from core.demo.read import read_demo_scores
from core.prediction_set import DEFAULT_SET
from core.workup import Workup
from pages.shared import state
from pages.shared.evidence import reviewed

AVERAGE, WORKUP = "average", "session"


def offered_sources(set_name: str) -> list[str]:
    """The average patient, this session's case where the set judged it, and every patient under review."""
    return [AVERAGE, *([WORKUP] if workup_of(set_name) else []), *map(str, reviewed().cohort.outcome.index)]


def training_cases() -> frozenset[str]:
    """Case ids of the training patients under review."""
    training = reviewed().cohort.is_training
    return frozenset(map(str, training.index[training]))


def workup_of(set_name: str) -> Workup | None:
    """The prediction of this session, when this set made it: a rad-score means nothing to another."""
    held = state.workup()
    return held if held and held.prediction_set == set_name else None


def known_values(source: str, set_name: str, arm: str) -> Mapping[str, Any]:
    """What is known of the patient: clinical values, and the rad-score of the arm where there is one."""
    held = workup_of(set_name)
    if source == WORKUP and held:
        return {**held.case.clinical, "rad_score": held.rad_scores.get(arm)}
    clinical = reviewed().cohort.clinical
    known = clinical.loc[source].to_dict() if source in clinical.index else {}
    return known | _rad_score(source, set_name, arm)


def known_outcome(source: str) -> bool | None:
    """Whether a reviewed patient had the event; None of anyone else."""
    outcome = reviewed().cohort.outcome
    return bool(outcome[source]) if source in outcome.index else None


def _rad_score(source: str, set_name: str, arm: str) -> dict[str, float]:
    """The score of a demonstration patient by the set that ships; training scores are cross-fitted."""
    if not (arm and reviewed().simulated and set_name == DEFAULT_SET.name):
        return {}
    scores = _demo_scores()
    return {"rad_score": float(scores.loc[source, arm])} if source in scores.index else {}


@lru_cache(maxsize=1)
def _demo_scores() -> pd.DataFrame:
    """The scores that ship with the demonstration, the same for everyone; read once."""
    return read_demo_scores()
