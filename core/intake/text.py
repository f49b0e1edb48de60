"""Delimited text as a grid: its encoding, its delimiter and its decimal comma. Workbooks and headers are elsewhere.

What is too large is refused by counting, before a row is split.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice

import pandas as pd

from core.confined.grid import MAX_COLUMNS, check_field, check_size
from core.errors import UnreadableFile

DELIMITERS = ("\t", ";", ",")
DECIMAL_COMMA = r"[-+]?\d+(?:,\d+)?(?:[eE][-+]?\d+)?"
SNIFFED_ROWS = 10
LONG_LINE = re.compile(rf"(?m)^.{{{MAX_COLUMNS},}}")
"""Only such a line can hold more cells than a table may have columns."""
LINE = re.compile(r"[^\n]+\n?|\n")


def decode_text(content: bytes) -> tuple[str, str]:
    """Text and the name of its encoding: UTF-8, UTF-16 (with a mark or without) or GB18030, which holds GBK.

    Raises
    ------
    UnreadableFile
        The bytes are text in none of these.
    """
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding.upper().removesuffix("-SIG").removesuffix("-LE").removesuffix("-BE")
    raise UnreadableFile(
        "a table must be CSV text (UTF-8, UTF-16, GBK) or an .xlsx workbook, but this is neither: save it as CSV UTF-8"
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    head = content[:2000]
    low, high = head[1::2].count(0), head[::2].count(0)
    if min(low, high) == 0 and max(low, high) > len(head) / 10:  # one NUL alone is no UTF-16
        return ("utf-16-le",) if low else ("utf-16-be",)
    return "utf-8-sig", "gb18030"


def sniff_delimiter(text: str) -> str:
    r"""The delimiter that splits the header into most columns, as far as the next rows have as many.

    Examples
    --------
    >>> sniff_delimiter("id;size, cm\n1;3,5\n2;4,0\n")
    ';'
    """
    lengths = {delimiter: _lengths(text, delimiter) for delimiter in DELIMITERS}
    scores = {delimiter: n[0] * n.count(n[0]) / len(n) for delimiter, n in lengths.items()}
    return max(scores, key=scores.__getitem__) if max(scores.values()) > 1 else ","


def _lengths(text: str, delimiter: str) -> list[int]:
    """Cells of the first rows; one where the text cannot be split so."""
    lines = (line[0] for line in LINE.finditer(text))  # one after another: a copy of the text may be 80 MB
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        return [len(row) for row in islice(reader, SNIFFED_ROWS) if row] or [1]
    except csv.Error:
        return [1]


def read_text(content: bytes) -> tuple[pd.DataFrame, str, str]:
    """The cells of a delimited text, header row included.

    Decimal commas become points in columns that hold nothing but such numbers, and only where the comma is not the
    delimiter.

    Returns
    -------
    (n_rows, n_columns) of text, the encoding, and the delimiter

    Raises
    ------
    UnreadableFile
        It is empty, too large, no text, has an open quote, or a row has more cells than the header.
    """
    text, encoding = decode_text(content)
    lines, delimiter = _lay_out(text)
    del text  # it may take four bytes a character, and what follows needs memory too
    grid = _parse(lines, delimiter)
    return grid if delimiter == "," else grid.apply(_with_points), encoding, delimiter


def _lay_out(text: str) -> tuple[io.BytesIO, str]:
    """The lines of a text that may be split, and its delimiter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n\ufeff")
    if not text or text.isspace():
        raise UnreadableFile("a table must hold cells, but this file is empty: choose another")
    _check_lines(text)
    delimiter = sniff_delimiter(text)
    check_size(text.count("\n"), _lengths(text, delimiter)[0])
    return io.BytesIO(text.encode()), delimiter  # a quarter of what StringIO takes


def _parse(lines: io.BytesIO, delimiter: str) -> pd.DataFrame:
    try:
        grid = pd.read_csv(
            lines, sep=delimiter, header=None, dtype=str, keep_default_na=False, skip_blank_lines=False
        ).fillna("")
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        came = str(error).removeprefix("Error tokenizing data. C error: ").strip()
        raise UnreadableFile(
            f"every row must have as many cells as the header, but one has more or an open quote ({came}): "
            "correct the row, or save the table as .xlsx"
        ) from error
    check_field(max(int(grid[name].str.len().max()) for name in grid))
    return grid


def _check_lines(text: str) -> None:
    """Refuse lines that would take gigabytes to split: longer than cells may be, or with too many delimiters."""
    for line in LONG_LINE.finditer(text):
        begin, end = line.span()
        cells = 1 + max(text.count(delimiter, begin, end) for delimiter in DELIMITERS)
        check_size(1, cells)
        check_field((end - begin) // cells)


def _with_points(column: pd.Series[str]) -> pd.Series[str]:
    body = column.iloc[1:].str.strip()
    commas = body.str.contains(",", regex=False)
    if not commas.any() or not (body[body != ""].str.fullmatch(DECIMAL_COMMA)).all():
        return column
    return pd.concat([column.iloc[:1], body.str.replace(",", ".", regex=False)])
