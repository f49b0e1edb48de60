"""The language of a session: chosen, in the address, or the browser's."""

from __future__ import annotations

import streamlit as st

from core.language import LANGUAGES

LANGUAGE = "language"


def language() -> str:
    """The chosen language; before any choice the address's, then the browser's."""
    wanted = (st.session_state.get(LANGUAGE), st.query_params.get(LANGUAGE))
    return next((code for code in wanted if code in LANGUAGES), browser_language())


def browser_language() -> str:
    """The language the browser asks for, or English."""
    code = (st.context.locale or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


def keep_language() -> None:
    """Put the choice in the address, so that a refresh or a link speaks the same language."""
    if language() == browser_language():
        st.query_params.pop(LANGUAGE, None)
    elif st.query_params.get(LANGUAGE) != language():
        st.query_params[LANGUAGE] = language()
