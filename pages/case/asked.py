"""The model that speaks for a case, and what it was given."""

from __future__ import annotations

from dataclasses import dataclass

from core.prediction.coding import group_terms
from core.values import LogisticModel, Prediction, Term
from core.workup import Workup
from pages.shared.evidence import prediction_set


@dataclass(frozen=True, eq=False)
class Asked:
    """The headline prediction, its model, and the arm whose rad-score it uses (empty without one)."""

    told: Prediction
    model: LogisticModel
    arm: str

    @property
    def variables(self) -> dict[str, tuple[Term, ...]]:
        """Variable to its terms, in the model's order."""
        return group_terms(self.model.terms)


def headline_of(workup: Workup) -> Asked:
    """What the verdict of a work-up rests on."""
    of = prediction_set(workup.prediction_set)
    model = of.models[workup.headline.model]
    return Asked(workup.headline, model, of.arm_of(model) or "")
