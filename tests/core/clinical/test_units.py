"""Columns in declared units: converted as declared, flagged where that cannot be."""

import numpy as np
import pandas as pd
import pytest

from core.clinical.scores import albi
from core.clinical.units import QUANTITIES, convert_values, flag_units
from core.errors import ClinicalError

MIXED = pd.Series([99.0, 472.0, 99000.0, np.nan])


def test_the_same_patient_in_two_units_has_the_same_albi() -> None:
    albumin = convert_values(pd.Series([3.5]), "albumin", "g/dL").iloc[0]
    bilirubin = convert_values(pd.Series([1.2]), "bilirubin", "mg/dL").iloc[0]

    assert albi(bilirubin, albumin) == albi(20.52, 35)


def test_platelets_in_mixed_units_are_flagged_in_the_rows_that_differ() -> None:
    assert flag_units(MIXED, "platelets", "10⁹/L").tolist() == ["", "", "/µL", ""]
    assert flag_units(MIXED, "platelets", "/µL").tolist() == ["10⁹/L", "10⁹/L", "", ""]


def test_flags_convert_nothing() -> None:
    flag_units(MIXED, "platelets", "10⁹/L")

    assert MIXED.tolist()[:3] == [99, 472, 99000]


def test_a_column_declared_in_the_wrong_unit_is_flagged_row_by_row() -> None:
    assert set(flag_units(pd.Series([3.4, 4.1]), "albumin", "g/L")) == {"g/dL"}


def test_what_no_unit_explains_is_impossible() -> None:
    assert flag_units(pd.Series([-1.0, 1e9]), "albumin", "g/L").tolist() == ["impossible", "impossible"]


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_the_first_unit_of_a_quantity_is_left_as_it_is(quantity: str) -> None:
    assert convert_values(pd.Series([7.0]), quantity, QUANTITIES[quantity].unit).tolist() == [7.0]


def test_an_undeclared_unit_is_refused() -> None:
    with pytest.raises(ClinicalError, match="albumin is given in g/L, g/dL, but 'mg/L' was declared"):
        convert_values(pd.Series([35.0]), "albumin", "mg/L")


def test_an_unknown_quantity_is_refused() -> None:
    with pytest.raises(ClinicalError, match="a quantity is one of"):
        flag_units(pd.Series([35.0]), "albumen", "g/L")
