"""The words on the curves, so that one figure can speak two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CurveLabels:
    """Every text of the curve figures, already in the reader's language.

    Parameters
    ----------
    models : model name to the name on screen
    threshold, net_benefit, true_positive_rate, false_positive_rate, risk : axis titles
    treat_all, treat_none : flagging everyone, flagging no one
    auc : what the area is called
    event, non_event : patients with and without the event
    this_case : the patient in view
    few_flagged : what the pale part of a decision curve means
    description : what a screen reader says of the chart; put together from the other texts when empty
    """

    models: Mapping[str, str]
    threshold: str
    net_benefit: str
    treat_all: str
    treat_none: str
    true_positive_rate: str
    false_positive_rate: str
    auc: str
    risk: str
    event: str
    non_event: str
    this_case: str
    few_flagged: str
    description: str = ""
