"""What an audit consists of, and what happens to runs that teach nothing."""

import pytest

from core.errors import FitError
from core.resampling.runs import AuditPlan, Task


def refuse(_cohort):
    raise FitError("nothing can be learnt here: add cases")


def test_the_leaking_order_of_steps_runs_on_request_only() -> None:
    kinds = {kind for kind, _ in AuditPlan().runs(has_validation=True)}

    assert not kinds & {"compatible", "shuffled"}
    assert ("shuffled", 19) in AuditPlan(compatible=True).runs(has_validation=True)


def test_without_validation_cases_there_is_no_own_split() -> None:
    assert ("own", 0) not in AuditPlan().runs(has_validation=False)


@pytest.mark.parametrize("kind", ["null", "split", "boot"])
def test_resampled_cases_that_teach_nothing_end_nothing(kind, make_cohort) -> None:
    assert Task(make_cohort(), refuse, AuditPlan()).perform((kind, 0)) is None


@pytest.mark.parametrize("kind", ["nested", "apparent"])
def test_a_cohort_that_teaches_nothing_ends_all(kind, make_cohort) -> None:
    with pytest.raises(FitError, match="nothing can be learnt"):
        Task(make_cohort(), refuse, AuditPlan()).perform((kind, 0))


def test_the_number_of_processes_is_no_part_of_the_plan() -> None:
    assert AuditPlan(workers=1) == AuditPlan(workers=2)


def test_a_cross_validation_learns_once_for_each_fold() -> None:
    plan = AuditPlan(folds=4)

    assert [plan.learnings((kind, 0)) for kind in ("nested", "null", "split", "boot")] == [4, 4, 1, 1]
