"""What readers' disagreement does to the models: every AUC under each reader's label and under their majority."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.clinical.label_noise import MAJORITY
from core.evaluation.roc import RocCurve, roc_curve
from core.review import match_label
from pages.response.judged import Judged
from pages.shared.evidence import original
from pages.shared.looks import named_colours
from pages.shared.made import made_once
from pages.shared.widgets import Cell, show_name, show_table
from pages.shared.words import say


def show_noise(judged: Judged) -> None:
    """The table of AUCs: a row per model, a column per label."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        show_name(say("response.noise"), say("response.noise_note"))
        split = st.segmented_control(
            say("split.label"),
            original().splits,
            default=original().splits[0],
            required=True,
            format_func=lambda name: say(f"split.{name}"),
            key="noise_split",
            persist_state="session",
        )
    curves: dict[str, dict[str, RocCurve]] = made_once(
        "noise",
        (original().digest, *judged.key, *judged.agreed, split),
        lambda: {name: _curves(label, split) for name, label in judged.labels.items()},
    )
    head: list[Cell] = [say("model.label"), *((_head(name, of), "number") for name, of in curves.items())]
    head.append((say("response.spread"), "number"))
    rows = [[say(f"model.{model}"), *_row([of.get(model) for of in curves.values()])] for model in original().models]
    show_table(head, rows, say("response.noise_caption", split=say(f"split.{split}")), named_colours())


def label_name(name: str) -> str:
    """A reader's name, or the majority in words."""
    return say("response.majority") if name == MAJORITY else name


def _curves(label: pd.Series, split: str) -> dict[str, RocCurve]:
    """Every model under one label; none where the label does not tell patients of this split apart."""
    review = original()
    in_split = review.cohort.is_training == (split == "training")
    event = match_label(review, label)[in_split].dropna().astype(bool)
    if event.nunique() < 2:
        return {}
    return {model: roc_curve(event, review.risks.loc[event.index, model]) for model in review.models}


def _head(name: str, curves: dict[str, RocCurve]) -> str:
    if not curves:
        return say("response.noise_none", name=label_name(name))
    first = next(iter(curves.values()))
    n = first.n_events + first.n_non_events
    return say("response.noise_column", name=label_name(name), n=n, events=first.n_events)


def _row(curves: list[RocCurve | None]) -> list[Cell]:
    """AUCs of one model, and how far they lie apart."""
    told = ["–" if curve is None else f"{curve.auc:.3f} ({curve.ci_low:.3f}–{curve.ci_high:.3f})" for curve in curves]
    aucs = [curve.auc for curve in curves if curve is not None]
    return [(text, "number") for text in (*told, f"{max(aucs) - min(aucs):.3f}" if len(aucs) > 1 else "–")]
