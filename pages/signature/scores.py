"""Whom the signature scores how: numbers on top, every case as a bar, distributions by outcome."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import streamlit as st

from core.evaluation.roc import RocCurve, roc_curve
from core.figures.signature.scores import ScoredGroup, plot_violins, plot_waterfall
from core.signature_study import Study
from core.values import Cohort
from pages.shared.widgets import minus, show_drawn, show_name, show_tiles
from pages.shared.words import say
from pages.signature.looks import event_of, p_text, words
from pages.signature.subject import Subject

SPLITS = ("validation", "training")


def show_numbers(subject: Subject, study: Study) -> None:
    """Tiles: patients, features, and the AUC of both splits."""
    training, funnel = subject.cohort.training, dict(study.chosen.selection.funnel)
    events, kept = int(training.outcome.sum()), f"{funnel['kept']} / {funnel['extracted']:,}"
    tiles = [
        (say("signature.tile_training"), f"{events} / {len(training)}", event_of(subject.cohort)),
        (say("signature.tile_kept"), kept, say("signature.tile_seconds", seconds=study.chosen.seconds)),
    ]
    tiles += [_auc_tile(split, part, curve) for split, part, curve in judged(subject, study)]
    show_tiles(tiles, at_least="13rem")


def judged(subject: Subject, study: Study) -> Iterator[tuple[str, Cohort, RocCurve]]:
    """Split, its cases and the ROC curve of the rad-score on them, of the splits that hold both outcomes."""
    parts = {"training": subject.cohort.training, "validation": subject.cohort.validation}
    for split in study.p_values:
        part = parts[split]
        scores = study.scores[part.outcome.index].to_numpy()
        yield split, part, roc_curve(part.outcome.to_numpy(dtype=bool), scores)


def show_waterfall(subject: Subject, study: Study) -> None:
    """Each case as a bar from the cut."""
    show_name(say("signature.waterfall"), say("signature.waterfall_note", cut=minus(f"{study.cut:+.2f}")))
    parts = {split: part for split, part, _ in judged(subject, study)}
    shown = [split for split in SPLITS if split in parts]
    split = st.segmented_control(
        say("split.label"),
        shown,
        default=shown[0],
        required=True,
        format_func=lambda name: say(f"split.{name}"),
        key="waterfall_split",
        label_visibility="collapsed",
    )
    group = _group(split, parts[split], study)
    show_drawn(
        partial(plot_waterfall, group, study.cut, _words(subject)), key="waterfall", of=(*subject.choices, split)
    )


def show_violins(subject: Subject, study: Study) -> None:
    """Distributions by split and outcome."""
    show_name(say("signature.violins"), say("signature.violins_note"))
    groups = [_group(split, part, study) for split, part, _ in judged(subject, study)]
    show_drawn(partial(plot_violins, groups, study.cut, _words(subject)), key="violins", of=subject.choices)


def _auc_tile(split: str, part: Cohort, curve: RocCurve) -> tuple[str, str, str]:
    told = say("signature.tile_auc", low=curve.ci_low, high=curve.ci_high, n=len(part), events=int(part.outcome.sum()))
    return say(f"signature.tile_{split}_auc"), f"{curve.auc:.3f}", told


def _group(split: str, part: Cohort, study: Study) -> ScoredGroup:
    name = say(f"signature.group_{split}", p=p_text(study.p_values[split]))
    return ScoredGroup(name, study.scores[part.outcome.index], part.outcome)


def _words(subject: Subject) -> dict[str, str]:
    event = event_of(subject.cohort)
    return words(
        "score",
        "case",
        "cut",
        event=say("signature.with_event", event=event),
        non_event=say("signature.no_event", event=event),
    )
