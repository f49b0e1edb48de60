"""What is missing, what is a number, what is a level."""

import pandas as pd
import pytest

from core.errors import CohortError
from core.intake.missing import as_levels, as_numbers, find_missing, plain_levels


def column(*cells, name="afp"):
    return pd.Series(cells, index=[f"c{n}" for n in range(len(cells))], name=name, dtype="str")


@pytest.mark.parametrize("cell", ["", " ", "NA", "n/a", "#N/A", "NaN", "null", "-", "?", ".", "缺失", "无", "不详"])
def test_every_way_to_say_missing_is_known(cell):
    assert find_missing(column(cell, "1")).tolist() == [True, False]


def test_a_code_means_missing_only_where_it_is_said_to():
    assert not find_missing(column("-1.0", "2")).any()
    assert find_missing(column("-1.0", "2"), ("-1",)).tolist() == [True, False]


@pytest.mark.parametrize("cells", [("无", "有"), ("-", "+"), ("-", "++")])
def test_a_mark_beside_its_opposite_is_a_level(cells):
    assert as_levels(column(*cells)).tolist() == list(cells)


def test_numbers_are_numbers_and_gaps_are_gaps():
    numbers = as_numbers(column("1e3", " 2.5", "NA"))

    assert numbers.iloc[:2].tolist() == [1000.0, 2.5]
    assert numbers.isna().iloc[2]


@pytest.mark.parametrize("cell", ["<1.3", "high", "inf", "1_000", "True"])
def test_a_cell_that_is_no_number_is_refused_by_its_case(cell):
    with pytest.raises(CohortError, match=r"every afp must be a number, but case c1 has .* \(1 such\)"):
        as_numbers(column("1", cell))


def test_levels_written_as_numbers_have_one_form():
    assert plain_levels(column("1.0", "1", "01", "0.5", "yes", "1e400")).tolist() == [
        "1",
        "1",
        "1",
        "0.5",
        "yes",
        "1e400",
    ]


def test_missing_levels_are_missing():
    assert as_levels(column("a", "?")).isna().tolist() == [False, True]
