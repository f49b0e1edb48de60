"""The processes of this server that learn, shared by the pages that start them."""

from __future__ import annotations

import streamlit as st

from core.jobs.learning import LearningJobs


@st.cache_resource(show_spinner=False)
def learning_jobs() -> LearningJobs:
    """The one place of this server where signatures are learnt."""
    return LearningJobs()
