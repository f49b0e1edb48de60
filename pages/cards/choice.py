"""Which card is read: one of those there are on this server, named in the address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.card_list import card_digest, list_cards
from core.cards import Card, read_card
from pages.shared.address import in_address, keep_in_address
from pages.shared.words import say


@dataclass(frozen=True)
class Opened:
    """A card, the folder it was read from, and the SHA-256 of the card itself."""

    card: Card
    folder: Path
    digest: str


def choose_card() -> Opened:
    """Draw the choice; the card, its files held against the digests it lists.

    Raises
    ------
    CardError
        The folder is not whole, or a file is not as the card says.
    """
    cards = list_cards()
    names = list(cards)
    name = st.selectbox(
        say("cards.which"),
        names,
        index=names.index(in_address("card", names, names[0])),
        key="which_card",
        width=420,
    )
    keep_in_address("card", name, names[0])
    return Opened(read_card(cards[name]), cards[name], card_digest(cards[name]))
