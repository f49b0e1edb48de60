"""Choices that stand in the address, so that a link shows the same page in either language."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


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
