"""The LASSO and what came of it: the path, the deviance that chose the penalty, the coefficients, and the formula."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from core.figures.signature.coefficients import plot_coefficients
from core.figures.signature.penalties import Penalties, plot_deviance, plot_path
from core.report.signature import formula_text
from core.signature.selection import Selection
from core.values import Signature
from pages.shared.widgets import minus, show_drawn, show_name, show_note
from pages.shared.words import say
from pages.signature.looks import class_names, words
from pages.signature.subject import Subject


def show_path(subject: Subject, selection: Selection) -> None:
    """Coefficients by penalty."""
    show_name(say("signature.path"), say("signature.path_note", n=selection.path.shape[1]))
    labels = words("penalty", "coefficient", "feature", "features", "min", "1se")
    draw = partial(plot_path, selection.path, _penalties(selection), class_names(), labels)
    show_drawn(draw, key="path", of=subject.choices)


def show_deviance(subject: Subject, selection: Selection) -> None:
    """Out-of-fold deviance by penalty."""
    rule = say(f"signature.rule_{selection.settings.rule}")
    show_name(say("signature.curve"), say("signature.curve_note", folds=selection.settings.folds, rule=rule))
    labels = words("penalty", "deviance", "features", "min", "1se")
    show_drawn(
        partial(plot_deviance, selection.deviance, _penalties(selection), labels), key="deviance", of=subject.choices
    )


def show_coefficients(subject: Subject, signature: Signature) -> None:
    """What each feature weighs."""
    show_name(say("signature.coefficients"), say("signature.coefficients_note"))
    draw = partial(plot_coefficients, signature, class_names(), words("coefficient", "feature", "mean", "sd"))
    show_drawn(draw, key="coefficients", of=subject.choices)


def show_formula(signature: Signature) -> None:
    """The numbers of the rad-score as a table, and as text to copy."""
    show_name(say("signature.formula"), say("signature.formula_note", intercept=minus(f"{signature.intercept:+.4f}")))
    table = pd.DataFrame({"feature": signature.names, "coefficient": signature.coefficients})
    number = st.column_config.NumberColumn
    st.dataframe(
        table.assign(mean=signature.center, sd=signature.scale),
        column_config={
            "feature": st.column_config.TextColumn(say("signature.feature"), pinned=True),
            "coefficient": number(say("signature.coefficient"), format="%+.4f"),
            "mean": number(say("signature.mean"), format="%.5g"),
            "sd": number(say("signature.sd"), format="%.5g"),
        },
        hide_index=True,
        key="formula",
        alt=say("signature.formula"),
    )
    fold = st.expander(
        say("signature.formula_text"), key="formula_text", on_change="rerun", icon=":material/content_copy:"
    )
    if fold.open:
        with fold:
            st.code(formula_text(signature), language=None, wrap_lines=True)
            if signature.impute is not None:
                show_note(say("signature.formula_impute"))


def _penalties(selection: Selection) -> Penalties:
    return Penalties(selection.penalty_min, selection.penalty_1se, selection.penalty)
