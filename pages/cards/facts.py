"""The card in words, its files with their digests, and everything else it says."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from core.cards import CARD_NAME
from pages.cards.choice import Opened
from pages.shared.widgets import Cell, show_name, show_note, show_table
from pages.shared.words import say

TEXTS = ("description", "intended_use", "limits", "data")


def show_facts(opened: Opened) -> None:
    """What it is, what it is for, where it fails, what it learnt from: as the card has it, in English."""
    show_name(opened.card.name, say("cards.facts_note"))
    items = "".join(
        f"<dt>{escape(say(f'superres.card_{name}'))}</dt><dd>{escape(getattr(opened.card, name))}</dd>"
        for name in TEXTS
    )
    st.html(f'<dl class="facts" lang="en">{items}</dl>')
    if opened.card.kind == "network":
        st.page_link("pages/superres/view.py", label=say("cards.to_proof"), icon=":material/blur_on:")


def show_files(opened: Opened) -> None:
    """The SHA-256 of the card and of each file beside it."""
    show_name(say("cards.files"), say("cards.files_note", n=len(opened.card.files)))
    head: list[Cell] = [say("cards.file"), say("cards.digest")]
    listed = {CARD_NAME: opened.digest, **opened.card.files}
    show_table(head, [[name, (digest, "digest broken")] for name, digest in listed.items()], "", {})
    st.download_button(
        say("cards.download"),
        (opened.folder / CARD_NAME).read_bytes(),
        f"{opened.card.name}-{CARD_NAME}",
        "application/toml",
        icon=":material/download:",
        on_click="ignore",
        key="download_card",
    )


def show_more(opened: Opened) -> None:
    """What the card says beside its texts: numbers and settings as they stand, tables to unfold."""
    show_name(say("cards.more"), say("cards.more_note"))
    extra = opened.card.extra
    plain = {name: value for name, value in extra.items() if not isinstance(value, Mapping)}
    rows: list[list[Cell]] = [[name, str(value)] for name, value in plain.items()]
    if rows:
        show_table([say("cards.entry"), say("cards.said")], rows, "", {})
    for name in (name for name in extra if name not in plain):
        with st.expander(name):
            st.json(dict(extra[name]), expanded=2)
    if not extra:
        show_note(say("cards.nothing_more"))
