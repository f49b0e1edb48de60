"""Clinical values to numbers: what is permitted, and how yes/no and levels are coded. Models are not known here."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from core.errors import ClinicalError
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


def code_value(term: Term, value: Any) -> float:
    """The number a model multiplies.

    Parameters
    ----------
    value : a number in the term's unit, or one of the term's two levels; yes/no levels also take True and False

    Returns
    -------
    the number itself; 0 for the reference level, 1 for the other

    Raises
    ------
    ClinicalError
        The value is missing, of the wrong kind, or impossible.
    """
    return _code_level(term, value) if term.level else _code_number(term, value)


def _code_level(term: Term, value: Any) -> float:
    spoken = ("no", "yes")[int(value)] if isinstance(value, bool | np.bool_) else value
    codes = {term.reference: 0.0, term.level: 1.0}
    if not isinstance(spoken, str) or spoken not in codes:
        permitted = " or ".join(codes)
        raise ClinicalError(f"{term_label(term)} must be {permitted}, but {_said(value)} came: choose one of them")
    return codes[spoken]


def _code_number(term: Term, value: Any) -> float:
    low, high = PERMITTED.get(term.name, (-math.inf, math.inf))
    try:
        number = math.nan if isinstance(value, bool | np.bool_) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not (math.isfinite(number) and low <= number <= high):
        unit = f" {term.unit}" if term.unit else ""
        permitted = f"a number from {low:g} to {high:g}{unit}" if math.isfinite(low) else f"a finite number{unit}"
        raise ClinicalError(f"{term_label(term)} must be {permitted}, but {_said(value)} came: correct the value")
    return number


def _said(value: Any) -> str:
    spoken = str(value).strip()
    return "nothing" if spoken in ("", "None", "nan", "<NA>", "NaT") else spoken
