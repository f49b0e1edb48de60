"""What is said of the columns holds; the rest is guessed."""

from pathlib import Path

import pandas as pd
import pytest

from core.cohort_study.tables import Columns, leave_incomplete_out, read_feature_sheets, read_intake
from core.errors import CohortError
from core.intake.sheet import read_sheet


@pytest.fixture(scope="module")
def clinical(tables) -> pd.DataFrame:
    return read_sheet(tables[0])


@pytest.fixture(scope="module")
def features(tables) -> dict[str, pd.DataFrame]:
    return read_feature_sheets([str(tables[1])])


def test_two_tables_and_the_event_make_a_cohort(clinical, features) -> None:
    cohort = read_intake(clinical, features, Columns("no", "non-response")).cohort

    assert (len(cohort), cohort.event_name, len(cohort.validation)) == (96, "non-response", 24)
    assert len(cohort.features["native"].names) == 8


def test_clinical_columns_are_those_that_are_named(clinical, features) -> None:
    assert read_intake(clinical, features, Columns("no")).terms == ()
    assert [t.name for t in read_intake(clinical, features, Columns("no", clinical=("age",))).terms] == ["age"]


def test_the_reference_of_a_clinical_column_can_be_said(clinical, features) -> None:
    with_stage = clinical.assign(stage=["B", "A", "A"] * 32)
    found = read_intake(with_stage, features, Columns("no", clinical=("stage=B",))).terms

    assert [(term.reference, term.level) for term in found] == [("B", "A")]


def test_without_a_column_the_split_is_made_by_its_seed(clinical, features) -> None:
    without = clinical.drop(columns="split")
    sides = [read_intake(without, features, Columns("no", seed=seed)).cohort.is_training for seed in (0, 0, 1)]

    assert sides[0].equals(sides[1])
    assert not sides[0].equals(sides[2])
    assert sides[0].mean() == pytest.approx(0.8, abs=0.02)


def test_features_may_stand_in_the_table_itself(clinical, features) -> None:
    joined = clinical.merge(features["native"], on="id")

    assert len(read_intake(joined, {}, Columns("no")).cohort.features["native"].names) == 8


def test_an_absent_column_is_named(clinical, features) -> None:
    with pytest.raises(CohortError, match="hospital"):
        read_intake(clinical, features, Columns("no", centre="hospital"))


def test_an_arm_is_given_once(tables) -> None:
    assert list(read_feature_sheets([f"super-resolved={tables[1]}", str(tables[1])])) == ["native", "super-resolved"]
    with pytest.raises(CohortError, match="native came twice"):
        read_feature_sheets([str(tables[1]), f"native={tables[1]}"])


def test_cases_without_a_clinical_value_are_left_out_and_named(clinical, features) -> None:
    gaps = clinical.assign(age=clinical["age"].where(clinical["id"] != "007", ""))
    intake, said = leave_incomplete_out(read_intake(gaps, features, Columns("no", clinical=("age",))))

    assert len(intake.cohort) == 95
    assert "1 cases lack a value of age" in said
    assert "007" in said


def test_a_complete_cohort_stays_as_it_is(clinical, features) -> None:
    intake = read_intake(clinical, features, Columns("no", clinical=("age",)))

    assert leave_incomplete_out(intake) == (intake, "")


def test_a_path_with_an_equals_sign_is_a_path(tables, tmp_path: Path) -> None:
    odd = tmp_path / "a=b.csv"
    odd.write_bytes(tables[1].read_bytes())

    assert list(read_feature_sheets([str(odd)])) == ["native"]
