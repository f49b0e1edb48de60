"""Excel workbooks as a grid of text: ids keep their zeros, dates are ISO, formulas give the values saved with them."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import pandas as pd

from core.errors import CohortError, UnreadableFile
from core.intake.text import check_size

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAX_UNPACKED, MAX_RATIO, SMALL = 300 * 1024**2, 200, 10 * 1024**2
"""Bytes a workbook may unpack to; and how many times its size, once it unpacks to more than a small one."""

CHUNK = 1 << 20

PADDED = re.compile(r'(?:"([^"]*)")?(0+)')
"""A number format that shows leading zeros, after a prefix in quotes: ``000`` or ``"P-"0000``."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    NotImplementedError,
)
"""What openpyxl raises on a damaged workbook; errors of XML are syntax errors."""

DAMAGE = "a workbook must open as .xlsx, but this one is damaged: save it again from the spreadsheet program"


def read_workbook(content: bytes, sheet: str | None = None) -> tuple[pd.DataFrame, str, tuple[str, ...]]:
    """The cells of one sheet, header row included.

    Parameters
    ----------
    sheet : its name; the first one without

    Returns
    -------
    (n_rows, n_columns) of text, the sheet's name, and the names of all sheets

    Raises
    ------
    UnreadableFile
        It is damaged, unpacks to too much, or is no .xlsx.
    CohortError
        There is no such sheet, or a formula was saved without its value.
    """
    has_formulas = _check_archive(content)
    try:
        return _read_sheet(content, sheet, has_formulas)
    except (CohortError, UnreadableFile):
        raise
    except DAMAGED as error:
        raise UnreadableFile(DAMAGE) from error


def list_sheets(content: bytes) -> tuple[str, ...]:
    """Names of a workbook's sheets; raises `UnreadableFile` like `read_workbook`."""
    _check_archive(content)
    try:
        return _open_rows(content, None, data_only=True)[1]
    except DAMAGED as error:
        raise UnreadableFile(DAMAGE) from error


def _check_archive(content: bytes) -> bool:
    """Whether some sheet has formulas; raises `UnreadableFile` unless the archive is whole and of sensible size."""
    if content.startswith(OLD_EXCEL):
        raise UnreadableFile("a workbook must be .xlsx without a password, but this is an old .xls: save it as .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED or unpacked > max(SMALL, MAX_RATIO * len(content)):
                raise UnreadableFile(
                    f"a workbook may unpack to {MAX_UNPACKED // 1024**2} MB and {MAX_RATIO} times its size, "
                    f"but this one unpacks to {unpacked / 1024**2:,.0f} MB: leave sheets or columns out"
                )
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(_has_formulas(archive, name) for name in sheets)
    except UnreadableFile:
        raise
    except (*DAMAGED, RuntimeError) as error:
        raise UnreadableFile(
            "a workbook must be a whole .xlsx file without a password, but this one is not: save it again"
        ) from error


def _has_formulas(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        end = b""
        while chunk := part.read(CHUNK):
            if re.search(rb"<f[ >/]", end + chunk):
                return True
            end = chunk[-3:]
    return False


def _read_sheet(content: bytes, sheet: str | None, has_formulas: bool) -> tuple[pd.DataFrame, str, tuple[str, ...]]:
    name, names, rows = _open_rows(content, sheet, data_only=True)
    formulas = _open_rows(content, name, data_only=False)[2] if has_formulas else iter(())
    grid: list[list[str]] = []
    width = empty = 0
    for row in rows:
        _check_values(row, next(formulas, ()))
        texts = _until_last([cell_text(cell) for cell in row])
        if not texts:
            empty += 1  # counts only where a row with content follows: programs format rows far below a table
            continue
        width = max(width, len(texts))
        check_size(len(grid) + empty + 1, width)
        grid += [*([[]] * empty), texts]
        empty = 0
    padded = [row + [""] * (width - len(row)) for row in grid]
    return pd.DataFrame(padded, dtype="str"), name, names


def _until_last(texts: list[str]) -> list[str]:
    """The cells up to the last one that holds anything."""
    length = max((place for place, text in enumerate(texts, start=1) if text.strip()), default=0)
    return texts[:length]


def _open_rows(content: bytes, sheet: str | None, data_only: bool) -> tuple[str, tuple[str, ...], Iterator[Any]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names each part of Excel that it leaves out
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    names = tuple(each.title for each in book.worksheets)
    if not names or (sheet is not None and sheet not in names):
        raise CohortError(
            f"the workbook must have a sheet {sheet or ''}, but it has {', '.join(names) or 'none'}: name it"
        )
    chosen = book[sheet or names[0]]
    chosen.reset_dimensions()  # a sheet may claim a million columns; its rows say how many there are
    return chosen.title, names, chosen.iter_rows()


def _check_values(row: Sequence[Any], formulas: Sequence[Any]) -> None:
    for cell, formula in zip(row, formulas, strict=False):
        if cell.value is None and cell.data_type == "n" and formula.data_type == "f":
            raise CohortError(
                f"every formula must be saved with its value, but cell {formula.coordinate} is not: "
                "open the workbook in a spreadsheet program and save it"
            )


def cell_text(cell: Any) -> str:
    """What a cell shows, as far as it matters: zeros before an id, ISO dates, numbers in full.

    Parameters
    ----------
    cell : of openpyxl, with ``value`` and ``number_format``
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return _padded(value, cell.number_format) if whole else str(value)


def _padded(value: int, number_format: str) -> str:
    shape = PADDED.fullmatch(number_format.split(";")[0])
    return (shape[1] or "") + str(value).zfill(len(shape[2])) if shape else str(value)
