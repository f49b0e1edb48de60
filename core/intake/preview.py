"""What a person sees of a table before deciding: its columns with their roles, and the values of the outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from core.errors import CohortError
from core.intake.columns import Role, guess_reference, guess_unit
from core.intake.missing import as_levels, find_missing, name_first, parse_numbers

SHOWN_LEVELS = 4

EVENTS = re.compile(
    r"non[ _-]?respon.*|无应答|未缓解|进展|复发|转移|死亡|progress.*|recur.*|death|dead|died|yes|有|阳性|positive"
)
"""Values of an outcome that are probably the event, in small letters."""


def describe_columns(table: pd.DataFrame, roles: Mapping[str, Role]) -> pd.DataFrame:
    """One row per column, to be shown and corrected.

    Parameters
    ----------
    table : (n_rows, n_columns), text
    roles : of the columns to describe

    Returns
    -------
    (n_columns, 6), index column name: ``role``, ``cells`` (range or levels with their counts), ``gaps`` (missing
    cells), ``unit``, ``reference`` and ``missing`` (further codes for missing, empty)
    """
    rows = [(name, str(role), *_describe(table[name], role), "") for name, role in roles.items()]
    columns = ["column", "role", "cells", "gaps", "unit", "reference", "missing"]
    return pd.DataFrame(rows, columns=columns).set_index("column")


def count_outcomes(table: pd.DataFrame, roles: Mapping[str, Role]) -> tuple[str, dict[str, int]]:
    """The column of the outcome, and how often each of its values occurs; the guessed event comes first.

    Parameters
    ----------
    table : (n_rows, n_columns), text
    roles : of its columns

    Raises
    ------
    CohortError
        No column is the outcome, or several are.
    """
    chosen = [name for name, role in roles.items() if role == Role.OUTCOME]
    if len(chosen) != 1:
        came = name_first(chosen) if chosen else "none"
        raise CohortError(f"one column of the clinical table must be the outcome, but {came} came: choose one")
    counts = as_levels(table[chosen[0]]).value_counts().sort_index()
    found = {str(level): int(n) for level, n in counts.items()}
    reference = guess_reference(found)
    return chosen[0], dict(
        sorted(found.items(), key=lambda item: (not EVENTS.fullmatch(item[0].lower()), item[0] == reference))
    )


def _describe(column: pd.Series[str], role: Role) -> tuple[str, int, str, str]:
    missing = find_missing(column)
    if role is Role.NUMBER:
        numbers = parse_numbers(column).mask(missing)
        return f"{numbers.min():g} – {numbers.max():g}", int(missing.sum()), guess_unit(str(column.name)), ""
    levels = as_levels(column).value_counts()
    reference = guess_reference(levels.index) if role is Role.CATEGORY else ""
    shown = [f"{level} ({n})" if n > 1 else str(level) for level, n in levels.items()]
    return name_first(shown, SHOWN_LEVELS), int(missing.sum()), "", reference
