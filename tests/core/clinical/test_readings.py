"""Spreadsheets of readings, as text or typed, and what is refused of them."""

import numpy as np
import pandas as pd
import pytest

from core.clinical.readings import parse_readings
from core.errors import ClinicalError


def table(**changed: list[object]) -> pd.DataFrame:
    rows = {"patient": ["P1", "P1"], "reader": ["A", "A"], "visit": ["0", "1"], "sum_mm": ["50", "30.5"]}
    return pd.DataFrame(rows | changed)


def test_text_becomes_numbers_and_what_is_left_out_is_none_and_no() -> None:
    found = parse_readings(table())

    assert found["sum_mm"].tolist() == [50.0, 30.5]
    assert found["non_target"].tolist() == ["none", "none"]
    assert found["new_lesion"].tolist() == [False, False]


def test_typed_cells_are_read_like_text() -> None:
    typed = table(visit=[0.0, 1.0], sum_mm=[50.0, 30.5], new_lesion=[False, True], non_target=[None, "PD"])

    found = parse_readings(typed)

    assert found["visit"].tolist() == [0, 1]
    assert found["new_lesion"].tolist() == [False, True]
    assert found["non_target"].tolist() == ["none", "PD"]


def test_rows_with_nothing_in_them_are_left_out() -> None:
    empty = pd.DataFrame([{"patient": None, "reader": "", "visit": np.nan, "sum_mm": " ", "new_lesion": False}])

    assert len(parse_readings(pd.concat([table(), empty]))) == 2


def test_a_sum_that_was_not_measured_stays_missing() -> None:
    assert parse_readings(table(sum_mm=["50", ""]))["sum_mm"].isna().tolist() == [False, True]


def test_one_row_per_lesion_is_summed_up() -> None:
    lesions = pd.DataFrame({"patient": "P1", "reader": "A", "visit": ["0", "0", "1"], "size_mm": ["30", "12.5", "20"]})

    found = parse_readings(lesions.assign(organ=["liver", "lung", "liver"], new_lesion=["", "", "yes"]))

    assert found["sum_mm"].tolist() == [42.5, 20.0]
    assert found["new_lesion"].tolist() == [False, True]


def test_a_third_lesion_of_one_organ_is_refused() -> None:
    lesions = pd.DataFrame({"patient": ["P1"] * 3, "reader": "A", "visit": "0", "size_mm": "10", "organ": "liver"})

    with pytest.raises(ClinicalError, match="at most 2 per organ"):
        parse_readings(lesions)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"patient": ["P1", ""]}, "every reading needs its patient"),
        ({"visit": ["0", "1.5"]}, "visit must be a whole number from 0 on, but '1.5'"),
        ({"visit": ["0", ""]}, "visit must be a whole number"),
        ({"sum_mm": ["50", "3o"]}, "sum_mm must be a number, but '3o'"),
        ({"non_target": ["CR", "SD"]}, "non_target is one of none, CR, IR/SD, PD, NE, but 'SD'"),
        ({"new_lesion": ["no", "perhaps"]}, "new_lesion is yes or no, but 'perhaps'"),
    ],
)
def test_a_cell_that_is_none_of_what_its_column_takes_is_refused(changed: dict, sentence: str) -> None:
    with pytest.raises(ClinicalError, match=sentence):
        parse_readings(table(**changed))


@pytest.mark.parametrize("missing", ["patient", "reader", "visit", "sum_mm"])
def test_a_table_without_a_column_is_refused(missing: str) -> None:
    with pytest.raises(ClinicalError, match=f"need a column {missing}"):
        parse_readings(table().drop(columns=missing))


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ClinicalError, match="the table is empty"):
        parse_readings(table().iloc[:0])
