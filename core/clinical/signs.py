"""Columns of grades and of yes or no, read by a declared coding: what it does not know is flagged, never guessed.

Numbers with a unit are read in `core.clinical.units`. Levels of ascites and encephalopathy are those of Pugh (1973,
doi:10.1002/bjs.1800600817), those of performance of ECOG (Oken 1982, doi:10.1097/00000421-198212000-00014).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.clinical.scores import ASCITES, ENCEPHALOPATHY
from core.clinical.staging import GRADES
from core.errors import ClinicalError

UNCODED = "unknown code"

YES_NO = {"no, yes": ("no", "yes"), "0, 1": ("0", "1"), "false, true": ("false", "true"), "1, 2": ("1", "2")}
ORDERED = {"0, 1, 2": ("0", "1", "2"), "1, 2, 3": ("1", "2", "3")}


@dataclass(frozen=True)
class Sign:
    """A sign in levels.

    Parameters
    ----------
    levels : as the scores take them
    codings : name of a coding to how it writes the levels, in their order
    """

    levels: tuple[Hashable, ...]
    codings: Mapping[str, tuple[str, ...]]


SIGNS = {
    "ascites": Sign(ASCITES, {", ".join(ASCITES): ASCITES, **ORDERED}),
    "encephalopathy": Sign(ENCEPHALOPATHY, {", ".join(ENCEPHALOPATHY): ENCEPHALOPATHY, **ORDERED}),
    "child_pugh": Sign(GRADES, {"A, B, C": GRADES, "1, 2, 3": ("1", "2", "3")}),
    "performance": Sign((0, 1, 2, 3, 4), {"0–4": ("0", "1", "2", "3", "4")}),
    "multiple": Sign((False, True), YES_NO),
    "vascular_invasion": Sign((False, True), YES_NO),
    "extrahepatic": Sign((False, True), YES_NO),
}
"""The first coding is the plain one."""


def read_sign(column: pd.Series[str], name: str, coding: str) -> tuple[pd.Series[Any], pd.Series[str]]:
    """Levels of a column, and what is wrong with each cell: nothing, or `UNCODED`.

    Parameters
    ----------
    column : (n_cases,), text, numbers or truth values; empty cells pass as missing
    name, coding : of `SIGNS` and of its codings

    Raises
    ------
    ClinicalError
        The sign or the coding is unknown.

    Examples
    --------
    >>> levels, flags = read_sign(pd.Series(["1.0", "3", "", "7"]), "ascites", "1, 2, 3")
    >>> levels.dropna().to_list(), flags.to_list()
    (['none', 'moderate-severe'], ['', '', '', 'unknown code'])
    """
    spelled = require_coding(name, coding)
    text = column.astype(object).where(column.notna(), "").map(_plain)
    levels = text.map(dict(zip((word.lower() for word in spelled), SIGNS[name].levels, strict=True))).astype(object)
    flags = pd.Series("", index=column.index).mask(levels.isna() & (text != ""), UNCODED)
    return levels, flags


def require_coding(name: str, coding: str) -> tuple[str, ...]:
    """How a coding writes the levels of a sign; raises `ClinicalError` when either is unknown."""
    if name not in SIGNS:
        raise ClinicalError(f"a sign is one of {', '.join(SIGNS)}, but {name!r} came: choose one of them")
    if coding not in SIGNS[name].codings:
        permitted = " | ".join(SIGNS[name].codings)
        raise ClinicalError(f"{name} is coded as {permitted}, but {coding!r} was declared: choose one")
    return SIGNS[name].codings[coding]


def _plain(cell: object) -> str:
    """A cell as codings write it: ``1.0`` is 1, ``True`` is true."""
    text = str(cell).strip().lower()
    return text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text
