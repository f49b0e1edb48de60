"""What each model achieves at a threshold found on training patients and carried to the others, in patients."""

from __future__ import annotations

import math
from typing import Any, get_args

import pandas as pd
import streamlit as st

from core.evaluation.proportion import ProportionMethod
from core.report.performance_tables import RATES
from pages.compare.evidence import rates, thresholds
from pages.compare.numbers import NOTHING, between, number, plain, stacked
from pages.shared.evidence import models, sizes
from pages.shared.looks import short_colours
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, show_name, show_note, show_table
from pages.shared.words import say

RULES = ("youden", "cost")


@st.fragment
def show_rates(split: str) -> None:
    """The card of rates: how the threshold is found, how the intervals are made, and one row per model."""
    with explain_errors(), st.container(border=True, key="card_rates"):
        show_name(say("compare.rates", split=say(f"split.{split}"), **sizes(split)), say("compare.rates_note"))
        cost_ratio, method = _choose()
        found, table = thresholds(cost_ratio), rates(cost_ratio)
        _show_rows(found, table[(table["split"] == split) & (table["interval"] == method)])
        _tell(found.iloc[0], split, method)


def _choose() -> tuple[float | None, str]:
    bar = st.grid(3, min_column_width=215, gap=("xsmall", "medium"))
    rule = bar.segmented_control(
        say("compare.rule"),
        RULES,
        default=RULES[0],
        required=True,
        format_func=lambda name: say(f"compare.rule_{name}"),
        key="threshold_rule",
        persist_state="session",
    )
    ratio = bar.number_input(
        say("compare.cost_ratio"),
        min_value=0.1,
        max_value=100.0,
        value=1.0,
        step=0.5,
        help=say("compare.cost_help"),
        key="cost_ratio",
        disabled=rule != "cost",
    )
    method = bar.segmented_control(
        say("compare.rate_interval"),
        get_args(ProportionMethod),
        default=get_args(ProportionMethod)[0],
        required=True,
        key="rate_interval",
        persist_state="session",
    )
    return (ratio if rule == "cost" else None), method


def _show_rows(found: pd.DataFrame, table: pd.DataFrame) -> None:
    head: list[Cell] = [say("model.label"), number(say("curve.threshold"))]
    head += [number(say(f"compare.rate.{rate}")) for rate in RATES]
    cuts, cells = found.set_index("score")["value"], table.set_index(["score", "rate"])
    rows = [
        [(say(f"model_short.{m}"), "kept"), number(_cut(cuts[m])), *(_rate(cells.loc[(m, rate)]) for rate in RATES)]
        for m in models()
    ]
    show_table(head, rows, "", short_colours())


def _cut(value: float) -> str:
    """A threshold; an infinite one flags no one, or everyone."""
    return plain(value) if math.isfinite(value) else say("curve.none" if value > 0 else "curve.all")


def _rate(row: Any) -> Cell:
    if not row["of"]:
        return stacked("0 / 0", NOTHING)
    return stacked(f"{row['count']} / {row['of']}", f"{row['value']:.3f} ({between(row['ci_low'], row['ci_high'])})")


def _tell(found: Any, split: str, method: str) -> None:
    """Where the threshold comes from, and that it flatters where it comes from these very patients."""
    rule = say(f"compare.found_{found['rule'].lower()}", ratio=found["cost_ratio"], prevalence=found["prevalence"])
    where = {"source": say(f"split.{found['found_on']}"), "n": found["n"], "events": found["events"]}
    kind = "own" if found["found_on"] == split else "carried"
    told = say(f"compare.{kind}", rule=rule, split=say(f"split.{split}"), **where)
    show_note(f"{told} {say('compare.rates_caption', method=method)}")
