"""What a network's card proves on held-out volumes: each number with its denominator and what was asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.superres_card import BARS, NetworkCard
from pages.shared.widgets import Cell, show_name, show_note, show_table, show_tiles
from pages.shared.words import say
from pages.superres.networks import ABSENT, group_name, write

ASKED = {
    "consistency_error": (1e-3, ".2g"),
    "corner_error_mm": (1e-3, ".2g"),
    "seam_error": (1e-4, ".2g"),
    "lesion_error": (0.02, ".1%"),
    "seconds": (4.0, ".1f"),
    "peak_mb": (1000.0, ".0f"),
}
"""Checks shown as tiles, the most that was asked for, and how they are written."""


def show_tiles_of(network: NetworkCard) -> None:
    """Gains, concordances and checks in tiles; nothing where the card proves nothing yet."""
    for tiles in ([*_gains(network), *_medians(network)], list(_checks(network.checks))):
        if tiles:
            show_tiles(tiles, at_least="11rem")


def show_fidelity(network: NetworkCard) -> None:
    """Gain over both interpolators and structural similarity, group by group, beside what was asked."""
    show_name(say("superres.fidelity"), say("superres.fidelity_note"))
    proof = network.fidelity
    if not proof:
        show_note(say("superres.no_proof", network=network.card.name))
        return
    names = ("n", "gain_sinc", "asked", "gain_bspline", "ssim", "ssim_best")
    head: list[Cell] = [say("superres.group"), *((say(f"superres.{name}"), "number") for name in names)]
    rows = [_fidelity_row(group_name(group), told, BARS.get(group)) for group, told in proof.items()]
    for group, told in network.inside.items():
        rows.append(_fidelity_row(say("superres.inside", group=group_name(group)), told, None))
    show_table(head, rows, say("superres.fidelity_caption"), {})


def show_concordance(network: NetworkCard) -> None:
    """Median concordance of features with the truth, and the paired difference to B-spline with its interval."""
    show_name(say("superres.concordance"), say("superres.concordance_note"))
    proof = network.concordance
    if not proof:
        show_note(say("superres.no_proof", network=network.card.name))
        return
    names = ("n", "network_column", "bspline", "sinc", "nearest", "difference")
    head: list[Cell] = [say("superres.group"), *((say(f"superres.{name}"), "number") for name in names)]
    rows = [_concordance_row(group, told) for group, told in proof.items()]
    show_table(head, rows, say("superres.concordance_caption"), {})


def _gains(network: NetworkCard) -> Iterator[tuple[str, str, str]]:
    for group, told in network.fidelity.items():
        over = write(told, "gain_bspline_db", "+.2f")
        detail = say("superres.gain_detail", over=over, n=write(told, "n", "g"))
        yield say("superres.gain", group=group_name(group)), f"{write(told, 'gain_sinc_db', '+.2f')} dB", detail


def _medians(network: NetworkCard) -> Iterator[tuple[str, str, str]]:
    for group, told in network.concordance.items():
        others = {name: write(told, f"median_ccc_{name}", ".3f") for name in ("bspline", "sinc")}
        detail = say("superres.median_detail", n=write(told, "n", "g"), **others)
        yield say("superres.median", group=group_name(group)), write(told, "median_ccc_network", ".3f"), detail


def _checks(checks: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, (most, form) in ASKED.items():
        if name in checks:
            value = say(f"superres.check_{name}_value", value=write(checks, name, form))
            yield say(f"superres.check_{name}"), value, say(f"superres.check_{name}_detail", most=most)


def _fidelity_row(name: str, told: Mapping[str, Any], bar: float | None) -> list[Cell]:
    gain = told.get("gain_sinc_db")
    asked = ABSENT
    if bar is not None and gain is not None:
        asked = say("superres.reached" if gain >= bar else "superres.missed", bar=bar)
    ssims = [told[key] for key in ("ssim_bspline", "ssim_sinc") if key in told]
    texts = [
        write(told, "n", "g"),
        write(told, "gain_sinc_db", "+.2f"),
        asked,
        write(told, "gain_bspline_db", "+.2f"),
        write(told, "ssim_network", ".3f"),
        f"{max(ssims):.3f}" if ssims else ABSENT,
    ]
    return [name, *((text, "number") for text in texts)]


def _concordance_row(group: str, told: Mapping[str, Any]) -> list[Cell]:
    texts = [
        write(told, "n", "g"),
        *(write(told, f"median_ccc_{name}", ".3f") for name in ("network", "bspline", "sinc", "nearest")),
    ]
    ends = {key: write(told, f"ci_{key}", "+.3f") for key in ("low", "high")}
    difference = f"{write(told, 'difference_bspline', '+.3f')} ({say('compare.span', **ends)})"
    return [group_name(group), *((text, "number") for text in (*texts, difference))]
