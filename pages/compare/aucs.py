"""The areas under the ROC curves beside those a study printed of other patients, and the interval said in words."""

from __future__ import annotations

from typing import cast

from core.evaluation.partial import Focus, partial_auc
from core.evaluation.published import AUCS
from core.evaluation.roc import RocCurve
from pages.compare.evidence import USUAL, BySplit
from pages.compare.numbers import NOTHING, between, number, plain
from pages.shared.evidence import models, reviewed, sizes, splits
from pages.shared.looks import named_colours
from pages.shared.widgets import Cell, show_note, show_table
from pages.shared.words import say

Part = tuple[str, float, float]
"""Whether specificities or sensitivities bound the area, and which."""


def show_aucs(curves: BySplit, method: str, part: Part | None) -> None:
    """AUC of every model with its interval, its partial area where asked for, and what the study printed."""
    asked = tuple(reversed(splits()))
    head: list[Cell] = [say("model.label"), *(number(_column(name)) for name in asked)]
    head += [number(say(f"compare.part_{name}_column")) for name in asked] if part else []
    head += [(say(f"compare.published_{name}"), "number published") for name in ("training", "validation")]
    rows = [_row(model, [curves[split][model] for split in asked], method, part) for model in models()]
    show_table(head, rows, "", named_colours())
    show_note(" ".join(_told(curves, method, part)))


def _column(split: str) -> str:
    """Only of the demonstration is it known that its training risks are cross-fitted."""
    own = "own_" if split == "training" and not reviewed().simulated else ""
    return say(f"compare.{own}{split}_column", **sizes(split))


def _row(model: str, curves: list[RocCurve], method: str, part: Part | None) -> list[Cell]:
    ours = [number(_auc(curve, method)) for curve in curves]
    parts = [number(_part(curve, part)) for curve in curves] if part else []
    return [say(f"model.{model}"), *ours, *parts, _printed(model, "training"), _printed(model, "validation")]


def _auc(curve: RocCurve, method: str) -> str:
    """An asterisk marks an interval that is not the usual one."""
    mark = "*" if method == USUAL and curve.interval_reason != "usual" else ""
    return f"{curve.auc:.3f} ({between(curve.ci_low, curve.ci_high)}){mark}"


def _part(curve: RocCurve, part: Part) -> str:
    found = partial_auc(curve, part[1], part[2], cast(Focus, part[0]))
    return f"{found.area:.3f} / {part[2] - part[1]:.2f}; {plain(found.corrected)}"


def _printed(model: str, split: str) -> Cell:
    found = [auc for auc in AUCS if (auc.model, auc.split) == (model, split)]
    texts = [f"{auc.auc:.3f} ({between(auc.ci_low, auc.ci_high)})" for auc in found]
    return (texts or [NOTHING])[0], "number published"


def _told(curves: BySplit, method: str, part: Part | None) -> list[str]:
    seen = {curve.interval_reason for of_split in curves.values() for curve in of_split.values()}
    told = [say("compare.aucs_caption", method=say(f"compare.told.{method}"))]
    told += [say(f"compare.reason.{reason}") for reason in sorted(seen - {"usual"})] if method == USUAL else []
    if part:
        told.append(say("compare.part_told", focus=say(f"compare.focus_{part[0]}"), low=part[1], high=part[2]))
    return [*told, say("compare.published_told")]
