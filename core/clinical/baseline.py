"""The first table of a paper: two groups of patients side by side, each variable with the test that fits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.clinical.two_groups import compare_categories, compare_numbers
from core.errors import CohortError

MOST_LEVELS = 12
"""A text column of more levels is no category."""

GROUPS = ("first", "second")


@dataclass(frozen=True, eq=False)
class BaselineTable:
    """Two groups compared.

    Parameters
    ----------
    rows : one row per number, one per level of a category; columns variable, level, first, second (text), kind (of the
        text: ``"mean"``, ``"median"``, ``"count"``), missing_first, missing_second, test, statistic, p_value, p (text)
        and smd; what belongs to the whole variable stands in its first row alone
    names, sizes : of the two groups
    """

    rows: pd.DataFrame
    names: tuple[str, str]
    sizes: tuple[int, int]


def build_baseline(table: pd.DataFrame, group: pd.Series[bool], names: tuple[str, str]) -> BaselineTable:
    """Compare every column between the rows where `group` is False (first) and where it is True (second).

    Parameters
    ----------
    table : (n_cases, n_variables); text, yes/no and numbers of two values are categories
    group : (n_cases,), bool, same index
    names : of the first and of the second group

    Raises
    ------
    CohortError
        Rows differ, a group has fewer than two cases, or a text column has more than `MOST_LEVELS` levels.

    Notes
    -----
    Mean ± SD with Welch's t test where both groups pass Shapiro and Wilk's test at 0.05, else median (quartiles) with
    Mann and Whitney's test. Categories: n (%) of the known values, Pearson's χ² without correction, or Fisher's exact
    test where an expected count is below 5. SMD: difference of means over the root of the mean variance; for categories
    its multivariate form. To test for normality first is the custom of the field and changes the error rate a little:
    the table names the test. Checked against R 4.2.2 and tableone 0.13.2 (``tests/references/clinical.json``).

    References
    ----------
    Yang D, Dalton JE. A unified approach to measuring the effect size between two groups using SAS. SAS Global Forum
    2012, paper 335.
    Austin PC. Balance diagnostics for comparing the distribution of baseline covariates. Stat Med 2009;28:3083-3107.
    doi:10.1002/sim.3697
    """
    if not table.index.equals(group.index):
        raise CohortError("table and groups must list the same cases in the same order, but they differ: align them")
    second = group.to_numpy(bool)
    sizes = int((~second).sum()), int(second.sum())
    if min(sizes) < 2:
        raise CohortError(f"each group needs two cases or more, but {sizes[0]} and {sizes[1]} came: choose others")
    parts = [_rows_of(table[name], second) for name in table.columns]
    return BaselineTable(pd.concat(parts, ignore_index=True), names, sizes)


def write_p(p_value: float) -> str:
    """A p-value as it is printed: three decimals, never "0.000"; a dash where there was no test.

    Examples
    --------
    >>> write_p(0.00004), write_p(0.0416), write_p(float("nan"))
    ('<0.001', '0.042', '–')
    """
    if np.isnan(p_value):
        return "–"
    return "<0.001" if p_value < 0.001 else f"{p_value:.3f}"


def _rows_of(column: pd.Series[Any], second: npt.NDArray[np.bool_]) -> pd.DataFrame:
    known = column.notna().to_numpy()
    sides = [column[known & (second == side)] for side in (False, True)]
    if pd.api.types.is_numeric_dtype(column) and column.nunique() > 2:
        compared = compare_numbers(*(side.to_numpy(np.float64) for side in sides))
    else:
        compared = compare_categories(*map(_levels, sides))
    rows = pd.DataFrame(compared.cells, columns=["level", *GROUPS])
    told: dict[str, Any] = {f"missing_{name}": int((~known & (second == at)).sum()) for at, name in enumerate(GROUPS)}
    told |= {name: getattr(compared, name) for name in ("test", "statistic", "p_value", "smd")}
    told["p"] = write_p(compared.p_value)
    whole = pd.DataFrame([told]).reindex(rows.index)
    return rows.assign(variable=str(column.name), kind=compared.kind).join(whole)


def _levels(side: pd.Series[Any]) -> pd.Series[str]:
    text = side.map(_word).astype(str)
    if text.nunique() > MOST_LEVELS:
        raise CohortError(
            f"a category has at most {MOST_LEVELS} levels, but {side.name} has {text.nunique()}: leave the column out"
        )
    return text


def _word(value: Any) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:g}"


def comparable_columns(table: pd.DataFrame) -> list[str]:
    """Columns that can stand in a baseline table: numbers, and categories of at most `MOST_LEVELS` levels."""
    numeric = pd.api.types.is_numeric_dtype
    return [str(name) for name in table if numeric(table[name]) or table[name].nunique() <= MOST_LEVELS]
