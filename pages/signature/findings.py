"""What the audit found: the null beside the AUC, the ladder from apparent to validation, the luck of the split."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.figures.signature.ladder import Rung, plot_ladder
from core.figures.signature.spread import plot_null, plot_seeds
from core.signature_study import Study
from pages.shared.widgets import show_chart, show_name, show_note, show_tiles
from pages.shared.words import say
from pages.signature.looks import p_text, words
from pages.signature.scores import judged
from pages.signature.subject import Subject

BOOTSTRAPPED = ("apparent", "corrected", "point632plus")
"""AUCs of the cases that were learnt from, as they are and corrected."""

BELIEVED = 0.05
"""A p-value below this is called more than chance."""


def show_findings(found: Mapping[str, Any], subject: Subject, study: Study) -> None:
    """A sentence, and three charts."""
    nested, null = found["nested"], found["null"]
    told = {"shuffled": null.get("median"), "auc": nested["auc"], "low": nested["ci_low"], "high": nested["ci_high"]}
    verdict = "believed" if null["p_value"] < BELIEVED else "doubted"
    st.info(say(f"signature.{verdict}", p=p_text(null["p_value"]), **told), icon=":material/fact_check:")
    grid = st.grid(3, min_column_width=330)
    with grid.container():
        _show_null(null)
    with grid.container():
        _show_ladder(found, subject, study)
    with grid.container():
        _show_seeds(found["seeds"])


def show_compatible(found: Mapping[str, Any]) -> None:
    """The leaking order of steps, what it makes of shuffled outcomes, and the nested AUC, side by side."""
    show_name(say("signature.compatible_title"), say("signature.compatible_note"))
    names = ("validation", "shuffled_median", "nested")
    show_tiles(
        [(say(f"signature.compatible_{n}"), f"{found[n]:.3f}", say(f"signature.compatible_{n}_note")) for n in names],
        at_least="15rem",
    )
    st.warning(say("signature.compatible_warning", shuffled=found["shuffled_median"]), icon=":material/warning:")


def _show_null(null: Mapping[str, Any]) -> None:
    show_name(say("signature.null"), say("signature.null_note", n=len(null["aucs"])))
    observed = say("signature.observed", auc=null["observed"], p=p_text(null["p_value"]))
    labels = words("auc", "permutations", "chance", observed=observed)
    show_chart(plot_null(_known(null["aucs"]), null["observed"], labels), key="null")
    if null["failed"]:
        show_note(say("signature.null_failed", n=null["failed"]))


def _show_ladder(found: Mapping[str, Any], subject: Subject, study: Study) -> None:
    show_name(say("signature.ladder"), say("signature.ladder_note", n=found["optimism"]["samples"]))
    optimism, nested = found["optimism"], found["nested"]
    rungs: list[Rung] = [
        (say(f"signature.rung_{name}"), optimism[name], None, None)
        for name in ("apparent", "corrected", "point632plus")
    ]
    rungs.append((say("signature.rung_nested"), nested["auc"], nested["ci_low"], nested["ci_high"]))
    rungs += [
        (say("signature.rung_validation"), curve.auc, curve.ci_low, curve.ci_high)
        for split, _, curve in judged(subject, study)
        if split == "validation"
    ]
    show_chart(plot_ladder(rungs, words("auc", "interval")), key="ladder")


def _show_seeds(seeds: Mapping[str, Any]) -> None:
    note = "seeds_note" if seeds["own"] is None else "seeds_own_note"
    rank = None if seeds["rank"] is None else f"{seeds['rank']:.0%}"
    show_name(say("signature.seeds"), say(f"signature.{note}", n=len(seeds["aucs"]), rank=rank))
    own = "" if seeds["own"] is None else say("signature.own_split", auc=seeds["own"])
    show_chart(plot_seeds(_known(seeds["aucs"]), seeds["own"], words("auc", "splits", own=own)), key="seeds")
    if seeds["failed"]:
        show_note(say("signature.seeds_failed", n=seeds["failed"]))


def _known(aucs: list[float | None]) -> list[float]:
    return [auc for auc in aucs if auc is not None]
