"""An opened cohort: its numbers, a note for everything that was left out or decided, and what is missing."""

from __future__ import annotations

import streamlit as st

from core.intake.assemble import Intake
from core.intake.mapping import write_mapping
from pages.shared import state
from pages.shared.widgets import show_note, show_tiles
from pages.shared.words import say


def show_account(intake: Intake) -> None:
    """Draw the account, with the button that closes the cohort."""
    cohort = intake.cohort
    with st.container(horizontal=True, vertical_alignment="center"):
        show_note(say("intake.opened", n=len(cohort), event=cohort.event_name))
        st.button(say("intake.close"), on_click=state.forget_intake, key="close_intake")
        mapping = write_mapping(intake.mapping)
        st.download_button(
            say("intake.save_mapping"),
            mapping,
            "hepasr-mapping.json",
            "application/json",
            on_click="ignore",
            key="save_mapping",
        )
    show_tiles(_tiles(intake))
    with st.expander(say("intake.account"), key="intake_account"):
        for note in intake.notes:
            show_note(say(f"intake.note_{note.kind}", n=note.n, named=note.named))
        _show_missing(intake)
        if len(intake.left_out):
            reasons = intake.left_out.map(lambda kind: say(f"intake.why_{kind}")).rename(say("intake.why"))
            st.dataframe(reasons.rename_axis(say("intake.left_out")), key="left_out", alt=say("intake.left_out"))


def _tiles(intake: Intake) -> list[tuple[str, str, str]]:
    cohort = intake.cohort
    features = {arm: len(table.names) for arm, table in cohort.features.items()}
    arms = ", ".join(say(f"model_short.{arm}") for arm in features)
    sides = {"training": int(cohort.is_training.sum()), "validation": int((~cohort.is_training).sum())}
    return [
        (say("intake.cases"), str(len(cohort)), say("intake.patients", n=cohort.patient_id.nunique())),
        (say("intake.events"), f"{int(cohort.outcome.sum())} / {len(cohort)}", cohort.event_name),
        (
            say("split.training"),
            f"{sides['training']} / {len(cohort)}",
            say("intake.validation", n=sides["validation"]),
        ),
        (say("intake.extracted"), f"{max(features.values(), default=0):,}", arms),
        (say("intake.variables"), str(cohort.clinical.shape[1]), say("intake.terms", n=len(intake.terms))),
    ]


def _show_missing(intake: Intake) -> None:
    gaps = intake.missing[intake.missing["n"] > 0].sort_values("n", ascending=False)
    cells = len(intake.missing) * len(intake.cohort)
    show_note(
        say("intake.missing", n=len(gaps), of=len(intake.missing), share=intake.missing["n"].sum() / max(cells, 1))
    )
    if len(gaps):
        config = st.column_config
        st.dataframe(
            gaps[["column", "n", "share"]],
            column_config={
                "column": config.TextColumn(say("intake.column")),
                "n": config.NumberColumn(say("intake.gaps")),
                "share": config.ProgressColumn(say("intake.share_missing"), format="percent", min_value=0, max_value=1),
            },
            hide_index=True,
            key="missing_cells",
            alt=say("intake.share_missing"),
        )
