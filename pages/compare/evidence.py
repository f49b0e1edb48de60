"""What core says of the cohort under review, computed once per cohort and choice. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pandas as pd

from core.calibration_study import correct_model_calibration
from core.csv_text import as_csv
from core.demo.read import read_demo_scores
from core.evaluation.calibration_curve import CalibrationCurve, CorrectedCurve
from core.evaluation.intervals import IntervalMethod
from core.evaluation.reclassification import Reclassification, compare_reclassification
from core.evaluation.roc import RocCurve, with_interval
from core.evaluation.roc_band import roc_band
from core.report.calibration_tables import build_calibration, build_calibration_groups, smooth_or_none
from core.report.comparison_tables import build_comparisons
from core.report.evaluation_settings import EvaluationSettings
from core.report.performance_tables import build_rates, build_roc_curves, build_thresholds
from core.scores import ScoredCases
from pages.shared.evidence import learnt_cohort, models, outcomes, prediction_set, reviewed, risks, roc_curves, splits
from pages.shared.made import made_once

USUAL = "usual"
"""The interval that core chooses."""
SETTINGS = EvaluationSettings()

BySplit = dict[str, dict[str, RocCurve]]


def curves_with(method: str) -> BySplit:
    """ROC curves by split and model, their intervals made as asked for."""
    return cast(BySplit, _once("curves", lambda: {split: _curves(split, method) for split in splits()}, method))


def bands() -> dict[str, dict[str, pd.DataFrame]]:
    """Bands of the sensitivity by split and model."""

    def draw() -> dict[str, dict[str, pd.DataFrame]]:
        return {split: {name: roc_band(outcomes(split), risks(split)[name]) for name in models()} for split in splits()}

    return cast(dict[str, dict[str, pd.DataFrame]], _once("bands", draw))


def roc_points(split: str) -> str:
    """Every point of every ROC curve of a split, CSV."""
    return cast(str, _once(f"points_{split}", lambda: as_csv(build_roc_curves(_scored(split)), index=False)))


def comparisons(split: str) -> pd.DataFrame:
    """Paired tests of all pairs of a split with their power; the later model less the earlier one."""

    def compare() -> pd.DataFrame:
        return build_comparisons(_scored(split, backwards=True))

    return cast(pd.DataFrame, _once(f"pairs_{split}", compare))


def thresholds(cost_ratio: float | None) -> pd.DataFrame:
    """Threshold of every model, from the training patients where there are some; by Youden's index without a ratio."""
    settings = EvaluationSettings(cost_ratio=cost_ratio)
    return cast(pd.DataFrame, _once("thresholds", lambda: build_thresholds(_scored(), settings), cost_ratio))


def rates(cost_ratio: float | None) -> pd.DataFrame:
    """Rates of every split and model at these thresholds, by either interval."""

    def judge() -> pd.DataFrame:
        return build_rates(_scored(), thresholds(cost_ratio), SETTINGS)

    return cast(pd.DataFrame, _once("rates", judge, cost_ratio))


def calibrations(split: str) -> pd.DataFrame:
    """Calibration of every model on a split, one row each."""
    return cast(pd.DataFrame, _once(f"calibrations_{split}", lambda: build_calibration(_scored(split))))


def calibration_groups(split: str) -> dict[str, pd.DataFrame]:
    """Groups of risk by model; a model with too few distinct risks has none."""
    table = cast(pd.DataFrame, _once(f"groups_{split}", lambda: build_calibration_groups(_scored(split))))
    return {str(name): part for name, part in table.groupby("score")} if len(table) else {}


def calibration_curve_of(split: str, model: str) -> CalibrationCurve | None:
    """The smooth calibration curve, or nothing where most risks are the same."""

    def smooth() -> CalibrationCurve | None:
        return smooth_or_none(reviewed().cohort.outcome[risks(split).index], risks(split)[model], SETTINGS)

    return cast("CalibrationCurve | None", _once(f"smooth_{split}_{model}", smooth))


def can_correct() -> bool:
    """Whether it is known how the models under review were fitted: those of the demonstration, with their own label."""
    return reviewed() is learnt_cohort()


def correction_of(model: str) -> CorrectedCurve:
    """Calibration of a model of the demonstration on its training patients, corrected for optimism."""
    cohort, fitted = reviewed().cohort.training, prediction_set().models[model]
    arm = "super-resolved" if model == "combined" else model
    scores = {} if model == "clinical" else {"rad_score": read_demo_scores()[arm].reindex(cohort.outcome.index)}
    table = cohort.clinical.assign(**scores)
    return cast(
        CorrectedCurve, _once("correction", lambda: correct_model_calibration(table, cohort.outcome, fitted), model)
    )


def reclassification(split: str, old: str, new: str) -> Reclassification:
    """NRI and IDI of one model over another."""
    return compare_reclassification(outcomes(split), risks(split)[old], risks(split)[new])


def _curves(split: str, method: str) -> dict[str, RocCurve]:
    curves = roc_curves(split)
    if method == USUAL:
        return curves
    asked, truth, table = cast(IntervalMethod, method), outcomes(split), risks(split)
    return {name: with_interval(curve, truth, table[name], asked) for name, curve in curves.items()}


def _scored(split: str | None = None, *, backwards: bool = False) -> ScoredCases:
    """The cohort, or one split of it, in the form that core's tables are built from."""
    review = reviewed()
    cohort, order = review.cohort, list(reversed(models())) if backwards else list(models())
    rows = cohort.outcome.index if split is None else risks(split).index
    return ScoredCases(
        cohort.outcome[rows], review.risks.loc[rows, order], cohort.is_training[rows], cohort.clinical.loc[rows]
    )


def _once(name: str, make: Callable[[], Any], *choices: str | float | None) -> Any:
    return made_once(f"compare_{name}", (reviewed().digest, *choices), make)
