"""The other outcome as the event: every odds ratio is inverted, the AUC stays, the decision curve becomes another.

Whether non-response or response is the event is a choice of words for the AUC and for the odds ratios, but not for net
benefit: a missed event and a false alarm exchange places, and with them what a threshold probability stands for.
"""

from __future__ import annotations

from dataclasses import replace

import numpy.typing as npt

from core.evaluation.inputs import Outcome, Scores, require_probabilities, require_scores
from core.values import LogisticModel


def switch_event(y_true: npt.ArrayLike, risk: npt.ArrayLike) -> tuple[Outcome, Scores]:
    """Outcome and risk, each (n_cases,), of the other event: what did not happen, and 1 − risk."""
    outcome, (risks,) = require_scores(y_true, risk)
    return ~outcome, 1 - require_probabilities(risks, "risk")


def switch_model(model: LogisticModel, event_name: str) -> LogisticModel:
    """The same model, told of the other event.

    Parameters
    ----------
    event_name : what the new risk is the risk of

    Notes
    -----
    1 − expit(η) = expit(−η): every coefficient changes its sign, so every odds ratio is inverted and the covariance
    stays. The threshold becomes 1 − threshold (Vickers and Elkin 2006, doi:10.1177/0272989X06295361, on why net
    benefit changes).
    """
    return replace(
        model,
        coefficients=-model.coefficients,
        threshold=1 - model.threshold,
        event_name=event_name,
        n_events=model.n - model.n_events,
    )
