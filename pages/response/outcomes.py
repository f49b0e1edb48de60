"""What became of the patients: tiles, the table of outcomes by reader, and the two pictures."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.clinical.label_noise import disagreements
from core.clinical.mrecist import Criteria
from core.clinical.rates import Rate, disease_control, objective_response
from core.figures.response import RESPONSE_COLOURS, ResponseLabels, plot_spider, plot_waterfall
from pages.response.judged import Judged, overall_kappa
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, minus, show_drawn, show_name, show_table, show_tiles
from pages.shared.words import say


def show_tiles_of(judged: Judged, reader: str) -> None:
    """Response and control of one reader, agreement of all."""
    found = judged.categories[reader].dropna()
    response, control = objective_response(found), disease_control(found)
    tiles = [
        (say("response.orr", reader=reader), f"{response.count} / {response.n}", _interval(response)),
        (say("response.dcr", reader=reader), f"{control.count} / {control.n}", _interval(control)),
    ]
    if len(judged.readers) > 1:
        differing = disagreements(judged.categories)
        tiles.append(
            (say("response.differ"), f"{len(differing)} / {len(judged.categories)}", say("response.differ_note"))
        )
        with explain_errors():
            kappa = overall_kappa(judged)
            kind = say("response.cohen" if len(judged.readers) == 2 else "response.fleiss")
            detail = say("response.interval", low=kappa.ci_low, high=kappa.ci_high, n=kappa.n)
            tiles.append((kind, minus(f"{kappa.value:.3f}"), minus(detail)))
    show_tiles(tiles, at_least="13rem")


def show_pictures(judged: Judged, reader: str) -> None:
    """Waterfall and spider of one reader."""
    category = judged.categories[reader].rename("category")
    best = judged.changes[[reader]].set_axis(["change"], axis=1).join(category)
    visits = judged.visits[judged.visits["reader"] == reader].join(category, on="patient")
    grid = st.grid(2, min_column_width=460)
    with grid.container(border=True, height="stretch", key="card_waterfall"):
        show_name(say("response.waterfall"), _limits(judged.criteria))
        show_drawn(partial(plot_waterfall, best, judged.criteria, _words()), key="best", of=(*judged.key, reader))
    with grid.container(border=True, height="stretch", key="card_spider"):
        show_name(say("response.spider"), say("response.spider_note"))
        show_drawn(partial(plot_spider, visits, judged.criteria, _words()), key="spider", of=(*judged.key, reader))


def show_outcomes(judged: Judged) -> None:
    """Counts of every category, ORR and DCR, reader by reader."""
    names = list(RESPONSE_COLOURS)
    head: list[Cell] = [say("response.reader"), *((name, "number") for name in names)]
    head += [(say("response.orr_column"), "number"), (say("response.dcr_column"), "number")]
    rows = []
    for reader in judged.readers:
        found = judged.categories[reader].dropna()
        rates = [objective_response(found), disease_control(found)]
        counts = [(str(int((found == name).sum())), "number") for name in names]
        rows.append([reader, *counts, *((f"{rate.value:.1%} ({_span(rate)})", "number") for rate in rates)])
    show_table(head, rows, say("response.outcomes_caption", criteria=judged.criteria.name), {})


def _interval(rate: Rate) -> str:
    return say("response.rate", share=rate.value, low=rate.ci_low, high=rate.ci_high)


def _span(rate: Rate) -> str:
    return f"{100 * rate.ci_low:.1f}–{100 * rate.ci_high:.1f}"


def _limits(criteria: Criteria) -> str:
    return say("response.limits", criteria=criteria.name, fall=criteria.fall, rise=criteria.rise)


def _words() -> ResponseLabels:
    names = ("change", "best_change", "patient", "patients", "visit", "category")
    return ResponseLabels(**{name: say(f"response.{name}") for name in names})
