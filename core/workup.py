"""Everything one prediction made of one case, as one value: what a page shows, a file holds and a colleague opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.imaging.checks import Check
from core.values import Case, FeatureTable, Mask, Prediction, Volume
from core.values.frozen import FrozenMapping

HEADLINES = ("combined", "super-resolved")
"""Models in the order in which they speak for the case."""


@dataclass(frozen=True)
class Step:
    """One step of the path and the seconds it took."""

    name: str
    seconds: float


@dataclass(frozen=True, eq=False)
class Workup:
    """A case with all that was computed from it.

    Parameters
    ----------
    super_resolved, interpolated : the region around the mask on the ×2 grid
    fine_mask : the propagated mask on that grid
    features : arm to a table of one row
    rad_scores : arm to score, logit scale
    predictions : model to prediction
    device : ``"cpu"`` or ``"cuda"``, where the network ran
    network, prediction_set : names of the model folders used
    learnt_from : which patients the models were learnt from, in words
    simulated_models : whether those patients are simulated, so that no risk means anything for a real one
    notes : what was done that a reader must know
    """

    case: Case
    super_resolved: Volume
    interpolated: Volume
    fine_mask: Mask
    features: Mapping[str, FeatureTable]
    rad_scores: Mapping[str, float]
    predictions: Mapping[str, Prediction]
    checks: tuple[Check, ...]
    steps: tuple[Step, ...]
    device: str
    network: str
    prediction_set: str
    learnt_from: str
    simulated_models: bool
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("features", "rad_scores", "predictions"):
            object.__setattr__(self, name, FrozenMapping(getattr(self, name)))

    @property
    def headline(self) -> Prediction:
        """The prediction that is shown large: the combined model's, or without clinical values the radiomic one's."""
        return next(self.predictions[name] for name in HEADLINES if name in self.predictions)

    @property
    def seconds(self) -> float:
        """Computing time of all steps."""
        return sum(step.seconds for step in self.steps)
