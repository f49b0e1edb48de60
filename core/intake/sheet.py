"""The door for every spreadsheet: bytes in, a table of text with one clean name per column out. Roles are elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from core.errors import CohortError, UnreadableFile
from core.intake.text import read_text
from core.intake.workbook import OLD_EXCEL, ZIP, list_sheets, read_workbook

MAX_BYTES = 50 * 1024**2
TABLE_FILES = ("csv", "tsv", "txt", "xlsx")
"""How the names of files end that hold a table."""

Source = Path | bytes


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table as it was read, and how.

    Parameters
    ----------
    table : (n_rows, n_columns), text without outer spaces; an empty cell is ``""``
    encoding : of a text file; ``"XLSX"`` of a workbook
    delimiter : of a text file, else empty
    name, names : of the sheet that was read and of all sheets of a workbook, else empty
    empty_rows, empty_columns : how many without any content were dropped
    """

    table: pd.DataFrame
    encoding: str
    delimiter: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    empty_rows: int = 0
    empty_columns: int = 0


def read_sheet(source: Source, sheet: str | None = None) -> pd.DataFrame:
    """Read a CSV, TSV or XLSX file as text: ids keep their zeros, and nothing is guessed.

    Returns
    -------
    (n_rows, n_columns) of text

    Raises
    ------
    UnreadableFile, CohortError
        See `open_sheet`.
    """
    return open_sheet(source, sheet).table


def open_sheet(source: Source, sheet: str | None = None) -> Sheet:
    """Read a spreadsheet as text and tell how it was read.

    Parameters
    ----------
    sheet : name of a workbook's sheet; the first one without

    Raises
    ------
    UnreadableFile
        It is too large, damaged, or neither delimited text nor a workbook.
    CohortError
        A column name is empty or repeated, or there is no row.
    """
    content = source if isinstance(source, bytes) else _read_bytes(source)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"a table may have {MAX_BYTES // 1024**2} MB, but this one is larger: leave columns out")
    if content.startswith((ZIP, OLD_EXCEL)):
        grid, name, names = read_workbook(content, sheet)
        return _named(grid, "XLSX", name=name, names=names)
    grid, encoding, delimiter = read_text(content)
    return _named(grid, encoding, delimiter=delimiter)


def sheet_names(content: bytes) -> tuple[str, ...]:
    """Names of a workbook's sheets, none of a text file; raises `UnreadableFile` for a damaged workbook."""
    return list_sheets(content) if content.startswith((ZIP, OLD_EXCEL)) else ()


def _named(grid: pd.DataFrame, encoding: str, **about: object) -> Sheet:
    """The grid with its first row that holds anything as column names."""
    cells = grid.apply(lambda column: column.str.strip())
    blank = cells.eq("")
    filled = cells[~blank.all(axis=1)].loc[:, ~blank.all(axis=0)]
    if filled.empty or len(filled) < 2:
        raise CohortError("a table needs at least one case below its header, but it has none: add the cases")
    header = [" ".join(name.split()) for name in filled.iloc[0]]
    _check_header(header)
    table = filled.iloc[1:].reset_index(drop=True).set_axis(pd.Index(header, dtype="str"), axis=1)
    rows, columns = len(cells) - len(filled), cells.shape[1] - filled.shape[1]
    return Sheet(table, encoding, empty_rows=rows, empty_columns=columns, **about)  # type: ignore[arg-type]


def _check_header(header: list[str]) -> None:
    empty = [place for place, name in enumerate(header, start=1) if not name]
    if len(empty) > len(header) / 2:
        raise CohortError(
            f"the first row must name the columns, but it names {len(header) - len(empty)} of {len(header)}: "
            "delete the title above the names and unmerge cells"
        )
    if empty:
        raise CohortError(
            f"every column needs its own name, but column {empty[0]} has none: name it, or unmerge the header's cells"
        )
    repeated = [name for name, count in Counter(header).items() if count > 1]
    if repeated:
        raise CohortError(f"every column needs its own name, but {repeated[0]} stands there twice: rename one of them")


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name} must be a readable file, but it is not: give another") from error
