"""Choices that stand in the address, so that a link shows the same page in either language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.shared.words import say


def choose_one(name: str, options: Sequence[str], label: str, names: str, key: str, **look: Any) -> str:
    """Draw one of several in a row, the first being usual; the address names another.

    Parameters
    ----------
    names : what the phrases of the options begin with
    look : further arguments of the widget
    """
    chosen: str = st.segmented_control(
        say(label),
        options,
        default=in_address(name, options, options[0]),
        required=True,
        format_func=lambda option: say(f"{names}{option}"),
        key=key,
        persist_state="session",
        **look,
    )
    keep_in_address(name, chosen, options[0])
    return chosen


def in_address(name: str, options: Sequence[str], usual: str) -> str:
    """The option that the address names, or the usual one."""
    wanted = st.query_params.get(name, usual)
    return wanted if wanted in options else usual


def keep_in_address(name: str, chosen: str, usual: str) -> None:
    """Put a choice in the address; the usual one needs no word there."""
    if chosen == usual:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
