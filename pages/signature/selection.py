"""How many features each step left, how reliable they are, and how they repeat one another before and after."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from core.figures.signature.correlation import MOST, plot_correlation
from core.figures.signature.funnel import plot_funnel
from core.figures.signature.spread import plot_icc
from core.signature.selection import Selection
from pages.shared import state
from pages.shared.widgets import show_chart, show_drawn, show_name, show_note
from pages.shared.words import say
from pages.signature.looks import words
from pages.signature.subject import Subject

STEPS = ("extracted", "trusted", "reliable", "varying", "associated", "distinct", "mrmr", "kept")


def show_funnel(subject: Subject, selection: Selection) -> None:
    """The features left after each step."""
    show_name(say("signature.funnel"), say("signature.funnel_note"))
    steps = {step: say(f"signature.funnel_{step}") for step in STEPS}
    labels = words("features", **{selection.arm: say(f"arm.{selection.arm}")})
    show_drawn(partial(plot_funnel, {selection.arm: selection.funnel}, steps, labels), key="funnel", of=subject.choices)
    if selection.left_out:
        show_note(say("signature.rows_left_out", n=len(selection.left_out)))


def show_reliability(selection: Selection) -> None:
    """How many features are measured alike again; without a table, where one comes from."""
    settings, table = selection.settings, state.reliability()
    if settings.reliability is None:
        show_name(say("signature.icc_title"), say("signature.icc_none"))
        if table is not None:
            show_note(say("signature.icc_unused"))
        st.page_link("pages/superres/view.py", label=say("signature.icc_link"), icon=":material/blur_on:")
        return
    values = np.array(list(settings.reliability.values()))
    kept = int((values >= settings.min_reliability).sum())
    told = {"kept": kept, "of": len(values), "cut": settings.min_reliability}
    show_name(say("signature.icc_title"), say("signature.icc_note", **told))
    labels = words("icc", "features", cut=say("signature.icc_cut", **told))
    show_chart(plot_icc(values, settings.min_reliability, labels), key="icc")


def show_correlation(subject: Subject, selection: Selection) -> None:
    """Correlations of the features that passed the test, and of those that went on to the LASSO; in a fold."""
    settings = selection.settings
    method = say(f"signature.correlation_{settings.correlation}")
    show_name(
        say("signature.correlations"), say("signature.correlations_note", method=method, cut=settings.max_correlation)
    )
    passed, distinct = dict(selection.funnel)["associated"], selection.path.shape[1]
    fold = st.expander(
        say("signature.correlations_of", passed=passed, distinct=distinct),
        key="correlations",
        on_change="rerun",
        icon=":material/grid_on:",
    )
    if fold.open:  # thousands of cells, which take a second to draw
        with fold:
            _show_maps(subject, selection, method)


def _show_maps(subject: Subject, selection: Selection, method: str) -> None:
    settings, funnel = selection.settings, dict(selection.funnel)
    passed = list(selection.p_values.nsmallest(funnel["associated"]).index)
    distinct = list(selection.p_values[list(selection.path.columns)].sort_values(kind="stable").index)
    values = subject.cohort.training.features[subject.arm].values
    grid = st.grid(2, min_column_width=330)
    for name, features in (("before", passed), ("after", distinct)):
        with grid.container():
            counts = {"n": min(len(features), MOST), "of": len(features)}
            show_note(say(f"signature.correlations_{name}", **counts))
            labels = words("feature", "pairs", correlation=method)
            shown, cut = values[features[:MOST]], settings.max_correlation
            draw = partial(plot_correlation, shown, settings.correlation, cut, labels)
            show_drawn(draw, key=f"correlation_{name}", of=subject.choices)
