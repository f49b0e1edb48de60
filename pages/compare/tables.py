"""The two tables of the comparison: AUCs beside the published ones, and DeLong tests against one model."""

from __future__ import annotations

from collections.abc import Mapping

from core.evaluation.delong import DelongTest
from core.evaluation.roc import RocCurve
from pages.shared.evidence import models, sizes, splits
from pages.shared.looks import named_colours
from pages.shared.widgets import Cell, minus, show_table
from pages.shared.words import say

PUBLISHED = {
    "clinical": ("0.834 (0.754–0.914)", "0.760 (0.564–0.956)"),
    "native": ("0.847 (0.765–0.928)", "0.753 (0.554–0.953)"),
    "super-resolved": ("0.883 (0.814–0.952)", "0.844 (0.656–0.999)"),
}
"""AUC with 95 % interval, training and validation, as printed in the abstract of Dong et al. (2024)."""


def show_aucs(curves: Mapping[str, Mapping[str, RocCurve]]) -> None:
    """AUC of every model with its interval, training and validation, and what the paper printed of another cohort."""
    head = [
        say("model.label"),
        *((say(f"compare.{split}_column", **sizes(split)), "number") for split in reversed(splits())),
        (say("compare.published_training"), "number published"),
        (say("compare.published_validation"), "number published"),
    ]
    rows = []
    for model in models():
        printed: list[Cell] = [(text, "number published") for text in PUBLISHED.get(model, ("–", "–"))]
        ours = [_auc(curves[split][model]) for split in reversed(splits())]
        rows.append([say(f"model.{model}"), *ours, *printed])
    method = curves[splits()[0]][models()[0]].interval_method
    show_table(head, rows, say("compare.aucs_caption", method=method), named_colours())


def show_tests(tests: Mapping[str, Mapping[str, DelongTest]], reference: str) -> None:
    """Difference of AUC of one model against every other: interval, z and p, split by split."""
    names = ("against", "split", "auc_pair", "difference", "z", "p")
    head: list[Cell] = [(say(f"compare.{name}"), "" if name in names[:2] else "number") for name in names]
    rows = [
        [say(f"model.{model}"), (_whose(split), "whole"), *_test(test)]
        for split, of_split in tests.items()
        for model, test in of_split.items()
    ]
    caption = say("compare.tests_caption", reference=say(f"model.{reference}"))
    show_table(head, rows, caption, named_colours())


def _whose(split: str) -> str:
    return say("compare.split_cell", split=say(f"split.{split}"), **sizes(split))


def _auc(curve: RocCurve) -> Cell:
    return f"{curve.auc:.3f} ({curve.ci_low:.3f}–{curve.ci_high:.3f})", "number"


def _test(test: DelongTest) -> list[Cell]:
    span = say("compare.span", low=_signed(test.ci_low), high=_signed(test.ci_high))
    p_value = "< 0.001" if test.p_value < 0.001 else f"{test.p_value:.3f}"
    texts = (
        f"{test.auc_a:.3f} | {test.auc_b:.3f}",
        f"{_signed(test.difference)} ({span})",
        _signed(test.z, 2),
        p_value,
    )
    return [(text, "number") for text in texts]


def _signed(value: float, digits: int = 3) -> str:
    return minus(f"{value:+.{digits}f}")
