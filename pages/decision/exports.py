"""The numbers of the charts as CSV, headed by what they are and are not."""

from __future__ import annotations

import pandas as pd

from core.csv_text import as_csv
from core.evaluation.decision_study import DecisionStudy
from core.language import translate
from pages.decision.choices import Chosen
from pages.decision.subject import key_of
from pages.shared.evidence import reviewed
from pages.shared.made import made_once


def headed(table: pd.DataFrame, chosen: Chosen) -> str:
    """A table as CSV under one line of comment: disclaimer, origin, event, and the prevalence where one is assumed."""
    origin = ["disclaimer.simulated"] if reviewed().simulated else []
    notes = [translate(key, "en") for key in ("disclaimer.footer", *origin, f"decision.meaning_{chosen.event}")]
    if chosen.prevalence is not None:
        notes.append(translate("decision.assumed", "en", prevalence=chosen.prevalence))
    return f"# {'; '.join(notes)}\n{as_csv(table, index=False)}"


def curve_csv(of: DecisionStudy, chosen: Chosen) -> str:
    """Net benefit of every model by threshold with its band, on every scale of the table."""

    def make() -> str:
        parts = []
        for name, curve in of.curves.items():
            band = of.draws.band(name)[["ci_low", "ci_high"]].add_prefix("net_benefit_")
            parts.append(curve.table.join(band).assign(model=name, split=chosen.split))
        return headed(pd.concat(parts), chosen)

    made: str = made_once("decision_csv", key_of(of), make)
    return made


def roc_csv(of: DecisionStudy, chosen: Chosen) -> str:
    """Sensitivity and 1 − specificity of every model at every whole per cent."""

    def make() -> str:
        rows = [
            {"model": name, "split": chosen.split, "threshold": cut}
            | dict(zip(("false_positive_rate", "true_positive_rate"), curve.point_at(cut), strict=True))
            for name, curve in of.rocs.items()
            for cut in of.draws.thresholds
        ]
        return headed(pd.DataFrame(rows), chosen)

    made: str = made_once("decision_roc_csv", key_of(of), make)
    return made
