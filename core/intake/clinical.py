"""Clinical variables: their values as numbers or levels, and the terms by which a model will know them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from core.errors import CohortError
from core.intake.mapping import ClinicalColumn
from core.intake.missing import as_levels, as_numbers, name_first, plain_levels
from core.values import Term


def build_clinical(
    columns: Sequence[ClinicalColumn], table: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[Term, ...], list[str]]:
    """The variables that vary.

    Parameters
    ----------
    table : (n_cases, n_columns), text, index ``case_id``

    Returns
    -------
    (n_cases, n_varying) numbers and levels, NaN where missing; their terms; the names of those that do not vary

    Raises
    ------
    CohortError
        A cell of a number is none, or no case has the reference level.
    """
    values = {column: _values(column, table[column.name]) for column in columns}
    varying = {column: cells for column, cells in values.items() if cells.nunique() > 1}
    terms = tuple(term for column, cells in varying.items() for term in build_terms(column, cells))
    frame = pd.DataFrame({column.name: cells for column, cells in varying.items()}, index=table.index)
    return frame, terms, [column.name for column in values if column not in varying]


def build_terms(column: ClinicalColumn, values: pd.Series[Any]) -> list[Term]:
    """The terms of a variable: itself if a number, else each level against the reference.

    Parameters
    ----------
    values : (n_cases,), numbers or levels

    Raises
    ------
    CohortError
        No case has the reference level.
    """
    if column.kind == "number":
        return [Term(column.name, unit=column.unit)]
    levels = sorted(values.dropna().unique())
    reference = plain_levels(pd.Series([column.reference or levels[0]], dtype="str")).iloc[0]
    if reference not in levels:
        raise CohortError(
            f"the reference of {column.name} must be one of its levels, but {reference} is none of "
            f"{name_first(levels, 5)}: choose one"
        )
    others = [level for level in levels if level != reference]
    return [
        Term(column.name, reference=reference, level=level, levels=tuple(other for other in others if other != level))
        for level in others
    ]


def _values(column: ClinicalColumn, cells: pd.Series[str]) -> pd.Series[Any]:
    return (as_numbers if column.kind == "number" else as_levels)(cells, column.missing)
