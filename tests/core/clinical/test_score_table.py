"""Scores of a table: computed where declared units can be true, flagged where not."""

import pandas as pd
import pytest

from core.clinical.score_table import Declared, score_table
from core.errors import ClinicalError

UNITS = {"albumin": Declared("Alb", "g/dL"), "bilirubin": Declared("Bil", "mg/dL")}
MIXED = UNITS | {"platelets": Declared("Plt", "10⁹/L")}


def table(**changed: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"Alb": ["3.5", "4.1", ""], "Bil": ["1.2", "", "2"], "Plt": ["99", "99000", "150"]} | changed)


def test_every_row_that_has_both_values_is_graded() -> None:
    found = score_table(table(), UNITS)

    assert found["albi"].round(3).tolist()[0] == -2.109
    assert found["albi_grade"].isna().tolist() == [False, True, True]
    assert found["modified_grade"].tolist()[0] == "2b"


def test_a_row_in_another_unit_is_flagged_and_nothing_is_converted() -> None:
    found = score_table(table(), MIXED)

    assert found["flag"].tolist() == ["", "platelets: /µL", ""]


def test_a_flagged_value_enters_no_score() -> None:
    found = score_table(table(Alb=["35", "x", "4.0"]), UNITS)

    assert found["flag"].tolist() == ["albumin: g/L", "albumin: no number", ""]
    assert found["albi"].isna().tolist() == [True, True, False]


def test_afp_goes_on_its_logarithm_where_it_is_declared() -> None:
    found = score_table(pd.DataFrame({"AFP": [400.0, None]}), {"afp": Declared("AFP", "ng/mL")})

    assert found["log10_afp"].round(3).tolist()[0] == 2.602
    assert "albi" not in found


def test_a_column_that_is_absent_is_refused() -> None:
    with pytest.raises(ClinicalError, match="column Alb must be in the table"):
        score_table(pd.DataFrame({"Bil": [1.0]}), UNITS)
