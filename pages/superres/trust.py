"""Which features come closer to the truth, and which do not: by family, as a picture, and one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.csv_text import as_csv
from core.figures.superres import TrustLabels, plot_trust
from core.language import translate
from core.superres_card import NetworkCard
from core.superres_trust import find_features, summarise_families
from pages.shared.widgets import show_chart, show_name, show_note
from pages.shared.words import say
from pages.superres.networks import group_name, write

FEATURE_NUMBERS = ("ccc_network", "ahead_bspline", "ccc_low", "ccc_high", "ccc_bspline", "ccc_sinc", "icc", "bias")


def choose_group(network: NetworkCard) -> str:
    """Draw the head of the card; the group of volumes asked for, or nothing where the folder has no table yet."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container():
            show_name(say("superres.trust"), say("superres.trust_note"))
        if not network.groups:
            show_note(say("superres.no_trust", network=network.card.name))
            return ""
        group: str = st.segmented_control(
            say("superres.group"),
            network.groups,
            default=network.groups[0],
            required=True,
            format_func=group_name,
            key=f"group_{network.card.name}",
            persist_state="session",
        )
    return group


def show_families(network: NetworkCard, group: str) -> None:
    """Median concordance of each family, the furthest behind first."""
    table = summarise_families(network.trust, group).reset_index()
    behind, features = int(table["below_best"].sum()), int(table["n"].sum())
    told = {"flagged": int(table["n_flagged"].sum()), "n": features, "behind": behind, "families": len(table)}
    volumes = write(network.concordance.get(group, {}), "n", "g")
    show_note(say("superres.families_told", group=group_name(group), volumes=volumes, **told))
    st.dataframe(
        table.assign(verdict=table["below_best"].map(_verdicts())),
        column_config={
            "family": st.column_config.TextColumn(say("superres.family"), width=190, pinned=True),
            "verdict": st.column_config.TextColumn(say("superres.verdict"), width=62),
            "n": st.column_config.NumberColumn(say("superres.features"), width=48),
            "n_flagged": st.column_config.NumberColumn(say("superres.flagged"), width=64),
        }
        | _concordances(("ccc_network", "ahead_best", "ccc_bspline", "ccc_sinc")),
        column_order=["family", "verdict", "ccc_network", "ccc_bspline", "ccc_sinc", "ahead_best", "n_flagged", "n"],
        hide_index=True,
        height=340,
        key="families",
        alt=say("superres.families_alt"),
    )


def show_scatter(network: NetworkCard, group: str) -> None:
    """Every feature of the group as a dot."""
    words = ("network", "bspline", "trusted", "flagged", "feature", "family")
    labels = TrustLabels(**{word: say(f"superres.chart_{word}") for word in words})
    show_chart(plot_trust(find_features(network.trust, group), labels, height=300), key="scatter")


def show_features(network: NetworkCard, group: str) -> None:
    """Every feature that is sought, the furthest behind B-spline first; and all of them as a file."""
    bar = st.grid(3, min_column_width=220, vertical_alignment="bottom")
    sought = bar.text_input(say("superres.find"), placeholder=say("superres.find_hint"), key="find_feature")
    only = bar.toggle(say("superres.only_flagged"), key="only_flagged")
    rows = find_features(network.trust, group, sought, only)
    bar.download_button(
        say("superres.download"),
        lambda: trust_csv(find_features(network.trust, group), network.card.name),
        file_name=f"hepasr-trust-{network.card.name}-{group}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    st.dataframe(
        rows.assign(verdict=rows["below_bspline"].map(_verdicts())),
        column_config={
            "feature": st.column_config.TextColumn(say("superres.feature"), width=300, pinned=True),
            "verdict": st.column_config.TextColumn(say("superres.verdict_bspline"), width=62),
        }
        | _concordances(FEATURE_NUMBERS),
        column_order=["feature", "verdict", *FEATURE_NUMBERS],
        hide_index=True,
        height=320,
        key="features",
        alt=say("superres.features_alt"),
    )
    show_note(say("superres.features_told", shown=len(rows)))


def trust_csv(rows: pd.DataFrame, network: str) -> str:
    """The trust table of one group as CSV, headed by what it is and is not."""
    notes = f"{translate('disclaimer.footer', 'en')} {translate('superres.csv_note', 'en', network=network)}"
    return f"# {notes}\n{as_csv(rows, index=False)}"


def _verdicts() -> dict[bool, str]:
    return {True: say("superres.below"), False: say("superres.holds")}


def _concordances(names: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: st.column_config.NumberColumn(
            say(f"superres.{name}"), format="%.3f", help=say(f"superres.{name}_help"), width=68
        )
        for name in names
    }
