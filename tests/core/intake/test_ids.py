"""Ids of cases and patients."""

import pandas as pd
import pytest

from core.errors import CohortError
from core.intake.ids import case_index, patients_of, require_columns


def table(*ids):
    return pd.DataFrame({"id": ids, "x": "1"}, dtype="str")


def test_ids_are_those_of_the_column_else_row_numbers():
    assert list(case_index(table("007", "008"), "id")) == ["007", "008"]
    assert list(case_index(table("007", "008"), None)) == ["row 1", "row 2"]


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        (("a", "b", "a", "b", "b"), "needs its own id, but a, b is repeated"),
        (("a", "", "b", ""), "empty in row 2, 4 below the header"),
    ],
)
def test_an_id_that_is_not_its_own_is_refused_by_name(ids, sentence):
    with pytest.raises(CohortError, match=sentence):
        case_index(table(*ids), "id")


def test_patients_may_have_several_cases_but_each_case_has_a_patient():
    assert patients_of(table("p", "p"), "id").tolist() == ["p", "p"]
    with pytest.raises(CohortError, match="empty in row 2"):
        patients_of(table("p", ""), "id")


def test_an_absent_column_is_refused_with_what_there_is():
    with pytest.raises(CohortError, match="must have a column age, but it has id, x"):
        require_columns(table("a"), [None, "id", "age"])
