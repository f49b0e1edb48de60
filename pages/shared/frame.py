"""What surrounds every page: style, language, sidebar, footer. It knows no result."""

from __future__ import annotations

import base64
import shutil
from html import escape
from pathlib import Path

import streamlit as st

from core.language import LANGUAGES
from pages.shared import state
from pages.shared.escape import plain
from pages.shared.evidence import model_version
from pages.shared.theme import model_rules, watch_theme
from pages.shared.words import say

HERE = Path(__file__).parent
ICON = HERE / "icon.svg"


def show_style() -> None:
    """Send the style sheet, what notices a change of theme, and what Streamlit itself says translated or marked."""
    mark = base64.b64encode(ICON.read_bytes()).decode()
    rule = (
        f":root {{ --hepasr-icon: url(data:image/svg+xml;base64,{mark}); --hepasr-upload: '{say('frame.upload')}'; }}"
    )
    st.html(f"<style>{rule}{model_rules()}{(HERE / 'style.css').read_text(encoding='utf-8')}</style>")
    with st.sidebar:
        watch_theme()


def menu() -> dict[str, str]:
    """What the menu at the top right says of the dashboard; with it comes Streamlit's own choice of theme."""
    return {"About": f"HepaSR. {say('disclaimer.footer')}"}


def choose_language() -> None:
    """Let the person switch; at first the browser's language counts. Drawn first: every other word depends on it."""
    with st.sidebar:
        st.segmented_control(
            say("frame.language"),
            LANGUAGES,
            default=state.language(),
            required=True,
            format_func=lambda code: say(f"frame.{code}"),
            key=state.LANGUAGE,
            persist_state="session",
            width="stretch",
            label_visibility="collapsed",
        )
    state.keep_language()


def show_sidebar() -> None:
    """Say below the navigation what computes and which models speak."""
    device = f"<div>{escape(say('frame.device'))} <b>{escape(computing_device())}</b></div>"
    with st.sidebar, st.container(key="about", gap=None):
        st.html(f'<div class="about">{device}</div>')
        st.page_link("pages/cards/view.py", label=f"{say('frame.models')} **{plain(model_version())}**")


def show_footer() -> None:
    """The sentence that ends every page."""
    st.html(
        f'<div class="footer"><b>{escape(say("disclaimer.footer"))}</b><span>{escape(say("frame.source"))}</span></div>'
    )


def computing_device() -> str:
    """The device of the last prediction of this session, else the one the worker will find; torch stays unimported."""
    workup = state.workup()
    if workup is not None:
        return say("frame.gpu") if "cuda" in workup.device.lower() else say("frame.cpu")
    return say("frame.gpu") if shutil.which("nvidia-smi") else say("frame.cpu")
