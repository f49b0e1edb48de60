"""The card of the ROC curve: the same threshold as a dot on it, and as four groups of patients."""

from __future__ import annotations

from functools import partial

from core.evaluation.decision_curve import Counts
from core.evaluation.decision_study import DecisionStudy
from core.figures.curves import moving_roc, plot_roc
from pages.decision.choices import Chosen
from pages.decision.exports import roc_csv
from pages.decision.subject import drawn_once
from pages.decision.wording import tell
from pages.shared import state
from pages.shared.looks import curve_labels
from pages.shared.take_away import offer_figure
from pages.shared.widgets import show_moving, show_name, show_table
from pages.shared.words import say


def show_operating(of: DecisionStudy, at: Counts, chosen: Chosen) -> None:
    """Draw the ROC curves with their dots, and below them the confusion matrix of the chosen model."""
    show_name(say("decision.roc"), say("decision.roc_note"))
    figure = drawn_once("roc", of, (), lambda: moving_roc(of.rocs, curve_labels(), chosen.threshold, height=230))
    show_moving(figure, chosen.threshold, say("decision.roc"), state.ROC, state.move_threshold(state.ROC))
    offer_figure(
        f"roc-{chosen.split}",
        lambda language: plot_roc(of.rocs, curve_labels(language), chosen.threshold),
        partial(roc_csv, of, chosen),
    )
    _show_matrix(at, chosen)


def _show_matrix(at: Counts, chosen: Chosen) -> None:
    """Two by two: what became of the patients, in counts and words."""

    def cell(count: int, word: str, tone: str) -> tuple[str, str]:
        return say("decision.cell", count=count, word=say(f"decision.cell_{word}")), f"number cell {tone}"

    model = say(f"model.{chosen.model}")
    head = [model, *((say(f"decision.column_{name}"), "number") for name in ("flagged", "left", "sum"))]
    rows = [
        [
            tell("row_cases", chosen.event),
            cell(at.events_found, "found", "right"),
            cell(at.events_missed, "missed", "wrong"),
            (str(at.events), "number"),
        ],
        [
            tell("row_others", chosen.event),
            cell(at.false_alarms, "vain", "wrong"),
            cell(at.non_events_spared, "spared", "right"),
            (str(at.non_events), "number"),
        ],
        [
            say("decision.row_sum"),
            (str(at.flagged), "number"),
            (str(at.n - at.flagged), "number"),
            (str(at.n), "number"),
        ],
    ]
    show_table(head, rows, say("decision.matrix_caption", model=model, threshold=chosen.threshold), {})
