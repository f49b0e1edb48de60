"""Feature tables and cohorts refuse what would let a mistake through unseen."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.values import Cohort, FeatureTable

CASES = pd.Index(["a", "b", "c", "d"], name="case_id")


def table_of(values, index=CASES, columns=("f1", "f2")):
    return FeatureTable(pd.DataFrame(values, index=index, columns=list(columns)), "digest", {"pyradiomics": "3"})


def column(values):
    return pd.Series(values, index=CASES)


@pytest.fixture
def cohort():
    return Cohort(
        features={"native": table_of(np.arange(8).reshape(4, 2))},
        outcome=column([True, False, True, False]),
        event_name="non-response",
        clinical=pd.DataFrame({"diameter_cm": [1.0, 2.0, 3.0, 4.0]}, index=CASES),
        is_training=column([True, True, True, False]),
        patient_id=column(["p", "q", "q", "r"]),
    )


def test_feature_table_holds_floats_by_case_id():
    table = table_of([[1, 2]] * 4, index=list("abcd"))
    assert table.values.index.name == "case_id"
    assert table.values.dtypes.unique().tolist() == [np.float64]


def test_feature_table_is_not_changed_through_the_frame_it_was_made_from():
    frame = pd.DataFrame(np.zeros((4, 2)), index=CASES, columns=["f1", "f2"])
    table = FeatureTable(frame, "digest", {})
    frame.loc["a", "f1"] = 9.0
    assert table.row("a")["f1"] == 0.0


def test_repeated_case_is_refused():
    with pytest.raises(CohortError, match="unique"):
        table_of(np.zeros((4, 2)), index=["a", "a", "b", "c"])


def test_repeated_feature_is_refused():
    with pytest.raises(CohortError, match="unique"):
        table_of(np.zeros((4, 2)), columns=("f1", "f1"))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_feature_that_is_not_a_finite_number_is_refused_by_name(value):
    with pytest.raises(CohortError, match="f2 is missing or infinite"):
        table_of([[1, 2], [3, value], [5, 6], [7, 8]])


def test_missing_values_pass_where_they_may():
    values = pd.DataFrame([[1, 2], [3, np.nan], [5, 6], [7, 8]], index=CASES, columns=["f1", "f2"])
    assert FeatureTable(values, "digest", {}, may_miss=True).only(["f2"]).values["f2"].isna().sum() == 1


def test_infinite_values_never_pass():
    values = pd.DataFrame([[1, 2], [3, np.inf], [5, 6], [7, 8]], index=CASES, columns=["f1", "f2"])
    with pytest.raises(CohortError, match="f2 is infinite"):
        FeatureTable(values, "digest", {}, may_miss=True)


def test_only_takes_features_in_the_order_asked():
    assert table_of(np.zeros((4, 2))).only(["f2", "f1"]).names == ("f2", "f1")


def test_versions_cannot_be_edited():
    with pytest.raises(TypeError):
        table_of(np.zeros((4, 2))).versions["pyradiomics"] = "4"


def test_cohort_cannot_be_edited(cohort):
    with pytest.raises(FrozenInstanceError):
        cohort.event_name = "response"


def test_training_and_validation_share_the_cases_between_them(cohort):
    assert list(cohort.training.outcome.index) == ["a", "b", "c"]
    assert list(cohort.validation.outcome.index) == ["d"]


def test_every_table_of_a_side_lists_the_same_cases(cohort):
    side = cohort.training
    tables = (side.features["native"].values, side.clinical, side.is_training, side.patient_id)
    assert all(table.index.equals(side.outcome.index) for table in tables)


def test_prevalence_is_the_share_with_the_event(cohort):
    assert cohort.prevalence == 0.5
    assert len(cohort) == 4


def test_patient_on_both_sides_is_refused(cohort):
    with pytest.raises(CohortError, match=r"1 are in both \(q\)"):
        replace(cohort, is_training=column([True, True, False, False]))


@pytest.mark.parametrize("name", ["clinical", "is_training", "patient_id"])
def test_table_in_another_order_is_refused_by_name(cohort, name):
    with pytest.raises(CohortError, match=name):
        replace(cohort, **{name: getattr(cohort, name).iloc[::-1]})


def test_features_of_other_cases_are_refused_by_arm(cohort):
    other = table_of(np.zeros((4, 2)), index=list("abce"))
    with pytest.raises(CohortError, match=r"features\[native\]"):
        replace(cohort, features={"native": other})


def test_clinical_cohort_needs_no_features(cohort):
    assert len(replace(cohort, features={}).validation) == 1


def test_centre_goes_with_its_side(cohort):
    held = replace(cohort, centre=column(["A", "B", "A", "B"]))
    assert held.training.centre.tolist() == ["A", "B", "A"]
    assert cohort.training.centre is None


def test_centre_of_other_cases_is_refused(cohort):
    with pytest.raises(CohortError, match="centre"):
        replace(cohort, centre=pd.Series(["A"] * 4, index=list("abce")))
