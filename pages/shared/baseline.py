"""The baseline table of the cohort: responders beside non-responders, or training beside validation."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.clinical.baseline import BaselineTable, build_baseline, comparable_columns
from core.csv_text import as_csv
from pages.shared.address import choose_one
from pages.shared.evidence import reviewed
from pages.shared.made import made_once
from pages.shared.widgets import show_name, show_note
from pages.shared.words import notice, say, say_or

BY = ("outcome", "split")


def show_baseline() -> None:
    """Choose the groups; the table; and all of it as a file."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        show_name(say("response.baseline"), say("response.baseline_note"))
        by = choose_one("by", BY, "response.groups", "response.by_", "baseline_by")
    cohort = reviewed().cohort
    names = ("event.plural_no", "event.plural") if by == "outcome" else ("split.training", "split.validation")
    group = cohort.outcome if by == "outcome" else ~cohort.is_training
    columns = comparable_columns(cohort.clinical.drop(columns="mrecist", errors="ignore"))
    called = say(names[0]), say(names[1])
    table: BaselineTable = made_once(
        "baseline", (reviewed().digest, by, *called), lambda: build_baseline(cohort.clinical[columns], group, called)
    )
    st.dataframe(
        _in_words(table),
        column_config={
            say("response.variable"): st.column_config.TextColumn(width=190, pinned=True),
            say("response.test"): st.column_config.TextColumn(width=130),
        },
        hide_index=True,
        height=420,
        key="baseline",
        alt=say("response.baseline"),
    )
    st.download_button(
        say("response.baseline_download"),
        lambda: f"# {notice(simulated=reviewed().simulated)}\n{as_csv(table.rows, index=False)}",
        "hepasr-baseline.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="download_baseline",
    )
    show_note(say("response.baseline_caption"))


def _in_words(table: BaselineTable) -> pd.DataFrame:
    rows = table.rows
    first = rows["test"].notna()
    missing = [f"{a:.0f} | {b:.0f}" for a, b in zip(rows["missing_first"], rows["missing_second"], strict=True)]
    return pd.DataFrame(
        {
            say("response.variable"): rows["variable"].map(variable_name).where(first, ""),
            say("response.level"): rows["level"].map(level_name),
            **{
                f"{name} (n = {n})": rows[side]
                for name, n, side in zip(table.names, table.sizes, ("first", "second"), strict=True)
            },
            say("response.missing"): pd.Series(missing).where(first, ""),
            say("response.test"): rows["test"]
            .map(lambda test: say(f"response.test_{test}"), na_action="ignore")
            .fillna(""),
            say("response.statistic"): rows["statistic"].map("{:.2f}".format).where(rows["statistic"].notna(), ""),
            say("response.p"): rows["p"].fillna(""),
            say("response.smd"): rows["smd"].map("{:.3f}".format).where(first, ""),
        }
    )


def variable_name(name: str) -> str:
    """A clinical column on screen, with its unit; as it is written where the dictionary does not know it."""
    return say_or(f"response.name_{name}", say_or(f"clinical.{name}", say_or(f"livers.{name}", name)))


def level_name(level: str) -> str:
    """A level of a category on screen."""
    return say_or(f"response.level_{level}", level)
