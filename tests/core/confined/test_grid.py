"""How large a table and a cell may be."""

import pytest

from core.confined.grid import MAX_COLUMNS, MAX_FIELD, MAX_ROWS, check_field, check_size
from core.errors import UnreadableFile


def test_the_largest_tables_are_let_in():
    check_size(MAX_ROWS + 1, 49)
    check_size(500, MAX_COLUMNS)
    check_field(MAX_FIELD)


@pytest.mark.parametrize(("rows", "columns"), [(MAX_ROWS + 2, 1), (1, MAX_COLUMNS + 1), (10_000, 501)])
def test_a_larger_table_is_refused_with_its_size(rows, columns):
    with pytest.raises(UnreadableFile, match=f"this has {rows:,} rows and {columns:,} columns"):
        check_size(rows, columns)


def test_a_longer_cell_is_refused_with_its_length():
    with pytest.raises(UnreadableFile, match="one holds 10,001"):
        check_field(MAX_FIELD + 1)
