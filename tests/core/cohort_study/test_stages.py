"""A stage is done once, and again when anything it depends on is no longer the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.cohort_study.stages import RECORD, Stages, digest_of
from core.signature.settings import SelectionSettings
from core.values import Cohort, FeatureTable


class Counted:
    """Work that writes one file and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.times = folder, 0

    def __call__(self) -> list[str]:
        self.times += 1
        (self.folder / "a.txt").write_text("whole")
        return ["a.txt"]


@pytest.fixture
def work(tmp_path: Path) -> Counted:
    return Counted(tmp_path)


def perform(work: Counted, inputs: str) -> list[str]:
    stages = Stages(work.folder)
    stages.perform("first", inputs, work)
    return stages.resumed


def test_what_is_done_is_not_done_again(work: Counted) -> None:
    assert perform(work, "x") == []
    assert perform(work, "x") == ["first"]
    assert work.times == 1


def test_other_inputs_are_other_work(work: Counted) -> None:
    perform(work, "x")

    assert perform(work, "y") == []


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_text("half")])
def test_a_lost_or_altered_file_is_made_again(work: Counted, harm) -> None:
    perform(work, "x")
    harm(work.folder / "a.txt")

    assert perform(work, "x") == []
    assert (work.folder / "a.txt").read_text() == "whole"


def test_work_that_failed_is_not_taken_for_done(work: Counted) -> None:
    with pytest.raises(ZeroDivisionError):
        Stages(work.folder).perform("first", "x", lambda: [str(1 // 0)])

    assert perform(work, "x") == []


def test_a_broken_record_costs_time_and_nothing_else(work: Counted) -> None:
    (work.folder / RECORD).write_text("{")

    assert perform(work, "x") == []


@pytest.fixture
def cohort() -> Cohort:
    index = pd.Index(["a", "b", "c", "d"], name="case_id")
    table = FeatureTable(pd.DataFrame({"f": [1.0, 2, 3, 4]}, index=index), "d", {})
    outcome, training = pd.Series([True, False, True, False], index), pd.Series(True, index)
    return Cohort({"native": table}, outcome, "e", pd.DataFrame(index=index), training, pd.Series(index, index))


def test_a_digest_sees_every_value_of_a_cohort(cohort: Cohort) -> None:
    values = cohort.features["native"].values.replace(4.0, np.nextafter(4, 5))
    moved = replace(cohort, features={"native": FeatureTable(values, "d", {})})
    split = replace(cohort, is_training=cohort.is_training & (cohort.outcome.index != "d"))

    assert len({digest_of(c) for c in (cohort, moved, split, replace(cohort, event_name="f"))}) == 4
    assert digest_of(cohort) == digest_of(replace(cohort))


def test_a_digest_does_not_see_the_order_of_a_set() -> None:
    names = [f"f{n}" for n in range(40)]
    ones = [SelectionSettings(excluded=frozenset(order)) for order in (names, names[::-1])]

    assert digest_of(ones[0]) == digest_of(ones[1])
