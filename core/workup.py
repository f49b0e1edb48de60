"""Everything one prediction made of one case, as one value: what a page shows, a file holds and a colleague opens.

And the clock that times its steps while it is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from core.imaging.checks import Check
from core.values import Case, FeatureTable, Mask, Prediction, Volume
from core.values.frozen import FrozenMapping

OnProgress = Callable[[float, str], None]

HEADLINES = ("combined", "super-resolved", "interpolated", "native", "clinical")
"""Models in the order in which they speak for the case."""
SHARES = {"check": 0.02, "super-resolve": 0.66, "interpolate": 0.03, "native": 0.07, "interpolated": 0.1}
SHARES |= {"super-resolved": 0.11, "score": 0.01}
"""Usual share of the computing time of each step, for the progress bar; a step that is seldom asked for has none."""


@dataclass(frozen=True)
class Step:
    """One step of the path and the seconds it took."""

    name: str
    seconds: float


@dataclass
class Timeline:
    """Times the steps of one run and reports where it is."""

    on_progress: OnProgress | None = None
    steps: list[Step] = field(default_factory=list)
    done: float = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[OnProgress]:
        """Time one step; yields what may be called with the share of the step that is done."""
        begin = time.perf_counter()
        self._report(0.0, name)
        yield lambda share, _message: self._report(share, name)
        self.steps.append(Step(name, time.perf_counter() - begin))
        self.done += SHARES.get(name, 0.0)

    def _report(self, share: float, name: str) -> None:
        if self.on_progress is not None:
            self.on_progress(min(self.done + share * SHARES.get(name, 0.0), 1.0), name)


@dataclass(frozen=True, eq=False)
class Workup:
    """A case with all that was computed from it.

    Parameters
    ----------
    super_resolved, interpolated : the region around the mask on the ×2 grid
    added : what of `super_resolved` the network predicted beyond the measurement, on the same grid
    fine_mask : the propagated mask on that grid
    features : arm to a table of one row
    rad_scores : arm to score, logit scale
    predictions : model to prediction
    reconstruction : how `super_resolved` was made: network, weights, acquisition, device, notes
    prediction_set : name of the model folder used
    learnt_from : which patients the models were learnt from, in words
    simulated_models : whether those patients are simulated, so that no risk means anything for a real one
    notes : what was done that a reader must know
    """

    case: Case
    super_resolved: Volume
    added: Volume
    interpolated: Volume
    fine_mask: Mask
    features: Mapping[str, FeatureTable]
    rad_scores: Mapping[str, float]
    predictions: Mapping[str, Prediction]
    checks: tuple[Check, ...]
    steps: tuple[Step, ...]
    reconstruction: Mapping[str, Any]
    prediction_set: str
    learnt_from: str
    simulated_models: bool
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("features", "rad_scores", "predictions", "reconstruction"):
            object.__setattr__(self, name, FrozenMapping(getattr(self, name)))

    @property
    def headline(self) -> Prediction:
        """The prediction that is shown large: the combined model's, or without clinical values the radiomic one's."""
        return next(self.predictions[name] for name in HEADLINES if name in self.predictions)

    @property
    def network(self) -> str:
        """The network that super-resolved."""
        return str(self.reconstruction["network"])

    @property
    def device(self) -> str:
        """``"cpu"`` or ``"cuda"``, where the network ran in the end."""
        return str(self.reconstruction["device"])

    @property
    def acquisition(self) -> str:
        """How the volume was taken to be acquired, one of `core.values.ACQUISITIONS`."""
        return str(self.reconstruction["acquisition"])

    @property
    def seconds(self) -> float:
        """Computing time of all steps."""
        return sum(step.seconds for step in self.steps)
