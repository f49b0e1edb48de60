"""A spreadsheet of outcomes and scores, read as text and believed only where it says what it means."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from core.errors import CohortError, UnreadableFile

MAX_BYTES = 50 * 1024**2
SPLITS = {"training": True, "train": True, "validation": False, "val": False, "test": False}

Source = Path | bytes


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


def read_table(source: Source) -> pd.DataFrame:
    """Read a CSV file as text: ids keep their zeros, and nothing is guessed.

    Raises
    ------
    UnreadableFile
        It is too large, not UTF-8 text, or no table.
    CohortError
        A column name is empty or repeated, or there is no row.
    """
    content = source if isinstance(source, bytes) else _read_bytes(source)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"a table may have {MAX_BYTES // 1024**2} MB, but this one is larger: leave columns out")
    try:
        text = content.decode("utf-8-sig")
        names = pd.read_csv(io.StringIO(text), dtype=str, header=None, nrows=1, keep_default_na=False)
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, index_col=False)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnreadableFile(
            "a table must be comma-separated UTF-8 text, but this is not: save it as CSV UTF-8"
        ) from error
    header = [str(name).strip() for name in names.iloc[0]]
    if "" in header or len(set(header)) < len(header):
        raise CohortError("every column needs its own name, but one is empty or repeated: name each column once")
    if table.empty:
        raise CohortError("a table needs at least one case below its header, but it has none: add the cases")
    return table.set_axis(header, axis=1)


def read_scores(
    source: Source, outcome: str, event: str, scores: Sequence[str], split: str | None = None
) -> ScoredCases:
    """Read outcomes and scores from a CSV file.

    Parameters
    ----------
    outcome : column of the outcome
    event : value of that column that is the event; every other value is no event
    scores : columns of numbers, higher where the event is likelier
    split : column that says training or validation; without one all cases are validation

    Raises
    ------
    UnreadableFile, CohortError
        With the sentence to show.
    """
    table = read_table(source)
    require_columns(table, [outcome, *scores, *([split] if split else [])])
    index = case_index(table)
    table = table.set_axis(index, axis=0)
    if "" in set(table[outcome].str.strip()):
        raise CohortError(f"every case needs an outcome, but the column {outcome} is empty for some: complete it")
    happened = table[outcome].str.strip().str.lower() == event.strip().lower()
    if not happened.any() or happened.all():
        found = ", ".join(sorted(set(table[outcome]))[:5])
        raise CohortError(f"the event {event} must happen in some cases and not in others, but {outcome} holds {found}")
    numbers = pd.DataFrame({name: _numbers(table[name], name) for name in scores})
    others = table.drop(columns=[outcome, *scores, *([split] if split else [])])
    return ScoredCases(happened, numbers, _training(table, split), others)


def require_columns(table: pd.DataFrame, names: Sequence[str]) -> None:
    """Raise `CohortError` unless the table has all of these columns."""
    missing = [name for name in names if name not in table.columns]
    if missing:
        present = ", ".join(map(str, table.columns[:8]))
        raise CohortError(f"the table must have a column {missing[0]}, but it has {present}: add or rename the column")


def case_index(table: pd.DataFrame) -> pd.Index[str]:
    """Ids of the rows: the column case_id, else row numbers; raises `CohortError` when an id is empty or repeated."""
    if "case_id" not in table.columns:
        return pd.Index([f"row {n}" for n in range(1, len(table) + 1)], name="case_id")
    ids = table["case_id"].str.strip()
    if ids.duplicated().any() or (ids == "").any():
        raise CohortError("every case needs its own case_id, but one is empty or repeated: give each patient one row")
    return pd.Index(ids, name="case_id")


def _numbers(column: pd.Series[str], name: str) -> pd.Series[float]:
    numbers = pd.to_numeric(column.str.strip(), errors="coerce")
    bad = numbers.isna() | (numbers.abs() == float("inf"))
    if bad.any():
        row = column.index[bad][0]
        raise CohortError(
            f"every {name} must be a number, but case {row} has {column[row]!r}: complete or remove the case"
        )
    return numbers


def _training(table: pd.DataFrame, split: str | None) -> pd.Series[bool]:
    if split is None:
        return pd.Series(False, index=table.index)
    sides = table[split].str.strip().str.lower().map(SPLITS)
    if sides.isna().any():
        found = table.loc[sides.isna(), split].iloc[0]
        raise CohortError(f"the column {split} must say training or validation, but it says {found!r}: correct it")
    return sides.astype(bool)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name} must be a readable file, but it is not: give another") from error
