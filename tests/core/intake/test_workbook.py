"""Excel workbooks through the child that reads them."""

import pytest

from core.errors import CohortError, UnreadableFile
from core.intake.workbook import list_sheets, read_workbook
from tests.core.intake.books import workbook


def test_a_workbook_comes_back_from_the_child_as_text():
    grid, name, names = read_workbook(workbook([["id"], ["007"]], 临床=[["b"]]))

    assert (grid.to_numpy().tolist(), name, names) == ([["id"], ["007"]], "first", ("first", "临床"))


def test_sheets_are_named_without_being_read():
    assert list_sheets(workbook([["a"], ["=1+1"]])) == ("first",)


def test_the_sentence_of_the_child_is_the_sentence_here():
    with pytest.raises(CohortError, match="a sheet third, but it has first"):
        read_workbook(workbook([["a"]]), "third")


def test_an_old_workbook_is_refused_without_a_child():
    with pytest.raises(UnreadableFile, match=r"save it as \.xlsx"):
        read_workbook(b"\xd0\xcf\x11\xe0 old")
