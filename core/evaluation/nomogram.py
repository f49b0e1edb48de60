"""Nomogram points: a logistic model retold so that it can be added up by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special, stats

from core.errors import CohortError
from core.evaluation.inputs import Scores, require_level
from core.evaluation.scales import PointScale, Ranges, axis_ends, build_scale, group_terms
from core.values import LogisticModel

Values = Mapping[str, float | str]
"""Variable to a number in its unit, or to a level or its place (reference 0)."""


@dataclass(frozen=True, eq=False)
class Nomogram:
    """Points per variable, and the risk of a total.

    Parameters
    ----------
    scales : one per variable, in the order of the model; the widest spans 0 to 100 points
    base : logit of the risk at 0 points
    points_per_logit : one length for every variable
    model : that is retold
    """

    scales: tuple[PointScale, ...]
    base: float
    points_per_logit: float
    model: LogisticModel

    @property
    def event_name(self) -> str:
        """What the risk is the risk of."""
        return self.model.event_name

    @property
    def table(self) -> pd.DataFrame:
        """Long table of the marks of every axis: term, value (a number, or the place of a level), label, points."""
        columns = [
            pd.DataFrame(
                {
                    "term": scale.name,
                    "value": scale.ticks(),
                    "label": [scale.label(tick) for tick in scale.ticks()],
                    "points": scale.points(scale.ticks()),
                }
            )
            for scale in self.scales
        ]
        return pd.concat(columns, ignore_index=True)

    @property
    def largest_total(self) -> float:
        """Points of a case at the far end of every axis."""
        ends = (scale.points(scale.ticks() if scale.levels else [scale.low, scale.high]) for scale in self.scales)
        return float(sum(points.max() for points in ends))

    def total(self, values: Values) -> float:
        """Sum of the points of one case."""
        return float(sum(scale.points(scale.place(values[scale.name])) for scale in self.scales))

    def risk(self, total_points: npt.ArrayLike) -> Scores:
        """Probability of the event for totals of points, element by element."""
        return np.asarray(special.expit(self.base + np.asarray(total_points) / self.points_per_logit))

    def points_of_risk(self, risk: npt.ArrayLike) -> Scores:
        """Total points at which risks lie, element by element: the other way round, to mark the risk axis."""
        return np.asarray((special.logit(np.asarray(risk, dtype=np.float64)) - self.base) * self.points_per_logit)

    def interval(self, values: Values, level: float = 0.95) -> tuple[float, float]:
        """Interval of the risk of one case; two cases with equal points can have different ones.

        Notes
        -----
        The delta method on the logit: expit(x'β ± z √(x'Vx)). Checked against R 4.2.2 `predict(se.fit = TRUE)` in
        tests/references/nomogram_r.json.
        """
        require_level(level)
        row = self._row(values)
        logit = float(row @ self.model.coefficients)
        margin = float(stats.norm.isf((1 - level) / 2) * np.sqrt(row @ self.model.covariance @ row))
        return float(special.expit(logit - margin)), float(special.expit(logit + margin))

    def _row(self, values: Values) -> Scores:
        """What the coefficients multiply, (1 + n_terms,)."""
        scales = {scale.name: scale for scale in self.scales}
        return np.array([1.0, *(scales[term.name].code(term, values[term.name]) for term in self.model.terms)])


def build_nomogram(model: LogisticModel, ranges: Ranges | None = None) -> Nomogram:
    """Turn a logistic model into points; terms that share a name are the levels of one variable.

    Parameters
    ----------
    model : fitted model
    ranges : ends of the axes of numbers, in their unit; a variable that is not named keeps its training range

    Raises
    ------
    CohortError
        A range is infinite or reversed, or no variable moves the risk within its range.

    Notes
    -----
    Points of variable v at value x are 100 · (β_v x − min β_v x) / R, R being the largest range of β_v x over the
    variables; β_v x of a level is its coefficient, 0 for the reference, and of a logged number β · log10 x. A total of
    P points has the risk expit(β_0 + Σ min β_v x + P · R / 100). Checked against rms 6.5-0 in
    tests/references/evaluation_r.json and tests/references/nomogram_r.json.

    References
    ----------
    .. [1] Iasonos A, Schrag D, Raj GV, Panageas KS (2008). Journal of Clinical Oncology 26:1364–1370.
       doi:10.1200/JCO.2007.12.9791
    .. [2] Harrell FE (2015). Regression Modeling Strategies, 2nd edition. Springer. doi:10.1007/978-3-319-19425-7
    """
    effects = _effects(model, ranges or {})
    unit = _points_per_logit(effects)
    scales = tuple(
        build_scale([model.terms[place] for place in places], model.coefficients[1:][places], unit, ranges or {})
        for places in group_terms(model.terms).values()
    )
    base = float(model.coefficients[0] + sum(effect.min() for effect in effects.values()))
    return Nomogram(scales, base, unit, model)


def signed_points(
    model: LogisticModel, contributions: Mapping[str, float], ranges: Ranges | None = None
) -> dict[str, float]:
    """Contributions of one case in points: what speaks for the event above 0, what speaks against it below.

    Parameters
    ----------
    contributions : variable to coefficient · (value − training mean), logit scale, as in `Prediction`
    ranges : as in `build_nomogram`

    Returns
    -------
    dict
        Each contribution times 100 / (largest range over the variables): one point is as long as in `build_nomogram`,
        counted from the training mean instead of from the end of the axis.

    Raises
    ------
    CohortError
        A contribution belongs to no variable of the model.
    """
    unknown = sorted(set(contributions) - {term.name for term in model.terms})
    if unknown:
        raise CohortError(f"every contribution must belong to a term of the model, but {unknown[0]} does not: check it")
    unit = _points_per_logit(_effects(model, ranges or {}))
    return {name: float(value) * unit for name, value in contributions.items()}


def _effects(model: LogisticModel, ranges: Ranges) -> dict[str, Scores]:
    """Variable to its logits: at both ends of a number, or of every level, the reference first."""
    effects = {}
    for name, places in group_terms(model.terms).items():
        beta, first = model.coefficients[1:][places], model.terms[places[0]]
        effects[name] = np.append(0.0, beta) if first.level else beta * axis_ends(first, ranges)
    return effects


def _points_per_logit(effects: Mapping[str, Scores]) -> float:
    widest = max((float(np.ptp(effect)) for effect in effects.values()), default=0.0)
    if widest == 0:
        raise CohortError("at least one term must move the risk within its range, but none does: fit the model again")
    return 100.0 / widest
