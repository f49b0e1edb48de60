"""Which super-resolution network the page speaks of, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.cards import MODELS
from core.errors import CardError
from core.superres_card import NetworkCard, list_networks, read_network_card
from pages.shared.widgets import minus
from pages.shared.words import say, say_or

FOLDER = MODELS
"""Where the networks lie."""

ABSENT = "–"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def choose_network() -> NetworkCard:
    """Let the person choose among the networks there are; raises `CardError` when there is none."""
    names = list_networks(FOLDER)
    if not names:
        raise CardError("a super-resolution network must lie in models/, but there is none: fetch the models again")
    name = st.selectbox(say("superres.network"), names, key="network", persist_state="session", width=240)
    return read_network_card(name, FOLDER)


def all_networks() -> dict[str, NetworkCard]:
    """Every network there is, by name."""
    return {name: read_network_card(name, FOLDER) for name in list_networks(FOLDER)}


def group_name(group: str) -> str:
    """A group of volumes in words."""
    return say_or(f"superres.group_{group}", group)


def write(table: Mapping[str, Any], key: str, form: str) -> str:
    """A number of a card as text, a dash where it is not there; whole numbers with commas, yes and no in words."""
    value = table.get(key)
    if isinstance(value, bool):
        return say(f"superres.{'yes' if value else 'no'}")
    if isinstance(value, int) and form.endswith("g"):
        return f"{value:,}"
    if not isinstance(value, int | float):
        return str(value or ABSENT)
    return _tiny(value) if form.endswith("g") and 0 < abs(value) < 1e-3 else minus(format(value, form))


def _tiny(value: float) -> str:
    """A very small number as people write it."""
    digits, exponent = f"{value:.1e}".split("e")
    return f"{minus(digits).removesuffix('.0')} × 10{str(int(exponent)).translate(RAISED)}"
