"""A spreadsheet of outcomes and scores, read as text and believed only where it says what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.errors import CohortError
from core.intake.ids import case_index, require_columns
from core.intake.missing import find_missing, name_first, parse_numbers
from core.intake.outcome import build_outcome
from core.intake.sheet import Source, read_sheet
from core.intake.split import read_split


@dataclass(frozen=True, eq=False)
class ScoredCases:
    """Cases with a known outcome and the scores of one or more models.

    Parameters
    ----------
    outcome : (n_cases,), bool, True where the event happened, index ``case_id``
    scores : (n_cases, n_scores), finite
    is_training : (n_cases,), bool; all False when the table names no split
    others : (n_cases, n_columns), the remaining columns as text
    """

    outcome: pd.Series[bool]
    scores: pd.DataFrame
    is_training: pd.Series[bool]
    others: pd.DataFrame

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the scores."""
        return tuple(map(str, self.scores.columns))

    @property
    def splits(self) -> dict[str, pd.Series[bool]]:
        """Rows of each split that has cases."""
        rows = {"training": self.is_training, "validation": ~self.is_training}
        return {name: chosen for name, chosen in rows.items() if chosen.any()}


def read_scores(
    source: Source, outcome: str, event: str, scores: Sequence[str], split: str | None = None
) -> ScoredCases:
    """Read outcomes and scores from a CSV or XLSX file.

    Parameters
    ----------
    outcome, event, scores, split : see `build_scores`

    Raises
    ------
    UnreadableFile, CohortError
        With the sentence to show.
    """
    return build_scores(read_sheet(source), outcome, event, scores, split)


def build_scores(
    table: pd.DataFrame, outcome: str, event: str, scores: Sequence[str], split: str | None = None
) -> ScoredCases:
    """Take outcomes and scores from a table of text.

    Parameters
    ----------
    table : (n_cases, n_columns), text
    outcome : column of the outcome
    event : value of that column that is the event; every other value is no event
    scores : columns of numbers, higher where the event is likelier
    split : column that says training or validation; without one all cases are validation

    Raises
    ------
    CohortError
        A column is absent, an outcome or a score missing, or the event in no case or in all.
    """
    used = [outcome, *scores, *([split] if split else [])]
    require_columns(table, used)
    table = table.set_axis(case_index(table), axis=0)
    unknown = table.index[find_missing(table[outcome])]
    if len(unknown):
        raise CohortError(
            f"every case needs an outcome, but the column {outcome} has none for {name_first(list(unknown))}: "
            "complete it"
        )
    happened = build_outcome(table[outcome], event)
    numbers = pd.DataFrame({name: _numbers(table[name]) for name in scores})
    training = read_split(table[split]) if split else pd.Series(False, index=table.index)
    return ScoredCases(happened, numbers, training, table.drop(columns=used))


def _numbers(column: pd.Series[str]) -> pd.Series[float]:
    numbers = parse_numbers(column)
    bad = column.index[~np.isfinite(numbers)]
    if len(bad):
        raise CohortError(
            f"every {column.name} must be a number, but case {bad[0]} has {column[bad[0]]!r}: "
            "complete or remove the case"
        )
    return numbers
