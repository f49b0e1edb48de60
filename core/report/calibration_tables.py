"""Calibration of every score that is a probability, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from core.errors import CohortError
from core.evaluation.calibration import HosmerLemeshow, calibration, calibration_groups, hosmer_lemeshow
from core.evaluation.calibration_curve import CalibrationCurve, calibration_curve
from core.report.evaluation_settings import EvaluationSettings, each_split, risk_names
from core.scores import ScoredCases

GROUPS, LEAST = 10, 10
"""Groups of the test; least cases in a group that is shown."""
Judged = tuple[dict[str, str], "pd.Series[bool]", "pd.Series[float]"]


def each_risk(cases: ScoredCases) -> Iterator[Judged]:
    """Names, outcome and risk of every split and score that is a probability."""
    for split, outcome, scores in each_split(cases):
        yield from (({"split": split, "score": name}, outcome, scores[name]) for name in risk_names(cases))


def smooth_or_none(
    outcome: pd.Series[bool], risk: pd.Series[float], settings: EvaluationSettings
) -> CalibrationCurve | None:
    """The smooth curve, or None where most risks are the same."""
    try:
        return calibration_curve(outcome, risk, level=settings.level)
    except CohortError:
        return None


def build_calibration(cases: ScoredCases) -> pd.DataFrame:
    """One row per split and risk: intercepts, slope, Brier scores, expected events, Hosmer-Lemeshow with its freedom.

    Training risks are tested with g − 2 degrees of freedom, validation risks with g; g, the groups made, stands beside.
    """
    rows: list[dict[str, Any]] = []
    for about, outcome, risk in each_risk(cases):
        judged = calibration(outcome, risk)
        row = about | asdict(judged) | {"expected_to_observed": judged.expected_to_observed}
        external = about["split"] == "validation"
        test = _tested(outcome, risk, external)
        row["hosmer_lemeshow_groups"] = test.degrees_of_freedom + (0 if external or np.isnan(test.statistic) else 2)
        rows.append(row | {f"hosmer_lemeshow_{name}": value for name, value in test._asdict().items()})
    return pd.DataFrame(rows)


def build_calibration_groups(cases: ScoredCases) -> pd.DataFrame:
    """One row per split, risk and group of ten cases or more: expected and observed events, with intervals."""
    tables = []
    for about, outcome, risk in each_risk(cases):
        groups = min(GROUPS, max(2, len(risk) // LEAST))
        if risk.nunique() > groups:
            tables.append(calibration_groups(outcome, risk, groups).assign(**about))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def build_calibration_curves(cases: ScoredCases, settings: EvaluationSettings) -> pd.DataFrame:
    """One row per split, risk and place: share of events with its band, and the distances of the whole curve."""
    tables = []
    for about, outcome, risk in each_risk(cases):
        curve = smooth_or_none(outcome, risk, settings)
        if curve is not None:
            smooth = curve.smooth
            columns = {"risk": smooth.at, "share": smooth.value, "ci_low": smooth.ci_low, "ci_high": smooth.ci_high}
            distances = {"mean_distance": curve.mean_distance, "largest_distance": curve.largest_distance}
            tables.append(pd.DataFrame(columns).assign(**distances, **about))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _tested(outcome: pd.Series[bool], risk: pd.Series[float], external: bool) -> HosmerLemeshow:
    try:
        return hosmer_lemeshow(outcome, risk, GROUPS, external)
    except CohortError:
        return HosmerLemeshow(float("nan"), 0, float("nan"))
