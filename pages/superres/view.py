"""What does super-resolution add to a case, and which features can be trusted on it?"""

from __future__ import annotations

import streamlit as st

from core.superres_card import NetworkCard
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_head, simulated
from pages.shared.words import say
from pages.superres.exclusion import show_exclusion
from pages.superres.made import show_learning, show_making, show_networks, show_rivals
from pages.superres.networks import choose_network
from pages.superres.panes import is_demo_case, show_panes, show_waiting
from pages.superres.proof import show_concordance, show_fidelity, show_tiles_of
from pages.superres.reliability import show_reliability
from pages.superres.trust import choose_group, show_families, show_features, show_scatter

network: NetworkCard | None = None
workup = state.workup()
with st.container(horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"):
    with st.container(), explain_errors():
        marks = [simulated()] if workup is None or is_demo_case(workup) else []
        show_head("superres", [*marks, (say("disclaimer.synthesised"), "notice")])
    with explain_errors():
        network = choose_network()

with st.container(border=True, key="card_before"), explain_errors():
    if workup is not None:
        show_panes(workup)
    else:
        show_waiting()

if network is not None:
    with explain_errors():
        show_tiles_of(network)
        grid = st.grid(2, min_column_width=460)
        with grid.container(border=True, height="stretch", key="card_fidelity"):
            show_fidelity(network)
        with grid.container(border=True, height="stretch", key="card_concordance"):
            show_concordance(network)

    with st.container(border=True, key="card_trust"), explain_errors():
        group = choose_group(network)
        if group:
            parts = st.grid(5, min_column_width=150)
            with parts.cell(column_span=3):
                show_families(network, group)
            with parts.cell(column_span=2):
                show_scatter(network, group)
            show_features(network, group)

    with st.container(border=True, key="card_exclusion"), explain_errors():
        show_exclusion(network, group)

    with st.container(border=True, key="card_reliability"), explain_errors():
        show_reliability()

    with explain_errors():
        grid = st.grid(2, min_column_width=460)
        with grid.container(border=True, height="stretch", key="card_learning"):
            show_learning(network)
        with grid.container(border=True, height="stretch", key="card_networks"):
            show_networks()
        with st.container(border=True, key="card_rivals"):
            show_rivals(network)
        with st.container(border=True, key="card_making"):
            show_making(network)
