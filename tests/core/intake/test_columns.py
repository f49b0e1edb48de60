"""Guesses of what a column is, in two languages."""

import pandas as pd
import pytest

from core.intake.columns import Role, guess_roles
from tests.core.intake.tables import clinical, features


def guessed(name, cells, **more):
    return guess_roles(pd.DataFrame({name: cells}, dtype="str"), **more)[name]


def test_a_chinese_table_is_understood():
    assert guess_roles(clinical()) == {
        "患者ID": Role.PATIENT,
        "疗效": Role.OUTCOME,
        "年龄（岁）": Role.NUMBER,
        "性别": Role.CATEGORY,
        "分组": Role.SPLIT,
        "中心": Role.CENTRE,
        "BCLC": Role.CATEGORY,
    }


@pytest.mark.parametrize(
    ("name", "role"),
    [("case_id", Role.CASE), ("病例号", Role.CASE), ("Patient ID", Role.PATIENT), ("住院号", Role.PATIENT)],
)
def test_ids_are_known_by_name(name, role):
    assert guessed(name, ["001", "002", "003"]) is role


@pytest.mark.parametrize(
    "name", ["姓名", "Date of birth", "检查日期", "diagnostics_Versions_PyRadiomics", "params_sha256"]
)
def test_names_dates_and_leftovers_are_ignored(name):
    assert guessed(name, ["x", "y", "z"]) is Role.IGNORE


def test_dates_without_a_telling_name_are_ignored():
    assert guessed("TACE", ["2024-12-05", "2024-12-06", "2024-12-05"]) is Role.IGNORE


def test_a_number_with_a_few_slips_is_a_number():
    assert guessed("AFP", [*map(str, range(9)), ">1210"]) is Role.NUMBER


def test_only_two_numbers_are_a_category():
    assert guessed("HBsAg", ["0.0", "1", "0", "", "1.0"]) is Role.CATEGORY


def test_free_text_is_ignored():
    assert guessed("history", [f"text {n}" for n in range(20)]) is Role.IGNORE


def test_of_several_outcomes_the_plainest_is_taken_and_none_becomes_a_predictor():
    table = pd.DataFrame({"Response, graded": list("123123"), "pCR": list("010101"), "event": list("xyzxyz")})

    assert guess_roles(table) == {"Response, graded": Role.IGNORE, "pCR": Role.OUTCOME, "event": Role.IGNORE}


def test_features_are_known_by_name_or_by_their_sheet():
    table = features(other=[f"{n}.5" for n in range(30)], text="a")

    assert list(guess_roles(table).values()) == [Role.PATIENT, Role.FEATURE, Role.FEATURE, Role.NUMBER, Role.CATEGORY]
    assert list(guess_roles(table, of_features=True).values())[3:] == [Role.FEATURE, Role.IGNORE]
