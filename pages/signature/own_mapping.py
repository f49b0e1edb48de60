"""What each column is: guesses that can be corrected, the event and the split; or a mapping saved before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from core.intake.columns import Role
from core.intake.mapping import CohortMapping, build_mapping, read_mapping
from core.intake.preview import count_outcomes
from core.intake.refine import refine_mapping
from pages.shared.escape import plain
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say
from pages.signature.own_roles import edit_roles
from pages.signature.own_tables import Tables

SPLITS = ("column", "made", "none")


def choose_mapping(tables: Tables) -> tuple[CohortMapping, bool]:
    """The mapping of the tables, and whether the split is to be made."""
    file = st.file_uploader(say("intake.saved"), ["json"], key="own_mapping", max_upload_size=5)
    mapping = _correct_guesses(tables) if file is None else read_mapping(file.getvalue().decode(errors="replace"))
    if file is not None:
        show_note(say("intake.saved_used", outcome=mapping.outcome, event=mapping.event))
    return _choose_split(mapping)


def _correct_guesses(tables: Tables) -> CohortMapping:
    show_name(say("intake.roles"), say("intake.roles_note"))
    roles, said = edit_roles(tables.clinical, "clinical", tables.key)
    features: dict[str, Mapping[str, Role]] = {}
    for arm, table in tables.features.items():
        features[arm] = roles if table is tables.clinical else edit_roles(table, arm, tables.key)[0]
    used = {arm: given for arm, given in features.items() if Role.FEATURE in given.values()}
    outcome, counts = count_outcomes(tables.clinical, roles)
    event, event_name = _choose_event(outcome, counts)
    return refine_mapping(build_mapping(tables.clinical, roles, used, event, event_name), said)


def _choose_event(outcome: str, counts: Mapping[str, int]) -> tuple[str, str]:
    """Which value is the event, chosen once, and its name, which is printed everywhere."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        event = st.selectbox(
            say("intake.event", outcome=plain(outcome)),
            list(counts),
            format_func=lambda value: say("intake.event_value", value=value, n=counts[value]),
            key="own_event",
            width=320,
        )
        suggested = f"{outcome} = {event}" if event.isdigit() else event
        key = f"own_event_name_{outcome}_{event}"
        name = st.text_input(say("intake.event_name"), suggested, key=key, width=320)
    return event, name.strip() or event


def _choose_split(mapping: CohortMapping) -> tuple[CohortMapping, bool]:
    """By the column, made now with its seed shown, or none; with the mapping that says so."""
    offered = SPLITS if mapping.split is not None else SPLITS[1:]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        how = st.segmented_control(
            say("intake.split"),
            offered,
            default=offered[0],
            required=True,
            format_func=lambda name: say(f"intake.split_{name}", column=plain(mapping.split)),
            key=f"own_split_{mapping.split}",
        )
        if how != "made":
            return (mapping if how == "column" else replace(mapping, split=None)), False
        share = st.number_input(say("intake.share"), 0.1, 0.9, mapping.share, 0.05, key="own_share", width=160)
        seed = st.number_input(say("intake.seed"), 0, None, mapping.seed, 1, key="own_seed", width=160)
    return replace(mapping, split=None, share=float(share), seed=int(seed)), True
