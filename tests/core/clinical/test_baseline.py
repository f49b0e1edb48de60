"""The table of two groups as it is laid out."""

import numpy as np
import pandas as pd
import pytest

from core.clinical.baseline import build_baseline, write_p
from core.errors import CohortError

NAMES = ("responder", "non-responder")


@pytest.fixture
def laid_out(patients) -> pd.DataFrame:
    return build_baseline(patients.drop(columns="group"), patients["group"] == NAMES[1], NAMES).rows


def test_numbers_have_one_row_and_categories_one_per_level(laid_out) -> None:
    assert laid_out.groupby("variable", sort=False).size().to_dict() == {
        "age": 1, "afp": 1, "sessions": 1, "sex": 2, "pvtt": 2, "drug": 4,
    }  # fmt: skip


def test_missing_values_are_counted_by_group(laid_out, patients) -> None:
    row = laid_out.set_index("variable").loc["age"]

    assert row["missing_first"] + row["missing_second"] == patients["age"].isna().sum() == 6


def test_the_test_stands_in_the_first_row_of_a_variable_alone(laid_out) -> None:
    drug = laid_out[laid_out["variable"] == "drug"]

    assert drug["test"].tolist()[0] == "fisher"
    assert drug["test"].iloc[1:].isna().all()


def test_a_number_of_two_values_and_a_truth_are_categories() -> None:
    table = pd.DataFrame({"ecog": [0, 1, 1, 0], "pvtt": [True, False, None, True]})

    rows = build_baseline(table, pd.Series([False, False, True, True]), NAMES).rows

    assert rows["level"].tolist() == ["0", "1", "no", "yes"]
    assert rows["missing_second"].dropna().tolist() == [0, 1]


@pytest.mark.parametrize(("p_value", "text"), [(0.0, "<0.001"), (9.9e-4, "<0.001"), (0.001, "0.001"), (1, "1.000")])
def test_p_is_never_0_000(p_value: float, text: str) -> None:
    assert write_p(p_value) == text


def test_a_column_of_names_is_refused() -> None:
    table = pd.DataFrame({"note": [f"note {n}" for n in range(40)]})

    with pytest.raises(CohortError, match="at most 12 levels, but note has 20"):
        build_baseline(table, pd.Series(np.arange(40) % 2 == 0), NAMES)


def test_a_group_of_one_is_refused() -> None:
    with pytest.raises(CohortError, match="but 3 and 1 came"):
        build_baseline(pd.DataFrame({"a": [1, 2, 3, 4]}), pd.Series([False, False, False, True]), NAMES)


def test_groups_of_other_cases_are_refused() -> None:
    with pytest.raises(CohortError, match="same cases"):
        build_baseline(pd.DataFrame({"a": [1, 2]}), pd.Series([True, False], index=[5, 6]), NAMES)
