"""What is asked of a cohort's study: the value that its stages read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.intake.assemble import Intake
from core.prediction.model_recipe import ModelRecipe
from core.resampling.runs import AuditPlan
from core.signature.settings import SelectionSettings
from core.values import ARMS, Cohort


@dataclass(frozen=True, eq=False)
class Study:
    """What is to be done with a cohort.

    Parameters
    ----------
    intake : the cohort and its terms
    settings : how features are chosen
    plan : how the recipe is judged
    origin : how the features were made, for the card of the prediction set
    model : how the clinical model is learnt, but for its terms, which are those of the intake
    """

    intake: Intake
    settings: SelectionSettings
    plan: AuditPlan
    origin: Mapping[str, Any] = field(default_factory=dict)
    model: ModelRecipe = field(default_factory=lambda: ModelRecipe(()))

    @property
    def cohort(self) -> Cohort:
        """The cohort of the intake."""
        return self.intake.cohort

    @property
    def clinical(self) -> ModelRecipe:
        """How the clinical model is learnt."""
        return replace(self.model, terms=self.intake.terms)

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms that have features."""
        return tuple(arm for arm in ARMS if arm in self.cohort.features)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that can be learnt: one per arm, and with clinical columns a clinical and a combined one."""
        if not self.intake.terms:
            return self.arms
        return ("clinical", *self.arms, "combined") if self.arms else ("clinical",)
