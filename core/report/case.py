"""One work-up as files: one JSON object, one CSV of features."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.features.tables import build_export
from core.values import FeatureTable, Prediction
from core.workup import Workup

DISCLAIMER = "Research use only. Not a medical device."
SR_NOTICE = "Super-resolved image: synthesised detail may not exist; not for reading."


def describe_workup(workup: Workup) -> dict[str, Any]:
    """The whole work-up but its images, as plain values for JSON."""
    headline = workup.headline
    return {
        "case_id": workup.case.case_id,
        "event": headline.event_name,
        "headline": {"model": headline.model} | describe_prediction(headline),
        "predictions": {name: describe_prediction(p) for name, p in workup.predictions.items()},
        "rad_scores": dict(workup.rad_scores),
        "checks": [{"name": c.name, "status": c.status, "detail": c.detail} for c in workup.checks],
        "notes": list(workup.notes),
        "volume": {"shape": workup.case.volume.shape, "spacing_mm": workup.case.volume.spacing}
        | {"sha256": workup.case.volume.digest},
        "mask": {"voxels": workup.case.mask.voxel_count, "volume_ml": workup.case.mask.volume_ml}
        | {"sha256": workup.case.mask.digest},
        "super_resolved": {"shape": workup.super_resolved.shape, "spacing_mm": workup.super_resolved.spacing},
        "features": {arm: table.row(workup.case.case_id).to_dict() for arm, table in workup.features.items()},
        "made_by": {"network": workup.network, "device": workup.device, "prediction_set": workup.prediction_set}
        | dict(workup.features["native"].versions),
        "seconds": {step.name: round(step.seconds, 2) for step in workup.steps},
        "notice": f"{DISCLAIMER} {SR_NOTICE}",
    }


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


def write_csv(tables: Mapping[str, FeatureTable], path: Path) -> None:
    """Features of a case, one row per arm, replacing the file at once."""
    part = path.with_name(path.name + ".part")
    build_export(tables).to_csv(part)
    part.replace(path)
