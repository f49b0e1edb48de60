"""How a network came about: its learning curve, its card, and how fidelity and perceptual weights compare."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.figures.superres import LearningLabels, plot_learning
from core.superres_card import NetworkCard
from pages.shared.widgets import Cell, show_chart, show_name, show_note, show_table
from pages.shared.words import say, say_or
from pages.superres.networks import all_networks, group_name, write

TEXTS = ("description", "data", "intended_use", "limits")


def show_learning(network: NetworkCard) -> None:
    """Gain by minutes, or that there is no curve yet."""
    show_name(say("superres.learning"), say("superres.learning_note"))
    if network.learning.empty:
        show_note(say("superres.no_learning", network=network.card.name))
        return
    words = ("minutes", "gain", "train", "validation")
    labels = LearningLabels(**{word: say(f"superres.learning_{word}") for word in words})
    show_chart(plot_learning(network.learning, labels, height=250), key="learning")


def show_networks() -> None:
    """Every network side by side, number by number."""
    show_name(say("superres.networks"), say("superres.networks_note"))
    networks = all_networks()
    head: list[Cell] = [say("superres.number"), *((_short(name), "number") for name in networks)]
    sizes = [write(network.training, "parameters", "g") for network in networks.values()]
    rows = [_row(say("superres.training_parameters"), sizes)]
    for label, key, form, found in (
        ("superres.gain_of", "gain_sinc_db", "+.2f", [network.fidelity for network in networks.values()]),
        ("superres.median", "median_ccc_network", ".3f", [network.concordance for network in networks.values()]),
    ):
        for group in dict.fromkeys(group for told in found for group in told):
            texts = [write(told.get(group, {}), key, form) for told in found]
            rows.append(_row(say(label, group=group_name(group)), texts))
    show_table(head, rows, say("superres.blend"), {})
    if not any(name.startswith("sr-perceptual") for name in networks):
        show_note(say("superres.no_perceptual"))


def show_rivals(network: NetworkCard) -> None:
    """The other networks of the same proof, group by group: baseline, control, another seed."""
    rivals = network.proof.get("rivals", {})
    groups = list(network.fidelity)
    if not rivals or not groups:
        return
    head: list[Cell] = [say("superres.rival"), *((group_name(group), "number") for group in groups)]
    told = {network.card.name: {group: told.get("gain_sinc_db") for group, told in network.fidelity.items()}, **rivals}
    rows = [
        _row(say_or(f"superres.rival_{name}", name), [write(gains, group, "+.2f") for group in groups])
        for name, gains in told.items()
    ]
    show_name(say("superres.rivals"), say("superres.rivals_note"))
    show_table(head, rows, "", {})


def show_making(network: NetworkCard) -> None:
    """The card in full: what it is, what it learnt from, what it is for, where it fails; effort and checks."""
    show_name(say("superres.making"), say("superres.making_note", network=network.card.name))
    items = "".join(
        f"<dt>{escape(say(f'superres.card_{name}'))}</dt><dd>{escape(getattr(network.card, name))}</dd>"
        for name in TEXTS
    )
    st.html(f'<dl class="facts" lang="en">{items}</dl>')
    grid = st.grid(2, min_column_width=290, gap=("small", "medium"))
    for kind, table in (("training", network.training), ("check", network.checks)):
        head: list[Cell] = [say(f"superres.{kind}_numbers"), (say("superres.value"), "number")]
        rows = [_row(say_or(f"superres.{kind}_{key}", key), [write(table, key, ".4g")]) for key in table]
        with grid.cell():
            show_table(head, rows, "" if rows else say("superres.no_proof", network=network.card.name), {})


def _short(name: str) -> str:
    return name.removeprefix("sr-")


def _row(name: str, texts: list[str]) -> list[Cell]:
    return [name, *((text, "number") for text in texts)]
