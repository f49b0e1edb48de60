"""How large a table may be. Rows and columns as features of a cohort need them; a cell holds a word, not a document."""

from __future__ import annotations

from core.errors import UnreadableFile

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 100_000, 10_000, 5_000_000
"""Below the header. Three images have some 3,400 features, and patients repeat in no table more than a few times."""

MAX_FIELD = 10_000
"""Characters of one cell."""


def check_size(rows: int, columns: int) -> None:
    """Refuse a grid that is no cohort's; raises `UnreadableFile`."""
    if rows > MAX_ROWS + 1 or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise UnreadableFile(
            f"a table may have {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns and {MAX_CELLS:,} cells, "
            f"but this has {rows:,} rows and {columns:,} columns: leave rows or columns out"
        )


def check_field(length: int) -> None:
    """Refuse a cell that is a document; raises `UnreadableFile`."""
    if length > MAX_FIELD:
        raise UnreadableFile(
            f"a cell may hold {MAX_FIELD:,} characters, but one holds {length:,}: close open quotes, "
            "or leave its column out"
        )
