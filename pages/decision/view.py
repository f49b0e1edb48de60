"""Which models are worth acting on, and at which threshold?"""

from __future__ import annotations

import streamlit as st

from core.figures.curves import plot_decision_curve, plot_roc
from pages.decision.choices import choose_view
from pages.decision.patients import show_benefits, show_patients, show_sentences
from pages.decision.table import curve_csv
from pages.shared import state
from pages.shared.evidence import counts, decision_curves, reviewed, roc_curves
from pages.shared.looks import curve_labels
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_chart, show_head, show_name
from pages.shared.words import say

show_head("decision", [reviewed_chip(), (say("event.meaning"), "")])

with explain_errors():
    chosen = choose_view()
    curves, at_threshold = decision_curves(chosen.split), counts(chosen.split, chosen.threshold)
    show_patients(at_threshold[chosen.model], chosen)

    grid = st.grid(2, min_column_width=460)
    with grid.container(border=True, height="stretch", key="card_benefit"):
        show_name(say("decision.benefit"), say("decision.benefit_note"))
        figure = plot_decision_curve(curves, chosen.threshold, curve_labels(), chosen.sensible, height=340)
        show_chart(figure, key=state.CURVE, on_select=state.move_threshold)
        show_sentences(curves[chosen.model], at_threshold[chosen.model], chosen)
    with grid.container(border=True, height="stretch", key="card_roc"):
        show_name(say("decision.roc"), say("decision.roc_note"))
        show_chart(
            plot_roc(roc_curves(chosen.split), curve_labels(), chosen.threshold, height=230), key="roc_at_threshold"
        )
        show_benefits(at_threshold, chosen)

    st.download_button(
        say("decision.download"),
        curve_csv(curves, chosen.split, reviewed().simulated),
        file_name=f"hepasr-decision-{chosen.split}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
