"""What is made once for everyone: the same data asked the same question has the same answer, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

MOST = 256
"""Answers that a server holds; the oldest go first."""

Key = tuple[str | float | bool | None, ...]


def made_once(name: str, key: Key, make: Callable[[], Any]) -> Any:
    """What `make` returned for this key on this server; not to be altered.

    Parameters
    ----------
    key : digests of all data that `make` reads, and every choice, the language among them where words are written
    """
    return _made(name, key, make)


@st.cache_resource(max_entries=MOST, show_spinner=False)
def _made(name: str, key: Key, _make: Callable[[], Any]) -> Any:  # noqa: ARG001 - they are what is looked up
    return _make()
