"""The engine beside pyradiomics on one case: how far apart their features lie, and how long each takes.

What it returns can be read without loading either of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from core.features.params import ExtractionParams
from core.values import Case, Volume

EQUAL = 1e-9
"""Relative difference up to which two values count as equal: rounding, in another order of summation."""


@dataclass(frozen=True)
class Comparison:
    """Engine and pyradiomics on one case.

    Parameters
    ----------
    feature : where the relative difference is largest
    engine, pyradiomics : its two values
    difference : its relative difference; infinite where only one of them is a number
    equal, n : features that differ by no more than `EQUAL`, of all
    engine_seconds, pyradiomics_seconds : wall time, both with the libraries loaded and on the same number of threads
    """

    feature: str
    engine: float
    pyradiomics: float
    difference: float
    equal: int
    n: int
    engine_seconds: float
    pyradiomics_seconds: float

    @property
    def ratio(self) -> float:
        """How many times longer pyradiomics took."""
        return self.pyradiomics_seconds / self.engine_seconds


def compare_with_pyradiomics(
    case: Case, params: ExtractionParams, reference: Volume | None = None, workers: int = 1
) -> Comparison:
    """Measure a case by the engine and by pyradiomics, on the whole volume, and compare.

    Parameters
    ----------
    reference : volume whose mean and standard deviation normalise the intensities; without it, the case's own
    workers : threads of the engine; pyradiomics takes those that ITK is allowed

    Raises
    ------
    SettingError
        The engine does not know what is asked for, or pyradiomics is not installed.
    ImageContent
        pyradiomics refuses the region.
    """
    from core.features.engine.measure import measure_features
    from core.features.engine.warm import load_kernels
    from core.features.stock import load_pyradiomics, measure_by_pyradiomics

    load_pyradiomics()
    load_kernels()
    ours, engine_seconds = _timed(lambda: measure_features(case, params, reference, workers))
    theirs, pyradiomics_seconds = _timed(lambda: measure_by_pyradiomics(case, params, reference))
    gaps = relative_differences(ours, theirs)
    feature = max(gaps, key=gaps.__getitem__)
    return Comparison(
        feature=feature,
        engine=ours.get(feature, np.nan),
        pyradiomics=theirs.get(feature, np.nan),
        difference=gaps[feature],
        equal=sum(gap <= EQUAL for gap in gaps.values()),
        n=len(gaps),
        engine_seconds=engine_seconds,
        pyradiomics_seconds=pyradiomics_seconds,
    )


def relative_differences(ours: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    """|ours - theirs| / |theirs| by name; infinite where only one side has a number, 0 where neither has.

    A value of theirs below 1e-9 counts as 1e-9: it is what rounding leaves of 0.

    Examples
    --------
    >>> relative_differences({"a": 1.0, "b": 2.0}, {"a": 1.0, "c": 3.0})
    {'a': 0.0, 'b': inf, 'c': inf}
    """
    return {name: _gap(ours.get(name, np.nan), theirs.get(name, np.nan)) for name in {**ours, **theirs}}


def _gap(one: float, other: float) -> float:
    if np.isnan(one) or np.isnan(other):
        return 0.0 if np.isnan(one) and np.isnan(other) else float("inf")
    return abs(one - other) / max(abs(other), 1e-9)


def _timed(measure: Callable[[], dict[str, float]]) -> tuple[dict[str, float], float]:
    begin = time.perf_counter()
    return measure(), time.perf_counter() - begin
