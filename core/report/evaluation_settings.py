"""What was asked of an evaluation, and what of its cases is asked together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from core.errors import SettingError
from core.evaluation.resampling import SEED
from core.language import LANGUAGES
from core.scores import ScoredCases


@dataclass(frozen=True)
class EvaluationSettings:
    """Choices of one evaluation.

    Parameters
    ----------
    threshold : for every score; found by Youden's index, or by cost, when None
    cost_ratio : cost of a missed event over that of a false alarm, to find thresholds by; Youden's index when None
    prevalence : of the event where the risks will be used; that of the cases when None
    level : of every interval
    resamples, seed : of every bootstrap
    reclassification : whether NRI and IDI are wanted
    language : of the figures
    """

    threshold: float | None = None
    cost_ratio: float | None = None
    prevalence: float | None = None
    level: float = 0.95
    resamples: int = 2000
    seed: int = SEED
    reclassification: bool = False
    language: str = "en"

    def __post_init__(self) -> None:
        if self.prevalence is not None and not 0 < self.prevalence < 1:
            raise SettingError(f"a prevalence must lie between 0 and 1, but {self.prevalence} came: give a share")
        if self.language not in LANGUAGES:
            raise SettingError(f"figures speak {' or '.join(LANGUAGES)}, but {self.language} came: choose one")
        if self.cost_ratio is not None and not self.cost_ratio > 0:
            raise SettingError(
                f"a cost ratio must be above 0, but {self.cost_ratio} came: give how many alarms a miss is"
            )
        if not 0 < self.level < 1 or self.resamples < 1:
            raise SettingError(
                f"intervals need a level in 0-1 and resamples, but {self.level}, {self.resamples} came: correct them"
            )

    @property
    def told(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def each_split(cases: ScoredCases) -> Iterator[tuple[str, pd.Series[bool], pd.DataFrame]]:
    """Name, outcome and scores of every split that has cases."""
    for split, chosen in cases.splits.items():
        yield split, cases.outcome[chosen], cases.scores[chosen]


def risk_names(cases: ScoredCases) -> list[str]:
    """Scores that are probabilities in every case."""
    return [name for name in cases.names if cases.scores[name].between(0, 1).all()]
