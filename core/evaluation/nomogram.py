"""Nomogram points: a logistic model retold so that it can be added up by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from core.errors import CohortError
from core.evaluation.inputs import Scores
from core.values import LogisticModel

Ranges = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class PointScale:
    """Points of one term.

    Parameters
    ----------
    name, unit : the term's
    low, high : ends of the axis, coded values
    slope : points per unit of the coded value; negative when higher values speak against the event
    levels : what the codes 0 and 1 stand for; empty for a number
    """

    name: str
    unit: str
    low: float
    high: float
    slope: float
    levels: tuple[str, ...] = ()

    def points(self, value: npt.ArrayLike) -> Scores:
        """Points of a coded value; below 0 or above the axis where the value lies outside it."""
        origin = self.low if self.slope >= 0 else self.high
        return np.asarray(self.slope * (np.asarray(value, dtype=np.float64) - origin))

    def ticks(self, wanted: int = 6) -> Scores:
        """Values to mark: both codes of a level term, round numbers inside the range of a number."""
        if self.levels:
            return np.array([0.0, 1.0])
        rough = (self.high - self.low) / wanted
        power = 10.0 ** np.floor(np.log10(rough)) if rough > 0 else 1.0
        step = power * next(factor for factor in (1, 2, 5, 10) if factor * power >= rough)
        first, last = np.ceil(self.low / step - 1e-9), np.floor(self.high / step + 1e-9)
        return np.asarray(np.arange(first, last + 1) * step)


@dataclass(frozen=True)
class Nomogram:
    """Points per term, and the risk of a total.

    Parameters
    ----------
    scales : one per term, in the order of the model; the widest spans 0 to 100 points
    base : logit of the risk at 0 points
    points_per_logit : one length for every term
    event_name : what the risk is the risk of
    """

    scales: tuple[PointScale, ...]
    base: float
    points_per_logit: float
    event_name: str

    @property
    def table(self) -> pd.DataFrame:
        """Long table of the marked values: term, value (coded), points."""
        columns = [
            pd.DataFrame({"term": scale.name, "value": scale.ticks(), "points": scale.points(scale.ticks())})
            for scale in self.scales
        ]
        return pd.concat(columns, ignore_index=True)

    def total(self, values: Mapping[str, float]) -> float:
        """Sum of the points of one case, from the coded value of every term."""
        return float(sum(scale.points(values[scale.name]) for scale in self.scales))

    def risk(self, total_points: npt.ArrayLike) -> Scores:
        """Probability of the event for a total of points."""
        return np.asarray(special.expit(self.base + np.asarray(total_points) / self.points_per_logit))

    def points_of_risk(self, risk: npt.ArrayLike) -> Scores:
        """Total points at which a risk lies: the other way round, to mark the risk axis."""
        return np.asarray((special.logit(np.asarray(risk, dtype=np.float64)) - self.base) * self.points_per_logit)


def build_nomogram(model: LogisticModel, ranges: Ranges | None = None) -> Nomogram:
    """Turn a logistic model into points.

    Parameters
    ----------
    model : fitted model
    ranges : term name to (low, high) in coded values; a term that is not named keeps its training range

    Raises
    ------
    CohortError
        A range is unknown, infinite or reversed, or no term moves the risk within its range.

    Notes
    -----
    Points of term t at value x are 100 · (β_t x − min β_t x) / R, R being the largest range of β_t x over the terms. A
    total of P points has the risk expit(β_0 + Σ min β_t x + P · R / 100). Checked against rms 6.5-0 in
    tests/references/evaluation_r.json.

    References
    ----------
    .. [1] Iasonos A, Schrag D, Raj GV, Panageas KS (2008). Journal of Clinical Oncology 26:1364–1370.
       doi:10.1200/JCO.2007.12.9791
    .. [2] Harrell FE (2015). Regression Modeling Strategies, 2nd edition. Springer. doi:10.1007/978-3-319-19425-7
    """
    low, high = _ends(model, ranges or {})
    slopes = model.coefficients[1:]
    unit = _points_per_logit(slopes, low, high)
    scales = tuple(
        PointScale(
            name=term.name,
            unit=term.unit,
            low=float(low[t]),
            high=float(high[t]),
            slope=float(slopes[t] * unit),
            levels=(term.reference, term.level) if term.level else (),
        )
        for t, term in enumerate(model.terms)
    )
    base = float(model.coefficients[0] + np.minimum(slopes * low, slopes * high).sum())
    return Nomogram(scales, base, unit, model.event_name)


def signed_points(
    model: LogisticModel, contributions: Mapping[str, float], ranges: Ranges | None = None
) -> dict[str, float]:
    """Contributions of one case in points: what speaks for the event above 0, what speaks against it below.

    Parameters
    ----------
    contributions : term name to coefficient · (value − training mean), logit scale, as in `Prediction`
    ranges : as in `build_nomogram`

    Returns
    -------
    dict
        Each contribution times 100 / (largest |β| · range over the terms): one point is as long as in `build_nomogram`,
        counted from the training mean instead of from the end of the axis.

    Raises
    ------
    CohortError
        A contribution belongs to no term of the model.
    """
    unknown = sorted(set(contributions) - {term.name for term in model.terms})
    if unknown:
        raise CohortError(f"every contribution must belong to a term of the model, but {unknown[0]} does not: check it")
    unit = _points_per_logit(model.coefficients[1:], *_ends(model, ranges or {}))
    return {name: float(value) * unit for name, value in contributions.items()}


def _ends(model: LogisticModel, ranges: Ranges) -> tuple[Scores, Scores]:
    pairs = [ranges.get(t.name, (0.0, 1.0) if t.level else (t.low, t.high)) for t in model.terms]
    low, high = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
    good = np.isfinite(low) & np.isfinite(high) & (low <= high)
    if not good.all():
        name = model.terms[int(np.argmin(good))].name
        raise CohortError(f"every term must have a finite range from low to high, but {name} has none: give its range")
    return low, high


def _points_per_logit(slopes: Scores, low: Scores, high: Scores) -> float:
    reach = np.abs(slopes) * (high - low)
    if not reach.size or reach.max() == 0:
        raise CohortError("at least one term must move the risk within its range, but none does: fit the model again")
    return float(100.0 / reach.max())
