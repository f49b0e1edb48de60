"""Counts at thresholds, and what they are worth: the arithmetic of net benefit (Vickers and Elkin 2006)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.errors import CohortError
from core.evaluation.inputs import Scores

Counted = npt.NDArray[np.int64]
Sizes = tuple[float, float]
"""Cases that one event, and one non-event, stand for a share of."""


def at_or_above(risks: Scores, cuts: Scores) -> Counted:
    """How many of (n_cases,) risks reach each of (n_thresholds,) thresholds."""
    return np.asarray(risks.size - np.searchsorted(np.sort(risks), cuts, side="left"), dtype=np.int64)


def sizes_behind(n: int, events: int, prevalence: float | None) -> Sizes:
    """The number of cases for both kinds, or what makes shares of them sum to an assumed prevalence.

    Raises
    ------
    CohortError
        The prevalence is not between 0 and 1.
    """
    if prevalence is None:
        return n, n
    if not 0 < prevalence < 1:
        raise CohortError(f"a prevalence must lie between 0 and 1, but {prevalence} came: give the share of events")
    return events / prevalence, (n - events) / (1 - prevalence)


def net_benefit(found: Counted, alarms: Counted, cuts: Scores, sizes: Sizes) -> Scores:
    """Events found less false alarms at the odds of the threshold, per case; every array (n_thresholds,)."""
    return found / sizes[0] - _times(alarms / sizes[1], cuts, 1 - cuts)


def avoided(spared: Counted, missed: Counted, cuts: Scores, sizes: Sizes) -> Scores:
    """Flaggings saved less events missed at the odds against the threshold, per case; every array (n_thresholds,)."""
    return spared / sizes[1] - _times(missed / sizes[0], 1 - cuts, cuts)


def _times(amount: Scores, odds_of: Scores, against: Scores) -> Scores:
    """Multiply an amount by odds, where nothing stays nothing however long the odds."""
    with np.errstate(divide="ignore"):
        odds = odds_of / against
    return np.multiply(amount, odds, out=np.zeros_like(amount), where=amount > 0)
