"""The threshold of a session: what moves it, and where it stood before."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

THRESHOLD, SENSIBLE_RANGE, PREVALENCE = "threshold", "sensible", "prevalence"
CURVE, ROC, DIFFERENCE = "curve", "roc_at_threshold", "difference"
_BEFORE = "_threshold_before"


def move_threshold(chart: str) -> Callable[[], None]:
    """What takes the threshold from the last click on a chart, by the chart's key."""

    def move() -> None:
        picked = st.session_state[chart]["selection"].get("pick", [])
        if picked:
            st.session_state[THRESHOLD] = min(max(round(100 * picked[0]["threshold"]), 1), 99)

    return move


def threshold_before(now: int) -> int:
    """Where the threshold stood before it came here, per cent; here itself when it was never moved."""
    before, last = st.session_state.get(_BEFORE, (now, now))
    if now != last:
        before = last
    st.session_state[_BEFORE] = (before, now)
    return int(before)


def mirror_threshold() -> None:
    """Turn threshold, sensible range and prevalence into those of the other event: every patient keeps the side."""
    st.session_state.pop(_BEFORE, None)
    if THRESHOLD in st.session_state:
        st.session_state[THRESHOLD] = 100 - st.session_state[THRESHOLD]
    if SENSIBLE_RANGE in st.session_state:
        low, high = st.session_state[SENSIBLE_RANGE]
        st.session_state[SENSIBLE_RANGE] = (100 - high, 100 - low)
    if st.session_state.get(PREVALENCE) is not None:
        st.session_state[PREVALENCE] = 100 - st.session_state[PREVALENCE]
