"""From inputs to the columns of each score."""

import pandas as pd

from core.clinical.score_rules import RULES
from core.clinical.scores import albi, child_pugh
from core.clinical.staging import Tumour, bclc, cnlc, hap

ROW = {"albumin": 36.0, "bilirubin": 40.0, "afp": 500.0, "inr": 1.8, "ascites": "mild", "encephalopathy": "none"}
ROW |= {"nodules": 4.0, "largest": 3.5, "vascular_invasion": False, "extrahepatic": False, "performance": 0}
ROW |= {"child_pugh": "B"}


def computed(rule: str, **changed: object) -> pd.Series:
    return RULES[rule].compute(pd.DataFrame([ROW | changed])).iloc[0]


def test_a_table_says_what_the_formulas_say_of_one_patient() -> None:
    tumour = Tumour(4, 3.5, False, False, 0, "B")

    assert computed("albi")["albi"] == albi(40, 36).value
    assert computed("child_pugh")["child_pugh_points"] == child_pugh(40, 36, "mild", "none", inr=1.8).points == 8
    assert (computed("bclc")["bclc"], computed("cnlc")["cnlc"]) == (bclc(tumour), cnlc(tumour)) == ("B", "IIb")
    assert computed("hap")["hap"] == hap(36, 40, 500, 3.5)


def test_burden_is_told_in_words_and_strata() -> None:
    assert computed("six_and_twelve")["six_and_twelve"] == "2"
    assert [computed("up_to_seven", nodules=n)["up_to_seven"] for n in (3.0, 4.0)] == ["within", "beyond"]


def test_seconds_take_the_place_of_an_unknown_inr() -> None:
    found = computed("child_pugh", inr=None, prolonged=7.0)

    assert found["child_pugh_points"] == child_pugh(40, 36, "mild", "none", prolonged_s=7.0).points


def test_no_clotting_no_child_pugh() -> None:
    assert pd.isna(computed("child_pugh", inr=None)["child_pugh_points"])


def test_several_nodules_of_unknown_number_leave_six_and_twelve_open() -> None:
    assert computed("six_and_twelve", nodules=None, multiple=True)["six_and_twelve"] is None
    assert computed("six_and_twelve", nodules=None, multiple=False)["six_and_twelve"] == "1"


def test_a_count_speaks_before_the_word_multiple() -> None:
    assert computed("bclc", nodules=1.0, multiple=True)["bclc"] == "A"
