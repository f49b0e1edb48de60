"""Workbooks written for the tests."""

import io
import zipfile

from openpyxl import Workbook


def workbook(rows, formats=None, **more):
    """Bytes of a workbook: its first sheet's rows, number formats by cell name, and further sheets."""
    book = Workbook()
    for title, content in {"first": rows, **more}.items():
        sheet = book.active if title == "first" else book.create_sheet()
        sheet.title = title
        for row in content:
            sheet.append(row)
    for cell, number_format in (formats or {}).items():
        book["first"][cell].number_format = number_format
    return saved(book)


def saved(book):
    """Bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def replaced(content, part, old, new):
    """The workbook with other bytes in one part of its archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.replace(old, new) if name == part else text)
    return stream.getvalue()
