"""Which model tells responders from non-responders best, and is the difference more than chance?"""

from __future__ import annotations

import streamlit as st

from core.figures.curves import plot_roc
from pages.compare.tables import show_aucs, show_tests
from pages.shared.evidence import delong_tests, models, patients, reviewed, roc_curves, sizes, splits
from pages.shared.looks import curve_labels
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_chart, show_head, show_name, show_note
from pages.shared.words import say

show_head("compare", [reviewed_chip(), (say("event.meaning"), "")])

with explain_errors():
    curves = {split: roc_curves(split) for split in splits()}

    grid = st.grid(2, min_column_width=460)
    for split in reversed(splits()):
        with grid.container(border=True, height="stretch", key=f"card_roc_{split}"):
            show_name(
                say(f"compare.roc_{split}", **sizes(split)),
                say(f"split.{split}_note" if reviewed().simulated else "cohort.own_chip", n=len(patients(split))),
            )
            show_chart(plot_roc(curves[split], curve_labels(), height=360), key=f"roc_{split}")

    with st.container(border=True, key="card_aucs"):
        show_name(say("compare.aucs"), say("compare.aucs_note"))
        show_aucs(curves)

    with st.container(border=True, key="card_tests"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            show_name(say("compare.tests"), say("compare.tests_note"))
            reference = st.selectbox(
                say("compare.reference"),
                models(),
                index=max(len(models()) - 2, 0),
                format_func=lambda name: say(f"model.{name}"),
                key="reference",
                persist_state="session",
                width=260,
            )
        show_tests({split: delong_tests(split, reference) for split in splits()}, reference)
    show_note(say("compare.small"))
