"""What can be taken away or kept: files that say what they are not, and a prediction set for *Single case*."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from core.places import new_set_folder, prediction_sets_folder
from core.prediction_set import read_prediction_set
from core.report.signature import audit_json, formula_csv, scores_csv, selection_json
from core.signature_study import Chosen, Study, save_study
from pages.shared.escape import plain
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say
from pages.signature.subject import Subject

File = tuple[Callable[[], str], str, str]
"""What makes it when it is asked for, its name, and its type."""


def show_downloads(subject: Subject, chosen: Chosen, study: Study | None, audit: Mapping[str, Any] | None) -> None:
    """The files there are so far."""
    show_name(say("signature.downloads"), say("signature.downloads_note"))
    arm, head = subject.arm, f"hepasr-{subject.arm}"
    files: dict[str, File] = {
        "formula_csv": (lambda: formula_csv(chosen.signature), f"{head}-formula.csv", "text/csv"),
        "selection_json": (lambda: selection_json(chosen.selection), f"{head}-selection.json", "application/json"),
    }
    if study is not None:
        files["scores_csv"] = (
            lambda: scores_csv(subject.cohort, study.scores),
            f"{head}-rad-scores.csv",
            "text/csv",
        )
    if audit is not None:
        files["audit_json"] = (lambda: audit_json(audit, arm), f"{head}-audit.json", "application/json")
    with st.container(horizontal=True):
        for name, (make, file_name, mime) in files.items():
            label, icon = say(f"signature.download_{name}"), ":material/download:"
            st.download_button(label, make, file_name, mime, key=f"download_{name}", icon=icon, on_click="ignore")


def show_save(subject: Subject, study: Study) -> None:
    """The name and the button that keep signature and models as a prediction set."""
    show_name(say("signature.save_title"), say("signature.save_note", folder=prediction_sets_folder()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        suggested = say("signature.save_suggested", arm=subject.arm)
        name = st.text_input(say("signature.save_name"), suggested, max_chars=64, key="set_name", width=320)
        asked = st.button(say("signature.save"), type="primary", icon=":material/save:", key="save_set")
    if asked:
        with explain_errors():
            folder = new_set_folder(name.strip())
            card = save_study(folder, subject.cohort, study, subject.simulated)
            _register(folder)
            told = "saved" if "extraction" in card.extra else "saved_tables"
            st.success(say(f"signature.{told}", name=plain(name)), icon=":material/check:")
    if subject.simulated:
        show_note(say("signature.save_simulated"))


def _register(folder: Path) -> None:
    """Note the models of a saved set in the store, with whom they learnt from."""
    from core.store.database import open_store  # opens the database: not before something is saved
    from core.store.sets import keep_prediction_set

    keep_prediction_set(open_store(), read_prediction_set(folder))
