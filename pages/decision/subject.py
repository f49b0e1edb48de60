"""The study behind the page: computed once for the patients, the event and the prevalence, whatever the threshold."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import pandas as pd

from core.evaluation.decision_scales import Scale, draws_on
from core.evaluation.decision_study import DecisionStudy, study_decisions
from core.figures.moving import MovingFigure
from pages.decision.choices import Chosen
from pages.shared import state
from pages.shared.evidence import outcomes, reviewed, risks
from pages.shared.made import Key, made_once

_KEYS: WeakKeyDictionary[DecisionStudy, Key] = WeakKeyDictionary()


def study(chosen: Chosen) -> DecisionStudy:
    """Curves, ROC and resamples of every model on the chosen patients, with the chosen event."""
    key = (reviewed().digest, chosen.split, chosen.event, chosen.prevalence)
    made: DecisionStudy = made_once(
        f"decision_{chosen.split}",
        key,
        lambda: study_decisions(
            outcomes(chosen.split), risks(chosen.split), chosen.prevalence, switched=chosen.switched
        ),
    )
    _KEYS[made] = key
    return made


def key_of(of: DecisionStudy) -> Key:
    """What a study was made of: what follows from it is kept under that too."""
    return _KEYS[of]


def bands(of: DecisionStudy, scale: Scale) -> dict[str, pd.DataFrame]:
    """The band of every model on a scale."""

    def make() -> dict[str, pd.DataFrame]:
        drawn = draws_on(scale, of.draws)
        return {name: drawn.band(name) for name in of.models}

    made: dict[str, pd.DataFrame] = made_once("decision_bands", (*key_of(of), scale), make)
    return made


def difference(of: DecisionStudy, model: str, other: str, scale: Scale) -> pd.DataFrame:
    """By how much one strategy is worth more than another on a scale, with its interval."""
    made: pd.DataFrame = made_once(
        "decision_difference",
        (*key_of(of), model, other, scale),
        lambda: draws_on(scale, of.draws).difference(model, other),
    )
    return made


def chances(of: DecisionStudy) -> pd.DataFrame:
    """Share of the resamples in which each strategy is worth most, by threshold."""
    made: pd.DataFrame = made_once("decision_chances", key_of(of), of.draws.chance_of_being_best)
    return made


def drawn_once(name: str, of: DecisionStudy, key: Key, make: Callable[[], MovingFigure]) -> MovingFigure:
    """A chart that only the threshold moves: made again for another study, language or key, not for a threshold."""
    made: MovingFigure = made_once(f"decision_{name}_drawn", (*key_of(of), state.language(), *key), make)
    return made
