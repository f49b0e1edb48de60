"""What a person sees of an error nobody foresaw: one sentence, and an id that stands in the log."""

from __future__ import annotations

import streamlit as st

from core.errors import HepasrError
from core.failures import record_failure
from pages.shared.notices import explain_errors
from pages.shared.words import say


def show_failure(error: Exception) -> bool:
    """Tell of an error that ended a script run; True, for Streamlit then shows nothing of its own."""
    if isinstance(error, HepasrError):
        with explain_errors():
            raise error
    else:
        st.error(say("error.unforeseen", id=record_failure(error).failure_id), icon=":material/error:")
    return True
