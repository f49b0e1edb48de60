"""Exports hold text and numbers, and nothing that a spreadsheet program runs."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.csv_text import as_csv, bare_cell, guard_cell

RUNS = [
    '=HYPERLINK("http://x/y")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "-",
    "+1 1",
]
NUMBERS = ["-5", "+5", "-5.25", "-1e-7", "-0,5"]


@pytest.mark.parametrize("cell", RUNS)
def test_what_would_run_gets_an_apostrophe(cell: str):
    assert guard_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [*NUMBERS, "case-1", "", "a=b", -5, None])
def test_numbers_and_plain_text_stay(cell):
    assert guard_cell(cell) == cell


def test_cells_names_of_rows_and_of_columns_are_guarded():
    table = pd.DataFrame({"=a": ["@b", "-1"], "n": [-1.5, 2]}, index=pd.Index(["+c x", "d"], name="=id"))

    assert as_csv(table) == "'=id,'=a,n\n'+c x,'@b,-1.5\nd,-1,2.0\n"


def test_several_names_of_a_row_are_guarded_each():
    index = pd.MultiIndex.from_tuples([("=a", 1), ("b", 2)], names=["case", "n"])

    assert as_csv(pd.DataFrame({"x": [1, 2]}, index=index)) == "case,n,x\n'=a,1,1\nb,2,2\n"


def test_a_table_without_foreign_text_is_as_pandas_writes_it():
    table = pd.DataFrame({"flag": [True, None], "n": [-1.5, np.nan], "k": [1, 2], "t": ["a", None]})

    assert as_csv(table, index=False, float_format="%.3g") == table.to_csv(index=False, float_format="%.3g")


def test_a_column_alone_and_an_empty_table_are_written_too():
    assert as_csv(pd.Series(["=1"], name="s"), index=False) == "s\n'=1\n"
    assert as_csv(pd.DataFrame(columns=["=a"]), index=False) == "'=a\n"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1))
def test_no_cell_of_any_table_runs(rows: list[list[str]]):
    text = as_csv(pd.DataFrame(rows, columns=["a", "b"]), index=False)
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]

    assert [cell for cell in cells if guard_cell(cell) != cell] == []


@pytest.mark.parametrize("cell", [*RUNS, *NUMBERS, "case", "'quoted'"])
def test_what_was_guarded_is_found_again(cell: str):
    assert bare_cell(guard_cell(cell)) == cell
