"""Signature, LogisticModel and Prediction: what is learnt from patients, and what it says of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from core.values.frozen import FrozenMapping

MAXIMUM_LIKELIHOOD, FIRTH = "maximum likelihood", "Firth"
"""How a logistic model was fitted: by its likelihood, or by Firth's, which has a maximum where that has none."""


@dataclass(frozen=True)
class Signature:
    """A rad-score: intercept + Σ coefficient · (feature − center) / scale, on the logit scale.

    Every tuple has one entry per feature in `names`. `low` and `high` are the smallest and largest value in the
    training cases, kept to say when a new case lies outside. `impute` holds the training medians that stand in for a
    missing value; where it is None a missing value is refused.
    """

    arm: str
    names: tuple[str, ...]
    coefficients: tuple[float, ...]
    intercept: float
    center: tuple[float, ...]
    scale: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    params_digest: str
    impute: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Term:
    """One predictor of a logistic model: a number, or one level of a categorical variable against its reference.

    A variable of several levels has one term for each but the reference; they share the name.

    Parameters
    ----------
    name : column of the table, e.g. ``"diameter_cm"`` or ``"rad_score"``
    unit : shown on screen, empty when dimensionless
    reference : for a yes/no or level predictor, the level coded 0; empty for a number
    level : the level coded 1; empty for a number
    low, high : range in the training cases (coded values)
    mean : mean in the training cases (coded values)
    levels : further levels of the variable, coded 0 in this term
    transform : ``"log10"`` when the logarithm of the number enters the model, else empty
    """

    name: str
    unit: str = ""
    reference: str = ""
    level: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    mean: float = 0.0
    levels: tuple[str, ...] = ()
    transform: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "levels", tuple(self.levels))
        if self.transform not in ("", "log10"):
            raise ValueError(f"a term's transform must be log10 or none, but {self.transform} came")


@dataclass(frozen=True, eq=False)
class LogisticModel:
    """logit P(event) = coefficients[0] + Σ coefficients[t+1] · term t.

    Parameters
    ----------
    name : e.g. ``"clinical"``, ``"super-resolved"``, ``"combined"``
    terms : predictors in order
    coefficients : (1 + n_terms,), intercept first
    covariance : (1 + n_terms, 1 + n_terms)
    threshold : risk at or above which a case is flagged, chosen on the training cases
    event_name : what the risk is the risk of
    n, n_events : cases and events the model was fitted on
    method : `MAXIMUM_LIKELIHOOD` or `FIRTH`; to be said with every number of the model
    """

    name: str
    terms: tuple[Term, ...]
    coefficients: npt.NDArray[np.float64]
    covariance: npt.NDArray[np.float64]
    threshold: float
    event_name: str
    n: int
    n_events: int
    method: str = MAXIMUM_LIKELIHOOD

    def __post_init__(self) -> None:
        for name in ("coefficients", "covariance"):
            value = np.array(getattr(self, name), dtype=np.float64)
            value.setflags(write=False)
            object.__setattr__(self, name, value)
        size = 1 + len(self.terms)
        if self.coefficients.shape != (size,) or self.covariance.shape != (size, size):
            raise ValueError(
                f"a model of {len(self.terms)} terms needs {size} coefficients, but {self.coefficients.shape} came"
            )


@dataclass(frozen=True)
class Applicability:
    """Whether a case lies where the model has seen patients; `reasons` is empty when it does."""

    reasons: tuple[str, ...] = ()

    @property
    def inside(self) -> bool:
        """True when no reason speaks against using the risk."""
        return not self.reasons


@dataclass(frozen=True)
class Prediction:
    """What one model says of one case.

    Parameters
    ----------
    risk : probability of the event, 0–1
    interval : (low, high), 95 %, from the model's covariance; the rad-score is taken as known
    rad_score : logit scale; None for a model without one
    contributions : term name to coefficient · (value − training mean), logit scale
    """

    case_id: str
    model: str
    event_name: str
    risk: float
    interval: tuple[float, float]
    threshold: float
    applicability: Applicability
    rad_score: float | None = None
    contributions: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("contributions", "values"):
            object.__setattr__(self, name, FrozenMapping(getattr(self, name)))

    @property
    def above_threshold(self) -> bool:
        """True when the case is flagged."""
        return self.risk >= self.threshold
