"""The door for spreadsheets: clean names, text cells, and nothing dropped in silence."""

from pathlib import Path

import pytest

from core.errors import CohortError, UnreadableFile
from core.intake import sheet as room
from core.intake.sheet import open_sheet, read_sheet, sheet_names
from tests.core.intake.books import workbook

GOOD = "病例号,结局,年龄\n001,1,57\n002,0,\n"


def test_every_cell_is_text_and_ids_keep_their_zeros():
    assert read_sheet(GOOD.encode()).to_numpy().tolist() == [["001", "1", "57"], ["002", "0", ""]]


def test_csv_and_workbook_give_the_same_table():
    rows = [line.split(",") for line in GOOD.splitlines()]

    assert read_sheet(workbook(rows)).equals(read_sheet(GOOD.encode("gbk")))


def test_a_sheet_tells_how_it_was_read():
    sheet = open_sheet(GOOD.replace(",", ";").encode("utf-16"))

    assert (sheet.encoding, sheet.delimiter) == ("UTF-16", ";")
    assert open_sheet(workbook([["a"], [1]], b=[["c"], [2]]), "b").name == "b"


def test_the_sheets_of_a_workbook_are_known_before_one_is_read():
    assert sheet_names(workbook([["a"]], 临床=[["b"]])) == ("first", "临床")
    assert sheet_names(GOOD.encode()) == ()


def test_empty_rows_and_columns_are_dropped_and_counted():
    sheet = open_sheet(b"\na,,b,\n1,,2,\n,,,\n3,,4,\n")

    assert sheet.table.to_numpy().tolist() == [["1", "2"], ["3", "4"]]
    assert (sheet.empty_rows, sheet.empty_columns) == (1, 2)


def test_a_named_column_without_any_value_stays():
    assert list(read_sheet(b"a,b\n1,\n").columns) == ["a", "b"]


def test_a_name_over_two_lines_is_one_name():
    assert read_sheet(b'id,"AFP\n (ng/mL)"\n1,2\n').columns[1] == "AFP (ng/mL)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,,b\n1,2,3\n", "column 2 has none: name it, or unmerge"),
        ("a,b,a\n1,2,3\n", "a stands there twice"),
        ("Patients 2024,,\nid,age,sex\n1,2,3\n", "it names 1 of 3: delete the title"),
        ("a,b\n", "at least one case below its header"),
    ],
)
def test_a_header_that_does_not_name_the_columns_is_refused(text, sentence):
    with pytest.raises(CohortError, match=sentence):
        read_sheet(text.encode())


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableFile, match=r"missing\.csv must be a readable file"):
        read_sheet(tmp_path / "missing.csv")


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(room, "MAX_BYTES", 10)

    with pytest.raises(UnreadableFile, match="this one is larger"):
        read_sheet(GOOD.encode())
