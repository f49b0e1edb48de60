"""The axis of one variable of a nomogram: which value gives how many points (Iasonos et al. 2008)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.errors import CohortError
from core.evaluation.inputs import Scores
from core.values import Term

Ranges = Mapping[str, tuple[float, float]]
"""Variable to the ends of its axis, in its unit."""

MARKS = 6
"""Marks wanted on an axis of numbers."""


@dataclass(frozen=True)
class PointScale:
    """Points of one variable: a number, or one of several levels.

    Parameters
    ----------
    name, unit : of the variable
    low, high : ends of the axis, in the unit; for levels the first and last place
    slope : points per unit, or per factor of ten where `logged`; negative when higher values speak against the event
    logged : whether the logarithm of the number enters the model
    levels : names of the levels, the reference first; empty for a number
    level_points : of each level
    """

    name: str
    unit: str
    low: float
    high: float
    slope: float = 0.0
    logged: bool = False
    levels: tuple[str, ...] = ()
    level_points: tuple[float, ...] = ()

    def points(self, value: npt.ArrayLike) -> Scores:
        """Points of numbers in the unit, or of places of levels (reference 0), element by element.

        Numbers outside the axis get points below 0 or above its end.
        """
        if self.levels:
            return np.asarray(self.level_points)[np.asarray(value, dtype=np.intp)]
        origin = self.low if self.slope >= 0 else self.high
        return np.asarray(self.slope * (self._coded(value) - self._coded(origin)))

    def place(self, value: float | str) -> float:
        """The number itself, or the place of a level given by name or place.

        Raises
        ------
        CohortError
            There is no such level, or the number has no logarithm and needs one.
        """
        if self.levels:
            places = dict(zip(self.levels, range(len(self.levels)), strict=True))
            place = places.get(value, -1) if isinstance(value, str) else value
            if place not in places.values():
                raise CohortError(f"{self.name} must be {' or '.join(places)}, but {value} came: choose one of them")
            return float(place)
        if isinstance(value, str) or (self.logged and value <= 0):
            wanted = "a number above 0" if self.logged else "a number"
            raise CohortError(f"{self.name} must be {wanted}, but {value} came: correct it")
        return float(value)

    def covers(self, value: float | str) -> bool:
        """Whether the axis reaches a number, both ends included; an axis of levels has them all."""
        slack = 1e-9 * max(1.0, abs(self.low), abs(self.high))
        return bool(self.levels) or self.low - slack <= self.place(value) <= self.high + slack

    def code(self, term: Term, value: float | str) -> float:
        """What the coefficient of one of the variable's terms multiplies."""
        place = self.place(value)
        return float(self.levels[int(place)] == term.level) if self.levels else float(self._coded(place))

    def ticks(self) -> Scores:
        """Values to mark: every level, or round numbers inside the axis, (n_ticks,)."""
        if self.levels:
            return np.arange(len(self.levels), dtype=np.float64)
        return _log_ticks(self.low, self.high) if self.logged else _even_ticks(self.low, self.high)

    def label(self, tick: float) -> str:
        """What to write at a mark."""
        return self.levels[int(tick)] if self.levels else f"{tick:.6g}"

    def _coded(self, value: npt.ArrayLike) -> Scores:
        number = np.asarray(value, dtype=np.float64)
        return np.log10(number) if self.logged else number


def group_terms(terms: Sequence[Term]) -> dict[str, list[int]]:
    """Places of the terms of each variable: one for a number, one for each level but the reference."""
    groups: dict[str, list[int]] = {}
    for place, term in enumerate(terms):
        groups.setdefault(term.name, []).append(place)
    return groups


def axis_ends(term: Term, ranges: Ranges) -> Scores:
    """Coded ends of the axis of a number, (2,): its range in `ranges`, else in the training cases.

    Raises
    ------
    CohortError
        They are infinite or reversed.
    """
    ends = np.array(ranges.get(term.name, (term.low, term.high)), dtype=np.float64)
    if term.transform and term.name in ranges:
        ends = np.log10(ends, out=np.full(2, -np.inf), where=ends > 0)
    if not np.isfinite(ends).all() or ends[0] > ends[1]:
        raise CohortError(f"every term must have a finite range from low to high, but {term.name} has none: give it")
    return ends


def build_scale(terms: Sequence[Term], beta: Scores, unit: float, ranges: Ranges) -> PointScale:
    """The axis of the terms of one variable.

    Parameters
    ----------
    terms : one of a number, or one for each level but the reference
    beta : (n_terms,), their coefficients
    unit : points per logit
    ranges : ends of the axes of numbers
    """
    first = terms[0]
    if first.level:
        effect = np.append(0.0, beta)
        names = (first.reference, *(term.level for term in terms))
        points = tuple(map(float, (effect - effect.min()) * unit))
        return PointScale(first.name, first.unit, 0.0, len(terms), levels=names, level_points=points)
    ends, logged = axis_ends(first, ranges), bool(first.transform)
    low, high = map(float, 10.0**ends if logged else ends)
    return PointScale(first.name, first.unit, low, high, float(beta[0] * unit), logged)


def _even_ticks(low: float, high: float) -> Scores:
    rough = (high - low) / MARKS
    power = 10.0 ** np.floor(np.log10(rough)) if rough > 0 else 1.0
    step = power * next(factor for factor in (1, 2, 5, 10) if factor * power >= rough)
    first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
    return np.asarray(np.arange(first, last + 1) * step)


def _log_ticks(low: float, high: float) -> Scores:
    """Powers of ten, with their doubles and fives where the powers alone are few."""
    powers = 10.0 ** np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    ticks = np.multiply.outer(powers, [1, 2, 5]).ravel() if powers.size <= MARKS // 2 + 1 else powers
    return np.asarray(ticks[(ticks >= low * (1 - 1e-9)) & (ticks <= high * (1 + 1e-9))])
