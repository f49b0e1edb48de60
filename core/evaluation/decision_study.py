"""Several risks of the same cases, judged at every whole per cent: computed once, then asked at any threshold.

After Vickers & Elkin (2006), Medical Decision Making 26:565–574. doi:10.1177/0272989X06295361
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy.typing as npt
import pandas as pd

from core.evaluation.decision_curve import Counts, DecisionCurve, counts_at, decision_curve
from core.evaluation.decision_draws import NetBenefitDraws, draw_net_benefits
from core.evaluation.event_switch import switch_event
from core.evaluation.inputs import Outcome, require_scores
from core.evaluation.rates import Rates, rates_at
from core.evaluation.roc import RocCurve, roc_curve

RESAMPLES = 500


@dataclass(frozen=True, eq=False)
class DecisionStudy:
    """Several risks of the same cases, judged at every whole per cent.

    Parameters
    ----------
    outcome : (n_cases,), True where the event happened
    risks : (n_cases, n_models), probability of the event, index ``case_id``
    prevalence : that net benefit is told for; that of the cases when None
    curves, rocs : model to its curve
    draws : net benefits in resamples of the cases
    """

    outcome: Outcome
    risks: pd.DataFrame
    prevalence: float | None
    curves: Mapping[str, DecisionCurve]
    rocs: Mapping[str, RocCurve]
    draws: NetBenefitDraws

    @property
    def models(self) -> tuple[str, ...]:
        """The names of the risks."""
        return tuple(map(str, self.risks.columns))

    def counts(self, threshold: float) -> dict[str, Counts]:
        """What every model does at one threshold, in cases."""
        return {
            name: counts_at(self.outcome, self.risks[name], threshold, prevalence=self.prevalence)
            for name in self.models
        }

    def rates(self, threshold: float) -> dict[str, Rates]:
        """Sensitivity and its kin of every model at one threshold, with Wilson's intervals."""
        return {name: rates_at(self.outcome, self.risks[name], threshold) for name in self.models}


def study_decisions(
    y_true: npt.ArrayLike, risks: pd.DataFrame, prevalence: float | None = None, *, switched: bool = False
) -> DecisionStudy:
    """Judge risks at every whole per cent.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    risks : (n_cases, n_models), probability of the event, index ``case_id``
    prevalence : of the event where the risks will be used; that of the cases when None
    switched : whether the other outcome is to be the event; see `core.evaluation.event_switch`

    Raises
    ------
    CohortError
        See `core.evaluation.decision_draws.draw_net_benefits`.
    """
    outcome, told = require_scores(y_true, *risks.to_numpy().T)[0], risks
    if switched:
        told = pd.DataFrame({name: switch_event(outcome, risks[name])[1] for name in risks}, index=risks.index)
        outcome = ~outcome
    return DecisionStudy(
        outcome=outcome,
        risks=told,
        prevalence=prevalence,
        curves={name: decision_curve(outcome, told[name], prevalence=prevalence) for name in map(str, told)},
        rocs={name: roc_curve(outcome, told[name]) for name in map(str, told)},
        draws=draw_net_benefits(
            outcome, {str(name): risk for name, risk in told.items()}, resamples=RESAMPLES, prevalence=prevalence
        ),
    )
