"""What the person can take away: features, the super-resolved volume, the prediction. Each says what it is not."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import streamlit as st

from core.disclaimer import SYNTHESISED
from core.imaging.nifti import write_volume
from core.report.case import describe_workup, features_csv
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
        "features": (lambda: features_csv(workup.features), f"{name}-features.csv", "text/csv"),
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


def volume_bytes(workup: Workup) -> bytes:
    """The super-resolved region as NIfTI; its description says that detail may be synthesised."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume.nii.gz"
        write_volume(workup.super_resolved, path, SYNTHESISED)
        return path.read_bytes()


def prediction_json(workup: Workup, simulated: bool) -> str:
    """Every risk with its interval and all that is needed to say how it came about."""
    return json.dumps(describe_workup(workup, simulated), indent=2, ensure_ascii=False, default=str)
