"""Excel workbooks as text, and the workbooks that are refused."""

import json
from datetime import date, datetime

import pytest

from core.confined.archive import SMALL
from core.confined.workbook import list_names, read_cells
from core.errors import CohortError, UnreadableFile
from tests.core.intake.books import replaced, workbook

SHEET = "xl/worksheets/sheet1.xml"


def cells(content, sheet=None):
    return json.loads(read_cells(content, sheet)[1])


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (7, "000", "007"),
        (7, '"P-"0000', "P-0007"),
        (7.0, "General", "7"),
        (0.1, "0.00", "0.1"),
        ("007", "General", "007"),
        (True, "General", "True"),
        (date(2024, 12, 5), "yyyy/m/d", "2024-12-05"),
        (datetime(2024, 12, 5, 8, 30), "yyyy/m/d h:mm", "2024-12-05T08:30:00"),
    ],
)
def test_a_cell_is_what_it_shows(value, number_format, shown):
    assert cells(workbook([["id"], [value]], {"A2": number_format}))[1] == [shown]


def test_the_first_sheet_is_read_and_all_are_named():
    content = workbook([["a"], [1]], 临床=[["b"], [2]])

    assert read_cells(content)[0] == {"name": "first", "names": ("first", "临床")}
    assert list_names(content)[0] == {"names": ("first", "临床")}
    assert cells(content, "临床") == [["b"], ["2"]]


def test_an_absent_sheet_is_refused_with_what_there_is():
    with pytest.raises(CohortError, match="a sheet third, but it has first, second"):
        read_cells(workbook([["a"]], second=[["b"]]), "third")


def test_a_formula_gives_the_value_saved_with_it():
    content = workbook([["a"], ["=1+1"]])
    content = replaced(content, SHEET, b"<v></v>", b"<v>2</v>")
    content = replaced(content, SHEET, b"<v />", b"<v>2</v>")

    assert cells(content) == [["a"], ["2"]]


def test_a_formula_saved_without_a_value_is_refused_by_its_cell():
    with pytest.raises(CohortError, match="but cell A2 is not: open the workbook"):
        read_cells(workbook([["a"], ["=1+1"]]))


def test_a_sheet_that_claims_a_million_columns_has_those_of_its_rows():
    content = replaced(workbook([["a"], [1]]), SHEET, b'ref="A1:A2"', b'ref="A1:XFD1048576"')

    assert cells(content) == [["a"], ["1"]]


def test_formatted_rows_and_columns_without_content_are_no_part_of_the_table():
    content = replaced(
        workbook([["a"], [1]]), SHEET, b"</sheetData>", b'<row r="30000"><c r="XFD30000"/></row></sheetData>'
    )

    assert cells(content) == [["a"], ["1"]]


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    content = replaced(workbook([["a"]]), SHEET, b"</worksheet>", b"</worksheet>" + b" " * SMALL)

    with pytest.raises(UnreadableFile, match="unpack to at most 128 MB and 100 times its size"):
        read_cells(content)


def test_more_rows_than_a_cohort_can_have_are_refused(monkeypatch):
    monkeypatch.setattr("core.confined.grid.MAX_CELLS", 5)

    with pytest.raises(UnreadableFile, match="leave rows or columns out"):
        read_cells(workbook([[1, 2, 3], [4, 5, 6]]))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (workbook([["a"]])[:-200], "must be whole"),
        (replaced(workbook([["a"]]), SHEET, b"<sheetData>", b"<sheetData"), "this one is damaged"),
        (replaced(workbook([["a"]]), "xl/workbook.xml", b"<", b"?"), "this one is damaged"),
        (
            replaced(workbook([["a"]]), "xl/styles.xml", b"<style", b"<!ENTITY a 'b'><style"),
            "document type",
        ),
        (replaced(workbook([["a"]]), SHEET, b"<sheetData", b"<!DOCTYPE x><sheetData"), "document type"),
        (workbook([["a"], ["x" * 10_001]]), "one holds 10,001"),
    ],
)
def test_what_is_no_workbook_is_refused(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_cells(content)
