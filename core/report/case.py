"""One work-up as files: one JSON object, one CSV of features."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from core.csv_text import as_csv
from core.disclaimer import RESEARCH_ONLY, SYNTHESISED
from core.features.tables import build_export
from core.features.voxel_count import VOXEL_COUNT
from core.imaging.checks import Check
from core.report.files import replace_text
from core.values import FeatureTable, Prediction
from core.workup import Workup


def describe_workup(workup: Workup, simulated_case: bool = False) -> dict[str, Any]:
    """The whole work-up but its images, as plain values for JSON.

    Parameters
    ----------
    simulated_case : whether the patient is a simulated one
    """
    headline = workup.headline
    return {
        "case_id": workup.case.case_id,
        "simulated": simulated_case,
        "clinical": dict(workup.case.clinical),
        "event": headline.event_name,
        "headline": {"model": headline.model} | describe_prediction(headline),
        "predictions": {name: describe_prediction(p) for name, p in workup.predictions.items()},
        "rad_scores": dict(workup.rad_scores),
        "checks": describe_checks(workup.checks),
        "notes": list(workup.notes),
        "volume": {"shape": workup.case.volume.shape, "spacing_mm": workup.case.volume.spacing}
        | {"sha256": workup.case.volume.digest},
        "mask": {"voxels": workup.case.mask.voxel_count, "volume_ml": workup.case.mask.volume_ml}
        | {"sha256": workup.case.mask.digest},
        "super_resolved": {"shape": workup.super_resolved.shape, "spacing_mm": workup.super_resolved.spacing},
        "depend_on_voxel_count": list(VOXEL_COUNT),
        "features": {arm: table.row(workup.case.case_id).to_dict() for arm, table in workup.features.items()},
        "models_learnt_from": {"patients": workup.learnt_from, "simulated": workup.simulated_models},
        "made_by": dict(workup.reconstruction)
        | {"prediction_set": workup.prediction_set}
        | dict(workup.features["native"].versions),
        "seconds": {step.name: round(step.seconds, 2) for step in workup.steps},
        "notice": f"{RESEARCH_ONLY} {SYNTHESISED}",
    }


def describe_checks(checks: Iterable[Check]) -> list[dict[str, str]]:
    """What was asked of a case before it was measured, and what was found."""
    return [{"name": check.name, "status": check.status, "detail": check.detail} for check in checks]


def describe_prediction(prediction: Prediction) -> dict[str, Any]:
    """One model's prediction as plain values."""
    low, high = prediction.interval
    return {
        "risk": prediction.risk,
        "ci_low": low,
        "ci_high": high,
        "threshold": prediction.threshold,
        "flagged": prediction.above_threshold,
        "rad_score": prediction.rad_score,
        "contributions": dict(prediction.contributions),
        "inside_training_range": prediction.applicability.inside,
        "reasons": list(prediction.applicability.reasons),
    }


def features_csv(tables: Mapping[str, FeatureTable]) -> str:
    """Features of a case as CSV, one row per arm, with parameters, versions and disclaimer."""
    return as_csv(build_export(tables))


def write_csv(tables: Mapping[str, FeatureTable], path: Path) -> None:
    """Write `features_csv`, replacing the file at once."""
    replace_text(path, features_csv(tables))
