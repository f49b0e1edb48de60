"""Every pair of models compared on the same patients: a picture, a sentence on power, and a table."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.csv_text import as_csv
from core.figures.comparison import ComparisonLabels, plot_comparisons
from core.review import MODELS
from pages.compare.evidence import comparisons
from pages.compare.numbers import NOTHING, number, p_text, signed
from pages.shared.evidence import models, reviewed, sizes
from pages.shared.notices import explain_errors
from pages.shared.take_away import offer_figure
from pages.shared.widgets import Cell, show_drawn, show_name, show_note, show_table
from pages.shared.words import say, say_in

COLUMNS = ("pair", "auc_pair", "difference", "z", "p", "p_holm", "power", "needed")
FIRST_ASKED = ("super-resolved", "native")
"""The pair told in words at first, where both are there: the question of the study."""


@st.fragment
def show_pairs(split: str) -> None:
    """The card of all paired tests; one sentence where there is one model only."""
    with explain_errors(), st.container(border=True, key="card_pairs"):
        show_name(say("compare.pairs", split=say(f"split.{split}"), **sizes(split)), say("compare.pairs_note"))
        if len(models()) < 2:
            show_note(say("compare.one_model"))
            return
        table = comparisons(split)
        grid = st.grid(2, min_column_width=460, vertical_alignment="center")
        with grid.container():
            draw = partial(_plot, table)
            show_drawn(partial(draw, None), key="pairs", of=(reviewed().digest, split))
            offer_figure(f"pairs-{split}", draw, partial(as_csv, table, index=False))
        with grid.container():
            _tell_power(table)
        _show_rows(table, split)


def _plot(table: pd.DataFrame, language: str | None) -> Any:
    names = {model: say_in(language, f"model_short.{model}") for model in MODELS}
    return plot_comparisons(table, ComparisonLabels(names, say_in(language, "evaluation.difference")))


def _tell_power(table: pd.DataFrame) -> None:
    """The difference of one pair in words, what power these patients gave it, and how many would be needed."""
    pairs = list(zip(table["score_a"], table["score_b"], strict=True))
    place: int = st.selectbox(
        say("compare.in_words"),
        range(len(pairs)),
        index=pairs.index(FIRST_ASKED) if FIRST_ASKED in pairs else 0,
        format_func=lambda at: _pair(*pairs[at]),
        key="pair",
    )
    row = table.iloc[place]
    told = {name: float(row[name]) for name in ("test_power", "test_needed_events")}
    difference = {"pair": _pair(*pairs[place]), "difference": _difference(row), "p": p_text(row["p_value"])}
    show_note(say("compare.told_difference", holm=p_text(row["p_holm"]), **difference))
    kind = (
        "unknown"
        if math.isnan(told["test_power"])
        else "power"
        if math.isfinite(told["test_needed_events"])
        else "none"
    )
    show_note(
        say(
            f"compare.told_{kind}",
            power=told["test_power"],
            needed=_needed(row),
            n=int(row["n_events"] + row["n_non_events"]),
        )
    )
    show_note(say("compare.small"))


def _show_rows(table: pd.DataFrame, split: str) -> None:
    head: list[Cell] = [(say(f"compare.{name}"), "" if name == "pair" else "number") for name in COLUMNS]
    rows = [
        [(_pair(row["score_a"], row["score_b"]), "kept"), *map(number, _numbers(row))] for _, row in table.iterrows()
    ]
    show_table(head, rows, say("compare.tests_caption", **sizes(split)), {})
    if split == "training" and not reviewed().simulated:
        show_note(say("compare.training_caveat"))


def _numbers(row: Any) -> list[str]:
    return [
        f"{row['auc_a']:.3f} | {row['auc_b']:.3f}",
        _difference(row),
        signed(row["z"], 2),
        p_text(row["p_value"]),
        p_text(row["p_holm"]),
        NOTHING if math.isnan(row["test_power"]) else f"{row['test_power']:.0%}",
        _needed(row),
    ]


def _difference(row: Any) -> str:
    if math.isnan(row["ci_low"]):
        return signed(row["difference"])
    span = say("compare.span", low=signed(row["ci_low"]), high=signed(row["ci_high"]))
    return f"{signed(row['difference'])} ({span})"


def _needed(row: Any) -> str:
    """Patients for a power of 0.8, rounded up in either kind."""
    events, others = row["test_needed_events"], row["test_needed_non_events"]
    return f"{math.ceil(events) + math.ceil(others):,}" if math.isfinite(events) else NOTHING


def _pair(later: str, earlier: str) -> str:
    return say("compare.pair_of", later=say(f"model_short.{later}"), earlier=say(f"model_short.{earlier}"))
