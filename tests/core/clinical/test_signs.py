"""Grades and yes or no, read by the coding that was declared."""

import pandas as pd
import pytest

from core.clinical.signs import SIGNS, UNCODED, read_sign
from core.errors import ClinicalError


def test_the_same_cells_mean_other_levels_under_another_coding() -> None:
    column = pd.Series(["1", "2"])

    assert read_sign(column, "ascites", "1, 2, 3")[0].tolist() == ["none", "mild"]
    assert read_sign(column, "ascites", "0, 1, 2")[0].tolist() == ["mild", "moderate-severe"]


def test_numbers_texts_and_truth_values_are_read() -> None:
    assert read_sign(pd.Series([1.0, 0.0]), "extrahepatic", "0, 1")[0].tolist() == [True, False]
    assert read_sign(pd.Series([True, False]), "multiple", "false, true")[0].tolist() == [True, False]
    assert read_sign(pd.Series([" Yes ", "NO"]), "vascular_invasion", "no, yes")[0].tolist() == [True, False]


def test_a_code_that_is_unknown_is_flagged_and_gives_no_level() -> None:
    levels, flags = read_sign(pd.Series(["0", "9", "", None]), "performance", "0–4")

    assert flags.tolist() == ["", UNCODED, "", ""]
    assert levels.isna().tolist() == [False, True, True, True]


@pytest.mark.parametrize("name", SIGNS)
def test_every_coding_writes_every_level_once(name: str) -> None:
    for spelled in SIGNS[name].codings.values():
        assert len(set(spelled)) == len(SIGNS[name].levels) == len(spelled)


def test_a_coding_that_was_not_declared_is_refused() -> None:
    with pytest.raises(ClinicalError, match="ascites is coded as none, mild"):
        read_sign(pd.Series(["1"]), "ascites", "yes, no")


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(ClinicalError, match="a sign is one of"):
        read_sign(pd.Series(["1"]), "jaundice", "no, yes")
