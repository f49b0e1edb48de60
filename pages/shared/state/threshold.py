"""The threshold of a session and what moves it."""

from __future__ import annotations

import streamlit as st

THRESHOLD, SENSIBLE_RANGE, CURVE = "threshold", "sensible", "curve"


def move_threshold() -> None:
    """Take the threshold from the last click on the decision curve."""
    picked = st.session_state[CURVE]["selection"].get("pick", [])
    if picked:
        st.session_state[THRESHOLD] = round(100 * picked[0]["threshold"])
