"""Excel workbooks as a grid of text, read in a child process that may be killed: see `core.confined.workbook`."""

from __future__ import annotations

import json

import pandas as pd

from core.confined.call import call_confined
from core.errors import UnreadableFile

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


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
        It is damaged, unpacks to too much, is no .xlsx, or its reader came to a limit.
    CohortError
        There is no such sheet, or a formula was saved without its value.
    """
    _require_xlsx(content)
    told, rows = call_confined("core.confined.workbook:read_cells", content, sheet=sheet)
    return pd.DataFrame(json.loads(rows), dtype="str"), str(told["name"]), tuple(told["names"])


def list_sheets(content: bytes) -> tuple[str, ...]:
    """Names of a workbook's sheets; raises `UnreadableFile` like `read_workbook`."""
    _require_xlsx(content)
    return tuple(call_confined("core.confined.workbook:list_names", content)[0]["names"])


def _require_xlsx(content: bytes) -> None:
    if content.startswith(OLD_EXCEL):
        raise UnreadableFile("a workbook must be .xlsx without a password, but this is an old .xls: save it as .xlsx")
