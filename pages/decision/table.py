"""Readings of decision curves: how often a model is ahead, and the file to take away."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.csv_text import as_csv
from core.evaluation.decision_curve import DecisionCurve
from core.language import translate

EDGE = 1e-9


def thresholds_ahead(curve: DecisionCurve, between: tuple[float, float]) -> tuple[int, int]:
    """At how many whole per cents of a range the model beats both flagging everyone and no one, and of how many."""
    low, high = between
    part = curve.table[curve.table["threshold"].between(low - EDGE, high + EDGE)]
    ahead = part["net_benefit"] > part[["treat_all", "treat_none"]].max(axis=1) + EDGE
    return int(ahead.sum()), len(part)


def curve_csv(curves: Mapping[str, DecisionCurve], split: str, simulated: bool) -> str:
    """Net benefit of every model by threshold as CSV, headed by what it is and is not."""
    parts = [curve.table.assign(model=model, split=split) for model, curve in curves.items()]
    table = pd.concat(parts).set_index(["model", "split"])
    origin = ["disclaimer.simulated"] if simulated else []
    notes = (translate(key, "en") for key in ("disclaimer.footer", *origin, "event.meaning"))
    return f"# {'; '.join(notes)}\n{as_csv(table)}"
