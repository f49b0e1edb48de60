"""Scores of a table: computed where declarations can be true, flagged where not, and what is missing is named."""

import pandas as pd
import pytest

from core.clinical.declared import Declared
from core.clinical.score_table import score_table
from core.errors import ClinicalError

UNITS = {"albumin": Declared("Alb", "g/dL"), "bilirubin": Declared("Bil", "mg/dL")}
MIXED = UNITS | {"platelets": Declared("Plt", "10⁹/L")}
TUMOUR = {"nodules": Declared("N", "1"), "largest": Declared("D", "cm"), "vascular_invasion": Declared("V", "0, 1")}
TUMOUR |= {"extrahepatic": Declared("M", "0, 1"), "performance": Declared("PS", "0–4")}
SIGNS = {"ascites": Declared("As", "1, 2, 3"), "encephalopathy": Declared("En", "1, 2, 3"), "inr": Declared("INR", "1")}


def table(**changed: list[object]) -> pd.DataFrame:
    plain = {"Alb": ["3.5", "4.1", ""], "Bil": ["1.2", "", "2"], "Plt": ["99", "99000", "150"]}
    tumour = {"N": ["1", "2", ""], "D": ["2.0", "", "4"], "V": ["0", "0", "1"], "M": ["0"] * 3, "PS": ["0", "0", "1"]}
    return pd.DataFrame(plain | tumour | {"As": ["1"] * 3, "En": ["1"] * 3, "INR": ["1.1"] * 3} | changed)


def test_every_row_that_has_both_values_is_graded() -> None:
    found = score_table(table(), UNITS).scores

    assert found["albi"].round(3).tolist()[0] == -2.109
    assert found["albi_grade"].isna().tolist() == [False, True, True]
    assert found["modified_grade"].tolist()[0] == "2b"


def test_a_row_in_another_unit_is_flagged_and_nothing_is_converted() -> None:
    found = score_table(table(), MIXED)

    assert found.flag.tolist() == ["", "platelets: /µL", ""]
    assert found.flagged.tolist() == [False, True, False]


def test_a_flagged_value_enters_no_score() -> None:
    found = score_table(table(Alb=["35", "x", "4.0"]), UNITS)

    assert found.flag.tolist() == ["albumin: g/L", "albumin: no number", ""]
    assert found.scores["albi"].isna().tolist() == [True, True, False]


def test_afp_goes_on_its_logarithm_where_it_is_declared() -> None:
    found = score_table(pd.DataFrame({"AFP": [400.0, None]}), {"afp": Declared("AFP", "ng/mL")})

    assert found.scores["log10_afp"].round(3).tolist()[0] == 2.602
    assert "albi" not in found.scores


def test_a_score_whose_input_has_no_column_is_not_given_and_says_so() -> None:
    found = score_table(table(), UNITS | TUMOUR)

    assert found.lacking["bclc"] == ("child_pugh",)
    assert found.lacking["child_pugh"] == ("ascites", "encephalopathy", "inr|prolonged")
    assert "bclc" not in found.scores
    assert found.given("bclc") == 0


def test_a_computed_grade_serves_the_stages() -> None:
    found = score_table(table(), UNITS | TUMOUR | SIGNS)

    assert found.scores["child_pugh_grade"].tolist()[0] == "A"
    assert found.scores["bclc"].tolist() == ["0", None, None]
    assert found.given("bclc") == 1


def test_a_grade_that_is_given_comes_before_the_computed_one() -> None:
    given = {"child_pugh": Declared("CP", "A, B, C")}
    found = score_table(table(CP=["C", "", "A"]), UNITS | TUMOUR | SIGNS | given)

    assert found.scores["bclc"].tolist() == ["D", None, "C"]


def test_each_patient_is_told_what_the_missing_scores_need() -> None:
    found = score_table(table(CP=["A", "A", ""]), TUMOUR | {"child_pugh": Declared("CP", "A, B, C")})

    assert found.missing.tolist() == ["", "largest", "nodules, child_pugh"]


def test_patients_are_counted_in_the_clinical_order_of_the_stages() -> None:
    found = score_table(
        table(CP=["A", "A", "A"], D=["9", "9", "4"]), TUMOUR | {"child_pugh": Declared("CP", "A, B, C")}
    )

    assert list(found.counts("cnlc").items()) == [("Ib", 1), ("IIa", 1), ("IIIa", 1)]


def test_the_file_holds_the_table_the_scores_and_what_stands_against_them() -> None:
    head = score_table(table(), MIXED).as_csv(table()).splitlines()[0]

    assert head.endswith("albi,albi_grade,modified_grade,flag,missing_for_scores")


def test_a_column_that_is_absent_is_refused() -> None:
    with pytest.raises(ClinicalError, match="column Alb must be in the table"):
        score_table(pd.DataFrame({"Bil": [1.0]}), UNITS)
