"""Outcomes and scores as plain arrays, refused in one sentence when a statistic of them would mean nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import CohortError

Outcome = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]


def require_scores(y_true: npt.ArrayLike, *y_scores: npt.ArrayLike) -> tuple[Outcome, Scores]:
    """Outcome and scores of the same cases, in the same order.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened, False or 0 elsewhere
    y_scores : one or more (n_cases,), finite

    Returns
    -------
    outcome : (n_cases,), bool
    scores : (n_scores, n_cases)

    Raises
    ------
    CohortError
        Lengths or case ids differ, a value is missing, an outcome is not yes/no, or one outcome never occurs.
    """
    _require_same_cases(y_true, *y_scores)
    outcome = _numbers(y_true, "outcome")
    scores = np.stack([_numbers(scores, "score") for scores in y_scores])
    if not np.isin(outcome, (0.0, 1.0)).all():
        raise CohortError(
            "every outcome must be yes or no, but other values came: code the event as 1 and the rest as 0"
        )
    events = int(outcome.sum())
    if events in (0, outcome.size):
        raise CohortError(
            f"both outcomes must occur, but {events} of {outcome.size} cases have the event: choose other cases"
        )
    return outcome.astype(bool), scores


def require_probabilities(values: npt.ArrayLike, name: str) -> Scores:
    """Risks or thresholds as (n,) probabilities; raises `CohortError` for anything outside 0–1."""
    numbers = _numbers(values, name)
    if not numbers.size or numbers.min() < 0 or numbers.max() > 1:
        seen = f"{numbers.min():.3g} to {numbers.max():.3g}" if numbers.size else "nothing"
        raise CohortError(
            f"every {name} must be a probability from 0 to 1, but {seen} came: turn scores into risks first"
        )
    return numbers


def require_level(level: float) -> None:
    """Raise `ValueError` unless a confidence level lies strictly between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level must lie between 0 and 1, but {level} came: 0.95 is usual")


def _require_same_cases(*columns: npt.ArrayLike) -> None:
    sizes = [np.shape(column) for column in columns]
    if any(len(size) != 1 or size != sizes[0] for size in sizes):
        shapes = " and ".join(str(size) for size in sizes)
        raise CohortError(f"outcome and scores must have one entry per case, but shapes {shapes} came: match the cases")
    labelled = [column.index for column in columns if isinstance(column, pd.Series)]
    if not all(one.equals(other) for one, other in pairwise(labelled)):
        raise CohortError("outcome and scores must list the same cases in the same order, but they differ: align them")


def _numbers(column: Any, name: str) -> Scores:
    try:
        numbers = pd.to_numeric(pd.Series(np.asarray(column))).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise CohortError(f"every {name} must be a number, but text came: check the column that was chosen") from error
    bad = int(numbers.size - np.isfinite(numbers).sum())
    if bad:
        raise CohortError(
            f"every {name} must be known, but {bad} of {numbers.size} are missing or infinite: leave them out"
        )
    return np.asarray(numbers)
