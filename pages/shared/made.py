"""What is made once: by the session for data of its own, by the server for the demonstration, which all see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.shared import state

MOST = 256
"""Answers about the demonstration that a server holds; the oldest go first."""

Key = tuple[str | float | bool | tuple[float, float] | None, ...]


def made_once(name: str, key: Key, make: Callable[[], Any], *, own: bool = False) -> Any:
    """What `make` returned for this key; not to be altered. A session that holds data of its own shares nothing.

    Parameters
    ----------
    key : digests of all data that `make` reads, and every choice, the language among them where words are written
    own : whether `make` reads what no slot of the session holds, as a file that was just chosen
    """
    if own or state.holds_own_data():
        return state.keep_once(f"made {name}", key, make)
    return _shared(name, key, make)


@st.cache_resource(max_entries=MOST, show_spinner=False)
def _shared(name: str, key: Key, _make: Callable[[], Any]) -> Any:  # noqa: ARG001 - they are what is looked up
    return _make()
