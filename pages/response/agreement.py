"""How far readers agree: kappas pair by pair, the correlation of their sums, and how far two of them lie apart."""

from __future__ import annotations

from functools import partial
from itertools import combinations

import streamlit as st

from core.clinical.agreement import Kappa
from core.clinical.bland_altman import bland_altman
from core.features.reliability import icc
from core.figures.response import DifferenceLabels, plot_differences
from pages.response.judged import Judged, overall_kappa, pair_kappa
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, minus, show_drawn, show_name, show_note, show_table
from pages.shared.words import say


def show_agreement(judged: Judged) -> None:
    """The table of kappas and the sentence on sums."""
    show_name(say("response.agreement"), say("response.agreement_note"))
    head: list[Cell] = [say("response.readers")]
    head += [(say(f"response.{name}"), "number") for name in ("kappa", "kappa_weighted", "agreed")]
    with explain_errors():
        rows = [
            [f"{one} | {other}", *_row(pair_kappa(judged, one, other), pair_kappa(judged, one, other, weighted=True))]
            for one, other in combinations(judged.readers, 2)
        ]
        if len(judged.readers) > 2:
            rows.append([say("response.fleiss"), *_row(overall_kappa(judged), None)])
        show_table(head, rows, say("response.kappa_caption"), {})
    with explain_errors():
        for visit in (0, 1):
            sums = judged.sums(visit, *judged.readers)
            found = icc(sums.to_numpy())
            told = {"value": found.value, "low": found.ci_low, "high": found.ci_high, "n": len(sums)}
            show_note(say("response.icc", visit=visit, **told))


def show_differences(judged: Judged) -> None:
    """Differences of one pair's sums at the first follow-up against their means."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        show_name(say("response.differences"), say("response.differences_note"))
        pairs = list(combinations(judged.readers, 2))
        one, other = st.selectbox(
            say("response.pair"), pairs, format_func=" | ".join, key="reader_pair", width=280, persist_state="session"
        )
    with explain_errors():
        sums = judged.sums(1, one, other)
        labels = DifferenceLabels(
            mean=say("response.mean_mm"),
            difference=say("response.difference_mm", one=one, other=other),
            bias=say("response.bias"),
            limit=say("response.limit"),
            patient=say("response.patient"),
        )
        draw = partial(plot_differences, bland_altman(sums[one], sums[other]), sums.index, labels)
        show_drawn(draw, key="differences", of=(*judged.key, one, other))


def _row(kappa: Kappa, weighted: Kappa | None) -> list[Cell]:
    agreed = say("response.agreed_of", share=kappa.agreed, n=kappa.n)
    return [(text, "number") for text in (_told(kappa), "–" if weighted is None else _told(weighted), agreed)]


def _told(kappa: Kappa) -> str:
    return minus(f"{kappa.value:.3f} ({kappa.ci_low:.3f}–{kappa.ci_high:.3f})")
