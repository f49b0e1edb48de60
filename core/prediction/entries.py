"""What stands in the fields of a calculator: a patient's values as a model takes them, or the usual ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from core.errors import ClinicalError
from core.prediction.coding import code_value, decode_number, group_terms, spoken_level
from core.values import Term


def usable_values(terms: Sequence[Term], values: Mapping[str, Any]) -> dict[str, float | str]:
    """The values that a model can use, by variable: numbers as numbers, levels as the model spells them.

    What is absent, missing or impossible is left out.
    """
    found = {name: _usable(of[0], values.get(name)) for name, of in group_terms(terms).items()}
    return {name: value for name, value in found.items() if value is not None}


def usual_values(terms: Sequence[Term]) -> dict[str, float | str]:
    """The training mean of every number (of a logarithm: the geometric mean), the reference of every category."""
    return {
        name: of[0].reference if of[0].level else decode_number(of[0], of[0].mean)
        for name, of in group_terms(terms).items()
    }


def levels_of(terms: Sequence[Term], name: str) -> tuple[str, ...]:
    """The levels of a variable, its reference first; none for a number."""
    of = group_terms(terms)[name]
    return (of[0].reference, *(term.level for term in of)) if of[0].level else ()


def decimals_of(term: Term) -> int:
    """How many decimals tell patients apart: to a fiftieth of the training range; a score without unit has one more.

    Examples
    --------
    >>> decimals_of(Term("diameter_cm", "cm", low=2.0, high=19.5)), decimals_of(Term("age", "years", low=30, high=81))
    (1, 0)
    """
    low, high = (decode_number(term, end) for end in (term.low, term.high))
    span = 10 * low if term.transform else high - low
    if not (math.isfinite(span) and span > 0):
        return 2
    return max(0, -math.floor(math.log10(span / 50))) + (0 if term.unit else 1)


def _usable(term: Term, value: Any) -> float | str | None:
    try:
        code_value(term, value)
    except ClinicalError:
        return None
    return str(spoken_level(value)) if term.level else float(value)
