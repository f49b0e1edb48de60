"""What the person can take away: features, the super-resolved volume, the prediction. Each says what it is not."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from core.imaging.nifti import write_volume
from core.language import translate
from core.workup import Workup
from pages.shared import state
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say


def show_downloads(workup: Workup) -> None:
    """Three files; each is made when it is asked for."""
    show_name(say("case.downloads"))
    name, simulated = workup.case.case_id, bool(state.demo_case_id())
    sharpened = f"{name}-super-resolved-synthesised-detail.nii.gz"
    files = {
        "features": (lambda: features_csv(workup), f"{name}-features.csv", "text/csv"),
        "volume": (lambda: volume_bytes(workup), sharpened, "application/gzip"),
        "json": (lambda: prediction_json(workup, simulated), f"{name}-prediction.json", "application/json"),
    }
    for kind, (data, file_name, mime) in files.items():
        st.download_button(
            say(f"case.download_{kind}"),
            data,
            file_name=file_name,
            mime=mime,
            key=f"download_{kind}",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )
    show_note(say("disclaimer.synthesised"))


def features_csv(workup: Workup) -> str:
    """One row per arm, one column per feature, under a line that says what it is."""
    tables = {arm: table.values for arm, table in workup.features.items()}
    table = pd.concat(tables, names=["arm", "case_id"]).swaplevel()
    return f"# {translate('disclaimer.short', 'en')}\n{table.to_csv()}"


def volume_bytes(workup: Workup) -> bytes:
    """The super-resolved region as NIfTI; its description says that detail may be synthesised."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume.nii.gz"
        write_volume(workup.super_resolved, path, "SR; synthesised detail may not exist; research only")
        return path.read_bytes()


def prediction_json(workup: Workup, simulated: bool) -> str:
    """Every risk with its interval and all that is needed to say how it came about."""
    told = {
        "disclaimer": translate("disclaimer.full", "en"),
        "simulated": simulated,
        "case": {"id": workup.case.case_id, "digest": workup.case.digest, "clinical": dict(workup.case.clinical)},
        "models": {"prediction_set": workup.prediction_set, "network": workup.network, "device": workup.device},
        "rad_scores": dict(workup.rad_scores),
        "predictions": {name: _as_dict(workup, name) for name in workup.predictions},
        "checks": [{"name": c.name, "status": c.status, "detail": c.detail} for c in workup.checks],
        "steps_seconds": {step.name: round(step.seconds, 3) for step in workup.steps},
        "notes": list(workup.notes),
    }
    return json.dumps(told, indent=2, ensure_ascii=False, default=str)


def _as_dict(workup: Workup, name: str) -> dict[str, object]:
    told = workup.predictions[name]
    return {
        "event": told.event_name,
        "risk": told.risk,
        "ci95": list(told.interval),
        "threshold": told.threshold,
        "flagged": told.above_threshold,
        "inside_training_range": told.applicability.inside,
        "reasons_against": list(told.applicability.reasons),
        "values": dict(told.values),
        "contributions_logit": dict(told.contributions),
    }
