"""Columns read as a person declared them."""

import pandas as pd
import pytest

from core.clinical.declared import NO_NUMBER, Declared, read_declared, units_of
from core.clinical.signs import UNCODED
from core.errors import ClinicalError

TABLE = pd.DataFrame({"d": ["35", "2.1", "x"], "n": ["2", "2.5", "0"], "a": ["1", "4", ""]})


def test_a_size_in_millimetres_is_brought_to_centimetres() -> None:
    values, flags = read_declared(TABLE, {"largest": Declared("d", "mm")})

    assert values["largest"].round(2).tolist()[:2] == [3.5, 0.21]
    assert flags["largest"].tolist() == ["", "", NO_NUMBER]


def test_a_number_of_nodules_is_a_whole_number_from_1_on() -> None:
    values, flags = read_declared(TABLE, {"nodules": Declared("n", "1")})

    assert flags["nodules"].tolist() == ["", "impossible", "impossible"]
    assert values["nodules"].isna().tolist() == [False, True, True]


def test_signs_and_quantities_stand_side_by_side() -> None:
    values, flags = read_declared(TABLE, {"ascites": Declared("a", "1, 2, 3"), "largest": Declared("d", "cm")})

    assert list(values) == ["ascites", "largest"]
    assert flags["ascites"].tolist() == ["", UNCODED, ""]


def test_units_and_codings_are_offered_by_one_name() -> None:
    assert units_of("albumin") == ["g/L", "g/dL"]
    assert units_of("child_pugh") == ["A, B, C", "1, 2, 3"]


def test_a_column_that_is_absent_is_refused() -> None:
    with pytest.raises(ClinicalError, match="column Alb must be in the table"):
        read_declared(TABLE, {"albumin": Declared("Alb", "g/L")})
