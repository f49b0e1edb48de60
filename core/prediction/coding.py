"""Clinical values to numbers: what is permitted, and how yes/no, levels and logarithms are coded, and back.

Models are not known here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import ClinicalError, CohortError
from core.values import Term

PERMITTED = {
    "age_years": (18.0, 110.0),
    "albumin_g_l": (5.0, 80.0),
    "bilirubin_umol_l": (0.5, 1500.0),
    "afp_ng_ml": (0.0, 1e7),
    "alt_u_l": (1.0, 20000.0),
    "ast_u_l": (1.0, 20000.0),
    "ggt_u_l": (1.0, 20000.0),
    "platelets_1e9_l": (1.0, 2000.0),
    "pt_s": (5.0, 200.0),
    "nlr": (0.01, 200.0),
    "ecog": (0.0, 4.0),
    "tace_sessions": (0.0, 50.0),
    "mri_days_before": (0.0, 365.0),
    "diameter_cm": (0.1, 40.0),
}
"""Smallest and largest value a patient can have, in the unit of the name: outside, it is a slip or another unit."""

UNITS = ("years", "g_l", "umol_l", "ng_ml", "u_l", "1e9_l", "s", "cm")


def term_label(term: Term) -> str:
    """The term in words, without its unit: ``diameter_cm`` is ``diameter``."""
    name = term.name
    for unit in UNITS:
        name = name.removesuffix(f"_{unit}")
    return "rad-score" if name == "rad_score" else name.replace("_", " ")


def categorical_terms(name: str, reference: str, levels: Sequence[str]) -> tuple[Term, ...]:
    """The terms of a variable of several levels: one for each level but the reference, in the order given.

    Examples
    --------
    >>> [term.level for term in categorical_terms("bclc", "A", ("A", "B", "C"))]
    ['B', 'C']
    """
    others = [level for level in levels if level != reference]
    return tuple(
        Term(name, reference=reference, level=level, levels=tuple(o for o in others if o != level)) for level in others
    )


def group_terms(terms: Sequence[Term]) -> dict[str, tuple[Term, ...]]:
    """Variable to its terms, in the order the variables first come: one for a number, one a level for a category."""
    return {name: tuple(t for t in terms if t.name == name) for name in dict.fromkeys(t.name for t in terms)}


def design_matrix(table: pd.DataFrame, terms: Sequence[Term]) -> npt.NDArray[np.float64]:
    """(n_cases, 1 + n_terms) numbers, the first column ones.

    Raises
    ------
    ClinicalError
        A column is absent, or a value cannot be used.
    """
    require_columns(table, terms)
    coded = [[code_value(t, value) for value in table[t.name]] for t in terms]
    return np.column_stack([np.ones(len(table)), *np.array(coded, dtype=np.float64)])


def require_columns(table: pd.DataFrame, terms: Sequence[Term]) -> None:
    """Refuse a table without the column of some term, with `ClinicalError`."""
    absent = [t.name for t in terms if t.name not in table.columns]
    if absent:
        raise ClinicalError(f"the table must have a column for each predictor, but {absent[0]} is absent: add it")


def require_same_cases(table: pd.DataFrame, outcome: pd.Series[bool]) -> None:
    """Refuse a table and an outcome that list different cases, with `CohortError`."""
    if not table.index.equals(outcome.index):
        raise CohortError("table and outcome must list the same cases in the same order, but they differ: align them")


def code_value(term: Term, value: Any) -> float:
    """The number a model multiplies.

    Parameters
    ----------
    value : a number in the term's unit, or one of the variable's levels; yes/no levels also take True and False

    Returns
    -------
    the number itself, or its decimal logarithm; 1 for the term's level, 0 for every other

    Raises
    ------
    ClinicalError
        The value is missing, of the wrong kind, or impossible.
    """
    return _code_level(term, value) if term.level else _code_number(term, value)


def decode_number(term: Term, coded: float) -> float:
    """The number in the term's unit that a coded value stands for: what `code_value` does, backwards."""
    return 10.0**coded if term.transform == "log10" else coded


def is_missing(value: Any) -> bool:
    """Whether a cell of a table says nothing."""
    return _said(value) == "nothing"


def spoken_level(value: Any) -> Any:
    """A level as the table says it: True and False are yes and no."""
    return ("no", "yes")[int(value)] if isinstance(value, bool | np.bool_) else value


def _code_level(term: Term, value: Any) -> float:
    spoken = spoken_level(value)
    permitted = (term.reference, *sorted((term.level, *term.levels)))
    if not isinstance(spoken, str) or spoken not in permitted:
        listed = f"{', '.join(permitted[:-1])} or {permitted[-1]}"
        raise ClinicalError(f"{term_label(term)} must be {listed}, but {_said(value)} came: choose one of them")
    return float(spoken == term.level)


def _code_number(term: Term, value: Any) -> float:
    low, high = PERMITTED.get(term.name, (-math.inf, math.inf))
    try:
        number = math.nan if isinstance(value, bool | np.bool_) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    logarithm = term.transform == "log10"
    if not (math.isfinite(number) and low <= number <= high and (number > 0 or not logarithm)):
        unit = f" {term.unit}" if term.unit else ""
        permitted = f"a number from {low:g} to {high:g}{unit}" if math.isfinite(low) else f"a finite number{unit}"
        permitted += " and above 0, since its logarithm is used" if logarithm else ""
        raise ClinicalError(f"{term_label(term)} must be {permitted}, but {_said(value)} came: correct the value")
    return math.log10(number) if logarithm else number


def _said(value: Any) -> str:
    spoken = str(value).strip()
    return "nothing" if spoken in ("", "None", "nan", "<NA>", "NaT") else spoken
