"""Readers' categories to labels, and to the list that is to be adjudicated."""

import pandas as pd
import pytest

from core.clinical.label_noise import MAJORITY, disagreements, label_table
from core.errors import CohortError


def read(**readers: list[str | None]) -> pd.DataFrame:
    table = pd.DataFrame(readers, dtype=object)
    return table.set_axis([f"P{n}" for n in range(1, len(table) + 1)])


def test_stable_and_progressive_disease_are_non_response() -> None:
    assert label_table(read(A=["CR", "PR", "SD", "PD"]))["A"].tolist() == [False, False, True, True]


def test_what_was_not_evaluable_or_not_read_has_no_label() -> None:
    assert label_table(read(A=["NE", None, "PR"]))["A"].isna().tolist() == [True, True, False]


def test_the_majority_of_three_readers_decides() -> None:
    labels = label_table(read(A=["PR", "SD"], B=["SD", "PD"], C=["SD", "PR"]))

    assert labels[MAJORITY].tolist() == [True, True]


def test_two_readers_who_differ_leave_it_open_until_it_is_adjudicated() -> None:
    categories = read(A=["PR", "SD"], B=["SD", "SD"])

    assert label_table(categories)[MAJORITY].isna().tolist() == [True, False]
    assert label_table(categories, pd.Series({"P1": "PR"}))[MAJORITY].tolist() == [False, True]


def test_an_adjudication_overrules_the_majority() -> None:
    categories = read(A=["PR"], B=["PR"], C=["SD"])

    assert label_table(categories, pd.Series({"P1": "SD"}))[MAJORITY].tolist() == [True]


def test_patients_in_two_categories_are_listed_even_where_the_label_is_one() -> None:
    categories = read(A=["SD", "CR", "PR"], B=["PD", "CR", None])

    assert disagreements(categories).index.tolist() == ["P1"]


def test_no_reader_is_refused() -> None:
    with pytest.raises(CohortError, match="at least one reader"):
        label_table(pd.DataFrame(index=["P1"]))
