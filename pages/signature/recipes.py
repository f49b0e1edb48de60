"""How this session learns: which features are chosen how, and which clinical variables enter the models."""

from __future__ import annotations

from core.prediction.model_recipe import ModelRecipe
from core.signature.settings import SelectionSettings
from pages.shared import state


def recipe() -> SelectionSettings:
    """How this session wants features to be chosen."""
    held: SelectionSettings | None = state.RECIPE.value()
    return held or SelectionSettings()


def model_recipe() -> ModelRecipe:
    """What this session wants done with missing clinical values, and which variables are to enter."""
    held: ModelRecipe | None = state.MODEL_RECIPE.value()
    return held or ModelRecipe(())
