"""Whether a case lies where the model has seen patients: each reason against it is one short sentence with numbers.

Ranges are those of the training cases. Being inside them does not show that the risk is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.prediction.coding import code_value, decode_number, spoken_level, term_label
from core.values import Applicability, FeatureTable, LogisticModel, Signature, Term

WORST = 3
SPACING_TOLERANCE_MM = 0.005


def check_applicability(
    model: LogisticModel,
    values: Mapping[str, Any],
    signature: Signature | None = None,
    features: FeatureTable | None = None,
    spacing: Sequence[float] | None = None,
    trained_spacing: Sequence[tuple[float, float]] | None = None,
) -> Applicability:
    """Compare a case with the training cases.

    Parameters
    ----------
    values : term name to value
    signature, features : the rad-score's signature and the one row it was computed from
    spacing : voxel spacing along the three stored axes, mm
    trained_spacing : (smallest, largest) of the finest, the middle and the coarsest axis, mm

    Returns
    -------
    applicability, without reasons when the case lies inside every range that was given

    Raises
    ------
    ClinicalError
        A value is missing or impossible.
    """
    reasons = [_term_reason(term, values.get(term.name)) for term in model.terms]
    if signature is not None and features is not None:
        reasons.append(_feature_reason(signature, features))
    if spacing is not None and trained_spacing is not None:
        reasons += _spacing_reasons(spacing, trained_spacing)
    return Applicability(tuple(reason for reason in reasons if reason))


def is_inside(of: Sequence[Term], value: Any) -> bool:
    """Whether one variable lies where training had patients; `ClinicalError` when its value cannot be used.

    Parameters
    ----------
    of : its terms: one for a number, one per level but the reference for a category
    """
    return all(term.low <= code_value(term, value) <= term.high for term in of)


def _term_reason(term: Term, value: Any) -> str:
    coded = code_value(term, value)
    if term.low <= coded <= term.high:
        return ""
    if term.level:
        return f"{term_label(term)} {spoken_level(value)} was not seen in training"
    unit = f" {term.unit}" if term.unit else ""
    found, low, high = _texts([decode_number(term, number) for number in (coded, term.low, term.high)], "f", 1)
    span = f"{low}–{high}" if term.low >= 0 else f"{low} to {high}"
    return f"{term_label(term)} {found}{unit} lies outside the training range {span}{unit}"


def _feature_reason(signature: Signature, features: FeatureTable) -> str:
    """How many features of the signature lie outside, the furthest (in training standard deviations) by name."""
    row = features.only(signature.names).values.to_numpy()[0]
    low, high = np.array(signature.low), np.array(signature.high)
    beyond = np.maximum(low - row, row - high) / np.array(signature.scale)
    outside = np.flatnonzero(beyond > 0)
    worst = outside[np.argsort(-beyond[outside], kind="stable")][:WORST]
    if not len(outside):
        return ""
    named = "; ".join(
        "{} {}, trained {} to {}".format(signature.names[n], *_texts((row[n], low[n], high[n]), "g", 3)) for n in worst
    )
    return f"{len(outside)} of {len(row)} features of the signature lie outside their training range ({named})"


def _spacing_reasons(spacing: Sequence[float], trained: Sequence[tuple[float, float]]) -> list[str]:
    axes = zip(("finest", "middle", "coarsest"), sorted(spacing), trained, strict=True)
    return [
        f"{name} voxel spacing {found:.2f} mm lies outside the trained range {low:.2f}–{high:.2f} mm"
        for name, found, (low, high) in axes
        if not low - SPACING_TOLERANCE_MM <= found <= high + SPACING_TOLERANCE_MM
    ]


def _texts(numbers: Sequence[float], kind: str, digits: int) -> list[str]:
    """A value and its range with as many digits as it takes to see that the value lies outside."""
    for count in range(digits, digits + 12):
        texts = [f"{number:.{count}{kind}}" for number in numbers]
        found, low, high = map(float, texts)
        if not low <= found <= high:
            break
    return texts
