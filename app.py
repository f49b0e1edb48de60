"""The frame around every screen: configuration, language, navigation, footer. What a page shows is not known here."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from core.failures import set_up_log
from pages.shared import frame
from pages.shared.collector import spare_libraries
from pages.shared.failures import show_failure
from pages.shared.turns import own_turn
from pages.shared.words import say

# Section to its pages; a page's name is its folder, its address and the head of its phrases.
PAGES = {
    "": (("start", ":material/home:"),),
    "patient": (("case", ":material/person:"),),
    "team": (
        ("cohort", ":material/groups:"),
        ("response", ":material/straighten:"),
        ("signature", ":material/fingerprint:"),
        ("compare", ":material/show_chart:"),
        ("decision", ":material/balance:"),
        ("nomogram", ":material/calculate:"),
    ),
    "method": (("superres", ":material/blur_on:"), ("cards", ":material/description:")),
}


# Else the first visitor after a start who follows a link to a page is told that it does not exist: Streamlit looks for
# pages of its own making in pages/ until st.navigation has been called once. `streamlit run` imports this file for
# `app` before anyone can visit.
PagesManager.uses_pages_directory = False
set_up_log()
app = st.App(__file__, on_script_error=show_failure)


def screen(name: str, icon: str) -> st.Page:
    """One entry of the navigation; the start page lives at ``/`` alone."""
    script, title = f"pages/{name}/view.py", say(f"{name}.title")
    if name == "start":
        return st.Page(script, title=title, icon=icon, default=True)
    return st.Page(script, title=title, icon=icon, url_path=name)


def main() -> None:
    """Draw the frame, then the page the address asks for."""
    st.set_page_config(page_title="HepaSR", page_icon=frame.ICON, layout="wide", menu_items=frame.menu())
    frame.show_style()
    frame.choose_language()
    sections = {section and say(f"frame.{section}"): [screen(*entry) for entry in of] for section, of in PAGES.items()}
    page = st.navigation(sections)
    frame.show_sidebar()
    try:
        with own_turn():
            page.run()
    finally:
        frame.show_footer()
        spare_libraries()


if __name__ == "__main__":
    main()
