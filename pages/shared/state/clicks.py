"""What was clicked in a table, read before the page is drawn again."""

from __future__ import annotations

import streamlit as st


def clicked_rows(key: str) -> list[int]:
    """Positions of the rows that are selected in a table, or that hold its selected cell."""
    chosen = st.session_state[key]["selection"]
    return [*chosen["rows"], *(row for row, _ in chosen["cells"])]
