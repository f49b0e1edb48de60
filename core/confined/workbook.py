"""Excel workbooks as rows of text: ids keep their zeros, dates are ISO, formulas give the values saved with them.

Runs in a child only. The one file that reads with openpyxl.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from core.confined.archive import BROKEN, open_archive
from core.confined.grid import check_field, check_size
from core.errors import CohortError, UnreadableFile

CHUNK = 1 << 20
MAX_TEXTS = 32 * 1024**2
"""Bytes of the part that holds the texts of all cells, which is kept in memory as a whole."""

PADDED = re.compile(r'(?:"([^"]*)")?(0+)')
"""A number format that shows leading zeros, after a prefix in quotes: ``000`` or ``"P-"0000``."""

UNNEEDED = ("numpy", "PIL", "lxml")
"""What openpyxl would load where it finds it, and half a second with it: `serve` keeps it away."""

DAMAGED = (*BROKEN, KeyError, IndexError, TypeError, AttributeError, SyntaxError)
"""What openpyxl raises on a damaged workbook; errors of XML are syntax errors."""

DAMAGE = "a workbook must open as .xlsx, but this one is damaged: save it again from the spreadsheet program"


def read_cells(content: bytes, sheet: str | None = None) -> tuple[dict[str, Any], bytes]:
    """The cells of one sheet, header row included.

    Parameters
    ----------
    sheet : its name; the first one without

    Returns
    -------
    The sheet's ``name`` and the ``names`` of all; the rows as JSON, all of one length

    Raises
    ------
    UnreadableFile
        It is damaged, unpacks to too much, or is no workbook.
    CohortError
        There is no such sheet, or a formula was saved without its value.
    """
    has_formulas = _check_parts(content)
    try:
        return _read_sheet(content, sheet, has_formulas)
    except (CohortError, UnreadableFile):
        raise
    except DAMAGED as error:
        raise UnreadableFile(DAMAGE) from error


def list_names(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The ``names`` of a workbook's sheets, and no bytes; raises `UnreadableFile` like `read_cells`."""
    _check_parts(content)
    try:
        return {"names": _open_rows(content, None, data_only=True)[1]}, b""
    except DAMAGED as error:
        raise UnreadableFile(DAMAGE) from error


def _check_parts(content: bytes) -> bool:
    """Whether some sheet has formulas; every part is unpacked once, to its checksum, and kept nowhere."""
    try:
        with open_archive(content) as archive:
            found = {part.filename: _scan(archive, part) for part in archive.infolist()}
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile(DAMAGE) from error
    if any(doctype for doctype, _ in found.values()):
        raise UnreadableFile(
            "a workbook must define no document type, but this one does: save it again from the spreadsheet program"
        )
    return any(formula for name, (_, formula) in found.items() if name.startswith("xl/worksheets/"))


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[bool, bool]:
    """Whether a part of the archive defines a document type, and whether it holds a formula."""
    if part.filename.endswith("sharedStrings.xml") and part.file_size > MAX_TEXTS:
        raise UnreadableFile(
            f"the texts of a workbook may have {MAX_TEXTS // 1024**2} MB, but these have "
            f"{part.file_size / 1024**2:,.0f} MB: leave columns out, or save the table as CSV"
        )
    doctype = formula = False
    with archive.open(part) as stream:
        end = b""
        while chunk := stream.read(CHUNK):
            plain = end + chunk.replace(b"\0", b"")  # as UTF-16 it would hide
            doctype |= b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
            formula |= re.search(rb"<f[ >/]", plain) is not None
            end = plain[-9:]
    return doctype, formula


def _read_sheet(content: bytes, sheet: str | None, has_formulas: bool) -> tuple[dict[str, Any], bytes]:
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
        check_field(max(map(len, texts)))
        grid += [*([[]] * empty), texts]
        empty = 0
    padded = [row + [""] * (width - len(row)) for row in grid]
    return {"name": name, "names": names}, json.dumps(padded).encode()


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
