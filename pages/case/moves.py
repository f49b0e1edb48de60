"""What super-resolution did to the features behind the score: native, interpolated, super-resolved, in training SDs."""

from __future__ import annotations

import re
from typing import Any

from core.features.names import parse_name
from core.features.voxel_count import voxel_growth
from core.figures.moves import MoveLabels, plot_moves
from core.signature.moves import LARGE, feature_moves
from core.values import ARMS, Signature
from core.workup import Workup
from pages.case.asked import headline_of
from pages.shared.evidence import prediction_set
from pages.shared.widgets import Cell, minus, show_chart, show_name, show_note, show_table
from pages.shared.words import say

LOG = re.compile(r"log-sigma-(\d+)-(\d+)-mm-3D")
"""An image filtered by a Laplacian of Gaussian, as a feature's name has it."""

MOVES = ("by_interpolation", "by_network", "score")


def signature_of(workup: Workup) -> Signature | None:
    """The signature behind the headline's rad-score; nothing where the model uses none."""
    found: Signature | None = prediction_set(workup.prediction_set).signatures.get(headline_of(workup).arm)
    return found


def show_moves(workup: Workup, signature: Signature) -> None:
    """One row per selected feature as a chart and as a table, and what all moves together did to the rad-score."""
    moves = feature_moves(signature, workup.features)
    large = int((moves["by_network"].abs() > LARGE).sum())
    told = {"large": large, "n": len(moves), "sd": LARGE, "score": minus(f"{moves['score'].sum():+.2f}")}
    show_name(say("case.moved.name"), say("case.moved.note", arm=say(f"arm.{signature.arm}"), **told))
    named = moves.set_axis([_short(name) for name in moves.index])
    show_chart(plot_moves(named, _labels()), key="moves")
    columns = [" → ".join(say(f"arm.{arm}") for arm in ARMS), *(say(f"case.moved.{name}") for name in MOVES)]
    head: list[Cell] = [say("case.moved.feature"), *((text, "number") for text in columns)]
    show_table(head, [_row(row) for row in named.reset_index(names="name").to_dict("records")], "", {})
    show_note(say("case.moved.caption"))
    grown = [_short(name) for name in moves.index if voxel_growth(name)]
    if grown:
        show_note(say("case.moved.grown", names=say("case.comma").join(grown)))


def _row(row: dict[str, Any]) -> list[Cell]:
    numbers = {name: minus(f"{row[name]:+.2f}") for name in (*ARMS, *MOVES)}
    way = " → ".join(numbers[arm] for arm in ARMS)
    return [(row["name"], "free"), *((text, "number") for text in (way, *(numbers[name] for name in MOVES)))]


def _short(name: str) -> str:
    """A feature in one line: what it measures, its class, its image."""
    parts = parse_name(name)
    image = LOG.sub(r"LoG \1.\2 mm", parts.image_type)
    return f"{parts.feature} ({parts.feature_class}, {image})"


def _labels() -> MoveLabels:
    return MoveLabels(
        arms={arm: say(f"arm.{arm}") for arm in ARMS},
        scale=say("case.moved.scale"),
        by_interpolation=say("case.moved.by_interpolation"),
        by_network=say("case.moved.by_network"),
    )
