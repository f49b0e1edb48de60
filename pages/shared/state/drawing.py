"""The mask a session drew on its volume, used in place of an uploaded one."""

from __future__ import annotations

import streamlit as st

from core.values import Mask

LOOK = "look_through"
_DRAWN, _ROUND = "_drawn", "_drawing_round"


def keep_drawing(volume_digest: str, mask: Mask) -> None:
    """Remember what was drawn on this volume; it replaces what was drawn before."""
    st.session_state[_DRAWN] = (volume_digest, mask)


def drawing_of(volume_digest: str) -> Mask | None:
    """What was drawn on this volume in this session, if anything."""
    held, mask = st.session_state.get(_DRAWN, ("", None))
    return mask if held == volume_digest else None


def forget_drawing() -> None:
    """Drop what was drawn, in the browser too: the next look begins anew."""
    st.session_state.pop(_DRAWN, None)
    st.session_state[_ROUND] = drawing_round() + 1


def open_look() -> None:
    """Open the viewer on the volume and its mask, as its switch does."""
    st.session_state[LOOK] = True


def drawing_round() -> int:
    """How often drawings were dropped; a viewer of another round starts without what was drawn in the last."""
    return int(st.session_state.get(_ROUND, 0))
