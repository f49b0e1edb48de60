"""Calibration of every model as numbers: one row each, with what they are counted from."""

from __future__ import annotations

import math
from typing import Any

from pages.compare.evidence import calibration_curve_of, calibrations
from pages.compare.numbers import NOTHING, number, p_text, plain, signed, stacked, unbroken
from pages.shared.evidence import reviewed, sizes
from pages.shared.looks import short_colours
from pages.shared.widgets import Cell, show_note, show_table
from pages.shared.words import say

COLUMNS = ("intercept", "slope", "in_the_large", "brier", "scaled_brier", "e_to_o", "distance", "hosmer")


def show_calibrations(split: str) -> None:
    """Intercept and slope with standard errors, Brier scores, expected and observed events, Hosmer-Lemeshow."""
    table = calibrations(split)
    head: list[Cell] = [say("model.label"), *(number(say(f"compare.{name}_column")) for name in COLUMNS)]
    rows = [[(say(f"model_short.{row['score']}"), "kept"), *_cells(row, split)] for _, row in table.iterrows()]
    left_out = int(table["left_out"].max())
    show_table(head, rows, "", short_colours())
    told = [say("compare.calibrations_caption", **sizes(split)), say(f"compare.freedom_{split}")]
    told += [say("compare.left_out", n=left_out)] if left_out else []
    told += [say("compare.apparent_training")] if split == "training" and not reviewed().simulated else []
    show_note(" ".join(told))


def _cells(row: Any, split: str) -> list[Cell]:
    curve = calibration_curve_of(split, row["score"])
    distances = (NOTHING, NOTHING) if curve is None else map(plain, (curve.mean_distance, curve.largest_distance))
    return [
        _with_error(signed(row["intercept"]), row["intercept_error"]),
        _with_error(plain(row["slope"]), row["slope_error"]),
        number(signed(row["in_the_large"])),
        number(plain(row["brier"])),
        number(plain(row["scaled_brier"])),
        stacked(f"{row['expected']:.1f} / {row['observed']}", plain(row["expected_to_observed"], 2)),
        number(" | ".join(distances)),
        _hosmer(row),
    ]


def _with_error(value: str, error: float) -> Cell:
    return stacked(value, unbroken(say("compare.error", error=plain(error)))) if math.isfinite(error) else number(value)


def _hosmer(row: Any) -> Cell:
    statistic, p_value = row["hosmer_lemeshow_statistic"], row["hosmer_lemeshow_p_value"]
    if not (math.isfinite(statistic) and math.isfinite(p_value)):
        return number(NOTHING)
    counted = {"groups": row["hosmer_lemeshow_groups"], "freedom": row["hosmer_lemeshow_degrees_of_freedom"]}
    p_told = p_text(p_value).replace("< ", "<")
    return stacked(say("compare.hosmer_groups", **counted), unbroken(f"χ² {plain(statistic, 2)}, p {p_told}"))
