"""Scores and stages of a table whose units a person declares; the cohort's own until a table is opened."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
import streamlit as st

from core.clinical.score_rules import RULES
from core.clinical.score_table import ScoreTable, score_table
from core.intake.ids import case_index
from core.intake.sheet import TABLE_FILES, read_sheet
from core.review import add_clinical
from pages.response.columns import declare_columns
from pages.shared import state
from pages.shared.evidence import opened
from pages.shared.made import made_once
from pages.shared.widgets import Cell, show_name, show_note, show_table
from pages.shared.words import notice, say, say_or


def show_livers() -> None:
    """The door for a table, its columns, each score with what is missing for it, and every patient."""
    show_name(say("livers.title"), say("livers.note"))
    file = st.file_uploader(say("livers.file"), type=TABLE_FILES, key="livers_file")
    table = opened().cohort.clinical if file is None else _read(file.getvalue())
    declared = declare_columns(table, opened=file is not None)
    if not declared:
        show_note(say("livers.none"))
        return
    of = opened().digest if file is None else sha256(file.getvalue()).hexdigest()
    found: ScoreTable = made_once(
        "livers", (of, repr(declared)), lambda: score_table(table, declared), own=file is not None
    )
    show_note(say("livers.told", n=len(table), flagged=int(found.flagged.sum())))
    _show_scores(found, len(table))
    _show_patients(found)
    _offer(found, table, simulated=file is None and opened().simulated)
    show_note(say("livers.caption"))


def _read(content: bytes) -> pd.DataFrame:
    table = read_sheet(content)
    return table.set_axis(case_index(table))


def _show_scores(found: ScoreTable, n: int) -> None:
    """One row per score: how many patients have it, at which level, and what is missing."""
    head: list[Cell] = [(say("livers.score"), "whole"), (say("livers.given"), "number whole")]
    head += [say("livers.levels"), say("livers.lacking")]
    rows: list[list[Cell]] = []
    for name in RULES:
        levels = " · ".join(f"{say_or(f'livers.level_{level}', level)}: {k}" for level, k in found.counts(name).items())
        lacking = _names(found.lacking[name]) if name in found.lacking else _gaps(n - found.given(name))
        given = say("livers.of_n", given=found.given(name), n=n)
        rows.append([(say(f"livers.score_{name}"), "whole"), (given, "number whole"), levels or "–", lacking])
    show_table(head, rows, "", {})


def _names(lacking: tuple[str, ...]) -> str:
    return say("livers.no_column_for", names=say("case.comma").join(map(_name, lacking)))


def _gaps(n: int) -> str:
    return say("livers.gaps", n=n) if n else "–"


def _name(either: str) -> str:
    return say("livers.or").join(say(f"livers.of_{name}") for name in either.split("|"))


def _show_patients(found: ScoreTable) -> None:
    """Every patient's scores, those with a flag first."""
    config = st.column_config
    columns = {name: config.Column(say_or(f"livers.{name}", name)) for name in found.scores}
    columns["albi"] = config.NumberColumn(say("livers.albi"), format="%.3f")
    columns["log10_afp"] = config.NumberColumn(say("livers.log10_afp"), format="%.2f")
    columns["flag"] = config.TextColumn(say("livers.flag"), width=210)
    columns["missing"] = config.TextColumn(say("livers.missing"), width=230)
    shown = found.scores.assign(flag=_flags(found), missing=found.missing.map(_gap_names))
    if "up_to_seven" in shown:
        shown["up_to_seven"] = shown["up_to_seven"].map(lambda level: say(f"livers.level_{level}"), na_action="ignore")
    st.dataframe(
        shown.loc[found.flagged.sort_values(ascending=False, kind="stable").index].rename_axis(say("cohort.case_id")),
        column_config=columns,
        height=300,
        placeholder="–",
        key="livers",
        alt=say("livers.title"),
    )


def _flags(found: ScoreTable) -> list[str]:
    rows = found.flags.to_dict("records")
    return [
        "; ".join(
            f"{say(f'livers.of_{name}')}: {say_or(f'livers.flag_{flag}'.replace(' ', '_'), flag)}"
            for name, flag in row.items()
            if flag
        )
        for row in rows
    ]


def _gap_names(missing: str) -> str:
    return say("case.comma").join(map(_name, missing.split(", "))) if missing else ""


def _offer(found: ScoreTable, table: pd.DataFrame, *, simulated: bool) -> None:
    """Save the table, add the scores to the cohort, or take them out again."""
    with st.container(horizontal=True):
        st.download_button(
            say("livers.download"),
            lambda: f"# {notice(simulated=simulated)}\n{found.as_csv(table)}",
            "hepasr-scores.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="download_livers",
        )
        if st.button(say("livers.send"), icon=":material/send:", key="send_scores", disabled=found.scores.empty):
            add_clinical(opened(), found.as_clinical())  # says at once when no patient is of the cohort
            state.keep_scores(found.as_clinical())
            st.rerun()
        if state.SCORES.value() is not None:
            st.button(say("livers.take_back"), on_click=state.SCORES.forget, key="forget_scores")
    if state.SCORES.value() is not None:
        show_note(say("livers.sent", n=len(state.SCORES.value()[1])))
